import PDFDocument from "pdfkit";
import { type BillFonts, billFonts } from "../billing/bill-pdf-fonts";
import { printable, widthOf, wrapText } from "../billing/bill-pdf-text.rules";
import { formatInstant } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { type ContractDocument, groupedHash } from "./contract-document.rules";
import { RANGE_PLACEHOLDER, SIGNATURE_BYTES } from "./seal";

const ink = { text: "#1a1f24", soft: "#454c54", faint: "#62676d", line: "#d8d4c8", tint: "#f6f4ee", seal: "#b3261e" } as const;
const page = { width: 595.28, height: 841.89, left: 62, right: 533.28, top: 68, bottom: 764 } as const;
const inner = page.right - page.left;
type Weight = "regular" | "bold";
type Look = { size: number; weight?: Weight; color?: string; align?: "left" | "right" | "center" };
type Part = PDFKit.PDFStructureElement;

/** Writes down the pages and turns them: what does not fit begins the next one. */
class Writer {
  y: number = page.top;
  readonly root: Part;

  constructor(readonly doc: PDFKit.PDFDocument, readonly fonts: BillFonts) {
    doc.registerFont("regular", fonts.regular as unknown as PDFKit.Mixins.PDFFontSource);
    doc.registerFont("bold", fonts.bold as unknown as PDFKit.Mixins.PDFFontSource);
    doc.addPage();
    this.root = doc.struct("Document");
    doc.addStructure(this.root);
  }

  face(weight: Weight = "regular") {
    return weight === "bold" ? this.fonts.boldFace : this.fonts.regularFace;
  }

  draw(words: string, x: number, y: number, { size, weight = "regular", color = ink.text, align = "left" }: Look): void {
    if (words === "") return;
    const width = align === "left" ? 0 : widthOf(words, size, this.face(weight));
    this.doc.font(weight).fontSize(size).fillColor(color).text(words, x - (align === "right" ? width : width / 2), y, { lineBreak: false, baseline: "alphabetic" });
  }

  lines(words: string, width: number, { size, weight }: Pick<Look, "size" | "weight">): string[] {
    return wrapText(printable(words, this.face(weight)), width, size, this.face(weight));
  }

