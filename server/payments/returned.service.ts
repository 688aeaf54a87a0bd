import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Refund } from "../generated/prisma/client";
import { formatFen } from "../kernel/money";
import { statesBefore } from "../kernel/states";
import { bookDispute, bookRefundOfProvider, undoRefund } from "../ledger/payment-movement.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { worded } from "../notifications/templates.rules";
import type { Scope } from "../scope";
import { nextRefundStates } from "./payment.rules";
import { type ProviderDispute, type ProviderRefund, listDisputes, listRefunds } from "./stripe.port";
import { followLeg } from "./withdrawal-end.service";

type Paid = { paymentId: string; intentId: string; refundedFen: bigint; isDisputed: boolean };

/** Follows what went back of a paid payment: our own refunds, those that somebody made at the provider, and disputes. Repeats change nothing. */
export async function syncReturned(scope: Scope, { paymentId, intentId, refundedFen, isDisputed }: Paid): Promise<void> {
  const own = await scope.db.refund.count({ where: { paymentId } });
  if (own > 0 || refundedFen > 0n) for (const refund of await listRefunds(intentId)) await followRefund(scope, paymentId, refund);
  if (isDisputed) for (const dispute of await listDisputes(intentId)) await followDispute(scope, paymentId, dispute);
}

/** Writes what the provider says of one refund. */
async function followRefund(scope: Scope, paymentId: string, refund: ProviderRefund): Promise<void> {
  await scope.transaction(async (tx) => {
    const ours = await tx.refund.findFirst({ where: { paymentId, OR: [{ providerRefundId: refund.id }, ...(refund.refundId ? [{ id: refund.refundId }] : [])] } });
    if (ours) return moveRefund(tx, scope, ours, refund);
    if (refund.state !== "failed") await adoptRefund(tx, scope, paymentId, refund);
  });
}

/** One step forward; a refund that failed puts its money back where it was taken from. */
export async function moveRefund(tx: Tx, scope: Scope, ours: Refund, { id, state, failure }: Pick<ProviderRefund, "state" | "failure"> & { id: string | null }): Promise<void> {
  const moved = await tx.refund.updateMany({
    where: { id: ours.id, state: { in: statesBefore(nextRefundStates, state) } },
    data: { state, ...(id ? { providerRefundId: id } : {}), failure: state === "failed" ? (failure ?? "unknown") : null, nextAttemptAt: null, ...(state === "authorized" ? {} : { endedAt: scope.now() }) },
  });
  if (moved.count === 0) return;
  const { amountFen, paymentId, customerId, provinceId } = ours;
  if (state === "failed") {
    const { number } = await tx.payment.findFirstOrThrow({ where: { id: paymentId }, select: { number: true } });
    await tx.payment.updateMany({ where: { id: paymentId }, data: { refundedFen: { decrement: amountFen }, version: { increment: 1 } } });
    await undoRefund(tx, scope, { refundId: ours.id, memo: `退款未成功，退回余额（付款单 ${number}）` });
    await tellStaffGroups(tx, scope, provinceId, { kind: "refund.failed", text: `退款没有成功：付款单 ${number}，${formatFen(amountFen)} 已退回企业余额，请财务联系企业。` });
  }
  if (state !== "authorized") await followLeg(tx, scope, { refundId: ours.id, state: state === "failed" ? "failed" : "done", failure });
  if (state !== "authorized") await mailRefund(tx, scope, ours, state === "done");
  await recordAudit(tx, scope, `refund.${state}`, { kind: "refund", id: ours.id }, { customerId, provinceId, before: { state: ours.state }, after: { state, amountFen, failure } });
}

/** Why money went back that nobody here sent back. */
const BY_PROVIDER = { "zh-CN": "在支付渠道后台退款", en: "it was returned at the payment channel" };

/** A refund that was made at the provider itself: it is written down and booked, and staff hear of it. */
async function adoptRefund(tx: Tx, scope: Scope, paymentId: string, { id, amountFen, state }: ProviderRefund): Promise<void> {
  const payment = await tx.payment.findFirstOrThrow({ where: { id: paymentId }, select: { number: true, customerId: true, provinceId: true } });
  const { customerId, provinceId, number } = payment;
  const reason = BY_PROVIDER["zh-CN"];
  const refundId = crypto.randomUUID();
  const made = await tx.refund.createMany({ data: [{ id: refundId, paymentId, customerId, provinceId, amountFen, state, reason, providerRefundId: id, byName: "支付渠道", createdAt: scope.now(), endedAt: state === "done" ? scope.now() : null }], skipDuplicates: true });
  if (made.count === 0) return;
  await tx.payment.updateMany({ where: { id: paymentId }, data: { refundedFen: { increment: amountFen }, version: { increment: 1 } } });
  const isCovered = await bookRefundOfProvider(tx, scope, { customerId, refundId, amountFen, memo: `${reason}（付款单 ${number}）` });
  await tellStaffGroups(tx, scope, provinceId, { kind: "refund.foreign", text: `付款单 ${number} 在支付渠道后台退款 ${formatFen(amountFen)}，${isCovered ? "已从企业余额扣除" : "企业余额不足，已记入待查科目"}，请财务核对。` });
  await recordAudit(tx, scope, "refund.adopt", { kind: "refund", id: refundId }, { customerId, provinceId, after: { number, amountFen, isCovered } });
}

async function followDispute(scope: Scope, paymentId: string, { id, amountFen, isWon }: ProviderDispute): Promise<void> {
  await scope.transaction(async (tx) => {
    const { number, customerId, provinceId } = await tx.payment.findFirstOrThrow({ where: { id: paymentId }, select: { number: true, customerId: true, provinceId: true } });
    const opened = await bookDispute(tx, scope, { disputeId: id, amountFen, memo: `付款单 ${number} 被付款方银行拒付`, isWon: false });
    const won = isWon && (await bookDispute(tx, scope, { disputeId: id, amountFen, memo: `付款单 ${number} 拒付申诉成功`, isWon: true }));
    if (!opened && !won) return;
    await tellStaffGroups(tx, scope, provinceId, { kind: "payment.disputed", text: won ? `付款单 ${number} 拒付申诉成功，${formatFen(amountFen)} 已收回。` : `付款单 ${number} 被付款方银行拒付 ${formatFen(amountFen)}，已记入待查科目，请财务在支付渠道后台答复。` });
    await recordAudit(tx, scope, won ? "payment.disputeWon" : "payment.disputed", { kind: "payment", id: paymentId }, { customerId, provinceId, after: { disputeId: id, amountFen } });
  });
}

async function mailRefund(tx: Tx, scope: Scope, { paymentId, customerId, amountFen, reason }: Refund, isDone: boolean): Promise<void> {
  const { number } = await tx.payment.findFirstOrThrow({ where: { id: paymentId }, select: { number: true } });
  const sum = formatFen(amountFen);
  await mailCustomer(tx, scope, customerId, {
    ...(isDone ? worded("refund.done", { number, amount: sum, reason: reason === BY_PROVIDER["zh-CN"] ? BY_PROVIDER : reason }) : worded("refund.failed", { number, amount: sum })), path: `/balance/payments/${paymentId}`,
  });
}
