import { authorisationRuleWords } from "@/messages/zh-CN";
import { findingWords } from "@/server/authority/approval.words";
import type { MayBuyRow } from "@/server/authority/authorisation.schema";
import { productClassWords } from "@/server/catalog/catalog.rules";
import { useSay } from "#say";
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
  const say = useSay();
  const columns: readonly Column<MayBuyRow>[] = [
    { key: "product", name: say("产品"), isTitle: true, cell: (row) => <>{say.named(row.specificationName)}<span className="block text-sm text-ink-faint">{say.named(row.offeringName)}</span></> },
    { key: "class", name: say("类别"), cell: (row) => say.word(productClassWords[row.productClass].name) },
    { key: "may", name: say("今天能订购吗"), cell: (row) => <Badge {...badges[mayOf(row)]} hasDot>{say.word(words[mayOf(row)])}</Badge> },
    { key: "rule", name: say("依据"), cell: (row) => <>{say.word(authorisationRuleWords[row.rule])}{row.isAllowed && row.caps.findings.map((finding, index) => <span key={index} className="block text-sm text-ink-soft">{findingWords(say, finding)}</span>)}</> },
    { key: "left", name: say("还能用的数量"), align: "end", cell: (row) => (row.rule === "notAuthorised" || row.rule === "planNotAuthorised" ? "—" : (row.seatsLeft ?? say("不限"))) },
    ...(orderPath === null ? [] : [{ key: "go", name: say("操作"), cell: (row: MayBuyRow) => (mayOf(row) !== "no" ? <ButtonLink size="sm" variant="secondary" href={`${orderPath}?offering=${row.offeringCode}`} aria-label={say("订购 {specificationName} {offeringName}", { specificationName: say.named(row.specificationName), offeringName: say.named(row.offeringName) })}>{say("订购")}</ButtonLink> : "—") }]),
  ];
  return <DataTable caption={say("今天能订购的产品")} columns={columns} items={rows} rowKey={(row) => row.offeringCode} whenEmpty={<EmptyState title={say("本省现在没有在售的产品")} />} />;
}
