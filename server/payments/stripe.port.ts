import Stripe from "stripe";
import { throughCircuit } from "../circuit";
import { env } from "../env";
import { log } from "../log";
import type { ProviderStage, ProviderTruth } from "./payment.rules";

/*
 * The payment provider, behind its official SDK. Everything else of the house knows only the types of this file and of
 * payment.rules.ts. The SDK retries nothing but a connection that was closed under it: a try again is ours, under the same key,
 * and never inside a transaction.
 */

const TIMEOUT_MS = 6000;
/** Somebody waits for the page in a browser, and the same key asks again: told soon rather than late. */
const PAGE_TIMEOUT_MS = 1500;
/** How long a payment page stays open; longer than a browser keeps the key of its form, so that a second try is the same page. */
const OPEN_SECONDS = 2 * 3600;

/** The provider does not answer, or is busy: the same call may succeed later. */
export class ProviderDown extends Error {
  /** `isInFlight`: a call of the same key is at work there. `isLeftAlone`: it was not called at all, since it has not answered for a while. */
  constructor(message: string, readonly isInFlight = false, readonly isLeftAlone = false) {
    super(message);
  }
}
/** The provider understood and said no; the same call will not succeed. */
export class ProviderRefused extends Error {
  constructor(readonly code: string) {
    super(`the payment provider refused: ${code}`);
  }
}

let client: Stripe | undefined;
function stripe(): Stripe {
  if (client) return client;
  const { STRIPE_SECRET_KEY, STRIPE_API_URL } = env();
  if (STRIPE_SECRET_KEY === "") throw new ProviderDown("no key is configured");
  const { hostname, port, protocol } = new URL(STRIPE_API_URL);
  const isPlain = protocol === "http:";
  return (client = new Stripe(STRIPE_SECRET_KEY, { host: hostname, port: port || (isPlain ? "80" : "443"), protocol: isPlain ? "http" : "https", maxNetworkRetries: 0, timeout: TIMEOUT_MS, telemetry: false }));
}

type Outcome<T> = { answer: T } | { failure: Error; isAway: boolean };

/**
 * Runs a call and says in our words what its failure means; the log gets the call, its time and a code, never a payer's data. A provider
 * that has not answered for a while is not asked, so that nobody's browser waits for it (promise 25).
 */
export async function asking<T>(operation: string, work: (provider: Stripe) => Promise<T>): Promise<T> {
  const outcome = await throughCircuit<Outcome<T>>("payments", "the payment provider", (seen) => "failure" in seen && seen.isAway, () => tried(operation, work));
  if (outcome === null) throw new ProviderDown(`${operation}: left alone`, false, true);
  if ("failure" in outcome) throw outcome.failure;
  return outcome.answer;
}

async function tried<T>(operation: string, work: (provider: Stripe) => Promise<T>): Promise<Outcome<T>> {
  const started = performance.now();
  const said = (status: number, code?: string) => log.info({ operation, status, code: code ?? null, tookMs: Math.round(performance.now() - started) }, "payment provider called");
  try {
    const answer = await work(stripe());
    said(200);
    return { answer };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { statusCode: status = 0, code, type } = error;
    said(status, code ?? type);
    const isAway = status === 0 || status >= 500;
    // A wrong key, too, is put right by somebody; until then nobody's payment may fail for it.
    if (isAway || status === 409 || status === 429 || status === 401 || status === 403) return { failure: new ProviderDown(`${operation}: ${code ?? type}`, status === 409), isAway };
    const { decline_code: bankSays } = error as { decline_code?: string };
    return { failure: new ProviderRefused(bankSays ?? code ?? type), isAway: false };
  }
}

/** Real time, which the provider keeps whatever the demonstration's clock says. */
export const providerNow = (): Date => new Date();
export const pageExpiry = (): Date => new Date((Math.floor(Date.now() / 1000) + OPEN_SECONDS) * 1000);

type Checkout = { paymentId: string; platformId: string; number: string; title: string; amountFen: bigint; email: string; expiresAt: Date; returnUrl: string; cancelUrl: string; keepsCard?: boolean };

