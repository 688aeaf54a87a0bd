import { csvCell } from "../kernel/csv";
import { BUSINESS_ZONE } from "../kernel/calendar";
import { typedYuan } from "../kernel/money";

/** Days for which the file is kept (DP1). */
export const KEPT_DAYS = 7;
/** After so many taking-ups it is given up, and may be asked for again. */
export const MOST_ATTEMPTS = 5;

type Plain = string | number | boolean | bigint | Date | null;
/** `title` heads the column of the CSV and explains it in the file of words; `day`: a date without a time. */
export type Column = { name: string; title: string; kind: "text" | "fen" | "number" | "instant" | "day" | "code" | "list"; words?: Readonly<Record<string, string>> };
/** A kind of data: its file's name, what it is for people, and whether a parent's file has its children's rows too. */
export type Kind = { file: string; title: string; reach: "own" | "group"; columns: readonly Column[] };
export type Row = Readonly<Record<string, unknown>>;

const stamp = new Intl.DateTimeFormat("sv-SE", { timeZone: BUSINESS_ZONE, dateStyle: "short", timeStyle: "medium" });
/** 2026-11-27 15:04:05 in business time. */
const instantText = (at: Date): string => stamp.format(at);

/** A value as JSON has it: sums in yuan as text, instants in business time, codes as the portal's own. */
export function plainOf({ kind }: Column, value: unknown): string | number | boolean | string[] | null {
  if (value === null || value === undefined) return null;
  if (kind === "list") return (value as string[]).map(String);
  if (kind === "fen") return typedYuan(value as bigint);
  if (kind === "day") return (value as Date).toISOString().slice(0, 10);
  if (kind === "instant") return instantText(value as Date);
  const plain = value as Plain;
  return typeof plain === "number" || typeof plain === "boolean" ? plain : String(plain);
}

/** The same as a cell of a CSV, in words where there are some, and never a formula (promise 43). */
export function cellOf(column: Column, value: unknown): string {
  const plain = plainOf(column, value);
  if (plain === null) return "";
  if (typeof plain === "boolean") return plain ? "是" : "否";
  // A negative sum is a number, which csvCell would make text.
  if (column.kind === "fen" || column.kind === "number") return String(plain);
  const text = Array.isArray(plain) ? plain.map((entry) => column.words?.[entry] ?? entry).join("、") : (column.words?.[String(plain)] ?? String(plain));
  return csvCell(text);
}

export const headOf = (kind: Kind): string => `\ufeff${kind.columns.map(({ title }) => csvCell(title)).join(",")}\r\n`;
export const lineOf = (kind: Kind, row: Row): string => `${kind.columns.map((column) => cellOf(column, row[column.name])).join(",")}\r\n`;
export const objectOf = (kind: Kind, row: Row): string => JSON.stringify(Object.fromEntries(kind.columns.map((column) => [column.name, plainOf(column, row[column.name])])));

type About = { companyName: string; accountName: string; askedAt: Date; kinds: readonly { kind: Kind; rows: number }[]; hasChildren: boolean };
/** 说明.txt: what each file and column is. */
export function readmeOf({ companyName, accountName, askedAt, kinds, hasChildren }: About): string {
  const head = [
    `${companyName}（企业帐号 ${accountName}）的资料`, `导出时间：${instantText(askedAt)}（北京时间）`, "",
    "每一类资料有两个文件：CSV 可以用表格软件打开，JSON 供系统读取，内容相同；两个文件先后生成，其间新增的记录可能只在后一个里。金额单位是元，时间是北京时间。",
    hasChildren ? "标有“含子帐号”的文件也有子帐号的资料，“帐号”一列说明属于谁。" : "", "",
  ];
  const parts = kinds.flatMap(({ kind, rows }) => [
    `■ ${kind.file}.csv、${kind.file}.json：${kind.title}${hasChildren && kind.reach === "group" ? "（含子帐号）" : ""}，${rows} 行`,
    ...kind.columns.map(({ name, title, words }) => `  ${title}（${name}）${words ? `：${Object.entries(words).map(([code, word]) => `${code}=${word}`).join("，")}` : ""}`), "",
  ]);
  return `\ufeff${[...head, ...parts].join("\r\n")}`;
}
