import type { z } from "zod";
import { maskNumber } from "../access/look.rules";
import { noteLook } from "../access/look.service";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { type Tx, brokeConstraint, newId } from "../db";
import type { Prisma, Withdrawal, WithdrawalLeg } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { lockCash } from "../ledger/billing-movement.service";
import { balanceIn } from "../ledger/ledger.service";
import { takeForRefund } from "../ledger/payment-movement.service";
import { freeCash, payOutAside } from "../ledger/withdrawal-movement.service";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { enqueue } from "../queue";
import type { Scope, StaffActor } from "../scope";
import { plainReference } from "./payment.rules";
import { allocatedOf } from "./refund.service";
import { lockWithdrawal, mailWithdrawal, settleWithdrawal } from "./withdrawal-end.service";
import { needsSecond, totalOf, undecidedStates } from "./withdrawal.rules";
import type { ApproveWithdrawal, DeskPage, DeskWithdrawal, FailLeg, ListDesk, PayOutLeg, RefuseWithdrawal } from "./withdrawal.schema";
import { giveBack, rowOf, viewOf } from "./withdrawal.service";
import { worded } from "../notifications/templates.rules";

const PAGE = 30;
const REASON = "企业申请退回余额";

type Whole = Withdrawal & { legs: WithdrawalLeg[] };
async function withdrawalIn(tx: Tx, id: string): Promise<Whole> {
  const row = await tx.withdrawal.findFirst({ where: { id }, include: { legs: { orderBy: { seq: "asc" } } } });
  if (!row) throw new AppError("NOT_FOUND");
  return row;
}

