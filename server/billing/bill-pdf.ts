import { setImmediate as breath } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { dayOf, formatDay } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { billFacts, percentOf, periodWords } from "./bill-document.rules";
import { type BillFonts, billFonts } from "./bill-pdf-fonts";
import { LINE_STEP, PRODUCT_GAP, type Row, column, planPages, sheet, textSize } from "./bill-pdf-plan.rules";
import { printable, widthOf, wrapText } from "./bill-pdf-text.rules";
import type { BillDocument } from "./bill.schema";
import { documentStateWords } from "./bill.words";

type Doc = PDFKit.PDFDocument;
type Weight = "regular" | "bold";
type Look = { size: number; weight?: Weight; color?: string; align?: "left" | "right" };

// The tokens of app/globals.css under its jade theme, as a printer needs them.
const ink = { text: "#1a1f24", soft: "#454c54", faint: "#62676d", line: "#e0dcd1", accent: "#106561", strong: "#004946", tint: "#eef8f6", hair: "#a3ceca", seal: "#b3261e" } as const;
const left = sheet.margin;
const right = sheet.width - sheet.margin;
const inner = right - left;

/** Draws with the structure that a screen reader follows; what is not content is marked as decoration. */
class Pen {
  constructor(readonly doc: Doc, readonly fonts: BillFonts) {}

  face(weight: Weight = "regular") {
    return weight === "bold" ? this.fonts.boldFace : this.fonts.regularFace;
  }

  /** One line of text on a baseline; `x` is its right edge when it is aligned right. */
  text(words: string, x: number, y: number, { size, weight = "regular", color = ink.text, align = "left" }: Look): void {
    if (words === "") return;
    const from = align === "right" ? x - widthOf(words, size, this.face(weight)) : x;
    this.doc.font(weight).fontSize(size).fillColor(color).text(words, from, y, { lineBreak: false, baseline: "alphabetic" });
  }

  safe(words: string, weight: Weight = "regular"): string {
    return printable(words, this.face(weight));
  }

  decoration(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.doc.markContent("Artifact", { type });
    draw();
    this.doc.endMarkedContent();
  }

  rule(y: number, color: string = ink.line, width = 0.5, from: number = left, to: number = right): void {
    this.decoration(() => this.doc.moveTo(from, y).lineTo(to, y).lineWidth(width).strokeColor(color).stroke());
  }

  /** Content under its structure; `table` says which way a heading heads and how many columns a cell spans. */
  part(parent: PDFKit.PDFStructureElement, type: string, draw?: () => void, table?: { Scope?: "Column" | "Row"; ColSpan?: number }): PDFKit.PDFStructureElement {
    const element = draw ? this.doc.struct(type, {}, [draw]) : this.doc.struct(type);
    if (table) Object.assign((element as unknown as { dictionary: { data: object } }).dictionary.data, { A: { O: "Table", ...table } });
    parent.add(element);
    return element;
  }
}

/** The seal of public/favicon.svg at a size, its top left at x, y. */
function mark({ doc }: Pen, x: number, y: number, size: number): void {
  doc.save().translate(x, y).scale(size / 32);
  doc.path("M3.2 1.4 28 1l2.8 2.4.4 24.9-2.6 2.6-25.2.1L.9 28.4.8 4z").fill(ink.seal);
  doc.path("M13 6h6v2.4h-6zM9.4 11.6h13.2v3H9.4zM5.6 18h20.8v8H5.6z").fill("#ffffff");
  doc.path("M8.4 20.6h15.2v2.8H8.4z").fill(ink.seal).restore();
}

function foot(pen: Pen, bill: BillDocument, page: number, pages: number): void {
  pen.decoration(() => {
    pen.doc.moveTo(left, 796).lineTo(right, 796).lineWidth(0.5).strokeColor(ink.line).stroke();
    pen.text(`宽带商务 · 客服热线 ${pen.safe(bill.hotline)}`, left, 812, { size: 8, color: ink.faint });
    pen.text(`第 ${page} 页，共 ${pages} 页`, right, 812, { size: 8, color: ink.faint, align: "right" });
  }, "Pagination");
}

