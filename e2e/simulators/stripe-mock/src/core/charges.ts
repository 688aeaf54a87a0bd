import type Stripe from "stripe";
import { newId, randomText } from "../store/ids";
import { idOf } from "../store/tables";
import { book, feeOf } from "./balance";
import type { Work } from "./context";
import { fingerprintOf } from "./methods";
import type { Decline } from "./test-cards";

type Result = { status: "succeeded" } | { status: "pending" } | { status: "failed"; decline: Decline };

/** One attempt to take the money of an intent, and what the bank or wallet said. */
export function newCharge(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, result: Result, wasChallenged: boolean): Stripe.Charge {
  const id = newId("ch");
  const decline = result.status === "failed" ? result.decline : null;
  const charge: Stripe.Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: result.status === "succeeded" ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "KUANDAI SHANGWU",
    captured: result.status === "succeeded",
    created: work.now,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(result),
    paid: result.status === "succeeded",
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(work, method, wasChallenged, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: result.status === "succeeded" ? `${work.mock.url()}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: null,
    status: result.status,
    transfer_data: null,
    transfer_group: null,
  };
  if (result.status === "succeeded") return bookCharge(work, charge);
  work.put("charges", charge);
  work.emit(result.status === "failed" ? "charge.failed" : "charge.pending", charge);
  return charge;
}

/** Ends a charge that was pending. */
export function settleCharge(work: Work, charge: Stripe.Charge, decline: Decline | null): Stripe.Charge {
  if (decline === null) {
    const paid: Stripe.Charge = {
      ...charge, amount_captured: charge.amount, captured: true, paid: true, status: "succeeded",
      outcome: outcomeOf({ status: "succeeded" }), receipt_url: `${work.mock.url()}/receipts/${charge.id}`,
    };
    return bookCharge(work, paid);
  }
  const failed: Stripe.Charge = {
    ...charge, status: "failed", failure_code: decline.code, failure_message: decline.message, outcome: outcomeOf({ status: "failed", decline }),
  };
  work.put("charges", failed);
  work.emit("charge.failed", failed);
  return failed;
}

function bookCharge(work: Work, charge: Stripe.Charge): Stripe.Charge {
  const { id, amount, currency, description } = charge;
  const line = book(work, { amount, currency, fee: feeOf(amount), type: "charge", category: "charge", source: id, description });
  const booked: Stripe.Charge = { ...charge, balance_transaction: line.id };
  work.put("charges", booked);
  work.emit("charge.succeeded", booked);
  return booked;
}

function outcomeOf(result: Result): Stripe.Charge.Outcome {
  const decline = result.status === "failed" ? result.decline : null;
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: decline ? "01" : null,
    network_status: decline ? "declined_by_network" : result.status === "pending" ? "not_sent_to_network" : "approved_by_network",
    reason: decline ? (decline.declineCode ?? decline.code) : null,
    risk_level: "normal",
    risk_score: 12,
    seller_message: decline ? "The bank did not return any further details with this decline." : "Payment complete.",
    type: decline ? "issuer_declined" : "authorized",
  };
}

function detailsOf(work: Work, method: Stripe.PaymentMethod, wasChallenged: boolean, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (method.type === "alipay") return { type: "alipay", alipay: { buyer_id: "2088000000000000", fingerprint: fingerprintOf("alipay"), transaction_id: `${work.now}${randomText(6)}` } };
  if (method.type === "wechat_pay") return { type: "wechat_pay", wechat_pay: { fingerprint: fingerprintOf("wechat"), transaction_id: `42${work.now}${randomText(6)}` } };
  const card = method.card;
  if (!card) return { type: method.type };
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: randomText(6).toUpperCase(),
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: wasChallenged ? "05" : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: randomText(15),
      regulated_status: card.regulated_status,
      three_d_secure: wasChallenged ? threeDSecure : null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

const threeDSecure: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: "00000000-0000-4000-8000-000000000000",
  version: "2.2.0",
};
