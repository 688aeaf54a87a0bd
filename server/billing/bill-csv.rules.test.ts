import fc from "fast-check";
import { expect, it } from "vitest";
import { billLine, billLines, billOf } from "../../e2e/fixtures/bill-document";
import { parseCsv } from "../kernel/csv";
import { parseYuan } from "../kernel/money";
import { billCsv, csvHeader, textCell, textOfCell } from "./bill-csv.rules";
import { billFileName, yuanOf } from "./bill-document.rules";

const fenOf = (cell = "") => (cell.startsWith("-") ? -(parseYuan(cell.slice(1)) ?? 0n) : parseYuan(cell));

it("promise 43: any text comes back from its cell as it was, and no cell begins as a formula does", () => {
  const hostile = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''", "\n=1", "＝1", '"', 'a"b', "a,b", "=cmd|' /C calc'!A0"));
  fc.assert(fc.property(hostile, (text) => {
    const cell = textCell(text);
    expect(cell).toMatch(/^"[\s\S]*"$/);
    expect(cell.slice(1)).not.toMatch(/^[=+\-@\t\r]/);
    const [, row] = parseCsv(`"甲","乙"\r\n"x",${cell}\r\n`);
    expect(row).toHaveLength(2);
    expect(textOfCell(row?.[1] ?? "")).toBe(text);
  }));
});

it("promise 43: a formula in a name is quoted behind an apostrophe", () => {
  expect(billCsv(billOf([billLine({ name: '=HYPERLINK("http://evil.example")' })]))).toContain(`,"'=HYPERLINK(""http://evil.example"")",`);
});

it("BI21: sums are written by their digits, of any size and sign", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), (fen) => {
    expect(yuanOf(fen)).toMatch(/^-?\d+\.\d\d$/);
    expect(fenOf(yuanOf(fen))).toBe(fen);
  }));
});

it("BI21: the CSV of 5,000 lines opens in Excel as UTF-8, and its sums add to the bill's own to the fen", () => {
  const bill = billOf([...billLines(4_998), billLine({ taxRateBp: 650, formula: "a\r\nb" }), billLine({ grossFen: -1n })]);
  const text = billCsv(bill);
  expect([...new TextEncoder().encode(text).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const [header, ...rows] = parseCsv(text);
  const total = rows.pop();
  expect(header).toEqual([...csvHeader]);
  expect(rows).toHaveLength(5_000);
  expect(rows.every((row) => row.length === csvHeader.length)).toBe(true);
  expect(rows.at(-2)?.[8]).toBe("6.5");
  const sumOf = (at: number) => rows.reduce((sum, row) => sum + (fenOf(row[at]) ?? 0n), 0n);
  expect([9, 10, 11, 12].map(sumOf)).toEqual([bill.netFen, bill.taxFen, bill.totalFen, bill.paidFen]);
  expect([total?.[0], ...[9, 10, 11, 12].map((at) => fenOf(total?.[at]))]).toEqual(["合计", bill.netFen, bill.taxFen, bill.totalFen, bill.paidFen]);
});

it("BI21: a document is named by month and number", () => expect(billFileName(billOf([]), "pdf")).toBe("帐单-2026年5月-SD26060000123.pdf"));
