import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { decrypt, encrypt, randomToken } from "../crypto";
import { brokeConstraint } from "../db";
import type { EventSubscription } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import type { EventPage, ListEvents, MadeHubSecret } from "../machine/event.schema";
import { type ApiNumber, OVERLAP_DAYS } from "../machine/machine.rules";
import { pageAfter, pageOf } from "../paging";
import type { Scope, StaffActor } from "../scope";
import { isId } from "./attribute.rules";
import { allowedNetworks } from "../outer-call";
import { callbackProblem } from "../platforms/outer-network.rules";
import { TmfError } from "./error.rules";
import { GIVE_UP_MS, subscriptionQuery } from "./event.rules";
import { type Call, type Json, type Resource, hrefOf } from "./resource";

const MOST = 20;
const seal = (secret: string) => Buffer.from(encrypt(Buffer.from(secret))).toString("base64");
const unseal = (sealed: string) => Buffer.from(decrypt(Buffer.from(sealed, "base64"))).toString("utf8");

/** What signs a subscription's messages now, the newest first. */
export function secretsOf({ sealedSecret, oldSealedSecret, oldSecretUntil }: EventSubscription): string[] {
  const isOldIn = oldSealedSecret !== null && oldSecretUntil !== null && oldSecretUntil.getTime() > Date.now();
  return [unseal(sealedSecret), ...(isOldIn ? [unseal(oldSealedSecret)] : [])];
}

const viewOf = ({ id, api, callback, query }: EventSubscription): Json => ({ id, href: hrefOf(api as ApiNumber, "hub", id), callback, query });

const ownOf = ({ scope }: Call, api: ApiNumber) => scope.db.eventSubscription.findMany({ where: { api, clientId: scope.actor.id, endedAt: null }, orderBy: { id: "asc" }, take: MOST });

/** IN5: a client subscribes to an API's events. The secret that signs them is in this one answer and never again. Throws 400 for an address or a query that is none, 409 for what it has already. */
async function subscribe({ scope }: Call, api: ApiNumber, body: Json): Promise<Json> {
  const { callback, query = "" } = body;
  if (callback === undefined) throw new TmfError("23", "callback: is missing");
  if (typeof callback !== "string" || typeof query !== "string" || query.length > 1000) throw new TmfError("24", "callback and query are texts");
  const problem = callbackProblem(callback, allowedNetworks());
  if (problem) throw new TmfError("24", problem);
  subscriptionQuery(query.replace(/^\?/, ""));
  const secret = randomToken();
  return scope.transaction(async (tx) => {
    if ((await tx.eventSubscription.count({ where: { api, clientId: scope.actor.id, endedAt: null } })) >= MOST) throw new TmfError("3", `a client has at most ${MOST} subscriptions to an API`);
    const row = await tx.eventSubscription.create({ data: { clientId: scope.actor.id, api, callback, query, sealedSecret: seal(secret), createdAt: new Date() } }).catch((error: unknown) => {
      throw brokeConstraint(error, "EventSubscription_once") ? new TmfError("3", "this callback has this subscription already") : error;
    });
    await recordAudit(tx, scope, "eventSubscription.create", { kind: "eventSubscription", id: row.id }, { after: { api, callback, query } });
    return { ...viewOf(row), secret };
  });
}

/** Ends a subscription; what was on its way to it is dropped. */
async function unsubscribe({ scope }: Call, api: ApiNumber, id: string): Promise<void> {
  await scope.transaction(async (tx) => {
    const ended = await tx.eventSubscription.updateMany({ where: { id, api, clientId: scope.actor.id, endedAt: null }, data: { endedAt: new Date() } });
    if (ended.count === 0) throw new AppError("NOT_FOUND");
    await tx.eventDelivery.updateMany({ where: { subscriptionId: id, state: "waiting" }, data: { state: "dropped", endedAt: new Date() } });
    await recordAudit(tx, scope, "eventSubscription.end", { kind: "eventSubscription", id });
  });
}