  decoration(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  room(height: number): void {
    if (this.y + height <= page.bottom) return;
    this.doc.addPage();
    this.y = page.top;
  }

  part(parent: Part, type: string, draw?: () => void): Part {
    const element = draw ? this.doc.struct(type, {}, [draw]) : this.doc.struct(type);
    parent.add(element);
    return element;
  }

  /** A paragraph; its lines may stand on two pages. */
  paragraph(words: string, look: Look & { step: number; after: number; type?: string; keep?: number }): void {
    const lines = this.lines(words, inner, look);
    // A heading is not left alone at a page's end; of a paragraph two lines stay together.
    this.room((look.type?.startsWith("H") ? (look.keep ?? 2) : Math.min(lines.length, 2)) * look.step);
    for (let at = 0; at < lines.length; ) {
      const fits = Math.max(1, Math.floor((page.bottom - this.y) / look.step));
      const here = lines.slice(at, at + fits);
      const top = this.y;
      this.part(this.root, look.type ?? "P", () => here.forEach((line, n) => this.draw(line, look.align === "center" ? page.width / 2 : page.left, top + (n + 0.8) * look.step, look)));
      this.y += here.length * look.step;
      at += here.length;
      if (at < lines.length) this.room(look.step * 2);
    }
    this.y += look.after;
  }

  rule(y: number, color: string = ink.line, width = 0.6): void {
    this.decoration(() => this.doc.moveTo(page.left, y).lineTo(page.right, y).lineWidth(width).strokeColor(color).stroke());
  }
}

function facts(pen: Writer, pairs: readonly (readonly [string, string])[]): void {
  const list = pen.part(pen.root, "L");
  for (const [term, value] of pairs) {
    const lines = pen.lines(value, inner - 92, { size: 9.5 });
    pen.room(lines.length * 15 + 3);
    const top = pen.y;
    const item = pen.part(list, "LI");
    pen.part(item, "Lbl", () => pen.draw(term, page.left, top + 11, { size: 9.5, color: ink.faint }));
    pen.part(item, "LBody", () => lines.forEach((line, n) => pen.draw(line, page.left + 92, top + 11 + n * 15, { size: 9.5 })));
    pen.y += lines.length * 15 + 3;
  }
}

const columns = [["产品与套餐", 0, "left"], ["数量", 268, "right"], ["月费（含税）", 368, "right"], ["首期费用（含税）", inner, "right"]] as const;

function items(pen: Writer, { items: rows, monthlyFen, firstBillFen }: ContractDocument): void {
  const table = pen.part(pen.root, "Table");
  const row = (cells: readonly string[][], look: Look, type: "TH" | "TD" = "TD") => {
    const height = Math.max(...cells.map((lines) => lines.length)) * 13.5 + 8;
    pen.room(height);
    const top = pen.y;
    const line = pen.part(table, "TR");
    cells.forEach((lines, n) => pen.part(line, type, () => lines.forEach((words, at) => pen.draw(words, page.left + (columns[n]?.[1] ?? 0), top + 13 + at * 13.5, { ...look, align: columns[n]?.[2] ?? "left" }))));
    line.end();
    pen.y += height;
    pen.rule(pen.y);
  };
  pen.rule(pen.y, ink.text, 0.9);
  row(columns.map(([word]) => [word]), { size: 8.5, weight: "bold", color: ink.soft }, "TH");
  for (const item of rows) {
    const name = [...pen.lines(`${item.isPart ? "· " : ""}${item.name}`, 190, { size: 9.5 }), ...item.discounts.flatMap((discount) => pen.lines(discount, 190, { size: 9.5 }))];
    row([name, [printable(`${item.seats} ${item.seatName}`, pen.face())], [item.isPart ? "含在套餐内" : formatFen(BigInt(item.monthlyFen))], [item.isPart ? "" : formatFen(BigInt(item.firstBillFen))]], { size: 9.5 });
  }
  row([["合计"], [""], [formatFen(BigInt(monthlyFen))], [formatFen(BigInt(firstBillFen))]], { size: 9.5, weight: "bold" });
  table.end();
  pen.y += 8;
}

/** The seal as it is seen; what proves it is the signature in the file. */
function stamp(pen: Writer, name: string, x: number, y: number): void {
  const radius = 44;
  pen.decoration(() => {
    const { doc } = pen;
    doc.save().lineWidth(2.4).strokeColor(ink.seal).circle(x, y, radius).stroke().lineWidth(0.8).circle(x, y, radius - 4).stroke();
    const letters = [...printable(name, pen.face("bold"))];
    const spread = Math.min(250, letters.length * 26);
    letters.forEach((letter, n) => {
      const angle = letters.length === 1 ? 0 : -spread / 2 + (spread * n) / (letters.length - 1);
      doc.save().rotate(angle, { origin: [x, y] });
      pen.draw(letter, x, y - radius + 17, { size: 10.5, weight: "bold", color: ink.seal, align: "center" });
      doc.restore();
    });
    pen.draw("★", x, y + 6, { size: 17, weight: "bold", color: ink.seal, align: "center" });
    pen.draw("电子签章", x, y + 27, { size: 8.5, weight: "bold", color: ink.seal, align: "center" });
    doc.restore();
  });
}

/** Room for the signature, in the form that readers look for: one field that signs the whole file. */
function makeRoom(doc: PDFKit.PDFDocument, { name, reason, at }: { name: string; reason: string; at: Date }): void {
  const kit = doc as unknown as { ref: (data: object) => { data: object; end: () => void }; page: { dictionary: object; annotations: unknown[] }; _root: { data: { AcroForm: { data: { Fields: unknown[]; SigFlags?: number; NeedAppearances?: boolean } } } } };
  const literal = (words: string) => Object(words) as object;
  const signature = kit.ref({
    Type: "Sig", Filter: "Adobe.PPKLite", SubFilter: "adbe.pkcs7.detached", ByteRange: [0, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER, RANGE_PLACEHOLDER],
    Contents: Buffer.alloc(SIGNATURE_BYTES), Name: literal(name), Reason: literal(reason), M: at,
  });
  const field = kit.ref({ Type: "Annot", Subtype: "Widget", FT: "Sig", Rect: [0, 0, 0, 0], V: signature, T: literal("seal"), TU: literal(reason), F: 132, P: kit.page.dictionary });
  kit.page.annotations.push(field);
  doc.initForm();
  const { data: form } = kit._root.data.AcroForm;
  form.Fields.push(field);
  form.SigFlags = 3;
  // A reader that drew the form anew would change what was sealed.
  delete form.NeedAppearances;
  signature.end();
  field.end();
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const crumbs: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (crumb: Uint8Array) => crumbs.push(crumb));
    doc.once("end", () => resolve(Buffer.concat(crumbs)));
    doc.once("error", reject);
  });
}

