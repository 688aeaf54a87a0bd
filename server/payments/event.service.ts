import type { Payment } from "../generated/prisma/client";
import { NATIONAL_SCOPE, platformIds } from "../platforms/province.rules";
import { enqueue } from "../queue";
import { type Scope, systemScope } from "../scope";
import { keepCard } from "./card.service";
import { PROVIDER, keepEvent } from "./inbox.service";
import { type ProviderTruth, mismatchOf, pauseAfter } from "./payment.rules";
import { quarantine } from "./quarantine.service";
import { type ProviderEvent, ProviderDown, ProviderRefused, eventFromPayload, readIntent, readSession } from "./stripe.port";
import { applyTruth } from "./sync.service";

/**
 * Acts on one kept message. What it says is only a hint: the object is read from the provider itself, so that any order, any
 * repeat and any delay of messages end the same (BI19, promise 7). While the provider is away the message waits in growing pauses.
 */
export async function applyEvent(scope: Scope, { id: eventId }: { id: string }): Promise<void> {
  const row = await scope.db.paymentEvent.findFirst({ where: { provider: PROVIDER, eventId, state: "waiting" } });
  if (!row) return;
  try {
    await actOn(scope, eventFromPayload(row.payload));
  } catch (error) {
    if (!(error instanceof ProviderDown)) throw error;
    await postpone(scope, eventId, row.attempts + 1);
  }
}

async function actOn(scope: Scope, event: ProviderEvent): Promise<void> {
  if (event.isSetup && event.sessionId) {
    await keepCard(scope, event.sessionId);
    return end(scope, event.id, "applied", null);
  }
  const truth = await truthOf(event);
  if (!truth) return end(scope, event.id, "ignored", "noPaymentBehind");
  if (scope.platformId === NATIONAL_SCOPE && truth.platformId !== null && platformIds().includes(truth.platformId)) return passOn(scope, event, truth.platformId);
  const payment = truth.paymentId && scope.platformId === truth.platformId ? await paymentOf(scope, truth.paymentId) : null;
  const whole = payment ? await wholeTruth(payment, truth) : truth;
  const problem = whole ? mismatchOf(payment, scope.platformId, whole) : "objectDiffers";
  if (problem) return oddEnd(scope, event, { problem, truth: whole ?? truth, payment });
  if (payment && whole) await applyTruth(scope, payment, whole);
  await end(scope, event.id, "applied", null);
}

/** Nobody's page that was never paid is no matter for staff; anything else is. */
async function oddEnd(scope: Scope, event: ProviderEvent, { problem, truth, payment }: Omit<Parameters<typeof quarantine>[1], "eventId">): Promise<void> {
  const isIdle = payment === null && (truth.stage === "open" || truth.stage === "expired" || truth.stage === "failed");
  if (isIdle && problem === "unknownPayment" && truth.paymentId === null) return end(scope, event.id, "ignored", problem);
  await quarantine(scope, { eventId: event.id, problem, truth, payment });
}

async function truthOf({ sessionId, intentId }: ProviderEvent): Promise<ProviderTruth | null> {
  try {
    if (sessionId) return await readSession(sessionId);
    return intentId ? await readIntent(intentId) : null;
  } catch (error) {
    if (error instanceof ProviderRefused) return null;
    throw error;
  }
}

/** What a page's payment alone does not tell, its page does: whether a refused payer may still try again. Null for another page's payment. */
async function wholeTruth(payment: Payment, truth: ProviderTruth): Promise<ProviderTruth | null> {
  if (truth.sessionId !== null || payment.isAutomatic) return truth;
  if (payment.providerSessionId === null) return truth.stage === "failed" || truth.stage === "expired" ? { ...truth, stage: "open" } : truth;
  const whole = await readSession(payment.providerSessionId);
  return whole.intentId === truth.intentId ? whole : null;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const paymentOf = (scope: Scope, id: string) => (uuid.test(id) ? scope.db.payment.findFirst({ where: { id } }) : null);

/** A message whose own object did not name its platform goes there, and is done with here. */
async function passOn(scope: Scope, event: ProviderEvent, platformId: string): Promise<void> {
  await keepEvent(await systemScope(platformId, scope.actor.name), event);
  await end(scope, event.id, "applied", `passedTo:${platformId}`);
}

async function end(scope: Scope, eventId: string, state: "applied" | "ignored", problem: string | null): Promise<void> {
  await scope.db.paymentEvent.updateMany({ where: { provider: PROVIDER, eventId, state: "waiting" }, data: { state, problem, appliedAt: scope.now(), nextAttemptAt: null } });
}

async function postpone(scope: Scope, eventId: string, attempts: number): Promise<void> {
  const pause = pauseAfter(attempts);
  await scope.transaction(async (tx) => {
    const kept = await tx.paymentEvent.updateMany({ where: { provider: PROVIDER, eventId, state: "waiting" }, data: { attempts, nextAttemptAt: new Date(scope.now().getTime() + pause * 1000) } });
    if (kept.count === 1) await enqueue(tx, "payment.event", { platformId: scope.platformId, id: eventId }, pause);
  });
}
