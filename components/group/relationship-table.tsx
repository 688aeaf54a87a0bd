import type { ReactNode } from "react";
import { formatDay, formatInstant } from "@/server/kernel/calendar";
import type { RelationshipRow } from "@/server/group/relationship.schema";
import { relationshipBlockerWords } from "@/server/group/relationship.words";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { relationshipKindWords, relationshipStateWords } from "./relationship-words";

const columns: readonly Column<RelationshipRow>[] = [
  { key: "account", name: "帐号", isTitle: true, cell: (row) => (row.label && row.label !== row.accountName ? `${row.label}（${row.accountName}）` : row.accountName) },
  { key: "kind", name: "事项", cell: (row) => `${relationshipKindWords[row.kind]}（上级 ${row.parentName}）` },
  { key: "day", name: "生效日", cell: (row) => formatDay(row.effectiveOn) },
  { key: "asked", name: "提出", cell: (row) => `${row.askedByName}，${formatInstant(row.askedAt)}` },
  { key: "decided", name: "答复", cell: (row) => (row.decidedAt ? `${row.decidedByName ?? ""}，${formatInstant(row.decidedAt)}` : "—") },
  { key: "state", name: "状态", cell: (row) => <span className="inline-flex flex-col items-start gap-1"><StateBadge state={row.state} words={relationshipStateWords} />{row.blockers.length > 0 && <span className="text-sm text-ink-soft">{row.blockers.map((blocker) => relationshipBlockerWords[blocker]).join("；")}</span>}</span> },
];

/** PC11: accounts that came under a parent or left it, and what became of each asking. */
export function RelationshipTable({ rows, whenEmpty, foot }: { rows: readonly RelationshipRow[]; whenEmpty: ReactNode; foot?: ReactNode }) {
  return <DataTable caption="加入和离开的记录" columns={columns} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
