import { createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import Stripe from "stripe";
import { type Switches } from "stripe-mock";
import { payByCard } from "../../fixtures/payments";
import { type Answer } from "./http";
import { type Stand } from "./stand";

/** The payment provider's stand-in as the product sees it, with its switches and its records, which are the oracle. */
export type ProviderStand = {
  stripe: Stripe;
  set: (switches: Partial<Switches>) => Promise<void>;
  reset: () => Promise<void>;
  dispute: (chargeId: string) => Promise<void>;
  /** Until every message is delivered, lost or given up. */
  delivered: (seconds?: number) => Promise<void>;
  /** Messages about these payments and their pages since an instant, by payment. */
  eventsOf: (intentIds: readonly string[], since: Date) => Promise<Map<string, Stripe.Event[]>>;
};

export function providerOf(stand: Stand): ProviderStand {
  const url = stand.env.STRIPE_API_URL ?? "";
  const { hostname, port } = new URL(url);
  const stripe = new Stripe(stand.env.STRIPE_SECRET_KEY ?? "", { host: hostname, port: Number(port), protocol: "http", maxNetworkRetries: 0, telemetry: false });
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the provider refused ${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    stripe,
    set: (switches) => post("/_control", switches),
    reset: () => post("/_control/reset", {}),
    dispute: (charge) => post("/_dispute", { charge }),
    delivered: async (seconds = 30) => {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(300)) {
        const { waiting } = (await (await fetch(`${url}/_events`)).json()) as { waiting: number };
        if (waiting === 0) return;
      }
      throw new Error("the provider's messages were not delivered");
    },
    eventsOf: async (intentIds, since) => {
      const found = new Map(intentIds.map((id) => [id, [] as Stripe.Event[]]));
      for await (const event of stripe.events.list({ limit: 100, created: { gte: Math.floor(since.getTime() / 1000) } })) {
        const { id, payment_intent: intentId } = event.data.object as { id?: string; payment_intent?: string };
        (found.get(id ?? "") ?? found.get(intentId ?? ""))?.push(event);
      }
      return found;
    },
  };
}

const hmac = (secret: string, at: number, body: string) => createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");

/** A signature header as the provider makes it, or as it must not be. */
export function signatureOf(body: string, { secret, ageSeconds = 0, scheme = "v1" }: { secret: string; ageSeconds?: number; scheme?: "v0" | "v1" }): string {
  const at = Math.floor(Date.now() / 1000) - ageSeconds;
  return `t=${at},${scheme}=${hmac(secret, at, body)}`;
}

/** Posts a message to the product's real address, as it stands. */
export const postWebhook = (stand: Stand, body: string, signature: string | null): Promise<Answer> =>
  stand.at("api", { method: "POST", path: "/api/webhooks/stripe", body, headers: { "content-type": "application/json", ...(signature === null ? {} : { "stripe-signature": signature }) } });

export const ownSecret = (stand: Stand) => stand.env.STRIPE_WEBHOOK_SECRET ?? "";

export const postEvent = (stand: Stand, event: object): Promise<Answer> => {
  const body = JSON.stringify(event);
  return postWebhook(stand, body, signatureOf(body, { secret: ownSecret(stand) }));
};

/** A signed message about an object that the provider does not know: it is kept, and nothing comes of it. */
export const idleEvent = (id: string) => ({ id, object: "event", type: "checkout.session.completed", data: { object: { id: "cs_test_promises", object: "checkout.session", mode: "payment", metadata: { platformId: "SD" } } } });

/** Rows of these messages, on all platforms. */
export const keptEvents = (stand: Stand, eventIds: readonly string[]) =>
  stand.owner<{ eventId: string; state: string; problem: string | null }>(`select "eventId", state, problem from "PaymentEvent" where "eventId" = any($1)`, [eventIds]);

/** A page at the provider that we never asked for, paid by card; returns its payment. */
export async function strangePage(stripe: Stripe, { metadata, amount, currency = "cny" }: { metadata: Record<string, string>; amount: number; currency?: string }): Promise<string> {
  const session = await stripe.checkout.sessions.create({ mode: "payment", success_url: "http://127.0.0.1:9/", metadata, payment_intent_data: { metadata }, line_items: [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: "x" } } }] });
  await payByCard(session.url ?? "");
  return String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
}
