import type Stripe from "stripe";
import type { Reader } from "../store/store";

/** What is received becomes available by the passing of time alone. */
export function presentBalance(row: Stripe.BalanceTransaction, now: number): Stripe.BalanceTransaction {
  return { ...row, status: row.available_on <= now ? "available" : "pending" };
}

export function presentEvent(reader: Reader, row: Stripe.EventBase, hasReceiver: boolean): Stripe.EventBase {
  const state = reader.get("deliveries", row.id)?.state;
  return { ...row, pending_webhooks: hasReceiver && state !== "delivered" ? 1 : 0 };
}