function continuedHead(pen: Pen, bill: BillDocument): void {
  pen.decoration(() => {
    mark(pen, left, 40, 15);
    pen.text("宽带商务", left + 22, 51.5, { size: 10, weight: "bold" });
    pen.text(`${periodWords(bill)}帐单 · ${pen.safe(bill.number)}`, right, 51.5, { size: 8.5, color: ink.faint, align: "right" });
    drawTableHead(pen, sheet.continued - 20);
  }, "Pagination");
}

const headings = [["费用项目", column.name, "left"], ["计算方式", column.formula, "left"], ["税率", column.rate, "right"], ["税额", column.tax, "right"], ["含税金额", column.gross, "right"]] as const;
const headLook = { size: 8, weight: "bold", color: ink.accent } as const;

function drawTableHead(pen: Pen, y: number): void {
  for (const [word, x, align] of headings) pen.text(word, left + x, y + 10, { ...headLook, align });
  pen.doc.moveTo(left, y + 18).lineTo(right, y + 18).lineWidth(0.9).strokeColor(ink.accent).stroke();
}

function sumPanel(pen: Pen, root: PDFKit.PDFStructureElement, bill: BillDocument, y: number): number {
  const dueFen = bill.totalFen - bill.paidFen;
  const height = 98;
  pen.decoration(() => {
    pen.doc.roundedRect(left, y, inner, height, 8).fill(ink.tint);
    pen.doc.moveTo(left + 272, y + 22).lineTo(left + 272, y + height - 22).lineWidth(0.5).strokeColor(ink.hair).stroke();
  });
  const due = formatFen(dueFen);
  const size = Math.min(28, (28 * 228) / widthOf(due, 28, pen.face("bold")));
  const isPayable = dueFen > 0n && (bill.state === "sent" || bill.state === "partiallyPaid");
  const until = isPayable ? `请于 ${formatDay(dayOf(bill.dueOn))}前缴清` : documentStateWords[bill.state];
  pen.part(root, "P", () => pen.text("待付金额", left + 22, y + 25, { size: 9, color: ink.soft }));
  pen.part(root, "P", () => pen.text(due, left + 22, y + 59, { size, weight: "bold", color: ink.strong }));
  pen.part(root, "P", () => pen.text(until, left + 22, y + 80, { size: 9, color: ink.accent }));
  for (const [at, [word, fen]] of ([["帐单总额", bill.totalFen], ["其中税额", bill.taxFen], ["已付金额", bill.paidFen]] as const).entries()) {
    pen.part(root, "P", () => {
      pen.text(word, left + 294, y + 31 + at * 22.5, { size: 9, color: ink.soft });
      pen.text(formatFen(fen), right - 22, y + 31 + at * 22.5, { size: 10.5, align: "right" });
    });
  }
  return y + height;
}

function facts(pen: Pen, root: PDFKit.PDFStructureElement, bill: BillDocument, y: number): number {
  const width = inner / 2;
  const list = pen.part(root, "L");
  // The company stands under the title, the state in the panel.
  const items = billFacts(bill).filter(({ term }) => term !== "企业名称" && term !== "状态").map(({ term, value }) => ({ term, lines: wrapText(pen.safe(value), width - 100, 9, pen.face()).slice(0, 12) }));
  for (let at = 0; at < items.length; at += 2) {
    const pair = items.slice(at, at + 2);
    for (const [side, { term, lines }] of pair.entries()) {
      const item = pen.part(list, "LI");
      const x = left + side * width;
      pen.part(item, "Lbl", () => pen.text(term, x, y + 9, { size: 8.5, color: ink.faint }));
      pen.part(item, "LBody", () => lines.forEach((line, n) => pen.text(line, x + 88, y + 9 + n * 14, { size: 9 })));
    }
    y += Math.max(...pair.map(({ lines }) => lines.length)) * 14 + 5;
  }
  return y;
}

function heading(pen: Pen, root: PDFKit.PDFStructureElement, words: string, y: number): void {
  pen.part(root, "H2", () => pen.text(words, left, y, { size: 12, weight: "bold" }));
}

