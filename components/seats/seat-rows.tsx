import { seatReasonWords, seatRowWords } from "@/messages/zh-CN";
import type { RunRow, SeatImportRow } from "@/server/seats/seat-import.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { Badge, type Tone } from "../ui/badge";

const outcomes: Record<SeatImportRow["outcome"], { word: string; tone: Tone }> = { assign: { word: "分配", tone: "success" }, withdraw: { word: "收回", tone: "info" }, same: { word: "没有变化", tone: "neutral" }, error: { word: "有误", tone: "danger" } };

const columns: readonly Column<SeatImportRow>[] = [
  { key: "line", name: "行号", isTitle: true, cell: (row) => `第 ${row.lineNumber} 行` },
  { key: "number", name: "工号", cell: (row) => row.employeeNumber || "空" },
  { key: "name", name: "姓名", cell: (row) => row.name || "—" },
  { key: "email", name: "邮箱", cell: (row) => row.email || "空" },
  { key: "outcome", name: "结果", cell: (row) => <Badge tone={outcomes[row.outcome].tone} hasDot>{outcomes[row.outcome].word}</Badge> },
  { key: "why", name: "说明", cell: (row) => (row.problem ? seatRowWords[row.problem] : "—") },
];

/** What the dry run says of each row; the wrong ones first. */
export function SeatRows({ rows }: { rows: readonly SeatImportRow[] }) {
  const sorted = rows.toSorted((a, b) => Number(b.outcome === "error") - Number(a.outcome === "error") || a.lineNumber - b.lineNumber);
  return <div className="mt-4"><DataTable caption="试算结果" columns={columns} items={sorted} rowKey={(row) => String(row.lineNumber)} rowTone={(row) => (row.outcome === "error" ? "danger" : "plain")} whenEmpty={null} /></div>;
}

const wordsOf = (result: string | null): string => (seatReasonWords as Record<string, string>)[result ?? ""] ?? "现在不能办理，请在席位页面核对";
const refusedColumns: readonly Column<RunRow>[] = [
  { key: "line", name: "行号", isTitle: true, cell: (row) => `第 ${row.lineNumber} 行` },
  { key: "who", name: "员工", cell: (row) => `${row.name}（工号 ${row.employeeNumber}）` },
  { key: "act", name: "办理", cell: (row) => outcomes[row.act].word },
  { key: "why", name: "没有办成的原因", cell: (row) => wordsOf(row.result) },
];

/** Rows that a run could not do, with why. */
export function RefusedRows({ rows }: { rows: readonly RunRow[] }) {
  return <DataTable caption="没有办成的行" columns={refusedColumns} items={rows} rowKey={(row) => String(row.lineNumber)} rowTone={() => "danger"} whenEmpty={null} />;
}
