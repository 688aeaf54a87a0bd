import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { startStripeMock, type StripeMock, type StripeMockOptions } from "stripe-mock";

export const secretKey = "sk_test_stripemocktests0001";
export const webhookSecret = "whsec_stripemocktests";

export type Received = { event: Stripe.Event | null; raw: string; signature: string; at: number };
export type Receiver = { url: string; received: Received[]; events: () => Stripe.Event[]; types: () => string[]; answer: (status: number) => void; close: () => Promise<void> };

/** A merchant's webhook endpoint, which believes only what the SDK itself can verify. */
export async function startReceiver(): Promise<Receiver> {
  const verifier = new Stripe(secretKey);
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    void bodyOf(request).then((raw) => {
      const signature = String(request.headers["stripe-signature"]);
      const event = verified(verifier, raw, signature);
      received.push({ event, raw, signature, at: performance.now() });
      response.writeHead(event === null ? 400 : status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const events = () => received.flatMap(({ event }) => (event === null ? [] : [event]));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    events,
    types: () => events().map((event) => event.type),
    answer: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function verified(stripe: Stripe, raw: string, signature: string): Stripe.Event | null {
  try {
    return stripe.webhooks.constructEvent(raw, signature, webhookSecret);
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

export type Stand = { mock: StripeMock; stripe: Stripe; receiver: Receiver; close: () => Promise<void> };

export async function startStand(options: Partial<StripeMockOptions> = {}): Promise<Stand> {
  const receiver = await startReceiver();
  const mock = await startStripeMock({ port: 0, secretKey, webhookSecret, webhookUrl: receiver.url, webhookRetryMs: [20, 20, 20], ...options });
  return {
    mock,
    stripe: clientOf(mock),
    receiver,
    close: async () => {
      await mock.close();
      await receiver.close();
    },
  };
}

export function clientOf(mock: { url: string }, key = secretKey, more: { timeout?: number; maxNetworkRetries?: number } = {}): Stripe {
  const { hostname, port } = new URL(mock.url);
  return new Stripe(key, { host: hostname, port: Number(port), protocol: "http", maxNetworkRetries: 0, telemetry: false, ...more });
}

/** Waits for something to become true; fails with what was waited for. */
export async function until<T>(what: string, look: () => T | Promise<T>, withinMs = 5_000): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited ${withinMs} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The Stripe error a call ends with; a call that succeeds is the failure here. */
export async function failureOf(call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("The call succeeded, but was to be refused.");
}

export const order = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams => ({
  mode: "payment",
  line_items: [{ price_data: { currency: "cny", product_data: { name: "企业宽带 500M" }, unit_amount: 12_800 }, quantity: 1 }],
  allowed_payment_method_types: ["card", "alipay", "wechat_pay"],
  payment_method_options: { wechat_pay: { client: "web" } },
  success_url: "http://127.0.0.1:9/paid?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://127.0.0.1:9/cancelled",
  ...more,
});

export const goodCard = { cardNumber: "4242 4242 4242 4242", cardExpiry: "12/40", cardCvc: "123" };

export type PageView = { status: number; location: string | null; text: string };

/** What a browser does with a page or a form, one step at a time. */
export async function visit(url: string, form?: Record<string, string>): Promise<PageView> {
  const response = await fetch(url, { redirect: "manual", ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}) });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

export async function payByCard(session: Stripe.Checkout.Session, card: Record<string, string> = goodCard): Promise<PageView> {
  return visit(`${session.url ?? ""}/card`, card);
}

/** Chooses a wallet and presses a button in it. */
export async function payByWallet(session: Stripe.Checkout.Session, type: "alipay" | "wechat_pay", decision: "confirm" | "cancel"): Promise<PageView> {
  await visit(`${session.url ?? ""}/${type}`, { decision: "start" });
  return visit(`${session.url ?? ""}/${type}`, { decision });
}
