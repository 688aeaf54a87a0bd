import type { z } from "zod";
import { maskNumber } from "../access/look.rules";
import { noteFile } from "../access/look.service";
import { cleanFileName } from "../accounts/paper.rules";
import { isPdf, pdfProblem } from "../accounts/pdf.rules";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import { AppError, fieldError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { formatFen } from "../kernel/money";
import { once } from "../platforms/idempotency.service";
import { type Actor, type Scope, type StaffActor, visibleTo } from "../scope";
import type { FapiaoPage, IssueFapiao, IssueRed, ListDesk, RefuseFapiao } from "./fapiao.schema";
import { fapiaoPage, mailAbout, moveFapiao, ownFapiao } from "./fapiao.service";
import { worded } from "../notifications/templates.rules";

const tabs = { asked: { state: "asked" as const }, red: { state: { in: ["redAsked" as const, "redConfirmed" as const] } }, all: {} };

/** Phone and account as finance reads them until it gives a reason (DP4). */
const maskTitle = ({ phone, bankAccount, ...facts }: Record<string, string>): Record<string, string> => ({ ...facts, ...(phone === undefined ? {} : { phone: maskNumber(phone) }), ...(bankAccount === undefined ? {} : { bankAccount: maskNumber(bankAccount) }) });

/** What waits for finance, the oldest first; or everything, newest first. */
export async function listDesk(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListDesk>): Promise<z.output<typeof FapiaoPage>> {
  const page = await fapiaoPage(scope, tabs[tab], cursor, tab === "all" ? undefined : [{ askedAt: "asc" }, { id: "asc" }]);
  return { ...page, rows: page.rows.map((row) => ({ ...row, titleFacts: maskTitle(row.titleFacts) })) };
}

/** The file as bytes; throws an error at the field for what is no PDF, or one that runs something (promise 43). */
function pdfOf(file: string): Uint8Array | null {
  if (file === "") return null;
  const bytes = Buffer.from(file, "base64");
  if (!isPdf(bytes)) throw fieldError("file", "filePdfOnly");
  if (pdfProblem(bytes) !== null) throw fieldError("file", "fileActive");
  return bytes;
}

const takenNumber = (error: unknown): never => {
  throw brokeConstraint(error, "invoiceNumber") || brokeConstraint(error, "redInvoiceNumber") || brokeConstraint(error, "redInvoiceNumber_key") ? fieldError("invoiceNumber", "invoiceNumberUsed") : error;
};

async function noClash(tx: Tx, number: string): Promise<void> {
  const known = await tx.fapiao.count({ where: { OR: [{ invoiceNumber: number }, { redInvoiceNumber: number }] } });
  if (known > 0) throw fieldError("invoiceNumber", "invoiceNumberUsed");
}

/** BI9: finance issues a fapiao: the tax authority's number and its file are kept, and the company is told. */
export async function issueFapiao(scope: Scope<StaffActor>, input: z.output<typeof IssueFapiao>): Promise<void> {
  const bytes = pdfOf(input.file);
  await once(scope, { operation: "fapiao.issue", key: input.key, input: { ...input, file: input.file.length } }, async (tx) => {
    const row = await ownFapiao(tx, scope, input.fapiaoId);
    await noClash(tx, input.invoiceNumber);
    await moveFapiao(tx, row, input.version, "issued", { invoiceNumber: input.invoiceNumber, issuedAt: scope.now(), issuedBy: scope.actor.name, ...(bytes ? { fileBytes: encrypt(bytes), fileName: cleanFileName(`发票-${input.invoiceNumber}`, "pdf") } : {}) }).catch(takenNumber);
    await mailAbout(tx, scope, row, worded("fapiao.issued", { number: input.invoiceNumber, isSpecial: row.kind === "special", amount: formatFen(row.grossFen) }));
    await recordAudit(tx, scope, "fapiao.issue", { kind: "fapiao", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, after: { invoiceNumber: input.invoiceNumber, hasFile: bytes !== null } });
    return null;
  });
}

/** Finance cannot issue it, and says why; what it covered may be asked for again. */
export async function refuseFapiao(scope: Scope<StaffActor>, input: z.output<typeof RefuseFapiao>): Promise<void> {
  await once(scope, { operation: "fapiao.refuse", key: input.key, input }, async (tx) => {
    const row = await ownFapiao(tx, scope, input.fapiaoId);
    await moveFapiao(tx, row, input.version, "refused", { refusal: input.reason });
    await mailAbout(tx, scope, row, worded("fapiao.notIssued", { number: row.number, reason: input.reason }));
    await recordAudit(tx, scope, "fapiao.refuse", { kind: "fapiao", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, reason: input.reason });
    return null;
  });
}

/** BI10: the red letter is issued: what it covered is open again, for a credit or a new fapiao. */
export async function issueRed(scope: Scope<StaffActor>, input: z.output<typeof IssueRed>): Promise<void> {
  await once(scope, { operation: "fapiao.issueRed", key: input.key, input }, async (tx) => {
    const row = await ownFapiao(tx, scope, input.fapiaoId);
    await noClash(tx, input.invoiceNumber);
    await moveFapiao(tx, row, input.version, "redIssued", { redInvoiceNumber: input.invoiceNumber, redEndedAt: scope.now() }).catch(takenNumber);
    await mailAbout(tx, scope, row, worded("fapiao.red", { number: row.invoiceNumber ?? row.number, redNumber: input.invoiceNumber, amount: formatFen(row.grossFen) }));
    await recordAudit(tx, scope, "fapiao.issueRed", { kind: "fapiao", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, after: { redInvoiceNumber: input.invoiceNumber } });
    return null;
  });
}

/** A fapiao's file for its company or for finance of its duty; the company's first reading delivers it. Throws NOT_FOUND. */
export async function readFapiaoFile(scope: Scope<Actor>, { fapiaoId }: { fapiaoId: string }): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { actor } = scope;
  const mayRead = actor.kind === "customer" ? allows([actor.role], "fapiao.read") : actor.kind === "staff" && allows(actor.roles, "fapiao.issue");
  if (actor.kind === "anonymous") throw new AppError("NOT_FOUND");
  if (!mayRead) throw new AppError("FORBIDDEN");
  const row = await scope.db.fapiao.findFirst({ where: { id: fapiaoId, ...visibleTo(actor) }, select: { customerId: true, provinceId: true, number: true, fileName: true, fileBytes: true } });
  if (!row?.fileBytes || !row.fileName) throw new AppError("NOT_FOUND");
  await noteFile(scope, { kind: "fapiaoFile", customerId: row.customerId, provinceId: row.provinceId, subjectId: fapiaoId, subject: row.number });
  if (actor.kind === "customer") await scope.db.fapiao.updateMany({ where: { id: fapiaoId, state: "issued" }, data: { state: "delivered", deliveredAt: scope.now() } });
  return { fileName: row.fileName, bytes: decrypt(row.fileBytes) };
}
