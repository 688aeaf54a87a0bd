import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint, newId } from "../db";
import type { Fapiao, Prisma } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { mailCustomer } from "../notifications/customer-mail.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { nextNumber } from "../platforms/number.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { eachAlone } from "../sweep";
import { RED_ANSWER_MS, mayBecome, otherSide, partsOf, sourcesOf, standingStates, sumOf } from "./fapiao.rules";
import type { AskFapiao, AskRed, FapiaoPage, FapiaoView, ListFapiao, MoveRed, OpenBills, SaveTitle } from "./fapiao.schema";
import { type Told, worded } from "../notifications/templates.rules";

const PAGE = 20;

/** What standing fapiao cover of some lines. */
async function coveredOf(db: Reader, rateIds: string[]): Promise<Map<string, bigint>> {
  const rows = await db.fapiaoPart.groupBy({ by: ["rateId"], where: { rateId: { in: rateIds }, fapiao: { state: { in: [...standingStates] } } }, _sum: { grossFen: true } });
  return new Map(rows.map((row) => [row.rateId, row._sum.grossFen ?? 0n]));
}

const paidLines = (db: Reader, where: Prisma.AppliedCustomerBillingRateWhereInput) => db.appliedCustomerBillingRate.findMany({ where: { ...where, paidFen: { gt: 0n }, bill: { sentAt: { not: null } } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, billId: true, name: true, specificationName: true, taxRateBp: true, paidFen: true, reducedFen: true } });
type PaidLine = Awaited<ReturnType<typeof paidLines>>[number];
const lineOf = ({ billId, specificationName, name, ...line }: PaidLine) => ({ ...line, billId: billId ?? "", name: specificationName === name ? name : `${specificationName} ${name}` });

/** BI9: the company's bills of which something is paid and not invoiced, and the title that a fapiao would bear. */
export async function listOpenBills(scope: Scope<CustomerActor>): Promise<z.output<typeof OpenBills>> {
  const { customerId } = scope.actor;
  const [customer, title, bills] = await Promise.all([
    scope.db.customer.findFirstOrThrow({ where: { id: customerId }, select: { organization: { select: { name: true, creditCode: true, verification: true } } } }),
    scope.db.fapiaoTitle.findFirst({ where: { customerId }, select: { address: true, phone: true, bankName: true, bankAccount: true } }),
    scope.db.customerBill.findMany({ where: { customerId, sentAt: { not: null }, paidFen: { gt: 0n } }, orderBy: { periodFrom: "desc" }, take: 36, select: { id: true, number: true, periodFrom: true, paidFen: true } }),
  ]);
  const lines = (await paidLines(scope.db, { billId: { in: bills.map(({ id }) => id) } })).map(lineOf);
  const parts = partsOf(lines, await coveredOf(scope.db, lines.map(({ id }) => id)));
  const { name: companyName, creditCode: taxNumber, verification } = customer.organization;
  return { companyName, taxNumber, isVerified: verification === "verified", title, bills: bills.map((bill) => ({ ...bill, openFen: sumOf(parts.filter((part) => part.billId === bill.id)).grossFen })).filter((bill) => bill.openFen > 0n) };
}

/** Keeps what a special fapiao needs beside name and code. */
export async function saveTitle(scope: Scope<CustomerActor>, { key, ...title }: z.output<typeof SaveTitle>): Promise<void> {
  await once(scope, { operation: "fapiao.saveTitle", key, input: title }, async (tx) => {
    const { customerId } = scope.actor;
    const data = { ...title, changedBy: scope.actor.name, changedAt: scope.now() };
    await tx.fapiaoTitle.upsert({ where: { platformId_customerId: { platformId: scope.platformId, customerId } }, create: { customerId, ...data }, update: data });
    await recordAudit(tx, scope, "fapiao.saveTitle", { kind: "customer", id: customerId }, { customerId });
    return null;
  });
}

/**
 * BI9: asks for a fapiao over everything of some bills that is paid and not invoiced yet, one bill or several merged. The title is the
 * company's registered one. The database holds that nothing is invoiced beyond what is paid, whatever is asked at once.
 */
