import { parseCsv, plainCell } from "../kernel/csv";
import type { RowProblem, SeatImportRow } from "./seat-import.schema";

const MOST_ROWS = 500;
const columns = ["employeeNumber", "email", "act"] as const;
const headings: Record<(typeof columns)[number], readonly string[]> = {
  employeeNumber: ["工号", "员工编号", "employeenumber", "employee number", "no"],
  email: ["邮箱", "电子邮箱", "email", "e-mail"],
  act: ["席位", "办理", "act", "seat"],
};
const acts: Record<"assign" | "withdraw", readonly string[]> = { assign: ["", "分配", "是", "yes", "assign"], withdraw: ["收回", "否", "no", "withdraw"] };

type Typed = { lineNumber: number; employeeNumber: string; email: string; act: string };
export type ReadSeats = { problem: "fileEmpty" | "headingMissing" | "tooManyRows" | null; rows: Typed[] };

/** Rows of a file: whom by employee number or mailbox, and what to do. Nothing is looked up. */
export function readSeatImport(text: string): ReadSeats {
  const [head, ...body] = parseCsv(text);
  if (!head) return { problem: "fileEmpty", rows: [] };
  const columnAt = head.map((cell) => columns.find((column) => headings[column].includes(cell.trim().toLowerCase())));
  if (!columnAt.includes("employeeNumber") && !columnAt.includes("email")) return { problem: "headingMissing", rows: [] };
  const filled = body.map((cells, index) => ({ cells, lineNumber: index + 2 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) return { problem: "fileEmpty", rows: [] };
  if (filled.length > MOST_ROWS) return { problem: "tooManyRows", rows: [] };
  return {
    problem: null,
    rows: filled.map(({ cells, lineNumber }) => {
      const cellOf = (column: (typeof columns)[number]) => plainCell(cells[columnAt.indexOf(column)] ?? "").trim();
      return { lineNumber, employeeNumber: cellOf("employeeNumber"), email: cellOf("email").toLowerCase(), act: cellOf("act").toLowerCase() };
    }),
  };
}

export type KnownUser = { id: string; employeeNumber: string; email: string; name: string };
export type SeatFacts = { users: readonly KnownUser[]; held: ReadonlySet<string>; seats: number };

function userOf({ employeeNumber, email }: Typed, users: readonly KnownUser[]): KnownUser | RowProblem {
  if (employeeNumber === "" && email === "") return "whoMissing";
  const found = users.filter((user) => (employeeNumber === "" || user.employeeNumber === employeeNumber) && (email === "" || user.email === email));
  const [first, ...others] = found;
  if (!first) return "userUnknown";
  return others.length > 0 ? (employeeNumber === "" ? "mailTwice" : "userTwice") : first;
}

/**
 * PC12: what a file would do, row by row. What is taken back makes room for what is given, wherever it stands in the file; who comes when none
 * is left is told so.
 */
export function planSeats(typed: readonly Typed[], { users, held, seats }: SeatFacts): { rows: SeatImportRow[]; userIds: Map<number, string>; freeAfter: number } {
  const seen = new Set<string>();
  const userIds = new Map<number, string>();
  const judged = typed.map((row): SeatImportRow => {
    const { lineNumber, employeeNumber, email } = row;
    const act = acts.assign.includes(row.act) ? "assign" : acts.withdraw.includes(row.act) ? "withdraw" : null;
    const user = userOf(row, users);
    const wrong = (problem: RowProblem): SeatImportRow => ({ lineNumber, employeeNumber, email, name: typeof user === "string" ? "" : user.name, act, outcome: "error", problem });
    if (act === null) return wrong("actWrong");
    if (typeof user === "string") return wrong(user);
    if (seen.has(user.id)) return wrong("rowTwice");
    seen.add(user.id);
    userIds.set(lineNumber, user.id);
    const isSame = held.has(user.id) === (act === "assign");
    return { lineNumber, employeeNumber: user.employeeNumber, email: user.email, name: user.name, act, outcome: isSame ? "same" : act, problem: null };
  });
  let free = seats - held.size + judged.filter(({ outcome }) => outcome === "withdraw").length;
  const rows = judged.map((row): SeatImportRow => {
    if (row.outcome !== "assign") return row;
    free -= 1;
    return free < 0 ? { ...row, outcome: "error", problem: "noSeatLeft" } : row;
  });
  return { rows, userIds, freeAfter: Math.max(0, free) };
}