/** TMF630, hub: a client's own subscriptions to one API. */
export function hubOf(api: ApiNumber): Resource {
  return {
    name: "hub", searchable: [],
    async list(call, _query, part) {
      const rows = (await ownOf(call, api)).map(viewOf);
      return { rows: part ? rows.slice(part.offset, part.offset + part.limit) : rows, total: rows.length };
    },
    async byId(call, id) {
      const row = isId(id) ? await call.scope.db.eventSubscription.findFirst({ where: { id, api, clientId: call.scope.actor.id, endedAt: null } }) : null;
      return row && viewOf(row);
    },
    create: (call, body) => subscribe(call, api, body),
    remove: (call, id) => unsubscribe(call, api, id),
  };
}

const PAGE = 25;

/** IN5: what a client is told, for staff: its subscriptions, and messages that were given up or wait. Throws NOT_FOUND. */
export async function listEvents(scope: Scope<StaffActor>, { id, tab, cursor }: z.output<typeof ListEvents>): Promise<z.output<typeof EventPage>> {
  const client = await scope.db.apiClient.findFirst({ where: { id }, select: { id: true, name: true } });
  if (!client) throw new AppError("NOT_FOUND");
  const subscriptions = await scope.db.eventSubscription.findMany({ where: { clientId: id, endedAt: null }, orderBy: { id: "asc" }, take: 200 });
  const rows = await scope.db.eventDelivery.findMany({ where: { state: tab, subscriptionId: { in: subscriptions.map((row) => row.id) } }, orderBy: { id: "desc" }, ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return {
    client,
    subscriptions: subscriptions.map((row) => ({ id: row.id, api: row.api, callback: row.callback, query: row.query, createdAt: row.createdAt, oldSecretUntil: row.oldSecretUntil && row.oldSecretUntil > new Date() ? row.oldSecretUntil : null })),
    rows: page.map((row) => ({ id: row.id, eventType: row.eventType, callback: subscriptions.find((one) => one.id === row.subscriptionId)?.callback ?? "", state: row.state, attempts: row.attempts, lastAnswer: row.lastAnswer, eventAt: row.eventAt, nextAttemptAt: row.state === "waiting" ? row.nextAttemptAt : null })),
    nextCursor,
  };
}

/** IN5: sends a message that was given up once more, for another 24 hours; those after it on the same resource that still wait come behind it. */
export async function replayEvent(scope: Scope<StaffActor>, { deliveryId }: { deliveryId: string }): Promise<void> {
  await scope.transaction(async (tx) => {
    const now = new Date();
    const again = await tx.eventDelivery.updateManyAndReturn({ where: { id: deliveryId, state: "dead" }, data: { state: "waiting", attempts: 0, nextAttemptAt: now, giveUpAt: new Date(now.getTime() + GIVE_UP_MS), endedAt: null } });
    if (!again[0]) throw new AppError("NOT_FOUND");
    await recordAudit(tx, scope, "eventDelivery.replay", { kind: "eventDelivery", id: deliveryId }, { after: { subscriptionId: again[0].subscriptionId, eventType: again[0].eventType } });
  });
}

/** IN5: a new secret for one subscription, shown once; messages are signed by both for seven days. */
export async function rotateHubSecret(scope: Scope<StaffActor>, { subscriptionId }: { subscriptionId: string }): Promise<z.output<typeof MadeHubSecret>> {
  const secret = randomToken();
  return scope.transaction(async (tx) => {
    const row = await tx.eventSubscription.findFirst({ where: { id: subscriptionId, endedAt: null } });
    if (!row) throw new AppError("NOT_FOUND");
    const until = new Date(Date.now() + OVERLAP_DAYS * 86_400_000);
    const changed = await tx.eventSubscription.updateMany({ where: { id: subscriptionId, sealedSecret: row.sealedSecret }, data: { sealedSecret: seal(secret), oldSealedSecret: row.sealedSecret, oldSecretUntil: until } });
    if (changed.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "eventSubscription.rotate", { kind: "eventSubscription", id: subscriptionId });
    return { subscriptionId, callback: row.callback, secret };
  });
}
