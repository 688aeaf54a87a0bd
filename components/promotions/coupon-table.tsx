import type { z } from "zod";
import { couponStateWords } from "@/messages/zh-CN";
import { dayOf } from "@/server/kernel/calendar";
import { offerSaid } from "@/server/promotions/promotion.rules";
import type { MyCouponPage } from "@/server/promotions/promotion.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";
import { Pagination } from "../ui/pagination";

type Page = z.output<typeof MyCouponPage>;
type Row = Page["rows"][number];
type Props = { page: Page; tab: "usable" | "past"; base: string; shop: string; previousHref: string | null; nextHref: string | null };

function State({ row, base }: { row: Row; base: string }) {
  const say = useSay();
  if (row.state === "used" && row.orderId) return <TextLink href={`${base}/orders/${row.orderId}`}>{say("看订单")}</TextLink>;
  if (row.state === "issued" && !row.isUsable) return <Badge>{row.validFrom > new Date() ? say("还没开始") : say("已过期")}</Badge>;
  return <StateBadge state={row.state} words={couponStateWords} />;
}

/** SC16: a company's coupons, and where each is used. */
export function CouponTable({ page, tab, base, shop, previousHref, nextHref }: Props) {
  const say = useSay();
  return (
    <DataTable
      caption={say("优惠券")}
      items={page.rows}
      rowKey={(row) => row.couponId}
      columns={[
        { key: "n", name: say("优惠"), isTitle: true, cell: (row) => <>{row.name}<span className="block text-[0.9em] font-normal text-ink-soft">{offerSaid(row)[say.locale]}</span></> },
        { key: "p", name: say("适用产品"), cell: (row) => (row.productNames.length > 0 ? say.list(row.productNames.map((name) => say.named(name))) : say("全部产品")) },
        { key: "d", name: say("下单时间"), cell: (row) => say("{validFrom} 至 {validTo}", { validFrom: say.day(dayOf(row.validFrom)), validTo: say.day(dayOf(row.validTo)) }) },
        { key: "c", name: say("券号"), cell: (row) => <span className="figures">{row.code}</span> },
        { key: "s", name: say("状态"), cell: (row) => <State row={row} base={base} /> },
        ...(tab === "usable" ? [{ key: "x", name: say("使用"), cell: (row: Row) => (row.isUsable ? <a className="inline-flex min-h-6 items-center text-accent-strong underline underline-offset-4" href={row.slug ? `${shop}/${row.slug}` : shop}>{say("去选购")}</a> : "") }] : []),
      ]}
      whenEmpty={<EmptyState title={tab === "usable" ? say("没有可用的优惠券") : say("没有用过或过期的优惠券")} text={tab === "usable" ? say("收到的优惠券会列在这里，下单时选用。") : undefined} />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
