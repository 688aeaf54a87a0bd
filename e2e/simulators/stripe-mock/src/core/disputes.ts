import type Stripe from "stripe";
import { newId } from "../store/ids";
import { idOf } from "../store/tables";
import { invalid } from "../wire/errors";
import { book } from "./balance";
import type { Work } from "./context";

const answerDays = 7;
const disputeFee = 10_000;
export const disputeReasons = ["fraudulent", "duplicate", "product_not_received", "product_unacceptable", "credit_not_processed", "general"] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** The payer's bank takes the money back until it is settled who is right. */
export function openDispute(work: Work, charge: Stripe.Charge, reason: DisputeReason): Stripe.Dispute {
  const amount = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded" || charge.disputed || amount <= 0) throw invalid(`Charge ${charge.id} cannot be disputed.`, { param: "charge" });
  const id = newId("du");
  const line = book(work, { amount: -amount, currency: charge.currency, fee: disputeFee, type: "adjustment", category: "dispute", source: id, description: `Chargeback withdrawal for ${charge.id}` });
  const card = charge.payment_method_details?.card;
  const network = card?.network ?? "visa";
  const dispute: Stripe.Dispute = {
    id,
    object: "dispute",
    amount,
    balance_transactions: [line],
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: work.now + answerDays * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: "10.4",
    payment_intent: idOf(charge.payment_intent),
    ...(card ? { payment_method_details: { type: "card", card: { brand: card.brand ?? network, case_type: "chargeback", network, network_reason_code: "10.4" } } } : {}),
    reason,
    status: "needs_response",
  };
  work.put("disputes", dispute);
  work.put("charges", { ...charge, disputed: true });
  work.emit("charge.dispute.created", dispute);
  work.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

export function closeDispute(work: Work, dispute: Stripe.Dispute, outcome: "won" | "lost"): Stripe.Dispute {
  if (dispute.status === "won" || dispute.status === "lost") throw invalid(`This dispute is already closed.`, { param: "dispute" });
  const back =
    outcome === "won"
      ? [book(work, { amount: dispute.amount, currency: dispute.currency, type: "adjustment", category: "dispute_reversal", source: dispute.id, description: "Chargeback reversal" })]
      : [];
  const closed: Stripe.Dispute = { ...dispute, status: outcome, balance_transactions: [...dispute.balance_transactions, ...back] };
  work.put("disputes", closed);
  if (outcome === "won") work.emit("charge.dispute.funds_reinstated", closed);
  work.emit("charge.dispute.closed", closed, { status: dispute.status });
  return closed;
}

function noEvidence(): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null, billing_address: null, cancellation_policy: null, cancellation_policy_disclosure: null, cancellation_rebuttal: null,
    customer_communication: null, customer_email_address: null, customer_name: null, customer_purchase_ip: null, customer_signature: null,
    duplicate_charge_documentation: null, duplicate_charge_explanation: null, duplicate_charge_id: null, enhanced_evidence: {},
    product_description: null, receipt: null, refund_policy: null, refund_policy_disclosure: null, refund_refusal_explanation: null,
    service_date: null, service_documentation: null, shipping_address: null, shipping_carrier: null, shipping_date: null,
    shipping_documentation: null, shipping_tracking_number: null, uncategorized_file: null, uncategorized_text: null,
  };
}
