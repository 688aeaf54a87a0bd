import fc from "fast-check";
import { getDocumentProxy } from "unpdf";
import { expect, it } from "vitest";
import { billLine, billLines, billOf } from "../../e2e/fixtures/bill-document";
import { formatFen } from "../kernel/money";
import { printable, widthOf, wrapText } from "./bill-pdf-text.rules";
import { billPdf } from "./bill-pdf";
import type { BillDocument } from "./bill.schema";

const at = new Date("2026-06-03T01:00:00Z");

async function read(bill: BillDocument) {
  const bytes = await billPdf(bill, at);
  const raw = Buffer.from(bytes).toString("latin1");
  const pdf = await getDocumentProxy(bytes);
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join("\n"));
  }
  return { raw, pdf, pages, text: pages.join("\n"), squeezed: pages.join("").replace(/\s/g, "") };
}

it("BI21, BI2: the PDF says in Chinese whose bill it is, and each line with its formula, sub-total and sum", async () => {
  const bill = billOf(billLines(9, 3), { paidFen: 12_345n });
  const { pdf, raw, text, squeezed } = await read(bill);
  for (const words of ["宽带商务", "2026年5月帐单", bill.number, bill.companyName, bill.creditCode, "2026年5月1日 至 2026年5月31日", "请于 2026年6月30日前缴清", "税额汇总", "费用明细", "协同办公 OA 标准版", "25 × ¥20.00", "第 1 页，共 2 页"]) expect(squeezed).toContain(words.replace(/\s/g, ""));
  for (const fen of [bill.totalFen, bill.taxFen, bill.paidFen, bill.totalFen - bill.paidFen, ...bill.lines.flatMap((line) => [line.grossFen, line.taxFen]), ...bill.taxes.map((tax) => tax.netFen)]) expect(text).toContain(formatFen(fen));
  expect(text.match(/小计/g)).toHaveLength(3);
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: "宽带商务 2026年5月帐单 SD26060000123", Language: "zh-CN" });
  expect(raw).toMatch(/\/MarkInfo/);
  expect(raw.match(/\/FontFile2 /g)).toHaveLength(2);
  const tree = await (await pdf.getPage(1)).getStructTree();
  const roles = JSON.stringify(tree).match(/"role":"\w+"/g) ?? [];
  for (const role of ["Document", "H1", "H2", "Table", "TR", "TH", "TD", "L", "LI"]) expect(roles).toContain(`"role":"${role}"`);
  expect(raw).not.toMatch(/\/URI|\/JavaScript|\/Launch/);
}, 30_000);

it("promise 43: hostile text is text: markup, control signs, turned text, signs without a picture, and names of thousands of signs", async () => {
  const endless = `${"非常长的名称".repeat(700)}终`;
  const bill = billOf([billLine({ name: "<img src=https://evil.example/x onerror=alert(1)>\u0000\u0007\u202e😀\ud800𠮷" }), billLine({ name: endless, formula: "9".repeat(3_000) }), billLine({ specificationName: "(\\) endobj %%EOF", productId: "b" })], { companyName: "=1+1 <b>（测试）" });
  const { squeezed, raw, pages } = await read(bill);
  expect(squeezed).toContain("<imgsrc=https://evil.example/xonerror=alert(1)>□□□");
  expect(squeezed).toContain("(\\)endobj%%EOF");
  expect(squeezed.split("非常长的名称").length - 1).toBeGreaterThan(500);
  expect(squeezed.match(/[非常长的名称]/g)?.length).toBeGreaterThanOrEqual(4_200);
  expect(squeezed.match(/终/g)).toHaveLength(1);
  expect(squeezed.match(/9/g)?.length).toBeGreaterThanOrEqual(3_000);
  expect(pages.length).toBeLessThan(30);
  expect(raw).not.toMatch(/\/URI|evil\.example/);
}, 30_000);

it("BI21: 5,000 lines give every sum once, a table head on each page and the right page numbers", async () => {
  const bill = billOf(billLines(5_000));
  const { pages, text } = await read(bill);
  expect(pages.length).toBeGreaterThan(100);
  for (const [index, page] of pages.entries()) expect([page.includes("计算方式"), page.includes(`第 ${index + 1} 页，共 ${pages.length} 页`)]).toEqual([true, true]);
  const shown = new Map<string, number>();
  for (const word of text.split("\n")) shown.set(word, (shown.get(word) ?? 0) + 1);
  const wanted = new Map<string, number>();
  for (const line of bill.lines) wanted.set(formatFen(line.grossFen), (wanted.get(formatFen(line.grossFen)) ?? 0) + 1);
  for (const [sum, times] of wanted) expect(shown.get(sum) ?? 0, sum).toBeGreaterThanOrEqual(times);
  expect(text).toContain(formatFen(bill.totalFen));
}, 60_000);

it("BI21: a bill without lines, one in credit and one not yet published are one page each, and say what they are", async () => {
  const empty = await read(billOf([]));
  const credit = await read(billOf([billLine({ grossFen: -12_345n, kind: "credit" })], { state: "settled" }));
  const draft = await read(billOf([billLine()], { state: "validated", sentAt: null }));
  expect([empty.pages.length, credit.pages.length, draft.pages.length]).toEqual([1, 1, 1]);
  expect([credit.squeezed.includes("-¥123.45"), credit.squeezed.includes("已缴清"), draft.squeezed.includes("前缴清"), draft.squeezed.includes("未发布")]).toEqual([true, true, false, true]);
});

it("BI21: wrapping keeps every sign, in its order, in lines that fit", () => {
  const face = (codePoint: number) => (codePoint >= 0x2e80 ? 1000 : 555);
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "1", " ", "字", "，", "（", "-", "😀", "é"), maxLength: 300 }), fc.integer({ min: 12, max: 200 }), (text, width) => {
    const lines = wrapText(text, width, 9, face);
    expect(lines.join("").replace(/ /g, "")).toBe(text.replace(/ /g, ""));
    for (const line of lines) expect(widthOf(line, 9, face) <= width || [...line].length === 1).toBe(true);
  }));
});

it("promise 43: what is printed has a picture for each sign, whatever came in", () => {
  const face = (codePoint: number) => (codePoint < 0x3000 ? 500 : null);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    for (const sign of printable(text, face)) expect([face(sign.codePointAt(0) ?? 0), /\p{Cc}|\p{Cf}/u.test(sign)]).toEqual([500, false]);
  }));
});
