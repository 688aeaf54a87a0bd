import type { z } from "zod";
import type { RenewalPage } from "@/server/billing/forecast.schema";
import { dayOf } from "@/server/kernel/calendar";
import { productStateWords } from "@/messages/zh-CN";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { shopBase } from "@/server/platforms/paths";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { ButtonAnchor } from "../ui/button";
import { TextLink } from "../ui/link";
import { RenewalSwitch } from "./renewal-switch";

const dayWords = (say: Say, date: Date) => say.day(dayOf(date));

/** BI24: what renews when at which price, and what ends. */
export function RenewalTable({ page, base, mayRenew }: { page: z.output<typeof RenewalPage>; base: string; mayRenew: boolean }) {
  const say = useSay();
  return (
    <DataTable
      caption={say("续订")}
      items={page.rows}
      rowKey={(row) => row.id}
      columns={[
        { key: "what", name: say("产品"), isTitle: true, cell: (row) => <TextLink href={`${base}/products/${row.id}`}>{say.named(row.specificationName)} {say.named(row.offeringName)}</TextLink> },
        { key: "seats", name: say("数量"), align: "end", cell: (row) => say.counted(row.seats, row.seatName) },
        { key: "when", name: say("下次续订"), cell: (row) => (row.endsOn ? say("不再续订，用到 {dayWords}", { dayWords: dayWords(say, row.endsOn) }) : dayWords(say, row.renewsOn)) },
        { key: "sum", name: say("下期费用"), align: "end", cell: (row) => (row.endsOn ? "—" : <Money fen={row.amountFen} />) },
        { key: "state", name: say("状态"), cell: (row) => <StateBadge state={row.state} words={productStateWords} /> },
        { key: "do", name: say("自动续订"), cell: (row) => (mayRenew && row.state !== "suspended" ? <RenewalSwitch productId={row.id} name={`${say.named(row.specificationName)} ${say.named(row.offeringName)}`} isOn={row.endsOn === null} endsOn={row.endsOn ? dayWords(say, row.endsOn) : null} /> : row.endsOn ? say("已关闭") : say("已开启")) },
      ]}
      whenEmpty={<EmptyState title={say("没有会续订的产品")} text={say("开通产品后，这里会列出下次续订的日期和费用。")} actions={<ButtonAnchor href={`${shopBase(base, say.locale)}/products`}>{say("选购产品")}</ButtonAnchor>} />}
    />
  );
}
