import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { leftAloneMs } from "../circuit";
import type { Reader, Tx } from "../db";
import type { Payment } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { takeForRefund } from "../ledger/payment-movement.service";
import { lockCash } from "../ledger/billing-movement.service";
import { ownCash } from "../ledger/fund.rules";
import { receivedIn } from "../ledger/received.service";
import { once } from "../platforms/idempotency.service";
import { enqueue } from "../queue";
import type { Scope, StaffActor } from "../scope";
import { requeueDue } from "../sweep";
import { pauseAfter, refundableFen } from "./payment.rules";
import type { RefundPayment, RefundView } from "./payment.schema";
import { moveRefund } from "./returned.service";
import { ProviderDown, ProviderRefused, listRefunds, sendRefund } from "./stripe.port";

/** The provider keeps a key for a day at least; from then on a second try under it might be a second refund. */
const KEY_KEPT_MS = 23 * 3_600_000;

/** What of each payment bills have used or a withdrawal has set aside, in fen; what is left of it became cash. */
export async function allocatedOf(db: Reader, paymentIds: readonly string[]): Promise<Map<string, bigint>> {
  const allocated = await db.paymentAllocation.groupBy({ by: ["paymentId"], where: { paymentId: { in: [...paymentIds] } }, _sum: { amountFen: true } });
  const aside = await db.withdrawalLeg.groupBy({ by: ["paymentId"], where: { paymentId: { in: [...paymentIds] }, state: "waiting" }, _sum: { amountFen: true } });
  const used = new Map<string, bigint>();
  for (const { paymentId, _sum } of [...allocated, ...aside]) if (paymentId) used.set(paymentId, (used.get(paymentId) ?? 0n) + (_sum.amountFen ?? 0n));
  return used;
}

/**
 * BI13: sends a part of a payment back to where it came from, once per key: only what is still the company's own cash. The money
 * leaves its balance with the request, so that it cannot be spent as well, and comes back if the refund fails. The provider is
 * called by the worker, outside this transaction.
 */
export async function refundPayment(scope: Scope<StaffActor>, input: z.output<typeof RefundPayment>): Promise<z.output<typeof RefundView>> {
  return once(scope, { operation: "payment.refund", key: input.key, input }, async (tx) => {
    const payment = await tx.payment.findFirst({ where: { id: input.paymentId } });
    if (!payment) throw new AppError("NOT_FOUND");
    return request(tx, scope, payment, input);
  });
}

async function request(tx: Tx, scope: Scope<StaffActor>, payment: Payment, { amountFen, reason }: z.output<typeof RefundPayment>): Promise<z.output<typeof RefundView>> {
  const { id: paymentId, customerId, provinceId, number, version } = payment;
  // What came from its parent goes back there and nowhere else (PC10).
  const cashFen = ownCash({ cashFen: await lockCash(tx, customerId), receivedFen: await receivedIn(tx, customerId) });
  const allocatedFen = (await allocatedOf(tx, [paymentId])).get(paymentId) ?? 0n;
  const mostFen = refundableFen(payment, allocatedFen, cashFen);
  if (mostFen === 0n) throw fieldError("amountFen", "nothingToRefund");
  if (amountFen > mostFen) throw fieldError("amountFen", "refundAboveCash");
  // A second clerk at the same payment is told to look again.
  const moved = await tx.payment.updateMany({ where: { id: paymentId, version }, data: { refundedFen: { increment: amountFen }, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  const now = scope.now();
  const refund = await tx.refund.create({ data: { paymentId, customerId, provinceId, amountFen, reason, byName: scope.actor.name, createdAt: now, nextAttemptAt: now }, select: { id: true } });
  await takeForRefund(tx, scope, { customerId, refundId: refund.id, amountFen, memo: `退款：付款单 ${number}（${reason}）` });
  await enqueue(tx, "payment.refund", { platformId: scope.platformId, id: refund.id });
  await recordAudit(tx, scope, "payment.refund", { kind: "payment", id: paymentId }, { customerId, provinceId, reason, after: { refundId: refund.id, number, amountFen } });
  return { refundId: refund.id, refundableFen: refundableFen({ ...payment, refundedFen: payment.refundedFen + amountFen }, allocatedFen, cashFen - amountFen) };
}

/**
 * Asks the provider to send a refund, under a key made from it: a lost answer and a second worker send it once. One so old that
 * the provider may have forgotten the key is looked for among what was sent first.
 */
export async function sendDueRefund(scope: Scope, { id }: { id: string }): Promise<void> {
  const refund = await scope.db.refund.findFirst({ where: { id, state: "initiated" }, include: { payment: { select: { id: true, providerPaymentId: true } } } });
  const intentId = refund?.payment.providerPaymentId;
  if (!refund || !intentId) return;
  try {
    const isKeyOld = scope.now().getTime() - refund.createdAt.getTime() > KEY_KEPT_MS;
    const sent = isKeyOld ? (await listRefunds(intentId)).find(({ refundId }) => refundId === id) : undefined;
    const answer = sent ?? await sendRefund({ refundId: id, platformId: scope.platformId, paymentId: refund.payment.id, intentId, amountFen: refund.amountFen });
    await scope.transaction((tx) => moveRefund(tx, scope, refund, answer));
  } catch (error) {
    if (error instanceof ProviderRefused) return scope.transaction((tx) => moveRefund(tx, scope, refund, { id: null, state: "failed", failure: error.code }));
    if (!(error instanceof ProviderDown)) throw error;
    // Nobody was asked: no try is lost, and the refund goes as soon as the provider answers somebody again.
    const attempts = error.isLeftAlone ? refund.attempts : refund.attempts + 1;
    const pause = error.isLeftAlone ? leftAloneMs("payments") / 1000 : pauseAfter(attempts);
    await scope.transaction(async (tx) => {
      const kept = await tx.refund.updateMany({ where: { id, state: "initiated" }, data: { attempts, nextAttemptAt: new Date(scope.now().getTime() + pause * 1000) } });
      if (kept.count === 1) await enqueue(tx, "payment.refund", { platformId: scope.platformId, id }, pause);
    });
  }
}

/** Refunds that are due but have no job; returns how many were put back. */
export function requeueDueRefunds(scope: Scope): Promise<number> {
  const due = { state: "initiated" as const, nextAttemptAt: { lt: new Date(scope.now().getTime() - 15_000) } };
  return requeueDue(scope, "payment.refund", {
    find: (most) => scope.db.refund.findMany({ where: due, take: most, select: { id: true } }),
    take: (tx, id) => tx.refund.updateMany({ where: { id, ...due }, data: { nextAttemptAt: scope.now() } }),
  });
}