/** OR20: an order's contract as an A4 PDF with its own fonts, a structure tree, and room for the seal. */
export async function contractPdf(document: ContractDocument, { contentHash, sealedAt, sealName }: { contentHash: string; sealedAt: Date; sealName: string }): Promise<Uint8Array> {
  const fonts = await billFonts();
  const { order, company, contract, accepted } = document;
  const doc = new PDFDocument({
    autoFirstPage: false, bufferPages: true, size: "A4", margin: 0, font: undefined, pdfVersion: "1.7", lang: "zh-CN", tagged: true, displayTitle: true,
    info: { Title: `${contract.title} ${order.number}`, Author: "宽带商务", Subject: `${company.name} 订单 ${order.number}`, Creator: "宽带商务", CreationDate: sealedAt, ModDate: sealedAt },
  });
  const whole = bytesOf(doc);
  const pen = new Writer(doc, fonts);
  pen.paragraph(contract.title, { size: 19, weight: "bold", align: "center", step: 28, after: 2, type: "H1" });
  pen.paragraph(`第 ${contract.version} 版 · 订单 ${order.number}`, { size: 10, color: ink.soft, align: "center", step: 16, after: 16 });
  facts(pen, [
    ["甲方（企业）", company.name], ["信用代码", company.creditCode], ["企业帐号", `${company.accountName}（${company.payType}）`],
    ["乙方", `宽带商务 ${document.provinceName}`], ["业务", order.operation], ["受理渠道", order.channel], ["提交时间", formatInstant(new Date(order.submittedAt))],
  ]);
  pen.y += 10;
  pen.paragraph("订购内容", { size: 12, weight: "bold", step: 20, after: 2, type: "H2", keep: 4 });
  items(pen, document);
  pen.y += 10;
  pen.paragraph("协议正文", { size: 12, weight: "bold", step: 20, after: 4, type: "H2", keep: 4 });
  for (const text of contract.body.split(/\n+/).map((line) => line.trim()).filter(Boolean)) {
    const isHead = /^[一二三四五六七八九十]{1,3}、/.test(text) && text.length <= 30;
    pen.paragraph(text, { size: 10, weight: isHead ? "bold" : "regular", step: 17, after: isHead ? 2 : 7, type: isHead ? "H3" : "P", keep: 3 });
  }
  pen.room(168);
  pen.y += 8;
  pen.rule(pen.y, ink.text, 0.9);
  pen.y += 10;
  const top = pen.y;
  pen.paragraph("同意与签章", { size: 12, weight: "bold", step: 20, after: 2, type: "H2" });
  facts(pen, [["同意人", accepted.name], ["同意时间", formatInstant(new Date(accepted.at))], ["网络地址", accepted.ip], ["签章时间", formatInstant(sealedAt)]]);
  stamp(pen, sealName, page.right - 56, top + 50);
  pen.y = Math.max(pen.y, top + 102);
  pen.paragraph(`内容校验码（SHA-256）：${groupedHash(contentHash)}`, { size: 8, color: ink.faint, step: 13, after: 0 });
  pen.paragraph("本文件带有数字签章，改动任何一处都会使签章失效。", { size: 8, color: ink.faint, step: 13, after: 0 });
  pen.root.end();

  const { start, count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(start + at);
    pen.decoration(() => {
      pen.draw(`宽带商务 · ${printable(order.number, pen.face())}`, page.left, 806, { size: 8, color: ink.faint });
      pen.draw(`第 ${at + 1} 页，共 ${count} 页`, page.right, 806, { size: 8, color: ink.faint, align: "right" });
    });
  }
  makeRoom(doc, { name: sealName, reason: `${contract.title} ${order.number}`, at: sealedAt });
  doc.end();
  return whole;
}
