import type Stripe from "stripe";
import { newId } from "../store/ids";
import type { Work } from "./context";

const settleSeconds = 2 * 86_400;

/** 3.4 % and 2.00, counted in whole smallest units. */
export function feeOf(amount: number): number {
  return Math.floor((amount * 34 + 500) / 1000) + 200;
}

type Booking = {
  amount: number;
  currency: string;
  fee?: number;
  type: Stripe.BalanceTransaction.Type;
  category: string;
  source: string;
  description?: string | null;
};

/** Writes one line of the balance; what is received can be paid out two days later. */
export function book(work: Work, { amount, currency, fee = 0, type, category, source, description = null }: Booking): Stripe.BalanceTransaction {
  const detail = { amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" };
  const row: Stripe.BalanceTransaction = {
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: work.now + (amount > 0 ? settleSeconds : 0),
    balance_type: "payments",
    created: work.now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [detail],
    net: amount - fee,
    reporting_category: category,
    source,
    status: "pending",
    type,
  };
  work.put("balanceTransactions", row);
  return row;
}
