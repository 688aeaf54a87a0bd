import { csvCell, parseCsv, plainCell } from "../kernel/csv";
import { UserFields } from "./user.schema";

const IMPORT_LIMIT = 500;
const importColumns = ["employeeNumber", "name", "department", "email", "phone"] as const;
type Column = (typeof importColumns)[number];
const headings: Record<Column, readonly string[]> = {
  employeeNumber: ["工号", "员工编号", "employeenumber", "employee number", "no"],
  name: ["姓名", "name"],
  department: ["部门", "department"],
  email: ["邮箱", "电子邮箱", "email", "e-mail"],
  phone: ["手机", "手机号", "电话", "phone", "mobile"],
};

const exportHeadings = ["工号", "姓名", "部门", "邮箱", "手机号"];

/** A CSV that Excel opens as UTF-8 and that the import takes back. */
export function usersToCsv(users: readonly UserFields[]): string {
  const lines = [exportHeadings, ...users.map((user) => importColumns.map((column) => user[column]))];
  return `\ufeff${lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

export type ReadRow = { lineNumber: number; fields: UserFields; problems: Record<string, string> };
export type ReadResult = { problem: "fileEmpty" | "headingMissing" | "tooManyRows" | null; rows: ReadRow[] };

/** Rows of an import with what is wrong in each: form, and doubles within the file. Nothing is looked up. */
export function readImport(text: string): ReadResult {
  const [head, ...body] = parseCsv(text);
  if (!head) return { problem: "fileEmpty", rows: [] };
  const columnAt = head.map((cell) => importColumns.find((column) => headings[column].includes(cell.trim().toLowerCase())));
  if (!columnAt.includes("employeeNumber") || !columnAt.includes("name")) return { problem: "headingMissing", rows: [] };
  const filled = body.map((cells, index) => ({ cells, lineNumber: index + 2 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) return { problem: "fileEmpty", rows: [] };
  if (filled.length > IMPORT_LIMIT) return { problem: "tooManyRows", rows: [] };
  const seen = new Set<string>();
  const rows = filled.map(({ cells, lineNumber }) => {
    const typed: Record<Column, string> = { employeeNumber: "", name: "", department: "", email: "", phone: "" };
    columnAt.forEach((column, at) => {
      if (column) typed[column] = plainCell(cells[at] ?? "");
    });
    const parsed = UserFields.safeParse(typed);
    const problems = parsed.success ? {} : Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]));
    const fields = parsed.success ? parsed.data : typed;
    if (seen.has(fields.employeeNumber)) problems.employeeNumber ??= "employeeNumberTwice";
    seen.add(fields.employeeNumber);
    return { lineNumber, fields, problems };
  });
  return { problem: null, rows };
}
