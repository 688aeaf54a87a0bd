import { authorisationRuleWords } from "@/messages/zh-CN";
import type { MayBuyRow } from "@/server/authority/authorisation.schema";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/link";

type Props = { rows: readonly MayBuyRow[]; /** Where an allowed plan is ordered; null for a parent that looks. */ orderPath: string | null };

/** PC14: what a child may buy today, plan by plan, with the rule that decided. */
export function MayBuyTable({ rows, orderPath }: Props) {
  const columns: readonly Column<MayBuyRow>[] = [
    { key: "product", name: "产品", isTitle: true, cell: (row) => <>{row.specificationName}<span className="block text-sm text-ink-faint">{row.offeringName}</span></> },
    { key: "class", name: "类别", cell: (row) => productClassWords[row.productClass].name },
    { key: "may", name: "今天能订购吗", cell: (row) => (row.isAllowed ? <Badge tone="success" hasDot>可以</Badge> : <Badge hasDot>不可以</Badge>) },
    { key: "rule", name: "依据", cell: (row) => authorisationRuleWords[row.rule] },
    { key: "left", name: "还能用的数量", align: "end", cell: (row) => (row.rule === "notAuthorised" || row.rule === "planNotAuthorised" ? "—" : (row.seatsLeft ?? "不限")) },
    ...(orderPath === null ? [] : [{ key: "go", name: "操作", cell: (row: MayBuyRow) => (row.isAllowed ? <ButtonLink size="sm" variant="secondary" href={`${orderPath}?offering=${row.offeringCode}`} aria-label={`订购 ${row.specificationName} ${row.offeringName}`}>订购</ButtonLink> : "—") }]),
  ];
  return <DataTable caption="今天能订购的产品" columns={columns} items={rows} rowKey={(row) => row.offeringCode} whenEmpty={<EmptyState title="本省现在没有在售的产品" />} />;
}
