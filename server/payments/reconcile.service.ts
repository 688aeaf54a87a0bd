import type { Payment } from "../generated/prisma/client";
import { log } from "../log";
import { processWide } from "../process-wide";
import type { Scope } from "../scope";
import { keepUndelivered } from "./inbox.service";
import { closeCheckout, listUndelivered, providerNow, ProviderDown, ProviderRefused } from "./stripe.port";
import { syncPayment } from "./sync.service";

const PAGE = 100;
const HOUR_MS = 3_600_000;
/** The provider tries for three days to deliver; what it could not by then is still found here. */
const FIRST_LOOK_MS = 72 * HOUR_MS;
const OVERLAP_MS = 600_000;
const mark = processWide("payments.reconcile", () => ({ lookedAt: null as Date | null }));

/**
 * BI19, promise 9: asks the provider for the messages that did not reach us since the last look and keeps them as if they had.
 * Among them is money that no payment of ours asked for. Returns how many were news.
 */
export async function fetchLostEvents(): Promise<number> {
  const now = providerNow();
  const since = mark.lookedAt ? new Date(mark.lookedAt.getTime() - OVERLAP_MS) : new Date(now.getTime() - FIRST_LOOK_MS);
  const news = await keepUndelivered(await listUndelivered(since));
  mark.lookedAt = now;
  if (news > 0) log.warn({ news }, "the payment provider's messages had not reached us");
  return news;
}

/**
 * Looks after a platform's payments that have not ended: those on their way are asked after, pages that nobody used in time are
 * closed, and refunds are followed to their end. Cheap: only what is open, at most a hundred of each. Returns how many were asked after.
 */
export async function reconcilePayments(scope: Scope): Promise<number> {
  const now = providerNow();
  const open = await scope.db.payment.findMany({
    where: { OR: [{ state: "authorized" }, { state: "initiated", expiresAt: { lt: now } }, { state: "initiated", providerSessionId: { not: null }, expiresAt: { gt: new Date(now.getTime() + HOUR_MS) } }] },
    orderBy: { createdAt: "asc" }, take: PAGE,
  });
  const returning = await scope.db.refund.findMany({ where: { state: "authorized" }, orderBy: { createdAt: "asc" }, take: PAGE, distinct: ["paymentId"], select: { payment: true } });
  const wanted = [...open, ...returning.map(({ payment }) => payment)];
  for (const payment of wanted) await lookAfter(scope, payment, now).catch((error: unknown) => {
    // One payment's trouble is not the next one's; a provider that is away is everybody's, and the next look comes.
    if (error instanceof ProviderDown) throw error;
    log.error({ paymentId: payment.id, platformId: scope.platformId, message: String((error as Error).message) }, "a payment could not be reconciled");
  });
  return wanted.length;
}

async function lookAfter(scope: Scope, payment: Payment, now: Date): Promise<void> {
  const isStale = payment.state === "initiated" && payment.expiresAt !== null && payment.expiresAt < now;
  if (isStale && payment.providerSessionId === null) return giveUp(scope, payment);
  // Closed at the provider first: nobody may pay on a page that we no longer count on.
  if (isStale && payment.providerSessionId) await closeCheckout(payment.providerSessionId);
  await syncPayment(scope, payment).catch((error: unknown) => {
    if (isStale && error instanceof ProviderRefused) return giveUp(scope, payment);
    throw error;
  });
}

async function giveUp(scope: Scope, { id }: Payment): Promise<void> {
  await scope.db.payment.updateMany({ where: { id, state: "initiated" }, data: { state: "canceled", checkoutUrl: null, version: { increment: 1 } } });
}
