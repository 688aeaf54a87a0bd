import { billFacts, percentOf, yuanOf } from "./bill-document.rules";
import type { BillDocument } from "./bill.schema";
import { lineKindWords } from "./bill.words";

type Look = { format?: string; fontWeight?: "bold"; fontSize?: number; textColor?: string; backgroundColor?: string; align?: "left" | "right"; alignVertical?: "center"; topBorderStyle?: "thin"; topBorderColor?: string; wrap?: boolean };
type Cell = (Look & { value: string | number }) | null;
type Sheet = { sheet: string; data: Cell[][]; columns: { width: number }[]; stickyRowsCount?: number; showGridLines?: boolean; orientation?: "landscape" };

const accent = "#106561";
const head: Look = { fontWeight: "bold", textColor: "#ffffff", backgroundColor: accent };
const total: Look = { fontWeight: "bold", topBorderStyle: "thin", topBorderColor: accent };
const faint: Look = { textColor: "#62676d" };
const yuan: Look = { format: '"¥"#,##0.00;-"¥"#,##0.00', align: "right" };
// A double tells every sum of at most 15 digits from its neighbours.
const EXACT_FEN = 999_999_999_999_999n;

const text = (value: string, look: Look = {}): Cell => (value === "" ? null : { value, ...look });
/** A sum as a real number: the double nearest to its decimal digits, which a spreadsheet shows as those digits. */
const sum = (fen: bigint, look: Look = {}): Cell => (fen > EXACT_FEN || fen < -EXACT_FEN ? text(yuanOf(fen), { ...look, align: "right" }) : { value: Number(yuanOf(fen)), ...yuan, ...look });
const rate = (basisPoints: number): Cell => ({ value: basisPoints / 10_000, format: basisPoints % 100 === 0 ? "0%" : "0.00%", align: "right" });
const headings = (names: readonly string[], firstSum: number): Cell[] => names.map((name, at) => text(name, at >= firstSum ? { ...head, align: "right" } : head));

function overview(bill: BillDocument): Sheet {
  const dueFen = bill.totalFen - bill.paidFen;
  return {
    sheet: "帐单概要", showGridLines: false, columns: [{ width: 20 }, { width: 36 }, { width: 18 }, { width: 18 }],
    data: [
      [text("宽带商务 帐单", { fontWeight: "bold", fontSize: 18, textColor: accent })],
      [],
      ...billFacts(bill).map(({ term, value }) => [text(term, faint), text(value, { align: "left" })]),
      [text("省份", faint), text(bill.provinceName)],
      [text("客服热线", faint), text(bill.hotline, { align: "left" })],
      [],
      [text("帐单总额", faint), sum(bill.totalFen, { align: "left" })],
      [text("已付金额", faint), sum(bill.paidFen, { align: "left" })],
      [text("待付金额", { fontWeight: "bold" }), sum(dueFen, { align: "left", fontWeight: "bold", textColor: accent })],
      [],
      headings(["税率", "不含税金额", "税额", "含税金额"], 1),
      ...bill.taxes.map((tax) => [text(`${percentOf(tax.taxRateBp)}%`), sum(tax.netFen), sum(tax.taxFen), sum(tax.grossFen)]),
      [text("合计", total), sum(bill.netFen, total), sum(bill.taxFen, total), sum(bill.totalFen, total)],
    ],
  };
}

const columns = [["序号", 8], ["产品", 22], ["套餐", 16], ["费用项目", 22], ["类别", 12], ["计算方式", 34], ["数量", 10], ["价格版本", 10], ["税率", 10], ["不含税金额", 16], ["税额", 14], ["含税金额", 16], ["已付金额", 16]] as const;

function details(bill: BillDocument): Sheet {
  return {
    sheet: "明细", stickyRowsCount: 1, orientation: "landscape", columns: columns.map(([, width]) => ({ width })),
    data: [
      headings(columns.map(([name]) => name), 6),
      ...bill.lines.map((line, index) => [
        { value: index + 1, align: "left" as const }, text(line.specificationName), text(line.offeringName), text(line.name), text(lineKindWords[line.kind]), text(line.formula),
        { value: line.seats }, { value: line.priceBookVersion }, rate(line.taxRateBp), sum(line.netFen), sum(line.taxFen), sum(line.grossFen), sum(line.paidFen),
      ]),
      [text("合计", total), ...Array.from({ length: 8 }, () => ({ value: " ", ...total })), sum(bill.netFen, total), sum(bill.taxFen, total), sum(bill.totalFen, total), sum(bill.paidFen, total)],
    ],
  };
}

/** The two sheets of a bill as plain values: texts are texts whatever they begin with, sums are numbers, nothing is a formula (BI21). */
export const billSheets = (bill: BillDocument): Sheet[] => [overview(bill), details(bill)];
