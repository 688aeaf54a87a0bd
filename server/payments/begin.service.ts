import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { mayPayBill } from "../billing/bill.rules";
import { lockOpenBills, payableBy } from "../billing/write.service";
import type { Tx } from "../db";
import { businessDayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { log } from "../log";
import { once } from "../platforms/idempotency.service";
import { pageUrl } from "../platforms/page-url";
import { nextNumber } from "../platforms/number.service";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { LEAST_FEN, MOST_FEN } from "./payment.rules";
import type { BeginPayment, BegunPayment } from "./payment.schema";
import { ProviderDown, ProviderRefused, openCheckout, pageExpiry, providerNow } from "./stripe.port";

/** Payments that a company may leave unfinished within an hour; each is a page at the provider. */
const MOST_UNFINISHED = 30;
const HOUR_MS = 3_600_000;

/**
 * BI4: begins a payment, once per key: our own row with its number and record commits first, then the provider is asked for a
 * page under a key made from that row. A lost answer, a repeat and a second tab therefore lead to the same page. Throws
 * OUTSIDE_SYSTEM_DOWN when the provider does not answer; the row waits, and the same key goes on where it stopped (IN8).
 */
export async function beginPayment(scope: Scope<CustomerActor>, input: z.output<typeof BeginPayment>): Promise<z.output<typeof BegunPayment>> {
  // IN9: the sandbox has test money alone, and no payer is ever sent to a provider from it.
  if (scope.platformId === SANDBOX_PLATFORM) throw new AppError("RULE_REFUSED", { reasons: ["sandboxMoney"] });
  const { paymentId } = await once(scope, { operation: "payment.begin", key: input.key, input }, (tx) => reserve(tx, scope, input));
  return { paymentId, url: await pageOf(scope, paymentId) };
}

/** The way back to the page of a payment that was begun and not finished. Throws NOT_FOUND for another company's. */
export async function resumePayment(scope: Scope<CustomerActor>, { paymentId }: { paymentId: string }): Promise<z.output<typeof BegunPayment>> {
  const known = await scope.db.payment.findFirst({ where: { id: paymentId, ...visibleTo(scope.actor) }, select: { id: true } });
  if (!known) throw new AppError("NOT_FOUND");
  return { paymentId, url: await pageOf(scope, paymentId) };
}

async function reserve(tx: Tx, scope: Scope<CustomerActor>, input: z.output<typeof BeginPayment>): Promise<{ paymentId: string }> {
  const { customerId } = scope.actor;
  const { provinceId, state } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true, state: true } });
  // An account that is being closed pays what it owes, and takes no new money.
  if (input.purpose === "topUp" && !["open", "suspended"].includes(state)) throw new AppError("RULE_REFUSED", { reasons: ["accountNotOpen"] });
  const now = scope.now();
  const billId = input.purpose === "bill" ? input.billId : null;
  // Two windows at once would each see no page of the other's, and a payer could pay on both.
  if (billId) await lockBillsOf(tx, customerId, billId);
  const amountFen = input.purpose === "bill" ? await openSumOf(tx, scope, input.billId) : input.amountFen;
  const underWay = billId ? await tx.payment.findMany({ where: { billId, amountFen, OR: [{ state: "authorized" }, { state: "initiated", expiresAt: { gt: providerNow() } }] }, orderBy: { createdAt: "desc" }, select: { id: true, customerId: true } }) : [];
  const own = underWay.find((payment) => payment.customerId === customerId);
  if (own) return { paymentId: own.id };
  // A child and its parent would pay it twice.
  if (underWay.length > 0) throw new AppError("RULE_REFUSED", { reasons: ["billBeingPaid"] });
  if ((await tx.payment.count({ where: { customerId, state: "initiated", createdAt: { gt: new Date(now.getTime() - HOUR_MS) } } })) >= MOST_UNFINISHED) throw new AppError("TOO_MANY_TRIES", { retryAfterSeconds: 600 });
  const number = await nextNumber(tx, `P${provinceId}`, "payment", now);
  const { id } = await tx.payment.create({ data: { number, customerId, provinceId, purpose: input.purpose, channel: "card", amountFen, billId, byName: scope.actor.name, createdAt: now, expiresAt: pageExpiry() }, select: { id: true } });
  await recordAudit(tx, scope, "payment.begin", { kind: "payment", id }, { customerId, provinceId, after: { number, purpose: input.purpose, amountFen, billId } });
  return { paymentId: id };
}

