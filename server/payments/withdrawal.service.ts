import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint, newId } from "../db";
import type { Withdrawal, WithdrawalLeg } from "../generated/prisma/client";
import { addWorkingMinutes } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { formatFen } from "../kernel/money";
import { lockCash, owedIn } from "../ledger/billing-movement.service";
import { owedForOthers } from "../billing/write.service";
import { ownCash } from "../ledger/fund.rules";
import { balanceIn } from "../ledger/ledger.service";
import { receivedIn } from "../ledger/received.service";
import { freeCash, setCashAside } from "../ledger/withdrawal-movement.service";
import { pageAfter, pageOf } from "../paging";
import { workCalendarOf } from "../platforms/calendar.service";
import { isSwitchedOn, refuseSwitchedOff } from "../platforms/switch.service";
import { once } from "../platforms/idempotency.service";
import { nextNumber } from "../platforms/number.service";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { allocatedOf } from "./refund.service";
import { mailWithdrawal } from "./withdrawal-end.service";
import { type Leg, type Payee, type Source, WITHDRAWAL_WORKING_DAYS, legsOf, needsSecond, openStates, undecidedStates, wayOf, withdrawable } from "./withdrawal.rules";
import type { AskWithdrawal, CancelWithdrawal, ListWithdrawals, PlanWithdrawal, WithdrawalPage, WithdrawalPlan, WithdrawalView } from "./withdrawal.schema";
import { worded } from "../notifications/templates.rules";

const PAGE = 20;
/** Newest payments that are looked through for cash; an older one's is the company's own account's. */
const MOST_PAYMENTS = 500;

/** The company's own account, as its fapiao title names it; null when it has named none. */
async function companyAccount(db: Reader, customerId: string): Promise<Payee | null> {
  const [customer, title] = await Promise.all([
    db.customer.findFirstOrThrow({ where: { id: customerId }, select: { organization: { select: { name: true } } } }),
    db.fapiaoTitle.findFirst({ where: { customerId }, select: { bankName: true, bankAccount: true } }),
  ]);
  return title && title.bankAccount !== "" ? { name: customer.organization.name, bank: title.bankName, account: title.bankAccount } : null;
}

