import type { ReactNode } from "react";
import type { RelationshipRow } from "@/server/group/relationship.schema";
import { relationshipBlockerWords } from "@/server/group/relationship.words";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { StateBadge } from "../patterns/state-badge";
import { relationshipKindWords, relationshipStateWords } from "./relationship-words";

const columns = (say: Say): readonly Column<RelationshipRow>[] => [
  { key: "account", name: say("帐号"), isTitle: true, cell: (row) => (row.label && row.label !== row.accountName ? say("{rowLabel}（{accountName}）", { rowLabel: row.label, accountName: row.accountName }) : row.accountName) },
  { key: "kind", name: say("事项"), cell: (row) => say("{relationshipKindWords}（上级 {parentName}）", { relationshipKindWords: say.word(relationshipKindWords[row.kind]), parentName: row.parentName }) },
  { key: "day", name: say("生效日"), cell: (row) => say.day(row.effectiveOn) },
  { key: "asked", name: say("提出"), cell: (row) => say("{askedByName}，{instant}", { askedByName: row.askedByName, instant: say.instant(row.askedAt) }) },
  { key: "decided", name: say("答复"), cell: (row) => (row.decidedAt ? say("{decidedByName}，{instant}", { decidedByName: row.decidedByName ?? "", instant: say.instant(row.decidedAt) }) : "—") },
  { key: "state", name: say("状态"), cell: (row) => <span className="inline-flex flex-col items-start gap-1"><StateBadge state={row.state} words={relationshipStateWords} />{row.blockers.length > 0 && <span className="text-sm text-ink-soft">{row.blockers.map((blocker) => say.word(relationshipBlockerWords[blocker])).join(say("；"))}</span>}</span> },
];

/** PC11: accounts that came under a parent or left it, and what became of each asking. */
export function RelationshipTable({ rows, whenEmpty, foot }: { rows: readonly RelationshipRow[]; whenEmpty: ReactNode; foot?: ReactNode }) {
  const say = useSay();
  return <DataTable caption={say("加入和离开的记录")} columns={columns(say)} items={rows} rowKey={(row) => row.id} whenEmpty={whenEmpty} foot={foot} />;
}
