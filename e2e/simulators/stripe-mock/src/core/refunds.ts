import type Stripe from "stripe";
import { newId, randomText } from "../store/ids";
import { idOf } from "../store/tables";
import { invalid } from "../wire/errors";
import { book } from "./balance";
import type { Work } from "./context";
import { scheduleSettlement } from "./settlements";

type RefundInput = { amount: number | undefined; reason: Stripe.Refund.Reason | null; metadata: Record<string, string> };

const yuan = (amount: number, currency: string) => `${(amount / 100).toFixed(2)} ${currency}`;

/** Gives money back, never more than is left of the charge. Cards end at once, wallets later. */
export function newRefund(work: Work, charge: Stripe.Charge, input: RefundInput): Stripe.Refund {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded") throw invalid(`Charge ${charge.id} cannot be refunded because it has not succeeded.`, { param: "charge" });
  if (charge.disputed && work.by("disputes", "charge", charge.id).some((dispute) => !dispute.is_charge_refundable)) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  }
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = input.amount ?? left;
  if (amount > left) {
    throw invalid(`Refund amount (${yuan(amount, charge.currency)}) is greater than unrefunded amount on charge (${yuan(left, charge.currency)})`, { param: "amount" });
  }
  const type = charge.payment_method_details?.type ?? "card";
  const isLater = type === "alipay" || type === "wechat_pay";
  const id = newId("re");
  const line = book(work, { amount: -amount, currency: charge.currency, type: "refund", category: "refund", source: id, description: `REFUND FOR CHARGE` });
  const refund: Stripe.Refund = {
    id,
    object: "refund",
    amount,
    balance_transaction: line.id,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: destination(type),
    metadata: input.metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: isLater ? "pending" : "succeeded",
    transfer_reversal: null,
    ...(isLater ? { pending_reason: "processing" as const } : {}),
  };
  work.put("refunds", refund);
  const refunded = charge.amount_refunded + amount;
  const changed: Stripe.Charge = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount };
  work.put("charges", changed);
  work.emit("refund.created", refund);
  work.emit("charge.refunded", changed, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  // A bank may send a card refund back after it said yes; it does so only when told to.
  if (isLater || work.mock.switches.refundFailNext > 0) scheduleSettlement(work, "refund", id);
  return refund;
}

function destination(type: string): Stripe.Refund.DestinationDetails {
  if (type === "alipay") return { type, alipay: {} };
  if (type === "wechat_pay") return { type, wechat_pay: {} };
  return { type: "card", card: { reference: randomText(8), reference_status: "available", reference_type: "acquirer_reference_number", type: "refund" } };
}

/** Ends a refund that was on its way; a failed one puts the money back into the balance and onto the charge. */
export function settleRefund(work: Work, refund: Stripe.Refund, outcome: "succeeded" | "failed"): Stripe.Refund {
  const { pending_reason: _gone, ...rest } = refund;
  if (outcome === "succeeded") {
    const done: Stripe.Refund = { ...rest, status: "succeeded" };
    work.put("refunds", done);
    work.emit("refund.updated", done, { status: refund.status });
    work.emit("charge.refund.updated", done, { status: refund.status });
    return done;
  }
  const line = book(work, { amount: refund.amount, currency: refund.currency, type: "refund_failure", category: "refund_failure", source: refund.id });
  const failed: Stripe.Refund = { ...rest, status: "failed", failure_reason: "unknown", failure_balance_transaction: line.id };
  work.put("refunds", failed);
  const charge = work.get("charges", idOf(refund.charge) ?? "");
  if (charge) work.put("charges", { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  work.emit("refund.updated", failed, { status: refund.status });
  work.emit("refund.failed", failed, { status: refund.status });
  work.emit("charge.refund.updated", failed, { status: refund.status });
  return failed;
}
