import { groupByProduct, percentOf } from "./bill-document.rules";
import { type Face, printable, wrapText } from "./bill-pdf-text.rules";
import type { BillDocument } from "./bill.schema";
import { formatFen } from "../kernel/money";

/** Figures of the detail table, in points. */
export const sheet = { width: 595.28, height: 841.89, margin: 48, bottom: 780, continued: 100 } as const;
export const textSize = { line: 8.5, product: 9 } as const;
export const LINE_STEP = 12.5;
const ROW_PAD = 8;
const PRODUCT_PAD = 11;
export const PRODUCT_GAP = 5;
// A row that is taller than this goes on as further rows, so that no text of any length is cut or leaves its page.
const LINES_A_ROW = 24;

const inner = sheet.width - 2 * sheet.margin;
/** Left edges of text columns and right edges of sums, from the left margin. */
export const column = { name: 8, formula: 154, rate: 352, tax: 418, gross: inner - 8 } as const;
const nameWidth = column.formula - column.name - 12;
const formulaWidth = column.rate - column.formula - 32;
const titleWidth = column.rate - column.name - 48;

type Sums = { tax: string; gross: string };
export type Row =
  | { kind: "product"; title: string[]; sums: Sums | null; isRepeated: boolean; height: number }
  | { kind: "line"; name: string[]; formula: string[]; rate: string; sums: Sums | null; isLast: boolean; height: number }
  | { kind: "total"; sums: Sums; height: number };

const sums = (taxFen: bigint, grossFen: bigint): Sums => ({ tax: formatFen(taxFen), gross: formatFen(grossFen) });
const productRow = (title: string[], its: Sums | null, isRepeated = false): Row => ({ kind: "product", title, sums: its, isRepeated, height: title.length * LINE_STEP + PRODUCT_PAD + PRODUCT_GAP });
/** A figure and its unit stay on one line. */
const tied = (formula: string): string => formula.replace(/(?<=\d) (?=[天个])/g, "\u00a0");

function chunks(lines: string[]): string[][] {
  return Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES_A_ROW)) }, (_, at) => lines.slice(at * LINES_A_ROW, (at + 1) * LINES_A_ROW));
}

/**
 * The detail table's rows, page by page: the first page begins at `firstY`, and a product that goes on is named again.
 * Pauses after every product, for whoever plans thousands of them to let others have a turn.
 */
export function* planPages(bill: BillDocument, firstY: number, regular: Face, bold: Face): Generator<undefined, Row[][]> {
  const pages: Row[][] = [[]];
  let y: number = firstY;
  const put = (row: Row, needed = row.height): boolean => {
    const isNew = y + needed > sheet.bottom;
    if (isNew) {
      pages.push([]);
      y = sheet.continued;
    }
    return isNew;
  };
  const push = (row: Row) => {
    pages.at(-1)?.push(row);
    y += row.height;
  };
  for (const group of groupByProduct(bill.lines)) {
    const title = wrapText(printable(group.title, bold), titleWidth, textSize.product, bold);
    const again = productRow([`${title[0] ?? ""}（续）`], null, true);
    for (const [at, part] of chunks(title).entries()) {
      const row = productRow(part, at === 0 ? sums(group.taxFen, group.grossFen) : null);
      // A product's name never stands alone at the foot of a page.
      put(row, row.height + 2 * LINE_STEP + ROW_PAD);
      push(row);
    }
    for (const [nth, line] of group.lines.entries()) {
      const names = chunks(wrapText(printable(line.name, regular), nameWidth, textSize.line, regular));
      const formulas = chunks(wrapText(printable(tied(line.formula), regular), formulaWidth, textSize.line, regular));
      const parts = Math.max(names.length, formulas.length);
      for (let at = 0; at < parts; at += 1) {
        const [name, formula] = [names[at] ?? [], formulas[at] ?? []];
        const row: Row = { kind: "line", name, formula, rate: at === 0 ? `${percentOf(line.taxRateBp)}%` : "", sums: at === 0 ? sums(line.taxFen, line.grossFen) : null, isLast: nth === group.lines.length - 1 && at === parts - 1, height: Math.max(name.length, formula.length, 1) * LINE_STEP + ROW_PAD };
        if (put(row)) push(again);
        push(row);
      }
    }
    yield undefined;
  }
  const total: Row = { kind: "total", sums: sums(bill.taxFen, bill.totalFen), height: 34 };
  put(total, total.height + 28);
  push(total);
  return pages;
}