/** The open bills of the account that a bill is of, locked: one's own, or a child's that one pays for (PC4). */
async function lockBillsOf(tx: Tx, customerId: string, billId: string): Promise<void> {
  const bill = await tx.customerBill.findFirst({ where: { id: billId, ...payableBy(customerId) }, select: { customerId: true } });
  if (bill) await lockOpenBills(tx, bill.customerId);
}

/** What a published bill still wants. Throws NOT_FOUND for another company's, and says at the field why one cannot be paid here. */
async function openSumOf(tx: Tx, scope: Scope<CustomerActor>, billId: string): Promise<bigint> {
  const { customerId } = scope.actor;
  const bill = await tx.customerBill.findFirst({ where: { id: billId, ...payableBy(customerId), sentAt: { not: null } }, select: { customerId: true, payerId: true, dueOn: true, state: true, totalFen: true, paidFen: true } });
  if (!bill) throw new AppError("NOT_FOUND");
  if (!mayPayBill(bill, customerId, businessDayOf(scope.now()))) throw fieldError("billId", "paidByParent");
  const openFen = bill.totalFen - bill.paidFen;
  if (!["sent", "partiallyPaid"].includes(bill.state) || openFen <= 0n) throw fieldError("billId", "billSettled");
  if (openFen < LEAST_FEN) throw fieldError("billId", "billTooSmall");
  if (openFen > MOST_FEN) throw fieldError("billId", "payTooMuch");
  return openFen;
}

/** The provider's page of a payment, asked for when it is not known yet; null when nothing is left to pay on it. */
async function pageOf(scope: Scope<CustomerActor>, paymentId: string): Promise<string | null> {
  const payment = await scope.db.payment.findFirstOrThrow({ where: { id: paymentId } });
  // An automatic top-up charges a kept card: nobody pays it on a page.
  if (payment.state !== "initiated" || payment.isAutomatic) return null;
  if (payment.checkoutUrl !== null) return payment.expiresAt && payment.expiresAt > providerNow() ? payment.checkoutUrl : null;
  const { contactEmail } = await scope.db.customer.findFirstOrThrow({ where: { id: payment.customerId }, select: { contactEmail: true } });
  const page = pageUrl(payment.provinceId, `/account/balance/payments/${payment.id}`);
  const title = payment.purpose === "bill" ? "宽带商务 帐单付款" : "宽带商务 余额充值";
  try {
    const { sessionId, url } = await openCheckout({
      paymentId, platformId: scope.platformId, number: payment.number, title, amountFen: payment.amountFen, email: contactEmail, expiresAt: payment.expiresAt ?? pageExpiry(),
      returnUrl: page, cancelUrl: page,
    });
    await scope.db.payment.updateMany({ where: { id: paymentId, OR: [{ providerSessionId: null }, { providerSessionId: sessionId }] }, data: { providerSessionId: sessionId, checkoutUrl: url } });
    return url;
  } catch (error) {
    if (error instanceof ProviderDown) return pageOfTwin(scope, paymentId, error.isInFlight ? 8 : 1);
    if (!(error instanceof ProviderRefused)) throw error;
    log.error({ requestId: scope.requestId, paymentId, code: error.code }, "the payment provider refused a page");
    await scope.db.payment.updateMany({ where: { id: paymentId, state: "initiated" }, data: { state: "failed", failure: "providerRefused", version: { increment: 1 } } });
    return null;
  }
}

/** A call of the same key that ran beside this one may have got the page while this one was told to wait. */
async function pageOfTwin(scope: Scope<CustomerActor>, paymentId: string, looks: number): Promise<string> {
  for (let look = 0; look < looks; look += 1) {
    const { checkoutUrl } = await scope.db.payment.findFirstOrThrow({ where: { id: paymentId }, select: { checkoutUrl: true } });
    if (checkoutUrl !== null) return checkoutUrl;
    if (look < looks - 1) await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new AppError("OUTSIDE_SYSTEM_DOWN");
}