export async function askFapiao(scope: Scope<CustomerActor>, input: z.output<typeof AskFapiao>): Promise<{ fapiaoId: string }> {
  return once(scope, { operation: "fapiao.ask", key: input.key, input }, async (tx) => {
    const { customerId } = scope.actor;
    const customer = await tx.customer.findFirstOrThrow({ where: { id: customerId }, include: { organization: true } });
    if (customer.organization.verification !== "verified") throw new AppError("RULE_REFUSED", { reasons: ["titleNotVerified"] });
    const facts = input.kind === "special" ? await tx.fapiaoTitle.findFirst({ where: { customerId }, select: { address: true, phone: true, bankName: true, bankAccount: true } }) : null;
    if (input.kind === "special" && !facts) throw fieldError("kind", "titleMissing");
    const bills = await tx.customerBill.findMany({ where: { id: { in: input.billIds }, customerId, sentAt: { not: null } }, select: { id: true } });
    if (bills.length !== new Set(input.billIds).size) throw new AppError("NOT_FOUND");
    const lines = (await paidLines(tx, { billId: { in: input.billIds } })).map(lineOf);
    const parts = partsOf(lines, await coveredOf(tx, lines.map(({ id }) => id)));
    if (parts.length === 0) throw fieldError("billIds", "nothingToInvoice");
    const id = newId();
    const number = await nextNumber(tx, `F${customer.provinceId}`, "fapiao", scope.now());
    const { name: titleName, creditCode: taxNumber } = customer.organization;
    await tx.fapiao.create({ data: { id, number, customerId, provinceId: customer.provinceId, kind: input.kind, titleName, taxNumber, titleFacts: facts ?? {}, ...sumOf(parts), askedBy: scope.actor.name, askedAt: scope.now() } });
    await tx.fapiaoPart.createMany({ data: parts.map((part) => ({ ...part, fapiaoId: id, customerId })) }).catch((error: unknown) => {
      // Somebody asked for the same at the same moment.
      throw brokeConstraint(error, "FapiaoPart_paid") || brokeConstraint(error, "fapiao above what is paid") ? fieldError("billIds", "nothingToInvoice") : error;
    });
    await recordAudit(tx, scope, "fapiao.ask", { kind: "fapiao", id }, { customerId, provinceId: customer.provinceId, after: { number, kind: input.kind, ...sumOf(parts) } });
    return { fapiaoId: id };
  });
}

const withParts = { parts: { select: { billId: true } } } as const;
type WithParts = Prisma.FapiaoGetPayload<{ include: typeof withParts; omit: { fileBytes: true } }>;

/** Views with their bills' numbers, in one query for all. */
async function viewsOf(scope: Scope, rows: readonly WithParts[]): Promise<FapiaoView[]> {
  const ids = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.billId)))];
  const numbers = new Map((await scope.db.customerBill.findMany({ where: { id: { in: ids } }, select: { id: true, number: true } })).map((bill) => [bill.id, bill.number]));
  return rows.map((row) => {
    const { id, number, kind, state, version, titleName, taxNumber, titleFacts, grossFen, netFen, taxFen, askedAt, askedBy, refusal, invoiceNumber, issuedAt, fileName, redAskedBy, redReason, redAnswerBy, redInvoiceNumber, customerId } = row;
    return { id, number, kind, state, version, titleName, taxNumber, titleFacts: titleFacts as Record<string, string>, grossFen, netFen, taxFen, askedAt, askedBy, refusal, invoiceNumber, issuedAt, hasFile: fileName !== null, redAskedBy, redReason, redAnswerBy, redInvoiceNumber, customerId, bills: [...new Set(row.parts.map((part) => numbers.get(part.billId) ?? ""))].sort() };
  });
}

/** The company's fapiao, newest first. */
export async function listFapiao(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListFapiao>): Promise<z.output<typeof FapiaoPage>> {
  return fapiaoPage(scope, { ...visibleTo(scope.actor) }, cursor);
}

export async function fapiaoPage(scope: Scope, where: Prisma.FapiaoWhereInput, cursor: string | undefined, orderBy: Prisma.FapiaoOrderByWithRelationInput[] = [{ askedAt: "desc" }, { id: "desc" }]): Promise<z.output<typeof FapiaoPage>> {
  const rows = await scope.db.fapiao.findMany({ where, orderBy, ...pageAfter(scope, PAGE, cursor), include: withParts, omit: { fileBytes: true } });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: await viewsOf(scope, page), nextCursor };
}

const sideOf = ({ actor }: Scope) => (actor.kind === "customer" ? "customer" : "operator");