/** Payments of which something is left as cash, newest first, and how each goes back. */
async function sourcesOf(db: Reader, customerId: string): Promise<Source[]> {
  const payments = await db.payment.findMany({
    where: { customerId, state: "done", channel: { not: "balance" } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: MOST_PAYMENTS,
    select: { id: true, channel: true, providerPaymentId: true, amountFen: true, refundedFen: true, _count: { select: { refunds: { where: { state: "failed" } } } } },
  });
  const used = await allocatedOf(db, payments.map(({ id }) => id));
  const left = payments.map((payment) => ({ ...payment, leftFen: payment.amountFen - payment.refundedFen - (used.get(payment.id) ?? 0n) })).filter(({ leftFen }) => leftFen > 0n);
  const lines = await db.bankStatementLine.findMany({ where: { paymentId: { in: left.map(({ id }) => id) }, payerAccount: { not: "" } }, select: { paymentId: true, payerName: true, payerAccount: true } });
  const payers = new Map(lines.map((line) => [line.paymentId, { name: line.payerName, bank: "", account: line.payerAccount }]));
  return left.map(({ id, channel, providerPaymentId, leftFen, _count }) => {
    const payer = payers.get(id) ?? null;
    return { paymentId: id, leftFen, way: wayOf({ channel, providerPaymentId, hasFailedRefund: _count.refunds > 0, payer }), payee: payer };
  });
}

type Standing = { cashFen: bigint; owedFen: bigint; receivedFen: bigint; mostFen: bigint; reason: "accountMissing" | "tooManyLegs" | null; sources: Source[]; company: Payee | null };
async function standingOf(db: Reader, customerId: string, cashFen: bigint): Promise<Standing> {
  const [owedFen, receivedFen, sources, company] = [(await owedIn(db, customerId)) + (await owedForOthers(db, customerId)), await receivedIn(db, customerId), await sourcesOf(db, customerId), await companyAccount(db, customerId)];
  // What came from its parent goes back there and nowhere else (PC10).
  return { cashFen, owedFen, receivedFen, sources, company, ...withdrawable(sources, { cashFen: ownCash({ cashFen, receivedFen }), owedFen, company }) };
}

type PaidBy = { paymentNumber: string | null; channel: z.output<typeof WithdrawalPlan>["legs"][number]["channel"]; paidAt: Date | null };
/** What people know of the payments that legs go back to, in one query. */
async function paymentsOf(db: Reader, legs: readonly { paymentId: string | null }[]): Promise<(id: string | null) => PaidBy> {
  const rows = await db.payment.findMany({ where: { id: { in: legs.flatMap(({ paymentId }) => paymentId ?? []) } }, select: { id: true, number: true, channel: true, paidAt: true } });
  const byId = new Map(rows.map((row) => [row.id, { paymentNumber: row.number, channel: row.channel, paidAt: row.paidAt }]));
  return (id) => byId.get(id ?? "") ?? { paymentNumber: null, channel: null, paidAt: null };
}

const payeeOf = ({ payee }: Leg) => ({ payeeName: payee?.name ?? "", payeeBank: payee?.bank ?? "", payeeAccount: payee?.account ?? "" });

/** BI23: how much of its cash the signed-in company may have back now, and where a sum of it would go. */
export async function planWithdrawal(scope: Scope<CustomerActor>, { amountFen }: z.output<typeof PlanWithdrawal>): Promise<z.output<typeof WithdrawalPlan>> {
  const { customerId } = scope.actor;
  const { cashFen } = await balanceIn(scope.db, customerId);
  const [{ owedFen, receivedFen, mostFen, reason, sources, company }, open] = [await standingOf(scope.db, customerId, cashFen), await scope.db.withdrawal.findFirst({ where: { customerId, state: { in: [...openStates] } }, select: { id: true } })];
  const { provinceId } = await scope.db.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
  const isOn = await isSwitchedOn(scope.db, "withdrawal", provinceId, scope.now());
  const legs = amountFen !== undefined && amountFen <= mostFen ? legsOf(sources, amountFen, company) : [];
  const paidBy = await paymentsOf(scope.db, legs);
  return {
    cashFen, owedFen, receivedFen, mostFen, isOn, reason, openId: open?.id ?? null, needsSecond: needsSecond(amountFen ?? 0n),
    legs: legs.map((leg) => ({ paymentId: leg.paymentId, ...paidBy(leg.paymentId), amountFen: leg.amountFen, way: leg.way, ...payeeOf(leg) })),
  };
}

/**
 * BI23: asks for unused cash back, once per key and one request at a time. The sum is set aside with the request, so that it
 * cannot be spent as well. Throws CHANGED_MEANWHILE when it would go elsewhere than was shown, RULE_REFUSED while another
 * request is open, an error at the field for more than there is.
 */
export async function askWithdrawal(scope: Scope<CustomerActor>, input: z.output<typeof AskWithdrawal>): Promise<{ withdrawalId: string }> {
  return once(scope, { operation: "withdrawal.ask", key: input.key, input }, async (tx) => {
    const { customerId } = scope.actor;
    const { provinceId, state } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true, state: true } });
    if (state !== "open" && state !== "settling") throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
    await refuseSwitchedOff(tx, "withdrawal", provinceId, scope.now());
    // Whoever moves this company's cash waits here, so what is read from now on is what stands.
    const { mostFen, sources, company } = await standingOf(tx, customerId, await lockCash(tx, customerId));
    if ((await tx.withdrawal.count({ where: { customerId, state: { in: [...openStates] } } })) > 0) throw new AppError("RULE_REFUSED", { reasons: ["withdrawalOpen"] });
    if (mostFen === 0n) throw fieldError("amountFen", "nothingToWithdraw");
    if (input.amountFen > mostFen) throw fieldError("amountFen", "withdrawTooMuch");
    const legs = legsOf(sources, input.amountFen, company);
    const isAsShown = legs.length === input.legs.length && legs.every((leg, n) => leg.paymentId === input.legs[n]?.paymentId && leg.amountFen === input.legs[n].amountFen);
    if (!isAsShown) throw new AppError("CHANGED_MEANWHILE");
    return { withdrawalId: await keep(tx, scope, { customerId, provinceId, amountFen: input.amountFen, legs }) };
  });
}

/** How much of a company's cash can go back, and what keeps the rest here. */
export async function returnableOf(db: Reader, customerId: string, cashFen: bigint): Promise<Pick<Standing, "mostFen" | "reason">> {
  const { mostFen, reason } = await standingOf(db, customerId, cashFen);
  return { mostFen, reason };
}

/** CH11: asks for all that can go back, for a company whose account is being closed, with the caller's transaction; null when there is nothing. */
export async function withdrawAll(tx: Tx, scope: Scope, { customerId, provinceId }: { customerId: string; provinceId: string }): Promise<string | null> {
  const { mostFen, sources, company } = await standingOf(tx, customerId, await lockCash(tx, customerId));
  if (mostFen === 0n) return null;
  return keep(tx, scope, { customerId, provinceId, amountFen: mostFen, legs: legsOf(sources, mostFen, company) });
}

