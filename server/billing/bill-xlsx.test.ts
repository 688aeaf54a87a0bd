import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { billLine, billLines, billOf } from "../../e2e/fixtures/bill-document";
import { parseYuan } from "../kernel/money";
import { billXlsx } from "./bill-xlsx";
import type { BillDocument } from "./bill.schema";

async function read(bill: BillDocument) {
  const files = unzipSync(await billXlsx(bill));
  const part = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const plain = (xml: string) => xml.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
  const strings = [...part("xl/sharedStrings.xml").matchAll(/<si>.*?<t[^>]*>([\s\S]*?)<\/t>.*?<\/si>/g)].map((match) => plain(match[1] ?? ""));
  const rowsOf = (xml: string) => [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map((row) => new Map([...(row[1] ?? "").matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(?:<v>([\s\S]*?)<\/v>)?[\s\S]*?<\/c>)/g)].map(([, at = "", look = "", value = ""]) => [at, look.includes('t="s"') ? (strings[Number(value)] ?? "") : { number: value }] as const)));
  return { files, part, rows: (name: string) => rowsOf(part(name)) };
}
const fenOf = (cell: string | { number: string } | undefined) => {
  if (typeof cell !== "object") return null;
  const size = parseYuan(cell.number.replace("-", ""));
  return size !== null && cell.number.startsWith("-") ? -size : size;
};

it("BI21: the workbook of 5,000 lines has its sums as real numbers, which add to the bill's own to the fen", async () => {
  const bill = billOf([...billLines(4_998), billLine({ grossFen: 123_456_789_012n }), billLine({ grossFen: 10n, taxRateBp: 650 })]);
  const { part, rows } = await read(bill);
  expect([...part("xl/workbook.xml").matchAll(/<sheet [^>]*name="([^"]+)"/g)].map((match) => match[1])).toEqual(["帐单概要", "明细"]);
  const [header, ...lines] = rows("xl/worksheets/sheet2.xml");
  const total = lines.pop();
  expect([header?.get("A"), header?.get("F"), header?.get("L")]).toEqual(["序号", "计算方式", "含税金额"]);
  expect(lines).toHaveLength(5_000);
  const sumOf = (at: string) => lines.reduce((sum, row) => sum + (fenOf(row.get(at)) ?? 0n), 0n);
  expect(["J", "K", "L", "M"].map(sumOf)).toEqual([bill.netFen, bill.taxFen, bill.totalFen, bill.paidFen]);
  expect(["J", "K", "L", "M"].map((at) => fenOf(total?.get(at)))).toEqual([bill.netFen, bill.taxFen, bill.totalFen, bill.paidFen]);
  expect(lines.map((row) => fenOf(row.get("L")))).toEqual(bill.lines.map((line) => line.grossFen));
  expect(lines.at(-1)?.get("I")).toEqual({ number: "0.065" });
  expect(part("xl/worksheets/sheet2.xml")).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  expect(part("xl/worksheets/sheet2.xml")).toMatch(/<col [^>]*width="34"/);
  expect(part("xl/styles.xml")).toMatch(/formatCode="[^"]*¥[^"]*0\.00/);
}, 30_000);

it("BI21: the overview says whose bill it is, its sums and its tax by rate", async () => {
  const bill = billOf(billLines(12, 2), { paidFen: 777n });
  const rows = (await read(bill)).rows("xl/worksheets/sheet1.xml");
  const valueOf = (term: string) => rows.find((row) => row.get("A") === term)?.get("B");
  expect([valueOf("帐单编号"), valueOf("企业名称"), valueOf("统一社会信用代码"), valueOf("缴费截止日")]).toEqual([bill.number, bill.companyName, bill.creditCode, "2026年6月30日"]);
  expect([valueOf("帐单总额"), valueOf("已付金额"), valueOf("待付金额")].map(fenOf)).toEqual([bill.totalFen, 777n, bill.totalFen - 777n]);
  expect(rows.find((row) => row.get("A") === "9%")?.get("D")).toEqual({ number: expect.any(String) as string });
});

it("promise 43: what looks like a formula is a text in its cell, and nothing in the workbook is a formula or a link", async () => {
  const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example","x")', "<f>1</f>]]>&", "𠮷😀"];
  const bill = billOf(hostile.map((name) => billLine({ name, formula: `${name}\u0000\u0007` })), { companyName: "=cmd|' /C calc'!A0" });
  const { files, part, rows } = await read(bill);
  expect(rows("xl/worksheets/sheet2.xml").slice(1, -1).map((row) => row.get("D"))).toEqual(hostile);
  expect(rows("xl/worksheets/sheet1.xml").find((row) => row.get("A") === "企业名称")?.get("B")).toBe("=cmd|' /C calc'!A0");
  for (const name of Object.keys(files).filter((file) => file.includes("worksheets/sheet"))) expect(part(name)).not.toMatch(/<f[ >]|hyperlink/i);
  expect(Object.keys(files).some((name) => /vba|external|drawing/i.test(name))).toBe(false);
});
