import { seatReasonWords, seatRowWords } from "@/messages/zh-CN";
import type { RunRow, SeatImportRow } from "@/server/seats/seat-import.schema";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { type Column, DataTable } from "../patterns/data-table";
import { Badge, type Tone } from "../ui/badge";

const outcomes: Record<SeatImportRow["outcome"], { word: string; tone: Tone }> = { assign: { word: "分配", tone: "success" }, withdraw: { word: "收回", tone: "info" }, same: { word: "没有变化", tone: "neutral" }, error: { word: "有误", tone: "danger" } };

const columns = (say: Say): readonly Column<SeatImportRow>[] => [
  { key: "line", name: say("行号"), isTitle: true, cell: (row) => say("第 {lineNumber} 行", { lineNumber: row.lineNumber }) },
  { key: "number", name: say("工号"), cell: (row) => row.employeeNumber || say("空") },
  { key: "name", name: say("姓名"), cell: (row) => row.name || "—" },
  { key: "email", name: say("邮箱"), cell: (row) => row.email || say("空") },
  { key: "outcome", name: say("结果"), cell: (row) => <Badge tone={outcomes[row.outcome].tone} hasDot>{say.word(outcomes[row.outcome].word)}</Badge> },
  { key: "why", name: say("说明"), cell: (row) => (row.problem ? say.word(seatRowWords[row.problem]) : "—") },
];

/** What the dry run says of each row; the wrong ones first. */
export function SeatRows({ rows }: { rows: readonly SeatImportRow[] }) {
  const say = useSay();
  const sorted = rows.toSorted((a, b) => Number(b.outcome === "error") - Number(a.outcome === "error") || a.lineNumber - b.lineNumber);
  return <div className="mt-4"><DataTable caption={say("试算结果")} columns={columns(say)} items={sorted} rowKey={(row) => String(row.lineNumber)} rowTone={(row) => (row.outcome === "error" ? "danger" : "plain")} whenEmpty={null} /></div>;
}

const wordsOf = (say: Say, result: string | null): string => (seatReasonWords as Record<string, string>)[result ?? ""] ?? say("现在不能办理，请在席位页面核对");
const refusedColumns = (say: Say): readonly Column<RunRow>[] => [
  { key: "line", name: say("行号"), isTitle: true, cell: (row) => say("第 {lineNumber} 行", { lineNumber: row.lineNumber }) },
  { key: "who", name: say("员工"), cell: (row) => say("{rowName}（工号 {employeeNumber}）", { rowName: row.name, employeeNumber: row.employeeNumber }) },
  { key: "act", name: say("办理"), cell: (row) => say.word(outcomes[row.act].word) },
  { key: "why", name: say("没有办成的原因"), cell: (row) => wordsOf(say, row.result) },
];

/** Rows that a run could not do, with why. */
export function RefusedRows({ rows }: { rows: readonly RunRow[] }) {
  const say = useSay();
  return <DataTable caption={say("没有办成的行")} columns={refusedColumns(say)} items={rows} rowKey={(row) => String(row.lineNumber)} rowTone={() => "danger"} whenEmpty={null} />;
}