async function keep(tx: Tx, scope: Scope, { customerId, provinceId, amountFen, legs }: { customerId: string; provinceId: string; amountFen: bigint; legs: readonly Leg[] }): Promise<string> {
  const [id, now, calendar] = [newId(), scope.now(), await workCalendarOf(tx, provinceId)];
  const number = await nextNumber(tx, `W${provinceId}`, "withdrawal", now);
  const dueAt = addWorkingMinutes(now, WITHDRAWAL_WORKING_DAYS * (calendar.closesAt - calendar.opensAt), calendar);
  const row = await tx.withdrawal.create({ data: { id, number, customerId, provinceId, amountFen, askedBy: scope.actor.name, askedAt: now, dueAt } }).catch((error: unknown) => {
    throw brokeConstraint(error, "Withdrawal_one_open") ? new AppError("RULE_REFUSED", { reasons: ["withdrawalOpen"] }) : error;
  });
  await tx.withdrawalLeg.createMany({ data: legs.map((leg, seq) => ({ withdrawalId: id, customerId, provinceId, seq, paymentId: leg.paymentId, amountFen: leg.amountFen, way: leg.way, ...payeeOf(leg) })) });
  await setCashAside(tx, scope, { customerId, extRef: `withdrawal:${id}`, amountFen, memo: `退回申请 ${number} 预占` });
  await mailWithdrawal(tx, scope, row, (of) => worded("withdrawal.asked", of));
  await recordAudit(tx, scope, "withdrawal.ask", { kind: "withdrawal", id }, { customerId, provinceId, after: { number, amountFen, legs: legs.map((leg) => ({ paymentId: leg.paymentId, way: leg.way, amountFen: leg.amountFen })) } });
  return id;
}

/** Takes a request back that nobody has decided; its money is cash again. Throws CHANGED_MEANWHILE once it is decided. */
export async function cancelWithdrawal(scope: Scope<CustomerActor>, input: z.output<typeof CancelWithdrawal>): Promise<void> {
  await once(scope, { operation: "withdrawal.cancel", key: input.key, input }, async (tx) => {
    const row = await tx.withdrawal.findFirst({ where: { id: input.withdrawalId, ...visibleTo(scope.actor) } });
    if (!row) throw new AppError("NOT_FOUND");
    await lockCash(tx, row.customerId);
    const moved = await tx.withdrawal.updateMany({ where: { id: row.id, state: { in: [...undecidedStates] } }, data: { state: "canceled", endedAt: scope.now(), version: { increment: 1 } } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await giveBack(tx, scope, row, "已撤回");
    await recordAudit(tx, scope, "withdrawal.cancel", { kind: "withdrawal", id: row.id }, { customerId: row.customerId, provinceId: row.provinceId, after: { amountFen: row.amountFen } });
    return null;
  });
}

/** The whole sum of a request that goes nowhere is cash again. */
export async function giveBack(tx: Tx, scope: Scope, { id, number, customerId, amountFen }: Withdrawal, why: string): Promise<void> {
  await tx.withdrawalLeg.updateMany({ where: { withdrawalId: id, state: "waiting" }, data: { state: "canceled", endedAt: scope.now() } });
  await freeCash(tx, scope, { customerId, extRef: `withdrawal:${id}`, amountFen, memo: `退回申请 ${number} ${why}，${formatFen(amountFen)} 回到可用余额` });
}

/** The company's requests, newest first. */
export async function listWithdrawals(scope: Scope<CustomerActor>, { cursor }: z.output<typeof ListWithdrawals>): Promise<z.output<typeof WithdrawalPage>> {
  const rows = await scope.db.withdrawal.findMany({ where: { customerId: scope.actor.customerId }, orderBy: [{ askedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(rowOf), nextCursor };
}

export const rowOf = ({ id, number, amountFen, state, askedBy, askedAt, dueAt, endedAt }: Withdrawal) => ({ id, number, amountFen, state, askedBy, askedAt, dueAt, endedAt });

/** A request as both sides read it. */
export async function viewOf(db: Reader, row: Withdrawal & { legs: WithdrawalLeg[] }): Promise<z.output<typeof WithdrawalView>> {
  const paidBy = await paymentsOf(db, row.legs);
  return {
    ...rowOf(row), version: row.version, firstApprovedAt: row.firstApprovedAt, decidedAt: row.decidedAt, refusal: row.refusal,
    legs: row.legs.map(({ id, paymentId, amountFen, way, state, payeeName, payeeBank, payeeAccount, payoutNumber, failure, endedAt }) => ({ id, paymentId, ...paidBy(paymentId), amountFen, way, state, payeeName, payeeBank, payeeAccount, payoutNumber, failure, endedAt })),
  };
}

/** One request with where each part of it goes. Throws NOT_FOUND for another company's. */
export async function getWithdrawal(scope: Scope<CustomerActor>, { withdrawalId }: { withdrawalId: string }): Promise<z.output<typeof WithdrawalView>> {
  const row = await scope.db.withdrawal.findFirst({ where: { id: withdrawalId, ...visibleTo(scope.actor) }, include: { legs: { orderBy: { seq: "asc" } } } });
  if (!row) throw new AppError("NOT_FOUND");
  return viewOf(scope.db, row);
}