/** Opens the page on which a company pays, once per payment: a second call gives the first one's page. */
export async function openCheckout({ paymentId, platformId, number, title, amountFen, email, expiresAt, returnUrl, cancelUrl }: Checkout): Promise<{ sessionId: string; url: string | null }> {
  const metadata = { platformId, paymentId };
  const session = await asking("checkout.sessions.create", (provider) =>
    provider.checkout.sessions.create(
      {
        mode: "payment", locale: "zh", submit_type: "pay", customer_email: email, client_reference_id: paymentId, metadata,
        line_items: [{ quantity: 1, price_data: { currency: "cny", unit_amount: Number(amountFen), product_data: { name: title } } }],
        payment_intent_data: { metadata, description: `${title} ${number}` },
        allowed_payment_method_types: ["card", "alipay", "wechat_pay"],
        payment_method_options: { wechat_pay: { client: "web" } },
        expires_at: Math.floor(expiresAt.getTime() / 1000), success_url: returnUrl, cancel_url: cancelUrl,
      },
      { idempotencyKey: `payment:${paymentId}`, timeout: PAGE_TIMEOUT_MS },
    ),
  );
  return { sessionId: session.id, url: session.url };
}

/** Closes a payment page that nobody used in time; one that is closed already is as good. */
export async function closeCheckout(sessionId: string): Promise<void> {
  await asking("checkout.sessions.expire", (provider) => provider.checkout.sessions.expire(sessionId)).catch((error: unknown) => {
    if (!(error instanceof ProviderRefused)) throw error;
  });
}

const channels = { card: "card", alipay: "alipay", wechat_pay: "wechatPay" } as const;
type Charge = Stripe.Charge;
const whole = <T extends { id: string }>(value: string | T | null | undefined): T | null => (typeof value === "object" && value !== null ? value : null);
const idOf = (value: string | { id: string } | null | undefined): string | null => (typeof value === "string" ? value : (value?.id ?? null));

function factsOf(intent: Stripe.PaymentIntent | null) {
  const charge = whole<Charge>(intent?.latest_charge);
  const type = charge?.payment_method_details?.type ?? "";
  const error = intent?.last_payment_error;
  return {
    intentId: intent?.id ?? null,
    channel: type in channels ? channels[type as keyof typeof channels] : null,
    failure: error ? (error.decline_code ?? error.code ?? "declined") : null,
    refundedFen: BigInt(charge?.amount_refunded ?? 0),
    isDisputed: charge?.disputed ?? false,
  };
}

function stageOf(session: Stripe.Checkout.Session | null, intent: Stripe.PaymentIntent | null): ProviderStage {
  if (intent?.status === "succeeded") return "paid";
  if (intent?.status === "processing") return "processing";
  if (session?.status === "expired" || intent?.status === "canceled") return "expired";
  // A page that is closed with its money refused afterwards, or a charge without a page: nobody can try again.
  if (intent?.status === "requires_payment_method" && intent.last_payment_error !== null && session?.status !== "open") return "failed";
  return "open";
}

const owner = (metadata: Stripe.Metadata | null | undefined) => ({ platformId: metadata?.platformId ?? null, paymentId: metadata?.paymentId ?? null });

/** A payment page with its payment and charge. Throws ProviderRefused for one that does not exist. */
export async function readSession(sessionId: string): Promise<ProviderTruth> {
  const session = await asking("checkout.sessions.retrieve", (provider) => provider.checkout.sessions.retrieve(sessionId, { expand: ["payment_intent.latest_charge"] }));
  const intent = whole<Stripe.PaymentIntent>(session.payment_intent);
  const stage = stageOf(session, intent);
  return { sessionId: session.id, ...factsOf(intent), stage, amountFen: BigInt(stage === "paid" ? (intent?.amount_received ?? 0) : (session.amount_total ?? 0)), currency: session.currency ?? "", ...owner(session.metadata) };
}

/** A payment with its charge, whichever page it was made on. */
export async function readIntent(intentId: string): Promise<ProviderTruth> {
  return truthOfIntent(await asking("paymentIntents.retrieve", (provider) => provider.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] })));
}

/** What a payment without a page says of itself. */
export function truthOfIntent(intent: Stripe.PaymentIntent): ProviderTruth {
  const stage = stageOf(null, intent);
  return { sessionId: null, ...factsOf(intent), stage, amountFen: BigInt(stage === "paid" ? intent.amount_received : intent.amount), currency: intent.currency, ...owner(intent.metadata) };
}

export type ProviderRefund = { id: string; amountFen: bigint; state: "authorized" | "done" | "failed"; refundId: string | null; failure: string | null };