/** The fapiao that an actor may act on; throws NOT_FOUND for another company's. */
export async function ownFapiao(tx: Tx, scope: Scope, fapiaoId: string): Promise<Omit<Fapiao, "fileBytes">> {
  const row = await tx.fapiao.findFirst({ where: { id: fapiaoId, ...visibleTo(scope.actor) }, omit: { fileBytes: true } });
  if (!row) throw new AppError("NOT_FOUND");
  return row;
}

/** Moves a fapiao, guarded by its table and version in the write. Throws CHANGED_MEANWHILE. */
export async function moveFapiao(tx: Tx, row: { id: string; version: number }, version: number, to: Fapiao["state"], data: Prisma.FapiaoUpdateManyMutationInput): Promise<void> {
  const moved = await tx.fapiao.updateMany({ where: { id: row.id, version, state: { in: sourcesOf(to) } }, data: { ...data, state: to, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/** BI10: either side asks for a red letter; the other has 72 hours to answer. */
export async function askRed(scope: Scope, input: z.output<typeof AskRed>): Promise<void> {
  await once(scope, { operation: "fapiao.askRed", key: input.key, input }, async (tx) => {
    const row = await ownFapiao(tx, scope, input.fapiaoId);
    const side = sideOf(scope);
    await moveFapiao(tx, row, input.version, "redAsked", { redAskedBy: side, redReason: input.reason, redAskedAt: scope.now(), redAnswerBy: new Date(scope.now().getTime() + RED_ANSWER_MS), redEndedAt: null });
    if (side === "operator") await mailAbout(tx, scope, row, worded("fapiao.redAsked", { number: row.invoiceNumber ?? row.number, amount: formatFen(row.grossFen), reason: input.reason }));
    await recordAudit(tx, scope, "fapiao.askRed", { kind: "fapiao", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, reason: input.reason });
    return null;
  });
}

const targets = { confirm: "redConfirmed", refuse: "redRefused", withdraw: "redWithdrawn" } as const;

/** BI10: the other side confirms or refuses, or who asked withdraws. Throws FORBIDDEN for the wrong side. */
export async function moveRed(scope: Scope, input: z.output<typeof MoveRed>): Promise<void> {
  await once(scope, { operation: "fapiao.moveRed", key: input.key, input }, async (tx) => {
    const row = await ownFapiao(tx, scope, input.fapiaoId);
    if (row.state !== "redAsked" || row.redAskedBy === null || !mayBecome(row.state, targets[input.move])) throw new AppError("CHANGED_MEANWHILE");
    const mover = input.move === "withdraw" ? row.redAskedBy : otherSide(row.redAskedBy);
    if (sideOf(scope) !== mover) throw new AppError("FORBIDDEN");
    if (row.redAnswerBy && row.redAnswerBy <= scope.now()) throw new AppError("RULE_REFUSED", { reasons: ["redExpired"] });
    await moveFapiao(tx, row, input.version, targets[input.move], input.move === "confirm" ? {} : { redEndedAt: scope.now() });
    await recordAudit(tx, scope, `fapiao.${input.move}Red`, { kind: "fapiao", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId });
    return null;
  });
}

/** BI10: askings that nobody answered within 72 hours are void; the fapiao stands. Returns how many. */
export async function expireRed(scope: Scope): Promise<number> {
  const where = { state: "redAsked" as const, redAnswerBy: { lte: scope.now() } };
  const late = await scope.db.fapiao.findMany({ where, take: 50, orderBy: { id: "asc" }, select: { id: true } });
  await eachAlone(scope, "expireRed", late.map(({ id }) => id), (id) =>
    scope.transaction(async (tx) => {
      const [row] = await tx.fapiao.updateManyAndReturn({ where: { ...where, id }, data: { state: "redExpired", redEndedAt: scope.now(), version: { increment: 1 } } });
      if (row) await recordAudit(tx, scope, "fapiao.expireRed", { kind: "fapiao", id }, { customerId: row.customerId, provinceId: row.provinceId });
    }));
  return late.length;
}

export const mailAbout = (tx: Tx, scope: Scope, row: Pick<Fapiao, "customerId">, told: Told): Promise<void> => mailCustomer(tx, scope, row.customerId, { ...told, path: "/fapiao" });

/** True while a standing fapiao covers a line: what is wrong with it must first be turned red (BI10). */
export async function isInvoiced(db: Reader, rateId: string): Promise<boolean> {
  return (await db.fapiaoPart.count({ where: { rateId, fapiao: { state: { in: [...standingStates] } } } })) > 0;
}
