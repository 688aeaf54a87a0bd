import { capKindNames } from "@/server/authority/approval.words";
import type { CapRow } from "@/server/authority/cap.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { EndCap } from "./end-cap";
import { UsedOf } from "./used-of";

const nameOf = ({ kind, personName }: CapRow): string => (personName ? `${capKindNames[kind]}（${personName}）` : capKindNames[kind]);

function Used({ cap }: { cap: CapRow }) {
  if (cap.usedFen === null) return cap.kind === "orderApproval" ? "按每一单判断" : cap.kind === "groupMonth" ? "由上级企业查看" : "见下面各人的占用";
  return <UsedOf label={`${nameOf(cap)}占用`} usedFen={cap.usedFen} limitFen={cap.limitFen} />;
}

/** PC5: the caps of an account and what has been used of each; of a past day nothing can be done any more. */
export function CapTable({ caps, mayChange, isPast }: { caps: readonly CapRow[]; mayChange: boolean; isPast: boolean }) {
  const columns: readonly Column<CapRow>[] = [
    { key: "kind", name: "额度", isTitle: true, cell: nameOf },
    { key: "limit", name: "上限", align: "end", cell: (row) => (row.limitFen === 0n ? "不允许订购" : <Money fen={row.limitFen} />) },
    ...(isPast ? [] : [{ key: "used", name: "已占用", cell: (row: CapRow) => <Used cap={row} /> }]),
    { key: "over", name: "超过时", cell: (row) => (row.isHard ? "直接拒绝" : "转为审批") },
    { key: "by", name: "设置", cell: (row) => <>{row.setByName}<span className="block text-sm text-ink-faint">{formatInstant(row.setAt)}</span></> },
    ...(mayChange ? [{ key: "go", name: "操作", cell: (row: CapRow) => <EndCap capId={row.id} name={nameOf(row)} /> }] : []),
  ];
  return <DataTable caption="额度" columns={columns} items={caps} rowKey={(row) => row.id} whenEmpty={<EmptyState title={isPast ? "这一天没有额度" : "没有设置额度"} text="没有额度就没有限制，订单直接提交。" />} />;
}
