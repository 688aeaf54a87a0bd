import { parseCsv } from "../kernel/csv";
import { legible } from "../kernel/legible";
import { parseYuan } from "../kernel/money";

const CODE = /KD[A-HJKMNP-Z2-9]{8}/;

/** The code that a company writes on its transfer, from random bytes: KD and eight letters that nobody mistakes. */
export const transferCode = (random: Uint8Array): string => `KD${legible(random.slice(0, 8))}`;

/** The code in what a payer wrote, whatever the width, case and signs between; null for none. */
export function codeIn(memo: string): string | null {
  return CODE.exec(memo.normalize("NFKC").toUpperCase().replace(/[^A-Z0-9]/g, ""))?.[0] ?? null;
}

/** A company's name as two banks would both write it. */
export const plainName = (name: string): string => name.normalize("NFKC").replace(/\s/g, "").toUpperCase();

type Claim = { id: string; customerId: string; state: "waiting" | "paid" | "canceled" | "expired" };
type Company = { customerId: string; name: string; isOpen: boolean };
export type Match = { kind: "matched"; customerId: string; claimId: string } | { kind: "waiting"; problem: "noCode" | "codeUnknown" | "payerDiffers" | "accountClosed"; guessId: string | null };

/**
 * BI4: whose a transfer is. The code names the company, and the payer must be that company: a stranger's money, or one without a
 * code, waits for a person, with a guess where the payer's name is a customer's. A code that was paid or lapsed names its company all the same.
 */
export function matchTransfer(line: { payerName: string; memo: string }, { claim, owner, namesakes }: { claim: Claim | null; owner: Company | null; namesakes: readonly Company[] }): Match {
  const [only, ...others] = namesakes.filter(({ isOpen }) => isOpen);
  const guessId = only && others.length === 0 ? only.customerId : null;
  if (!claim || !owner) return { kind: "waiting", problem: codeIn(line.memo) ? "codeUnknown" : "noCode", guessId };
  if (!owner.isOpen) return { kind: "waiting", problem: "accountClosed", guessId: owner.customerId };
  if (plainName(owner.name) !== plainName(line.payerName)) return { kind: "waiting", problem: "payerDiffers", guessId: owner.customerId };
  return { kind: "matched", customerId: owner.customerId, claimId: claim.id };
}

export type StatementLine = { serial: string; bookedOn: string; amountFen: bigint; payerName: string; payerAccount: string; memo: string };
type Column = "bookedOn" | "serial" | "payerName" | "payerAccount" | "amount" | "memo";
const headings: Record<Column, readonly string[]> = {
  bookedOn: ["交易日期", "记账日期", "日期"],
  serial: ["流水号", "交易流水号", "凭证号"],
  payerName: ["对方户名", "付款人名称", "付款户名"],
  payerAccount: ["对方账号", "对方帐号", "付款账号", "付款帐号"],
  amount: ["收入金额", "贷方金额", "金额"],
  memo: ["附言", "摘要", "用途"],
};
const LINE_LIMIT = 2_000;

export type StatementProblem = { line: number; problem: "dateWrong" | "serialMissing" | "serialDouble" | "amountWrong" };
export type ReadStatement = { problem: "fileEmpty" | "headingMissing" | "tooManyLines" | null; lines: StatementLine[]; problems: StatementProblem[] };

function dayIn(text: string): string | null {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?/.exec(text);
  if (!match) return null;
  const day = `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}`;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

/** Incoming lines of a bank's CSV; outgoing ones, which have no sum here, are not ours. Lines count as in the file, the heading being 1. */
export function readStatement(text: string): ReadStatement {
  const [head, ...body] = parseCsv(text).filter((cells) => cells.some((cell) => cell.trim() !== ""));
  if (!head) return { problem: "fileEmpty", lines: [], problems: [] };
  const at = (column: Column) => head.findIndex((cell) => headings[column].includes(cell.trim()));
  const [bookedOn, serial, payerName, payerAccount, amount, memo] = (["bookedOn", "serial", "payerName", "payerAccount", "amount", "memo"] as const).map(at) as [number, number, number, number, number, number];
  if ([bookedOn, serial, payerName, amount, memo].includes(-1)) return { problem: "headingMissing", lines: [], problems: [] };
  if (body.length > LINE_LIMIT) return { problem: "tooManyLines", lines: [], problems: [] };
  const seen = new Set<string>();
  const lines: StatementLine[] = [];
  const problems: StatementProblem[] = [];
  body.forEach((cells, index) => {
    const cell = (column: number) => (cells[column] ?? "").trim().slice(0, 200);
    const typed = cell(amount);
    if (typed === "" || /^-|^0(\.0+)?$/.test(typed)) return;
    const [day, fen, number] = [dayIn(cell(bookedOn)), parseYuan(typed), cell(serial).replace(/^'/, "")];
    const problem = day === null ? "dateWrong" : number === "" ? "serialMissing" : seen.has(number) ? "serialDouble" : fen === null || fen <= 0n ? "amountWrong" : null;
    seen.add(number);
    if (problem || day === null || fen === null) return void problems.push({ line: index + 2, problem: problem ?? "amountWrong" });
    lines.push({ serial: number, bookedOn: day, amountFen: fen, payerName: cell(payerName), payerAccount: payerAccount === -1 ? "" : cell(payerAccount).replace(/^'/, ""), memo: cell(memo) });
  });
  return { problem: null, lines, problems };
}
