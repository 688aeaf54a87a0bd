import type Stripe from "stripe";

/** What the SDK shows as a class with the value's text inside travels as that text. */
export type Price = Omit<Stripe.Price, "unit_amount_decimal"> & { unit_amount_decimal: string | null };
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Price };

/** What a method of payment is made of, which the API never shows: a test number decides what it does when charged. */
export type Instrument = { id: string; number: string; authenticated: boolean };

/** Facts about a session the API does not show. */
export type SessionFacts = {
  id: string;
  lines: LineItem[];
  intentData: { metadata: Record<string, string>; description: string | null; receipt_email: string | null; statement_descriptor: string | null };
  setupFutureUsage: "off_session" | "on_session" | null;
  cardSetupFutureUsage: "off_session" | "on_session" | null;
  /** What the payer chose and has not finished: a challenge or a wallet page that is open. */
  pending: { kind: "challenge" | "alipay" | "wechat_pay"; paymentMethod: string } | null;
};

/** Money on its way: a wallet payment or refund that ends later. `dueAt` is wall-clock; null waits for a person. */
export type Settlement = { id: string; kind: "payment" | "refund"; dueAt: number | null; outcome: "succeeded" | "failed" };

export type DeliveryState = "queued" | "held" | "delivered" | "failed" | "lost";
/** What became of telling our one receiver about an event. */
export type Delivery = { id: string; type: string; state: DeliveryState; attempts: number; nextAt: number; status: number | null; problem: string | null; resent: boolean };

/** The stored answer to an idempotency key. */
export type KeptAnswer = { id: string; at: number; method: string; path: string; fingerprint: string; requestId: string; status: number; body: unknown };

export type Tables = {
  customers: Stripe.Customer | Stripe.DeletedCustomer;
  sessions: Stripe.Checkout.Session;
  sessionFacts: SessionFacts;
  paymentIntents: Stripe.PaymentIntent;
  setupIntents: Stripe.SetupIntent;
  paymentMethods: Stripe.PaymentMethod;
  instruments: Instrument;
  charges: Stripe.Charge;
  refunds: Stripe.Refund;
  balanceTransactions: Stripe.BalanceTransaction;
  disputes: Stripe.Dispute;
  events: Stripe.EventBase;
  deliveries: Delivery;
  settlements: Settlement;
  keys: KeptAnswer;
};

export type TableName = keyof Tables;
export type Row<T extends TableName> = Tables[T];

/** Fields rows are found by without walking the whole table. */
export const indexedFields = ["charge", "payment_intent", "customer", "setup_intent", "source"] as const;
export type IndexedField = (typeof indexedFields)[number];

/** The id behind a reference; stored rows never hold an expanded one. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}
