import type { GrantView } from "@/server/authority/authorisation.schema";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { ButtonLink } from "../ui/link";

const targetOf = ({ specificationName, productClass }: GrantView): string => specificationName ?? (productClass ? `${productClassWords[productClass].name}（整类）` : "");
const ceilingOf = ({ seatCeiling, seatsHeld }: GrantView): string => (seatCeiling === null ? `不限（已用 ${seatsHeld}）` : seatCeiling === 0 ? "不允许" : `${seatCeiling}（已用 ${seatsHeld}）`);

/** PC2: what a child is authorised for; of a past day nothing can be done any more. */
export function GrantTable({ grants, path, mayChange }: { grants: readonly GrantView[]; path: string; mayChange: boolean }) {
  const columns: readonly Column<GrantView>[] = [
    { key: "target", name: "产品或类别", isTitle: true, cell: targetOf },
    { key: "plans", name: "套餐", cell: (row) => (row.offerings.length === 0 ? "全部" : row.offerings.map(({ name }) => name).join("、")) },
    { key: "seats", name: "数量上限", align: "end", cell: ceilingOf },
    { key: "days", name: "有效期", cell: (row) => `${formatDay(dayOf(row.startsOn))}起${row.endsOn ? `，至${formatDay(dayOf(row.endsOn))}` : "，长期"}` },
    { key: "by", name: "授权", cell: (row) => <>{row.grantedByName}<span className="block text-sm text-ink-faint">{formatInstant(row.grantedAt)}</span></> },
    ...(mayChange ? [{ key: "go", name: "操作", cell: (row: GrantView) => <ButtonLink size="sm" variant="ghost" href={`${path}/${row.id}`} aria-label={`收回${targetOf(row)}的授权`}>收回</ButtonLink> }] : []),
  ];
  return <DataTable caption="产品授权" columns={columns} items={grants} rowKey={(row) => row.id} whenEmpty={<EmptyState title="没有授权任何产品" text="没有授权的产品，子帐号看得到价格，但不能订购。" />} />;
}
