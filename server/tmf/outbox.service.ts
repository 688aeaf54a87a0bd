import { crashPoint } from "../crash-point";
import { type NewRow, newId } from "../db";
import type { ApiClient, EventDelivery, EventSubscription, OutboxEvent } from "../generated/prisma/client";
import { type ApiNumber, mayCall } from "../machine/machine.rules";
import { type MachineActor, type Scope, scopeFor } from "../scope";
import { eachAlone } from "../sweep";
import { resourceOf, stateWord } from "./apis";
import { postCallback } from "../outer-call";
import { GIVE_UP_MS, eventSignature, messageOf, pauseAfter, subscriptionQuery, wantedBy } from "./event.rules";
import { secretsOf } from "./hub.service";

const EVENTS_A_TURN = 100;
/** Of one subscriber at a time, so that one that hangs holds up nobody else's. */
const SENDS_A_TURN = 8;
const SEND_MS = 5000;
/** A message that a worker has in its hands is nobody else's for so long. */
const CLAIM_MS = 30_000;
const KEPT_MS = 30 * 86_400_000;

type Subscriber = EventSubscription & { client: ApiClient };

async function subscribersOf(scope: Scope): Promise<Subscriber[]> {
  const rows = await scope.db.eventSubscription.findMany({ where: { endedAt: null } });
  const clients = await scope.db.apiClient.findMany({ where: { id: { in: rows.map(({ clientId }) => clientId) } } });
  return rows.flatMap((row) => {
    const client = clients.find(({ id }) => id === row.clientId);
    return client ? [{ ...row, client }] : [];
  });
}

/** The message that a subscriber gets of an event, or null: what its client may not see, or did not ask for. */
async function bodyFor(scope: Scope, { client, query, api, createdAt }: Subscriber, event: OutboxEvent): Promise<string | null> {
  const number = api as ApiNumber;
  if (api !== event.api || createdAt > event.at || !mayCall(client.scopes, number, "read")) return null;
  const actor: MachineActor = { kind: "machine", id: client.id, name: client.name, provinces: client.provinceIds, scopes: client.scopes };
  const view = await resourceOf(number, event.resource)?.byId({ scope: await scopeFor(scope.platformId, actor) }, event.resourceId);
  if (!view) return null;
  const message = messageOf({ eventId: event.id, at: event.at, resource: event.resource, kind: event.kind, state: event.state }, view, (state) => stateWord(event.resource, state));
  const wanted = wantedBy(subscriptionQuery(query.replace(/^\?/, "")), message, event.resource);
  return wanted && JSON.stringify(wanted);
}

async function fanOutOne(scope: Scope, subscribers: readonly Subscriber[], event: OutboxEvent): Promise<void> {
  const now = new Date();
  const rows: NewRow<"EventDelivery">[] = [];
  for (const subscriber of subscribers) {
    const body = await bodyFor(scope, subscriber, event);
    if (body !== null) rows.push({ id: newId(), subscriptionId: subscriber.id, eventId: event.id, eventAt: event.at, eventType: (JSON.parse(body) as { eventType: string }).eventType, resourceId: event.resourceId, body, nextAttemptAt: now, giveUpAt: new Date(now.getTime() + GIVE_UP_MS), createdAt: now });
  }
  await scope.transaction(async (tx) => {
    // Of two workers one marks it, and only that one's deliveries are written.
    const marked = await tx.outboxEvent.updateMany({ where: { id: event.id, fannedAt: null }, data: { fannedAt: now } });
    if (marked.count === 1 && rows.length > 0) await tx.eventDelivery.createMany({ data: rows });
    crashPoint("event.beforeFanOut");
  });
}

/**
 * IN10: events that nobody has looked at become messages, each to whom it concerns, in the order of their changes. Rows are marked one
 * by one, never passed by a cursor: a transaction that commits late has its event seen late, and seen all the same. Returns how many.
 */
export async function fanOutEvents(scope: Scope): Promise<number> {
  const events = await scope.db.outboxEvent.findMany({ where: { fannedAt: null }, orderBy: [{ at: "asc" }, { id: "asc" }], take: EVENTS_A_TURN });
  if (events.length === 0) return 0;
  const subscribers = await subscribersOf(scope);
  // One that fails comes again with the next turn, and those after it on the same resource wait for it; nobody else's do.
  const stuck = new Set<string>();
  for (const event of events) {
    if (stuck.has(event.resourceId)) continue;
    const failed = await eachAlone(scope, "fanOutEvents", [event.id], () => fanOutOne(scope, subscribers, event));
    if (failed.length > 0) stuck.add(event.resourceId);
  }
  return events.length;
}

