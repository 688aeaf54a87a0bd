import type { ReactNode } from "react";
import type { z } from "zod";
import { productStateWords } from "@/messages/zh-CN";
import { addDays, dayOf } from "@/server/kernel/calendar";
import type { ProductPage } from "@/server/inventory/product.schema";
import { productName } from "@/server/inventory/product.words";
import { useSay } from "#say";
import { LiveBadge, liveSince } from "../partners/live-badge";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { TextLink } from "../ui/link";

type Row = z.output<typeof ProductPage>["rows"][number];
type Props = { page: z.output<typeof ProductPage>; shop: string; base: string; whenEmpty?: ReactNode; foot: ReactNode };

export function ProductList({ page, base, shop, whenEmpty, foot }: Props) {
  const say = useSay();
  return (
    <DataTable
      caption={say("我的产品")}
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", name: say("产品"), isTitle: true, cell: (row) => <><TextLink href={`${base}/products/${row.id}`}>{productName(row)}</TextLink>{row.bundle && <span className="block text-ink-faint">{say("{bundleName}的一部分", { bundleName: row.bundle.name })}</span>}</> },
        ...(page.rows.some(({ account }) => account !== "") ? [{ key: "owner", name: say("帐号"), cell: (row: Row) => row.account }] : []),
        { key: "seats", name: say("数量"), align: "end", cell: (row) => say.counted(row.seats, row.seatName) },
        { key: "fee", name: say("月费"), align: "end", cell: (row) => (row.bundle ? <span className="text-ink-soft">{say("含在套餐里")}</span> : <Money fen={row.monthlyFen} />) },
        { key: "account", name: say("应用帐号"), cell: (row) => row.applicationAccounts[0]?.name ?? (row.parts.length > 0 ? say("见各部分") : say("开通后显示")) },
        { key: "since", name: say("开通日"), cell: (row) => (row.trial ? say("试用至 {addDays}", { addDays: say.day(addDays(dayOf(row.trial.endsOn), -1)) }) : row.startedOn ? say.day(dayOf(row.startedOn)) : "—") },
        { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={productStateWords} /> },
        { key: "live", name: say("运行状态"), cell: (row) => (row.live ? <><LiveBadge shown={row.live} />{row.live.state !== "normal" && <span className="block text-ink-faint">{liveSince(say, row.live)}</span>}</> : "—") },
      ]}
      whenEmpty={whenEmpty ?? <EmptyState title={say("还没有产品")} text={say("选好产品、提交订单，开通后会出现在这里。")} actions={<ButtonAnchor href={shop}>{say("去选购")}</ButtonAnchor>} />}
      foot={foot}
    />
  );
}
