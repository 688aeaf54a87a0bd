import { authorisationRuleWords } from "@/messages/zh-CN";
import { findingWords } from "@/server/authority/approval.words";
import type { MayBuyRow } from "@/server/authority/authorisation.schema";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { type Column, DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/link";

type Props = { rows: readonly MayBuyRow[]; /** Where an allowed plan is ordered; null for a parent that looks. */ orderPath: string | null };

/** PC14: what its parent's word and the caps say together. */
const mayOf = ({ isAllowed, caps }: MayBuyRow): "yes" | "approval" | "no" => (!isAllowed || caps.outcome === "refused" ? "no" : caps.outcome === "approval" ? "approval" : "yes");
const words = { yes: "可以", approval: "需审批", no: "不可以" } as const;
const badges = { yes: { tone: "success" }, approval: { tone: "warning" }, no: {} } as const;

/** PC14: what a child may buy today, plan by plan, with the rule that decided. */
export function MayBuyTable({ rows, orderPath }: Props) {
  const columns: readonly Column<MayBuyRow>[] = [
    { key: "product", name: "产品", isTitle: true, cell: (row) => <>{row.specificationName}<span className="block text-sm text-ink-faint">{row.offeringName}</span></> },
    { key: "class", name: "类别", cell: (row) => productClassWords[row.productClass].name },
    { key: "may", name: "今天能订购吗", cell: (row) => <Badge {...badges[mayOf(row)]} hasDot>{words[mayOf(row)]}</Badge> },
    { key: "rule", name: "依据", cell: (row) => <>{authorisationRuleWords[row.rule]}{row.isAllowed && row.caps.findings.map((finding, index) => <span key={index} className="block text-sm text-ink-soft">{findingWords(finding)}</span>)}</> },
    { key: "left", name: "还能用的数量", align: "end", cell: (row) => (row.rule === "notAuthorised" || row.rule === "planNotAuthorised" ? "—" : (row.seatsLeft ?? "不限")) },
    ...(orderPath === null ? [] : [{ key: "go", name: "操作", cell: (row: MayBuyRow) => (mayOf(row) !== "no" ? <ButtonLink size="sm" variant="secondary" href={`${orderPath}?offering=${row.offeringCode}`} aria-label={`订购 ${row.specificationName} ${row.offeringName}`}>订购</ButtonLink> : "—") }]),
  ];
  return <DataTable caption="今天能订购的产品" columns={columns} items={rows} rowKey={(row) => row.offeringCode} whenEmpty={<EmptyState title="本省现在没有在售的产品" />} />;
}