function refundOf(refund: Stripe.Refund): ProviderRefund {
  const state = refund.status === "succeeded" ? "done" : refund.status === "failed" || refund.status === "canceled" ? "failed" : "authorized";
  return { id: refund.id, amountFen: BigInt(refund.amount), state, refundId: refund.metadata?.refundId ?? null, failure: refund.failure_reason ?? null };
}

/** Sends money back, once per refund of ours. */
export async function sendRefund({ refundId, platformId, paymentId, intentId, amountFen }: { refundId: string; platformId: string; paymentId: string; intentId: string; amountFen: bigint }): Promise<ProviderRefund> {
  const refund = await asking("refunds.create", (provider) =>
    provider.refunds.create({ payment_intent: intentId, amount: Number(amountFen), reason: "requested_by_customer", metadata: { platformId, paymentId, refundId } }, { idempotencyKey: `refund:${refundId}` }),
  );
  return refundOf(refund);
}

/** What went back of a payment, or is on its way; at most a hundred. */
export async function listRefunds(intentId: string): Promise<ProviderRefund[]> {
  const page = await asking("refunds.list", (provider) => provider.refunds.list({ payment_intent: intentId, limit: 100 }));
  return page.data.map(refundOf);
}

export type ProviderDispute = { id: string; amountFen: bigint; isWon: boolean };

/** What payers' banks took back of a payment until it is settled who is right. */
export async function listDisputes(intentId: string): Promise<ProviderDispute[]> {
  const page = await asking("disputes.list", (provider) => provider.disputes.list({ payment_intent: intentId, limit: 100 }));
  return page.data.map((dispute) => ({ id: dispute.id, amountFen: BigInt(dispute.amount), isWon: dispute.status === "won" }));
}

/** A message of the provider, as far as anything is done about it. */
export type ProviderEvent = { id: string; type: string; objectId: string; sessionId: string | null; intentId: string | null; platformId: string | null; paymentId: string | null; isSetup: boolean; payload: Stripe.Event };

function eventOf(event: Stripe.Event): ProviderEvent {
  const object = event.data.object as { id?: string; object?: string; mode?: string; payment_intent?: string | { id: string } | null; metadata?: Stripe.Metadata | null };
  const id = object.id ?? "";
  return {
    id: event.id, type: event.type, objectId: id, ...owner(object.metadata), payload: event,
    isSetup: object.object === "checkout.session" && object.mode === "setup",
    sessionId: object.object === "checkout.session" ? id : null,
    intentId: object.object === "payment_intent" ? id : idOf(object.payment_intent),
  };
}

const TOLERANCE_SECONDS = 300;
/** The SDK refuses what is too old and nothing else; what is dated ahead could be kept back and told when it suits. */
const isDatedAhead = (signature: string) => signature.split(",").some((part) => part.startsWith("t=") && Number.parseInt(part.slice(2), 10) > Date.now() / 1000 + TOLERANCE_SECONDS);

/** A message signed within 300 seconds of now, or null: a forged, an old, one dated ahead and a broken one are told nothing (promise 8). */
export function readSigned(body: Buffer, signature: string | null): ProviderEvent | null {
  if (isDatedAhead(signature ?? "")) return null;
  for (const secret of env().STRIPE_WEBHOOK_SECRET.split(",").filter(Boolean)) {
    try {
      const event = Stripe.webhooks.constructEvent(body, signature ?? "", secret, TOLERANCE_SECONDS);
      const isWhole = typeof event.id === "string" && typeof event.type === "string" && typeof event.data?.object === "object" && event.data.object !== null;
      return isWhole ? eventOf(event) : null;
    } catch {
      continue;
    }
  }
  return null;
}

const MOST_PAGES = 100;

/** Messages since an instant that did not reach us, oldest first. More than ten thousand are more than a look can take, and are said so. */
export async function listUndelivered(since: Date): Promise<ProviderEvent[]> {
  const found: Stripe.Event[] = [];
  for (let page = 0, after: string | undefined; ; page += 1) {
    const answer = await asking("events.list", (provider) => provider.events.list({ delivery_success: false, created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100, ...(after ? { starting_after: after } : {}) }));
    found.push(...answer.data);
    after = answer.data.at(-1)?.id;
    if (!answer.has_more || !after) break;
    if (page + 1 >= MOST_PAGES) {
      log.error({ since: since.toISOString() }, "the payment provider has more undelivered messages than one look takes");
      break;
    }
  }
  return found.reverse().map(eventOf);
}

/** A kept message as it was read when it came. */
export const eventFromPayload = (payload: unknown): ProviderEvent => eventOf(payload as Stripe.Event);
