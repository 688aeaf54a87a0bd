import { startsFormula } from "../kernel/csv";
import { percentOf, yuanOf } from "./bill-document.rules";
import type { BillDocument } from "./bill.schema";
import { lineKindWords } from "./bill.words";

export const csvHeader = ["序号", "产品", "套餐", "费用项目", "类别", "计算方式", "数量", "价格版本", "税率（%）", "不含税金额（元）", "税额（元）", "含税金额（元）", "已付金额（元）"] as const;

const isGuarded = (text: string) => startsFormula.test(text.replace(/^['\n]+/, ""));

/** A text in quotes which no spreadsheet takes for a formula (promise 43). */
export function textCell(text: string): string {
  return `"${(isGuarded(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** What textCell made safe, as it was before. */
export const textOfCell = (cell: string): string => (cell.startsWith("'") && isGuarded(cell) ? cell.slice(1) : cell);

/** A bill's lines as a CSV that Excel opens as UTF-8, sums as plain yuan, and the bill's own sums at the end (BI21). */
export function billCsv(bill: BillDocument): string {
  const rows = bill.lines.map((line, index) => [
    String(index + 1), textCell(line.specificationName), textCell(line.offeringName), textCell(line.name), textCell(lineKindWords[line.kind]), textCell(line.formula),
    String(line.seats), String(line.priceBookVersion), percentOf(line.taxRateBp), yuanOf(line.netFen), yuanOf(line.taxFen), yuanOf(line.grossFen), yuanOf(line.paidFen),
  ]);
  const total = [textCell("合计"), ...Array.from({ length: 8 }, () => ""), yuanOf(bill.netFen), yuanOf(bill.taxFen), yuanOf(bill.totalFen), yuanOf(bill.paidFen)];
  return `\ufeff${[csvHeader.map(textCell), ...rows, total].map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}
