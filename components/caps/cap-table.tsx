import { capKindNames } from "@/server/authority/approval.words";
import type { CapRow } from "@/server/authority/cap.schema";
import { useSay } from "#say";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { EndCap } from "./end-cap";
import { UsedOf } from "./used-of";

const nameOf = ({ kind, personName }: CapRow): string => (personName ? `${capKindNames[kind]}（${personName}）` : capKindNames[kind]);

function Used({ cap }: { cap: CapRow }) {
  const say = useSay();
  if (cap.usedFen === null) return cap.kind === "orderApproval" ? say("按每一单判断") : cap.kind === "groupMonth" ? say("由上级企业查看") : say("见下面各人的占用");
  return <UsedOf label={say("{nameOf}占用", { nameOf: nameOf(cap) })} usedFen={cap.usedFen} limitFen={cap.limitFen} />;
}

/** PC5: the caps of an account and what has been used of each; of a past day nothing can be done any more. */
export function CapTable({ caps, mayChange, isPast }: { caps: readonly CapRow[]; mayChange: boolean; isPast: boolean }) {
  const say = useSay();
  const columns: readonly Column<CapRow>[] = [
    { key: "kind", name: say("额度"), isTitle: true, cell: nameOf },
    { key: "limit", name: say("上限"), align: "end", cell: (row) => (row.limitFen === 0n ? say("不允许订购") : <Money fen={row.limitFen} />) },
    ...(isPast ? [] : [{ key: "used", name: say("已占用"), cell: (row: CapRow) => <Used cap={row} /> }]),
    { key: "over", name: say("超过时"), cell: (row) => (row.isHard ? say("直接拒绝") : say("转为审批")) },
    { key: "by", name: say("设置"), cell: (row) => <>{row.setByName}<span className="block text-sm text-ink-faint">{say.instant(row.setAt)}</span></> },
    ...(mayChange ? [{ key: "go", name: say("操作"), cell: (row: CapRow) => <EndCap capId={row.id} name={nameOf(row)} /> }] : []),
  ];
  return <DataTable caption={say("额度")} columns={columns} items={caps} rowKey={(row) => row.id} whenEmpty={<EmptyState title={isPast ? say("这一天没有额度") : say("没有设置额度")} text={say("没有额度就没有限制，订单直接提交。")} />} />;
}
