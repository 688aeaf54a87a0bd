import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Payment } from "../generated/prisma/client";
import { formatFen } from "../kernel/money";
import { statesBefore } from "../kernel/states";
import { balanceIn } from "../ledger/ledger.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { type ProviderTruth, mismatchOf, nextPaymentStates, stateOfStage } from "./payment.rules";
import { MONTH_CEILING } from "./auto.schema";
import { channelWords } from "./payment.words";
import { takeIn } from "./receive.service";
import { syncReturned } from "./returned.service";
import { readIntent, readSession } from "./stripe.port";
import { channelSaid, failureSaid } from "../notifications/said.words";

/** Reads what the provider knows of a payment of ours; null while it knows nothing yet. */
async function readTruth({ providerSessionId, providerPaymentId }: Pick<Payment, "providerSessionId" | "providerPaymentId">): Promise<ProviderTruth | null> {
  if (providerSessionId) return readSession(providerSessionId);
  return providerPaymentId ? readIntent(providerPaymentId) : null;
}

/**
 * Brings a payment to where the provider says it is, whoever asks and why: a message, the payer's own page or the regular look.
 * Safe to run in parallel and for ever. False when what the provider says cannot be this payment; nothing is done then.
 */
export async function syncPayment(scope: Scope, payment: Payment): Promise<boolean> {
  const truth = await readTruth(payment);
  if (!truth) return true;
  if (mismatchOf(payment, scope.platformId, truth) !== null) return false;
  await applyTruth(scope, payment, truth);
  return true;
}

/** Moves a payment forward as far as the provider is, and then follows what went back of it. */
export async function applyTruth(scope: Scope, payment: Payment, truth: ProviderTruth): Promise<void> {
  const to = stateOfStage[truth.stage];
  if (payment.state !== to && nextPaymentStates[payment.state].includes(to)) await move(scope, payment, truth);
  else if (to === "initiated") await noteTry(scope, payment, truth);
  if (truth.stage === "paid" && truth.intentId) await syncReturned(scope, { paymentId: payment.id, intentId: truth.intentId, refundedFen: truth.refundedFen, isDisputed: truth.isDisputed });
}

/** A page that is still open: its ids, and why the last try on it was refused. */
async function noteTry(scope: Scope, payment: Payment, { sessionId, failure }: ProviderTruth): Promise<void> {
  if (failure === payment.failure && (payment.providerSessionId !== null || sessionId === null)) return;
  await scope.db.payment.updateMany({ where: { id: payment.id, state: "initiated" }, data: { failure, ...(payment.providerSessionId === null && sessionId ? { providerSessionId: sessionId } : {}) } });
}

/** One step forward in one transaction: money, bills, record and mail commit with the state, exactly once. */
async function move(scope: Scope, payment: Payment, truth: ProviderTruth): Promise<void> {
  const to = stateOfStage[truth.stage];
  await scope.transaction(async (tx) => {
    const moved = await tx.payment.updateMany({
      where: { id: payment.id, state: { in: statesBefore(nextPaymentStates, to) } },
      data: {
        state: to, version: { increment: 1 }, failure: to === "failed" ? (truth.failure ?? "declined") : null, ...(to === "done" ? { paidAt: scope.now() } : {}), checkoutUrl: null,
        ...(truth.channel ? { channel: truth.channel } : {}), ...(truth.sessionId ? { providerSessionId: truth.sessionId } : {}), ...(truth.intentId ? { providerPaymentId: truth.intentId } : {}),
      },
    });
    if (moved.count === 0) return;
    if (to === "done" && payment.isAutomatic) await tx.autoTopUp.updateMany({ where: { customerId: payment.customerId }, data: { lastFailure: null } });
    const toClaimsFen = to === "done" ? await receive(tx, scope, payment, truth) : null;
    if (to === "failed" && payment.isAutomatic) await noteAutomaticFailure(tx, scope, payment, truth.failure ?? "declined");
    else if (to === "done" || to === "failed") await mail(tx, scope, payment, truth, toClaimsFen ?? 0n);
    await recordAudit(tx, scope, `payment.${to}`, { kind: "payment", id: payment.id }, { customerId: payment.customerId, provinceId: payment.provinceId, before: { state: payment.state }, after: { state: to, amountFen: payment.amountFen, channel: truth.channel, intentId: truth.intentId, toClaimsFen, failure: to === "failed" ? truth.failure : null } });
  });
}

/** BI6: an automatic top-up that the bank refuses twice in a row is switched off, so that nobody's card is asked for ever; each time a mail says so. */
async function noteAutomaticFailure(tx: Tx, scope: Scope, { id, customerId, amountFen }: Payment, failure: string): Promise<void> {
  const known = await tx.autoTopUp.findFirst({ where: { customerId }, select: { lastFailure: true } });
  const isOff = known !== null && known.lastFailure !== null && known.lastFailure !== MONTH_CEILING;
  await tx.autoTopUp.updateMany({ where: { customerId }, data: { lastFailure: failure, ...(isOff ? { isOn: false } : {}) } });
  await mailCustomer(tx, scope, customerId, {
    ...worded("autoTopUp.failed", { amount: formatFen(amountFen), failure: failureSaid(failure), isOff }),
    path: `/balance/payments/${id}`,
  });
}

async function receive(tx: Tx, scope: Scope, { id, number, customerId, amountFen, billId, purpose, isAutomatic }: Payment, { channel }: ProviderTruth): Promise<bigint | null> {
  const how = channel ? `（${channelWords[channel]}）` : "";
  const what = isAutomatic ? "自动充值" : purpose === "bill" ? "网上付款" : "网上充值";
  return takeIn(tx, scope, { payment: { id, customerId, amountFen, billId }, source: "gatewayCash", memo: `${what} ${number}${how}` });
}

async function mail(tx: Tx, scope: Scope, { id, number, customerId, amountFen, isAutomatic }: Payment, truth: ProviderTruth, toClaimsFen: bigint): Promise<void> {
  const path = `/balance/payments/${id}`;
  const sum = formatFen(amountFen);
  if (truth.stage !== "paid") {
    await mailCustomer(tx, scope, customerId, { ...worded("payment.failed", { number, amount: sum, failure: failureSaid(truth.failure) }), path });
    return;
  }
  const { cashFen } = await balanceIn(tx, customerId);
  await mailCustomer(tx, scope, customerId, {
    ...worded("payment.done", { number, amount: sum, at: { at: scope.now().toISOString() }, channel: truth.channel ? channelSaid(truth.channel) : "", isByChannel: truth.channel !== null, toBills: formatFen(toClaimsFen), cash: formatFen(cashFen), isAutomatic, isForBills: toClaimsFen > 0n }), path,
  });
}
