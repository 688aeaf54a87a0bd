import type { ImportRow } from "@/server/accounts/user.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { Badge, type Tone } from "../ui/badge";
import { formWords } from "./problem-words";

const outcomes: Record<ImportRow["outcome"], { word: string; tone: Tone }> = { create: { word: "添加", tone: "success" }, update: { word: "更新", tone: "info" }, same: { word: "没有变化", tone: "neutral" }, error: { word: "有误", tone: "danger" } };

const columns = (say: Say): readonly Column<ImportRow>[] => [
  { key: "line", name: say("行号"), isTitle: true, cell: (row) => say("第 {lineNumber} 行", { lineNumber: row.lineNumber }) },
  { key: "number", name: say("工号"), cell: (row) => row.fields.employeeNumber || say("空") },
  { key: "name", name: say("姓名"), cell: (row) => row.fields.name || say("空") },
  { key: "department", name: say("部门"), cell: (row) => row.fields.department },
  { key: "outcome", name: say("结果"), cell: (row) => <Badge tone={outcomes[row.outcome].tone} hasDot>{say.word(outcomes[row.outcome].word)}</Badge> },
  { key: "why", name: say("说明"), cell: (row) => Object.values(row.problems).map((code) => say.word(formWords[code] ?? say("请检查这一行"))).join(";") },
];

/** What the dry run says of each row; the wrong ones first. */
export function ImportRows({ rows }: { rows: readonly ImportRow[] }) {
  const say = useSay();
  const sorted = [...rows].sort((a, b) => Number(b.outcome === "error") - Number(a.outcome === "error") || a.lineNumber - b.lineNumber);
  return <div className="mt-4"><DataTable caption={say("试算结果")} columns={columns(say)} items={sorted} rowKey={(row) => String(row.lineNumber)} rowTone={(row) => (row.outcome === "error" ? "danger" : "plain")} whenEmpty={null} /></div>;
}