/** Guarded in the write: of two reviewers one wins, and the other looks again. */
async function decide(tx: Tx, { id, state }: Withdrawal, version: number, data: Prisma.WithdrawalUpdateManyMutationInput): Promise<void> {
  if (!undecidedStates.some((undecided) => undecided === state)) throw new AppError("ALREADY_DECIDED");
  const moved = await tx.withdrawal.updateMany({ where: { id, state, version }, data: { ...data, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/**
 * BI23: says yes. A large sum needs a second person's yes too; with the last one the legs go their ways: refunds through the
 * provider are sent by the worker, the bank's wait for finance. Throws OWN_WORK for both from one person.
 */
export async function approveWithdrawal(scope: Scope<StaffActor>, input: z.output<typeof ApproveWithdrawal>): Promise<void> {
  await once(scope, { operation: "withdrawal.approve", key: input.key, input }, async (tx) => {
    const row = await withdrawalIn(tx, input.withdrawalId);
    const { customerId, provinceId } = row;
    const [now, { id: staffId, name }] = [scope.now(), scope.actor];
    const isFirst = needsSecond(row.amountFen) && row.state === "waiting";
    if (row.firstApproverId === staffId) throw new AppError("OWN_WORK");
    // The same order as everywhere: a company's cash before what it pays for.
    await lockCash(tx, customerId);
    await decide(tx, row, input.version, isFirst ? { state: "seconding", firstApproverId: staffId, firstApprovedBy: name, firstApprovedAt: now } : { state: "approved", decidedBy: name, decidedAt: now });
    if (!isFirst) await sendLegs(tx, scope, row);
    await recordAudit(tx, scope, isFirst ? "withdrawal.approveFirst" : "withdrawal.approve", { kind: "withdrawal", id: row.id }, { customerId, provinceId, after: { number: row.number, amountFen: row.amountFen } });
    return null;
  });
}

/** The provider's legs become refunds like any other; what could not be refunded any more keeps the whole request undecided. */
async function sendLegs(tx: Tx, scope: Scope<StaffActor>, row: Whole): Promise<void> {
  const { customerId, provinceId, number } = row;
  const legs = row.legs.filter(({ way }) => way === "provider");
  await freeCash(tx, scope, { customerId, extRef: `withdrawal:${row.id}`, amountFen: totalOf(legs), memo: `退回申请 ${number} 已同意，按原路退回` });
  for (const { id, paymentId, amountFen } of legs) {
    if (!paymentId) continue;
    const refundId = newId();
    await backFromPayment(tx, scope, { refundId, paymentId, customerId, provinceId, amountFen, reason: REASON, nextAttemptAt: scope.now() });
    await tx.withdrawalLeg.updateMany({ where: { id }, data: { state: "sent", refundId } });
    await takeForRefund(tx, scope, { customerId, refundId, amountFen, memo: `退款：退回申请 ${number}` });
    await enqueue(tx, "payment.refund", { platformId: scope.platformId, id: refundId });
  }
  await mailWithdrawal(tx, scope, row, (of) => worded("withdrawal.agreed", of));
}

type Back = { refundId: string; paymentId: string; customerId: string; provinceId: string; amountFen: bigint; reason: string; nextAttemptAt?: Date; endedAt?: Date };
/** Writes down that a part of a payment goes back, or went back by the bank; its leg is still counted among what is used of it. */
async function backFromPayment(tx: Tx, scope: Scope<StaffActor>, { refundId, paymentId, endedAt, ...refund }: Back): Promise<void> {
  const payment = await tx.payment.findFirstOrThrow({ where: { id: paymentId }, select: { amountFen: true, refundedFen: true, version: true } });
  const usedFen = (await allocatedOf(tx, [paymentId])).get(paymentId) ?? 0n;
  if (payment.amountFen - payment.refundedFen < usedFen) throw new AppError("RULE_REFUSED", { reasons: ["sourceGone"] });
  const moved = await tx.payment.updateMany({ where: { id: paymentId, version: payment.version }, data: { refundedFen: { increment: refund.amountFen }, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await tx.refund.create({ data: { id: refundId, paymentId, ...refund, state: endedAt ? "done" : "initiated", byName: scope.actor.name, createdAt: scope.now(), ...(endedAt ? { endedAt } : {}) } });
}

/** BI23: says no and why; the money is cash again. */
export async function refuseWithdrawal(scope: Scope<StaffActor>, input: z.output<typeof RefuseWithdrawal>): Promise<void> {
  await once(scope, { operation: "withdrawal.refuse", key: input.key, input }, async (tx) => {
    const row = await withdrawalIn(tx, input.withdrawalId);
    const now = scope.now();
    await lockCash(tx, row.customerId);
    await decide(tx, row, input.version, { state: "refused", refusal: input.reason, decidedBy: scope.actor.name, decidedAt: now, endedAt: now });
    await giveBack(tx, scope, row, "未同意");
    await mailWithdrawal(tx, scope, row, (of) => worded("withdrawal.refused", { ...of, reason: input.reason }));
    await recordAudit(tx, scope, "withdrawal.refuse", { kind: "withdrawal", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, reason: input.reason, after: { number: row.number, amountFen: row.amountFen } });
    return null;
  });
}

/** A leg that waits for the bank, with its request's row held until the caller's transaction ends. Throws CHANGED_MEANWHILE for any other. */
async function waitingLeg(tx: Tx, legId: string): Promise<WithdrawalLeg & { withdrawal: Withdrawal }> {
  const known = await tx.withdrawalLeg.findFirst({ where: { id: legId }, select: { withdrawalId: true } });
  if (!known) throw new AppError("NOT_FOUND");
  await lockWithdrawal(tx, known.withdrawalId);
  const leg = await tx.withdrawalLeg.findFirstOrThrow({ where: { id: legId }, include: { withdrawal: true } });
  if (leg.state !== "waiting" || leg.way === "provider" || leg.withdrawal.state !== "approved") throw new AppError("CHANGED_MEANWHILE");
  return leg;
}

/** BI23: records that the bank has sent a leg, by the bank's own number, each once. Throws an error at the field for a number that is known. */
export async function payOutLeg(scope: Scope<StaffActor>, input: z.output<typeof PayOutLeg>): Promise<void> {
  await once(scope, { operation: "withdrawal.payOut", key: input.key, input }, async (tx) => {
    const { id, withdrawalId, customerId, provinceId, paymentId, amountFen, withdrawal } = await waitingLeg(tx, input.legId);
    const [now, payoutNumber, refundId] = [scope.now(), plainReference(input.payoutNumber), paymentId ? newId() : null];
    if (paymentId && refundId) await backFromPayment(tx, scope, { refundId, paymentId, customerId, provinceId, amountFen, reason: REASON, endedAt: now });
    await tx.withdrawalLeg.updateMany({ where: { id }, data: { state: "done", payoutNumber, refundId, endedBy: scope.actor.name, endedAt: now } }).catch((error: unknown) => {
      throw brokeConstraint(error, "payoutNumber") ? fieldError("payoutNumber", "referenceUsed") : error;
    });
    await payOutAside(tx, scope, { customerId, extRef: `withdrawal-leg:${id}`, amountFen, memo: `退回申请 ${withdrawal.number} 银行转出，流水 ${payoutNumber}` });
    await recordAudit(tx, scope, "withdrawal.payOut", { kind: "withdrawal", id: withdrawalId }, { customerId, provinceId, after: { number: withdrawal.number, payoutNumber, amountFen } });
    await settleWithdrawal(tx, scope, withdrawalId);
    return null;
  });
}

/** BI23: the bank does not take a leg (the account is closed, say); its money is cash again. */
export async function failLeg(scope: Scope<StaffActor>, input: z.output<typeof FailLeg>): Promise<void> {
  await once(scope, { operation: "withdrawal.failLeg", key: input.key, input }, async (tx) => {
    const { id, withdrawalId, customerId, provinceId, amountFen, withdrawal } = await waitingLeg(tx, input.legId);
    await tx.withdrawalLeg.updateMany({ where: { id }, data: { state: "failed", failure: input.reason, endedBy: scope.actor.name, endedAt: scope.now() } });
    await freeCash(tx, scope, { customerId, extRef: `withdrawal-leg:${id}`, amountFen, memo: `退回申请 ${withdrawal.number} 银行未能转出，回到可用余额` });
    await recordAudit(tx, scope, "withdrawal.failLeg", { kind: "withdrawal", id: withdrawalId }, { customerId, provinceId, reason: input.reason, after: { number: withdrawal.number, amountFen } });
    await settleWithdrawal(tx, scope, withdrawalId);
    return null;
  });
}

const statesOf = { waiting: [...undecidedStates], paying: ["approved"], ended: ["done", "partial", "failed", "refused", "canceled"] } as const satisfies Record<string, readonly Withdrawal["state"][]>;
const isLate = ({ state, dueAt }: Withdrawal, now: Date) => dueAt < now && [...statesOf.waiting, ...statesOf.paying].some((open) => open === state);

/** Requests within the duty: those that wait by when they are due, those that ended the newest first. */
export async function listDesk(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListDesk>): Promise<z.output<typeof DeskPage>> {
  const order = tab === "ended" ? "desc" : "asc";
  const [rows, waiting, paying] = await Promise.all([
    scope.db.withdrawal.findMany({ where: { state: { in: [...statesOf[tab]] } }, orderBy: [{ dueAt: order }, { id: order }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.withdrawal.count({ where: { state: { in: [...statesOf.waiting] } } }),
    scope.db.withdrawal.count({ where: { state: "approved" } }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await companyNames(scope.db, page.map(({ customerId }) => customerId));
  return { rows: page.map((row) => ({ ...rowOf(row), customerId: row.customerId, companyName: names.get(row.customerId)?.companyName ?? "", isLate: isLate(row, scope.now()) })), nextCursor, waiting, paying };
}

/** One request as finance decides it; where money goes is masked (DP4). Throws NOT_FOUND outside the duty. */
export async function getDesk(scope: Scope<StaffActor>, { withdrawalId }: { withdrawalId: string }): Promise<z.output<typeof DeskWithdrawal>> {
  const row = await scope.db.withdrawal.findFirst({ where: { id: withdrawalId }, include: { legs: { orderBy: { seq: "asc" } } } });
  if (!row) throw new AppError("NOT_FOUND");
  const [view, customer, { cashFen }] = await Promise.all([viewOf(scope.db, row), scope.db.customer.findFirstOrThrow({ where: { id: row.customerId }, select: { organization: { select: { name: true } } } }), balanceIn(scope.db, row.customerId)]);
  await noteLook(scope, { kind: "withdrawalPage", customerId: row.customerId, provinceId: row.provinceId, subjectId: row.id, subject: row.number });
  const legs = view.legs.map((leg) => ({ ...leg, payeeAccount: maskNumber(leg.payeeAccount) }));
  return { ...view, legs, customerId: row.customerId, companyName: customer.organization.name, cashFen, isLate: isLate(row, scope.now()), needsSecond: needsSecond(row.amountFen), firstApprovedBy: row.firstApprovedBy, decidedBy: row.decidedBy, isFirstApprover: row.firstApproverId === scope.actor.id };
}
