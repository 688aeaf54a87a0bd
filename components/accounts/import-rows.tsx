import type { ImportRow } from "@/server/accounts/user.schema";
import { type Column, DataTable } from "../patterns/data-table";
import { Badge, type Tone } from "../ui/badge";
import { formWords } from "./problem-words";

const outcomes: Record<ImportRow["outcome"], { word: string; tone: Tone }> = { create: { word: "添加", tone: "success" }, update: { word: "更新", tone: "info" }, same: { word: "没有变化", tone: "neutral" }, error: { word: "有误", tone: "danger" } };

const columns: readonly Column<ImportRow>[] = [
  { key: "line", name: "行号", isTitle: true, cell: (row) => `第 ${row.lineNumber} 行` },
  { key: "number", name: "工号", cell: (row) => row.fields.employeeNumber || "空" },
  { key: "name", name: "姓名", cell: (row) => row.fields.name || "空" },
  { key: "department", name: "部门", cell: (row) => row.fields.department },
  { key: "outcome", name: "结果", cell: (row) => <Badge tone={outcomes[row.outcome].tone} hasDot>{outcomes[row.outcome].word}</Badge> },
  { key: "why", name: "说明", cell: (row) => Object.values(row.problems).map((code) => formWords[code] ?? "请检查这一行").join(";") },
];

/** What the dry run says of each row; the wrong ones first. */
export function ImportRows({ rows }: { rows: readonly ImportRow[] }) {
  const sorted = [...rows].sort((a, b) => Number(b.outcome === "error") - Number(a.outcome === "error") || a.lineNumber - b.lineNumber);
  return <div className="mt-4"><DataTable caption="试算结果" columns={columns} items={sorted} rowKey={(row) => String(row.lineNumber)} rowTone={(row) => (row.outcome === "error" ? "danger" : "plain")} whenEmpty={null} /></div>;
}
