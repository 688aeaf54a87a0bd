import { createHash } from "node:crypto";
import type { z } from "zod";
import { maskNumber } from "../access/look.rules";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { type Tx, newId } from "../db";
import type { BankStatementLine } from "../generated/prisma/client";
import { dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { bookUnclaimed, returnUnclaimed } from "../ledger/billing-movement.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { isOnDuty, provincesOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { eachAlone } from "../sweep";
import { plainReference } from "./payment.rules";
import { takeIn } from "./receive.service";
import { recordPaid } from "./record.service";
import { codeIn, matchTransfer, readStatement } from "./transfer.rules";
import type { AssignLine, Collections, EditCollection, LinePage, ListLines, ReturnLine, UploadStatement, UploadedStatement } from "./transfer.schema";

const PAGE = 30;

/**
 * BI4: takes in a bank's statement: every incoming line is kept once, by the bank's own number, in whatever file it comes; what
 * each line means is the worker's. Throws an error at `csv` for a file that cannot be read whole: then nothing of it is taken.
 */
export async function uploadStatement(scope: Scope<StaffActor>, input: z.output<typeof UploadStatement>): Promise<z.output<typeof UploadedStatement>> {
  const { problem, lines, problems } = readStatement(input.csv);
  if (problem) throw fieldError("csv", problem);
  if (problems.length > 0) throw new AppError("FIELDS_REFUSED", { fields: { csv: "statementLinesWrong", ...Object.fromEntries(problems.slice(0, 20).map((row) => [`line.${row.line}`, row.problem])) } });
  if (lines.length === 0) throw fieldError("csv", "fileEmpty");
  if (!isOnDuty(scope.platformId, scope.actor.provinces, input.provinceId)) throw fieldError("provinceId", "provinceMissing");
  const sha256 = createHash("sha256").update(input.csv).digest("hex");
  return once(scope, { operation: "statement.upload", key: input.key, input: { ...input, csv: sha256 } }, async (tx) => {
    const known = await tx.bankStatementLine.findMany({ where: { serial: { in: lines.map(({ serial }) => serial) } }, select: { serial: true, amountFen: true, bookedOn: true } });
    const before = new Map(known.map((row) => [row.serial, row]));
    const other = lines.find((line) => before.has(line.serial) && (before.get(line.serial)?.amountFen !== line.amountFen || dayOf(before.get(line.serial)?.bookedOn ?? new Date(0)) !== line.bookedOn));
    if (other) throw new AppError("FIELDS_REFUSED", { fields: { csv: "serialOther", [`serial.${other.serial}`]: "serialOther" } });
    const fresh = lines.filter(({ serial }) => !before.has(serial));
    if (fresh.length === 0) throw fieldError("csv", "statementKnown");
    const statementId = newId();
    await tx.bankStatement.create({ data: { id: statementId, provinceId: input.provinceId, fileName: input.fileName, sha256, byName: scope.actor.name, uploadedAt: scope.now() } });
    await tx.bankStatementLine.createMany({ data: fresh.map((line) => ({ ...line, bookedOn: dateOf(line.bookedOn), statementId, provinceId: input.provinceId })) });
    await recordAudit(tx, scope, "statement.upload", { kind: "bankStatement", id: statementId }, { provinceId: input.provinceId, after: { fileName: input.fileName, sha256, lines: fresh.length, amountFen: fresh.reduce((sum, line) => sum + line.amountFen, 0n) } });
    return { taken: fresh.length, known: lines.length - fresh.length };
  });
}

/** BI4: books the lines that nobody has looked at, each in a transaction of its own: to its company, or into suspense for a person. */
export async function bookStatementLines(scope: Scope): Promise<number> {
  const fresh = await scope.db.bankStatementLine.findMany({ where: { state: "fresh" }, orderBy: { id: "asc" }, take: 200, select: { id: true } });
  await eachAlone(scope, "bookStatementLines", fresh.map(({ id }) => id), (id) => scope.transaction((tx) => bookLine(tx, scope, id)));
  return fresh.length;
}

async function companyOf(tx: Tx, customerId: string) {
  const row = await tx.customer.findFirst({ where: { id: customerId }, select: { id: true, state: true, organization: { select: { name: true } } } });
  return row && { customerId: row.id, name: row.organization.name, isOpen: row.state === "open" };
}

async function bookLine(tx: Tx, scope: Scope, id: string): Promise<void> {
  // Two workers that hold the same line: the second waits here and finds it done.
  const [line] = await tx.bankStatementLine.updateManyAndReturn({ where: { id, state: "fresh" }, data: { decidedAt: scope.now(), decidedBy: "系统" } });
  if (!line) return;
  // Finance may have typed the voucher in before the statement came: its money is booked.
  const typed = await tx.payment.findFirst({ where: { channel: "bankTransfer", reference: plainReference(line.serial) }, select: { id: true, customerId: true } });
  if (typed) return void (await tx.bankStatementLine.updateMany({ where: { id }, data: { state: "matched", customerId: typed.customerId, paymentId: typed.id } }));
  const code = codeIn(line.memo);
  const claim = code ? await tx.transferClaim.findFirst({ where: { code } }) : null;
  const owner = claim && (await companyOf(tx, claim.customerId));
  const namesakes = claim ? [] : (await tx.customer.findMany({ where: { organization: { name: line.payerName } }, take: 2, select: { id: true, state: true } })).map((row) => ({ customerId: row.id, name: line.payerName, isOpen: row.state === "open" }));
  const match = matchTransfer(line, { claim, owner, namesakes });
  if (match.kind === "waiting") {
    await bookUnclaimed(tx, scope, { extRef: `statement:${id}`, source: "bankTransfer", amountFen: line.amountFen, memo: `银行流水 ${line.serial}，${line.payerName}，待认领` });
    await tx.bankStatementLine.updateMany({ where: { id }, data: { state: "waiting", problem: match.problem, guessId: match.guessId, decidedAt: null, decidedBy: null } });
    return;
  }
  const paymentId = await payIn(tx, scope, line, { customerId: match.customerId, source: "bankTransfer" });
  await tx.bankStatementLine.updateMany({ where: { id }, data: { state: "matched", customerId: match.customerId, claimId: match.claimId, paymentId } });
  await tx.transferClaim.updateMany({ where: { id: match.claimId, state: { not: "paid" } }, data: { state: "paid", paidAt: scope.now() } });
}

/** The company's money: open bills first, the rest its cash; it is told. One voucher pays once, whoever books it. */
async function payIn(tx: Tx, scope: Scope, line: BankStatementLine, { customerId, source }: { customerId: string; source: "bankTransfer" | "suspense" }): Promise<string> {
  const { amountFen, serial } = line;
  const payment = await recordPaid(tx, scope, { customerId, purpose: "topUp", channel: "bankTransfer", amountFen, reference: plainReference(serial) });
  const toClaimsFen = (await takeIn(tx, scope, { payment: { id: payment.id, customerId, amountFen, billId: null }, source, memo: `银行转账，流水 ${serial}` })) ?? 0n;
  await mailCustomer(tx, scope, customerId, {
    ...worded("transfer.arrived", { amount: formatFen(amountFen), serial, toBills: formatFen(toClaimsFen), toCash: formatFen(amountFen - toClaimsFen), isForBills: toClaimsFen > 0n, isForCash: toClaimsFen < amountFen }), path: "/balance",
  });
  await recordAudit(tx, scope, "transfer.book", { kind: "payment", id: payment.id }, { customerId, provinceId: line.provinceId, after: { serial, amountFen, toClaimsFen } });
  return payment.id;
}

async function waitingLine(tx: Tx, lineId: string): Promise<BankStatementLine> {
  const line = await tx.bankStatementLine.findFirst({ where: { id: lineId } });
  if (!line) throw new AppError("NOT_FOUND");
  return line;
}

/** BI4: a person says whose a waiting line is, and why. Throws CHANGED_MEANWHILE when somebody decided it first. */
export async function assignLine(scope: Scope<StaffActor>, input: z.output<typeof AssignLine>): Promise<void> {
  await once(scope, { operation: "statement.assign", key: input.key, input }, async (tx) => {
    const line = await waitingLine(tx, input.lineId);
    const customer = await tx.customer.findFirst({ where: { accountName: input.accountName, state: "open" }, select: { id: true } });
    if (!customer) throw fieldError("accountName", "accountUnknown");
    const moved = await tx.bankStatementLine.updateMany({ where: { id: line.id, state: "waiting" }, data: { state: "assigned", customerId: customer.id, reason: input.reason, decidedBy: scope.actor.name, decidedAt: scope.now() } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const paymentId = await payIn(tx, scope, line, { customerId: customer.id, source: "suspense" });
    await tx.bankStatementLine.updateMany({ where: { id: line.id }, data: { paymentId } });
    await recordAudit(tx, scope, "statement.assign", { kind: "bankStatementLine", id: line.id }, { customerId: customer.id, provinceId: line.provinceId, reason: input.reason, after: { serial: line.serial, amountFen: line.amountFen } });
    return null;
  });
}

/** BI4: money that is nobody's went back to its payer. */
export async function returnLine(scope: Scope<StaffActor>, input: z.output<typeof ReturnLine>): Promise<void> {
  await once(scope, { operation: "statement.return", key: input.key, input }, async (tx) => {
    const line = await waitingLine(tx, input.lineId);
    const moved = await tx.bankStatementLine.updateMany({ where: { id: line.id, state: "waiting" }, data: { state: "returned", reason: input.reason, decidedBy: scope.actor.name, decidedAt: scope.now() } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await returnUnclaimed(tx, scope, { extRef: `statement-return:${line.id}`, source: "bankTransfer", amountFen: line.amountFen, memo: `银行流水 ${line.serial} 退回付款人 ${line.payerName}` });
    await recordAudit(tx, scope, "statement.return", { kind: "bankStatementLine", id: line.id }, { provinceId: line.provinceId, reason: input.reason, after: { serial: line.serial, amountFen: line.amountFen } });
    return null;
  });
}

const linesOf = { waiting: ["waiting", "fresh"], done: ["matched", "assigned", "returned"] } as const satisfies Record<string, readonly BankStatementLine["state"][]>;

/** Lines that wait for a person, or those that are done, newest first; how much lies in suspense. */
export async function listLines(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListLines>): Promise<z.output<typeof LinePage>> {
  const [rows, waiting, fresh] = await Promise.all([
    scope.db.bankStatementLine.findMany({ where: { state: { in: [...linesOf[tab]] } }, orderBy: [{ bookedOn: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.bankStatementLine.aggregate({ where: { state: "waiting" }, _count: true, _sum: { amountFen: true } }),
    scope.db.bankStatementLine.count({ where: { state: "fresh" } }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await companyNames(scope.db, page.flatMap(({ customerId, guessId }) => [customerId, guessId]));
  return {
    rows: page.map(({ id, serial, bookedOn, amountFen, payerName, payerAccount, memo, state, problem, customerId, guessId, decidedBy, decidedAt, reason }) => ({ id, serial, bookedOn, amountFen, payerName, payerAccount: maskNumber(payerAccount), memo, state, problem, customerId, companyName: names.get(customerId)?.companyName ?? "", guessName: names.get(guessId)?.accountName ?? "", decidedBy, decidedAt, reason })),
    nextCursor, waiting: waiting._count, waitingFen: waiting._sum.amountFen ?? 0n, fresh,
  };
}

/** The accounts to which companies transfer, within the duty. */
export async function listCollections(scope: Scope<StaffActor>): Promise<z.output<typeof Collections>> {
  const rows = await scope.db.billingSetting.findMany({ select: { provinceId: true, collectionName: true, collectionBank: true, collectionAccount: true } });
  return provincesOnDuty(scope.platformId, scope.actor.provinces).map(({ id, name }) => {
    const row = rows.find(({ provinceId }) => provinceId === id);
    return { provinceId: id, provinceName: name, name: row?.collectionName ?? "", bank: row?.collectionBank ?? "", number: row?.collectionAccount ?? "" };
  });
}

/** BI4: where a province's companies transfer to, from now on. */
export async function editCollection(scope: Scope<StaffActor>, { provinceId, name, bank, number }: z.output<typeof EditCollection>): Promise<void> {
  if (!isOnDuty(scope.platformId, scope.actor.provinces, provinceId)) throw new AppError("NOT_FOUND");
  await scope.transaction(async (tx) => {
    const before = await tx.billingSetting.findFirst({ where: { provinceId }, select: { collectionName: true, collectionBank: true, collectionAccount: true } });
    const data = { collectionName: name, collectionBank: bank, collectionAccount: number, changedBy: scope.actor.name, changedAt: scope.now() };
    await tx.billingSetting.upsert({ where: { platformId_provinceId: { platformId: scope.platformId, provinceId } }, create: { provinceId, ...data }, update: data });
    await recordAudit(tx, scope, "billing.editCollection", { kind: "billingSetting", id: provinceId }, { provinceId, before: before ?? {}, after: { name, bank, number } });
  });
}