function taxTable(pen: Pen, root: PDFKit.PDFStructureElement, bill: BillDocument, y: number): number {
  const edges = [column.name, 210, 340, column.gross] as const;
  const table = pen.part(root, "Table");
  const row = (cells: readonly string[], at: number, look: Look, type: "TH" | "TD") => {
    const line = pen.part(table, "TR");
    cells.forEach((cell, n) => pen.part(line, type, () => pen.text(cell, left + (edges[n] ?? 0), at, { ...look, align: n === 0 ? "left" : "right" }), type === "TH" ? { Scope: "Column" } : undefined));
    line.end();
  };
  row(["税率", "不含税金额", "税额", "含税金额"], y + 10, headLook, "TH");
  pen.rule(y + 18, ink.accent, 0.9);
  let at = y + 18;
  for (const tax of bill.taxes) {
    row([`${percentOf(tax.taxRateBp)}%`, formatFen(tax.netFen), formatFen(tax.taxFen), formatFen(tax.grossFen)], at + 14, { size: 9 }, "TD");
    at += 21;
    pen.rule(at);
  }
  row(["合计", formatFen(bill.netFen), formatFen(bill.taxFen), formatFen(bill.totalFen)], at + 15, { size: 9, weight: "bold" }, "TD");
  return at + 24;
}

function productBand(pen: Pen, row: Row & { kind: "product" }, y: number): void {
  pen.doc.rect(left, y + PRODUCT_GAP, inner, row.height - PRODUCT_GAP).fill(ink.tint);
}

const productLook = { size: textSize.product, weight: "bold" } as const;

function drawRow(pen: Pen, table: PDFKit.PDFStructureElement, row: Row, y: number): void {
  const lines = (words: string[], x: number, top: number, look: Look) => words.forEach((word, at) => pen.text(word, left + x, top + at * LINE_STEP, look));
  if (row.kind === "product" && row.isRepeated) {
    pen.decoration(() => {
      productBand(pen, row, y);
      lines(row.title, column.name, y + PRODUCT_GAP + 15, productLook);
    }, "Pagination");
    return;
  }
  const line = pen.part(table, "TR");
  const cell = (words: string, x: number, at: number, look: Look) => pen.part(line, "TD", words === "" ? undefined : () => pen.text(words, left + x, at, { ...look, align: "right" }));
  const money = (at: number, look: Look) => {
    cell(row.sums?.tax ?? "", column.tax, at, { ...look, color: look.weight ? look.color : ink.soft });
    cell(row.sums?.gross ?? "", column.gross, at, look);
  };
  if (row.kind === "line") {
    const look = { size: textSize.line };
    const at = y + 12.5;
    pen.part(line, "TD", () => lines(row.name, column.name, at, look));
    pen.part(line, "TD", () => lines(row.formula, column.formula, at, { ...look, color: ink.soft }));
    cell(row.rate, column.rate, at, { ...look, color: ink.soft });
    money(at, look);
    if (!row.isLast) pen.rule(y + row.height, ink.line, 0.4, left + column.name, right - column.name);
  } else if (row.kind === "product") {
    const at = y + PRODUCT_GAP + 15;
    pen.decoration(() => productBand(pen, row, y));
    pen.part(line, "TH", () => lines(row.title, column.name, at, productLook), { Scope: "Row", ColSpan: 2 });
    cell(row.sums ? "小计" : "", column.rate, at, { size: 8, color: ink.faint });
    money(at, { ...productLook, size: textSize.line });
  } else {
    pen.rule(y + 6, ink.accent, 0.9);
    pen.part(line, "TH", () => pen.text("合计", left + column.name, y + 24, { size: 10, weight: "bold" }), { Scope: "Row", ColSpan: 3 });
    const size = Math.min(10, 640 / widthOf(row.sums.gross, 10, pen.face("bold")));
    money(y + 24, { size, weight: "bold", color: ink.strong });
  }
  line.end();
}

const BLOCK_BYTES = 262_144;

/** What a document writes, in whole blocks: it comes as hundreds of thousands of crumbs, which would outweigh it by far. */
function bytesOf(doc: Doc): Promise<Uint8Array<ArrayBuffer>> {
  const blocks: Uint8Array[] = [];
  let crumbs: Uint8Array[] = [];
  let size = 0;
  const press = () => {
    blocks.push(Buffer.concat(crumbs));
    crumbs = [];
    size = 0;
  };
  return new Promise((resolve, reject) => {
    doc.on("data", (crumb: Uint8Array) => {
      crumbs.push(crumb);
      size += crumb.length;
      if (size >= BLOCK_BYTES) press();
    });
    doc.once("end", () => {
      press();
      resolve(new Uint8Array(Buffer.concat(blocks)));
    });
    doc.once("error", reject);
  });
}