/** The first message that waits of each resource and subscriber, once its time has come: what follows waits behind it. */
async function dueHeads(scope: Scope): Promise<string[]> {
  const rows = await scope.db.$queryRaw<{ id: string }[]>`
    select id from (
      select h.id, row_number() over (partition by h."subscriptionId" order by h."nextAttemptAt", h.id) as place from (
        select distinct on (d."subscriptionId", d."resourceId") d.id, d."subscriptionId", d."nextAttemptAt" from "EventDelivery" d
        join "EventSubscription" s on s.platform_id = d.platform_id and s.id = d."subscriptionId" and s."endedAt" is null
        join "ApiClient" c on c.platform_id = d.platform_id and c.id = s."clientId" and c."suspendedAt" is null
        where d.state = 'waiting' order by d."subscriptionId", d."resourceId", d."eventAt", d.id
      ) h where h."nextAttemptAt" <= now()
    ) due where place <= ${SENDS_A_TURN}`;
  return rows.map(({ id }) => id);
}

/** Takes a message into one's hands; null when another worker has it. */
async function claim(scope: Scope, id: string): Promise<EventDelivery | null> {
  const now = new Date();
  const taken = await scope.db.eventDelivery.updateManyAndReturn({ where: { id, state: "waiting", nextAttemptAt: { lte: now } }, data: { fence: { increment: 1 }, nextAttemptAt: new Date(now.getTime() + CLAIM_MS) } });
  return taken[0] ?? null;
}

async function answerTo(subscription: EventSubscription, { id, eventId, body }: EventDelivery): Promise<{ isTaken: boolean; said: string }> {
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const headers = { "content-type": "application/json;charset=utf-8", "x-kdsw-event": eventId, "x-kdsw-delivery": id, "x-kdsw-timestamp": timestamp, "x-kdsw-signature": eventSignature(secretsOf(subscription), timestamp, body) };
  try {
    const status = await postCallback({ url: subscription.callback, body, headers, timeoutMs: SEND_MS });
    return { isTaken: status >= 200 && status < 300, said: String(status) };
  } catch (error) {
    return { isTaken: false, said: String((error as Error).message).slice(0, 200) };
  }
}

/** Sends one message and writes what came of it; after a failure it waits in growing pauses and is given up after 24 hours. */
async function deliverEvent(scope: Scope, id: string): Promise<void> {
  const delivery = await claim(scope, id);
  if (!delivery) return;
  const subscription = await scope.db.eventSubscription.findFirst({ where: { id: delivery.subscriptionId, endedAt: null } });
  if (!subscription) return;
  crashPoint("event.beforeSend");
  const { isTaken, said } = await answerTo(subscription, delivery);
  crashPoint("event.afterSend");
  const now = new Date();
  const attempts = delivery.attempts + 1;
  const next = new Date(now.getTime() + pauseAfter(attempts) * 1000);
  const isOver = !isTaken && next >= delivery.giveUpAt;
  await scope.db.eventDelivery.updateMany({
    where: { id, state: "waiting", fence: delivery.fence },
    data: { attempts, lastAnswer: said, ...(isTaken ? { state: "sent", endedAt: now } : isOver ? { state: "dead", endedAt: now } : { nextAttemptAt: next }) },
  });
}

/** IN5: sends what is due, those of one resource in their order. Returns how many were tried. */
export async function deliverEvents(scope: Scope): Promise<number> {
  const ids = await dueHeads(scope);
  await Promise.all(ids.map((id) => eachAlone(scope, "deliverEvents", [id], (one) => deliverEvent(scope, one))));
  return ids.length;
}

/** Forgets what was told, or concerned nobody, thirty days ago. What was given up stays for staff. */
export async function forgetEvents(scope: Scope): Promise<void> {
  const before = new Date(Date.now() - KEPT_MS);
  await scope.db.outboxEvent.deleteMany({ where: { fannedAt: { lt: before } } });
  await scope.db.eventDelivery.deleteMany({ where: { state: { in: ["sent", "dropped"] }, endedAt: { lt: before } } });
}
