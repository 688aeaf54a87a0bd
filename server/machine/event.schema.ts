import { z } from "zod";

export const eventTabs = ["dead", "waiting", "sent"] as const;
export const ListEvents = z.strictObject({ id: z.uuid(), tab: z.enum(eventTabs), cursor: z.uuid().optional() });
export const DeliveryId = z.strictObject({ deliveryId: z.uuid() });
export const SubscriptionId = z.strictObject({ subscriptionId: z.uuid() });
/** Shown once. */
export const MadeHubSecret = z.object({ subscriptionId: z.uuid(), callback: z.string(), secret: z.string() });
export const EventPage = z.object({
  client: z.object({ id: z.uuid(), name: z.string() }),
  subscriptions: z.array(z.object({ id: z.uuid(), api: z.string(), callback: z.string(), query: z.string(), createdAt: z.date(), oldSecretUntil: z.date().nullable() })),
  rows: z.array(z.object({ id: z.uuid(), eventType: z.string(), callback: z.string(), state: z.enum(["waiting", "sent", "dead", "dropped"]), attempts: z.number(), lastAnswer: z.string().nullable(), eventAt: z.date(), nextAttemptAt: z.date().nullable() })),
  nextCursor: z.uuid().nullable(),
});