/**
 * A bill as an A4 PDF with its own font and a structure tree (BI21). Rows are laid out first, so that each page can say how
 * many there are and leave memory when it is drawn; between pages others get their turn.
 */
export async function billPdf(bill: BillDocument, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  const fonts = await billFonts();
  await breath();
  const title = `宽带商务 ${periodWords(bill)}帐单 ${bill.number}`;
  const doc = new PDFDocument({
    autoFirstPage: false, size: "A4", margin: 0, font: undefined, pdfVersion: "1.7", lang: "zh-CN", tagged: true, displayTitle: true,
    info: { Title: title, Author: "宽带商务", Subject: `${bill.companyName} ${periodWords(bill)}帐单`, Creator: "宽带商务", CreationDate: bill.sentAt ?? at, ModDate: bill.sentAt ?? at },
  });
  const whole = bytesOf(doc);
  // The kit takes an opened font too, which its types do not know: opening it for each bill would read 20 MB anew.
  doc.registerFont("regular", fonts.regular as unknown as PDFKit.Mixins.PDFFontSource);
  doc.registerFont("bold", fonts.bold as unknown as PDFKit.Mixins.PDFFontSource);
  const pen = new Pen(doc, fonts);
  doc.addPage();
  const root = doc.struct("Document");
  doc.addStructure(root);

  pen.decoration(() => mark(pen, left, 44, 24));
  pen.part(root, "P", () => pen.text("宽带商务", left + 34, 61.5, { size: 15, weight: "bold" }));
  pen.part(root, "P", () => pen.text(bill.provinceName, right, 61, { size: 9, color: ink.faint, align: "right" }));
  pen.part(root, "H1", () => pen.text(`${periodWords(bill)}帐单`, left, 124, { size: 26, weight: "bold" }));
  let y: number = 134;
  const company = wrapText(pen.safe(bill.companyName), inner, 11, pen.face()).slice(0, 6);
  pen.part(root, "P", () => company.forEach((line, n) => pen.text(line, left, y + 14 + n * 16, { size: 11, color: ink.soft })));
  y = sumPanel(pen, root, bill, y + company.length * 16 + 18);
  y = facts(pen, root, bill, y + 26);
  heading(pen, root, "税额汇总", y + 24);
  y = taxTable(pen, root, bill, y + 36);
  heading(pen, root, "费用明细", y + 30);
  y += 42;

  const table = pen.part(root, "Table");
  const headRow = pen.part(table, "TR");
  for (const [word, x, align] of headings) pen.part(headRow, "TH", () => pen.text(word, left + x, y + 10, { ...headLook, align }), { Scope: "Column" });
  pen.rule(y + 18, ink.accent, 0.9);
  headRow.end();
  const plan = planPages(bill, y + 20, fonts.regularFace, fonts.boldFace);
  let step = plan.next();
  for (let n = 1; !step.done; n += 1, step = plan.next()) if (n % 100 === 0) await breath();
  const pages = step.value;
  y += 20;
  for (const [index, rows] of pages.entries()) {
    if (index > 0) {
      await breath();
      doc.addPage();
      continuedHead(pen, bill);
      y = sheet.continued;
    }
    foot(pen, bill, index + 1, pages.length);
    for (const row of rows) {
      drawRow(pen, table, row, y);
      y += row.height;
    }
  }
  table.end();
  const note = `金额单位为人民币元，均含税；每一项由所列计算方式得出。对金额有疑问，请在帐单页面提出异议，或拨打 ${pen.safe(bill.hotline)}。本帐单不是发票。`;
  pen.part(root, "P", () => wrapText(note, inner, 8, pen.face()).forEach((line, n) => pen.text(line, left, y + 18 + n * 13, { size: 8, color: ink.faint })));
  root.end();
  await breath();
  doc.end();
  return whole;
}
