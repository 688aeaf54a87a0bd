import type { z } from "zod";
import { couponStateWords } from "@/messages/zh-CN";
import { formatDay, dayOf } from "@/server/kernel/calendar";
import { offerWords } from "@/server/promotions/promotion.rules";
import type { MyCouponPage } from "@/server/promotions/promotion.schema";
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
  if (row.state === "used" && row.orderId) return <TextLink href={`${base}/orders/${row.orderId}`}>看订单</TextLink>;
  if (row.state === "issued" && !row.isUsable) return <Badge>{row.validFrom > new Date() ? "还没开始" : "已过期"}</Badge>;
  return <StateBadge state={row.state} words={couponStateWords} />;
}

/** SC16: a company's coupons, and where each is used. */
export function CouponTable({ page, tab, base, shop, previousHref, nextHref }: Props) {
  return (
    <DataTable
      caption="优惠券"
      items={page.rows}
      rowKey={(row) => row.couponId}
      columns={[
        { key: "n", name: "优惠", isTitle: true, cell: (row) => <>{row.name}<span className="block text-[0.9em] font-normal text-ink-soft">{offerWords(row)}</span></> },
        { key: "p", name: "适用产品", cell: (row) => (row.productNames.length > 0 ? row.productNames.join("、") : "全部产品") },
        { key: "d", name: "下单时间", cell: (row) => <>{formatDay(dayOf(row.validFrom))} 至 {formatDay(dayOf(row.validTo))}</> },
        { key: "c", name: "券号", cell: (row) => <span className="figures">{row.code}</span> },
        { key: "s", name: "状态", cell: (row) => <State row={row} base={base} /> },
        ...(tab === "usable" ? [{ key: "x", name: "使用", cell: (row: Row) => (row.isUsable ? <a className="inline-flex min-h-6 items-center text-accent-strong underline underline-offset-4" href={row.slug ? `${shop}/${row.slug}` : shop}>去选购</a> : "") }] : []),
      ]}
      whenEmpty={<EmptyState title={tab === "usable" ? "没有可用的优惠券" : "没有用过或过期的优惠券"} text={tab === "usable" ? "收到的优惠券会列在这里，下单时选用。" : undefined} />}
      foot={<Pagination previousHref={previousHref} nextHref={nextHref} />}
    />
  );
}
