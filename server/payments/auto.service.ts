import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { AutoTopUp, Payment } from "../generated/prisma/client";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { lockCash } from "../ledger/billing-movement.service";
import { payersOf } from "../ledger/payer.service";
import { log } from "../log";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { nextNumber } from "../platforms/number.service";
import type { Scope } from "../scope";
import { turns } from "../sweep";
import { MONTH_CEILING } from "./auto.schema";
import { type ProviderTruth, automaticStep, pauseAfterAutomatic } from "./payment.rules";
import { spentThisMonth } from "./spent.service";
import { chargeCard } from "./stripe-card.port";
import { ProviderDown, ProviderRefused, pageExpiry, providerNow } from "./stripe.port";
import { applyTruth } from "./sync.service";

const PAGE = 200;
/** Companies with money enough do not stand in the way of the others. */
const companiesATurn = turns("autoTopUps", PAGE);

/**
 * BI6: tops up balances that fell under their trigger, each by a payment of its own that commits before the card is charged.
 * Those whose answer was lost are charged again first, under the same key. Returns how many cards were charged.
 */
export async function topUpLow(scope: Scope): Promise<number> {
  const waiting = await scope.db.payment.findMany({ where: { isAutomatic: true, purpose: "topUp", state: "initiated", providerPaymentId: null, expiresAt: { gt: providerNow() } }, orderBy: { createdAt: "asc" }, take: PAGE });
  const begun = [...waiting, ...(await beginDue(scope))];
  for (const payment of begun) {
    try {
      await charge(scope, payment);
    } catch (error) {
      if (error instanceof ProviderDown) return 0;
      log.error({ paymentId: payment.id, message: String((error as Error).message) }, "an automatic top-up failed");
    }
  }
  return begun.length;
}

async function beginDue(scope: Scope): Promise<Payment[]> {
  const settings = await scope.db.autoTopUp.findMany({ where: { isOn: true, customerId: companiesATurn.after(scope) }, orderBy: { customerId: "asc" }, take: companiesATurn.size });
  companiesATurn.note(scope, settings.map(({ customerId }) => customerId));
  const cash = new Map((await scope.db.ledgerAccount.findMany({ where: { kind: "prepaidCash", customerId: { in: settings.map(({ customerId }) => customerId) } }, select: { customerId: true, balanceFen: true } })).map((row) => [row.customerId, row.balanceFen]));
  const now = scope.now().getTime();
  const due = settings.filter((setting) => (cash.get(setting.customerId) ?? 0n) < setting.triggerFen && (setting.lastTriedAt === null || now - setting.lastTriedAt.getTime() >= pauseAfterAutomatic(setting.lastFailure !== null)));
  const begun: Payment[] = [];
  // What its parent pays needs no cash of its own (PC4).
  const payers = await payersOf(scope.db, due.map(({ customerId }) => customerId), businessDayOf(scope.now()));
  for (const setting of due.filter(({ customerId }) => !payers.has(customerId))) {
    const payment = await scope.transaction((tx) => begin(tx, scope, setting));
    if (payment) begun.push(payment);
  }
  return begun;
}

/** Claims a company's turn and writes its payment, or tells it that its ceiling is reached; null when another worker was quicker. */
async function begin(tx: Tx, scope: Scope, { customerId, lastTriedAt, lastFailure, triggerFen, amountFen, monthCeilingFen }: AutoTopUp): Promise<Payment | null> {
  const cashFen = await lockCash(tx, customerId);
  if ((await tx.customer.count({ where: { id: customerId, state: { in: ["open", "suspended"] } } })) === 0) return null;
  const claimed = await tx.autoTopUp.updateMany({ where: { customerId, isOn: true, lastTriedAt }, data: { lastTriedAt: scope.now() } });
  const underWay = await tx.payment.count({ where: { customerId, isAutomatic: true, purpose: "topUp", state: { in: ["initiated", "authorized"] } } });
  if (claimed.count === 0 || underWay > 0) return null;
  const step = automaticStep({ cashFen, triggerFen, amountFen, monthCeilingFen, spentFen: await spentThisMonth(tx, scope, customerId) });
  if (step === "none") return null;
  if (step === "ceiling") {
    await tx.autoTopUp.updateMany({ where: { customerId }, data: { lastFailure: MONTH_CEILING } });
    const wasTold = lastFailure === MONTH_CEILING && lastTriedAt !== null && businessDayOf(lastTriedAt).slice(0, 7) === businessDayOf(scope.now()).slice(0, 7);
    if (!wasTold) {
      await mailCustomer(tx, scope, customerId, {
        ...worded("autoTopUp.ceiling", { cash: formatFen(cashFen), trigger: formatFen(triggerFen), amount: formatFen(amountFen), ceiling: formatFen(monthCeilingFen) }),
        path: "/balance/auto-top-up",
      });
    }
    return null;
  }
  const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
  const now = scope.now();
  const number = await nextNumber(tx, `P${provinceId}`, "payment", now);
  const payment = await tx.payment.create({ data: { number, customerId, provinceId, purpose: "topUp", channel: "card", amountFen, isAutomatic: true, byName: scope.actor.name, createdAt: now, expiresAt: pageExpiry() } });
  await recordAudit(tx, scope, "payment.begin", { kind: "payment", id: payment.id }, { customerId, provinceId, after: { number, purpose: "topUp", amountFen, isAutomatic: true } });
  return payment;
}

async function charge(scope: Scope, payment: Payment): Promise<void> {
  const setting = await scope.db.autoTopUp.findFirst({ where: { customerId: payment.customerId }, select: { methodId: true } });
  const card = setting && (await scope.db.paymentMethod.findFirst({ where: { id: setting.methodId, removedAt: null } }));
  if (!card || dayOf(card.expiresOn) < businessDayOf(scope.now())) return applyTruth(scope, payment, refusedTruth(scope, payment, card ? "expired_card" : "noCard"));
  try {
    await applyTruth(scope, payment, await chargeCard({ paymentId: payment.id, platformId: scope.platformId, number: payment.number, amountFen: payment.amountFen, providerCustomerId: card.providerCustomerId, methodId: card.providerMethodId }));
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    await applyTruth(scope, payment, refusedTruth(scope, payment, error.code));
  }
}

/** A charge that its bank refused at once, which nobody can try again. */
const refusedTruth = ({ platformId }: Scope, { id, amountFen }: Payment, failure: string): ProviderTruth => ({ sessionId: null, intentId: null, stage: "failed", amountFen, currency: "cny", platformId, paymentId: id, channel: "card", failure, refundedFen: 0n, isDisputed: false });
