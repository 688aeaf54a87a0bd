import { createHmac } from "node:crypto";
import type { EventKind } from "../generated/prisma/enums";
import { matches } from "./match.rules";
import { type TmfQuery, parseQuery, projected } from "./query.rules";
import type { Json } from "./resource";

const suffixes: Record<EventKind, string> = { create: "CreateEvent", stateChange: "StateChangeEvent", attributeValueChange: "AttributeValueChangeEvent" };
/** TMF621 alone calls a state a status in its event's name. */
const statusOnes = ["troubleTicket"];

/** TM Forum's name of an event: ProductOrderStateChangeEvent. */
export function eventTypeOf(resource: string, kind: EventKind): string {
  const suffix = kind === "stateChange" && statusOnes.includes(resource) ? "StatusChangeEvent" : suffixes[kind];
  return `${resource[0]?.toUpperCase()}${resource.slice(1)}${suffix}`;
}

export type EventFacts = { eventId: string; at: Date; resource: string; kind: EventKind; state: string | null };
const titles: Record<EventKind, string> = { create: "was created", stateChange: "has another state", attributeValueChange: "has other attributes" };

/** Where a resource says its state: TMF637 and TMF676 call it status. */
const stateNames: Partial<Record<string, string>> = { product: "status", payment: "status", refund: "status", customer: "status", troubleTicket: "status" };

/**
 * The message of an event (TMF630): the whole resource under its own name. Its state is the one that this change left, also when it
 * has moved on since; `said` turns our word into TM Forum's.
 */
export function messageOf({ eventId, at, resource, kind, state }: EventFacts, view: Json, said: (state: string) => string): Json {
  const stateName = stateNames[resource] ?? "state";
  const standing = state === null || view[stateName] === undefined ? view : { ...view, [stateName]: said(state) };
  const eventTime = at.toISOString();
  return {
    eventId, eventTime, eventType: eventTypeOf(resource, kind), timeOcurred: eventTime, correlationId: eventId, domain: "宽带商务", title: `${resource} ${titles[kind]}`, description: `${resource} ${String(view.id)} ${titles[kind]}`, priority: "Normal", "@type": eventTypeOf(resource, kind),
    event: { [resource]: standing },
  };
}

/** TM Forum's older samples end in Notification where its files say Event; a subscriber may say either. */
const today = (value: string) => value.replace(/Notification$/, "Event");

/** A subscription's query. Throws 400 for what cannot be read. */
export function subscriptionQuery(raw: string): TmfQuery {
  const query = parseQuery(raw);
  return { ...query, filter: query.filter.map((group) => group.map((condition) => (condition.attribute === "eventType" ? { ...condition, values: condition.values.map(today) } : condition))) };
}

/** The message as a subscriber wants it, or null when it does not want this one. `fields` may name the resource's: event.productOrder.state. */
export function wantedBy(query: TmfQuery, message: Json, resource: string): Json | null {
  if (!matches(message, query)) return null;
  if (query.fields === null) return message;
  const prefix = `event.${resource}.`;
  const inner = query.fields.filter((field) => field.startsWith(prefix)).map((field) => field.slice(prefix.length));
  const event = (message.event as Json)[resource] as Json;
  return inner.length === 0 ? message : { ...message, event: { [resource]: projected(event, inner) } };
}

/**
 * The signature of a message: HMAC-SHA-256 of `<seconds>.<body>` in hexadecimal, each with its version; while a secret is replaced, one
 * by either, the newer first. A receiver takes a message whose time is at most five minutes off and that one of them fits.
 */
export function eventSignature(secrets: readonly string[], timestamp: string, body: string): string {
  return secrets.map((secret) => `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`).join(",");
}

/** How long a message is resent before it is given up. */
export const GIVE_UP_MS = 86_400_000;
const LONGEST_SECONDS = 3600;

/** Seconds until a message is sent again, after so many tries: 5, 15, 45 … up to an hour. */
export const pauseAfter = (attempts: number): number => Math.min(LONGEST_SECONDS, 5 * 3 ** Math.min(attempts - 1, 10));
