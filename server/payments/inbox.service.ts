import type { Prisma } from "../generated/prisma/client";
import { NATIONAL_SCOPE, platformIds } from "../platforms/province.rules";
import { enqueue } from "../queue";
import { type Scope, systemScope } from "../scope";
import { requeueDue } from "../sweep";
import { isHandledEvent } from "./payment.rules";
import { type ProviderEvent, readSigned } from "./stripe.port";

export const PROVIDER = "stripe";

/** Where a message is kept: the platform that its object names, or the national scope until the object itself says whose it is. */
const homeOf = ({ platformId }: ProviderEvent) => (platformId !== null && platformIds().includes(platformId) ? platformId : NATIONAL_SCOPE);

/** Keeps a message and the job that acts on it, in one transaction and once per message: true when it was new (promises 7, 17). */
export async function keepEvent(scope: Scope, event: ProviderEvent): Promise<boolean> {
  const isHandled = isHandledEvent(event.type);
  return scope.transaction(async (tx) => {
    const made = await tx.paymentEvent.createMany({
      data: [{ provider: PROVIDER, eventId: event.id, type: event.type, objectId: event.objectId, payload: event.payload as unknown as Prisma.InputJsonObject, state: isHandled ? "waiting" : "ignored", receivedAt: scope.now(), nextAttemptAt: isHandled ? scope.now() : null }],
      skipDuplicates: true,
    });
    if (made.count === 1 && isHandled) await enqueue(tx, "payment.event", { platformId: scope.platformId, id: event.id });
    return made.count === 1;
  });
}

/** Takes what the provider posted to us; false, and not one row, for anything that is not signed by it within 300 seconds (promise 8). */
export async function takeWebhook(body: Buffer, signature: string | null): Promise<boolean> {
  const event = readSigned(body, signature);
  if (!event) return false;
  await keepEvent(await systemScope(homeOf(event), "支付渠道"), event);
  return true;
}

/** Keeps what the provider says it could not deliver; returns how many were news. */
export async function keepUndelivered(events: readonly ProviderEvent[]): Promise<number> {
  let news = 0;
  for (const event of events) if (await keepEvent(await systemScope(homeOf(event), "支付渠道"), event)) news += 1;
  return news;
}

/** Messages that are due but have no job, as after a lost queue; returns how many were put back. */
export function requeueDueEvents(scope: Scope): Promise<number> {
  const due = { state: "waiting" as const, nextAttemptAt: { lt: new Date(scope.now().getTime() - 15_000) } };
  return requeueDue(scope, "payment.event", {
    find: async (most) => (await scope.db.paymentEvent.findMany({ where: due, take: most, select: { eventId: true } })).map(({ eventId }) => ({ id: eventId })),
    take: (tx, eventId) => tx.paymentEvent.updateMany({ where: { eventId, ...due }, data: { nextAttemptAt: scope.now() } }),
  });
}
