import type Stripe from "stripe";
import { newId, randomText } from "../store/ids";
import { idOf } from "../store/tables";
import { takeOne } from "../desk/switches";
import { newCharge, settleCharge } from "./charges";
import type { Work } from "./context";
import { attach, cardOf } from "./methods";
import { scheduleSettlement } from "./settlements";
import { declines, type Decline } from "./test-cards";

export type IntentInput = {
  amount: number;
  currency: string;
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  payment_method: string | null;
  payment_method_types: string[];
  allowed_payment_method_types: string[] | null;
  payment_method_options: Stripe.PaymentIntent.PaymentMethodOptions | null;
  receipt_email: string | null;
  setup_future_usage: "off_session" | "on_session" | null;
  statement_descriptor: string | null;
  automatic: { enabled: boolean; allow_redirects?: "always" | "never" | undefined } | null;
};

export function newIntent(work: Work, { automatic, ...input }: IntentInput): Stripe.PaymentIntent {
  const id = newId("pi");
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automatic?.enabled ? { allow_redirects: automatic.allow_redirects ?? "always", enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created: work.now,
    customer_account: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method_configuration_details: null,
    payment_record: null,
    processing: null,
    review: null,
    shipping: null,
    source: null,
    statement_descriptor_suffix: null,
    status: input.payment_method === null ? "requires_payment_method" : "requires_confirmation",
    transfer_data: null,
    transfer_group: null,
    ...input,
  };
  work.put("paymentIntents", intent);
  work.emit("payment_intent.created", intent);
  return intent;
}

export function saveIntent(work: Work, intent: Stripe.PaymentIntent, change: Partial<Stripe.PaymentIntent>): Stripe.PaymentIntent {
  const changed = { ...intent, ...change };
  work.put("paymentIntents", changed);
  return changed;
}

export type Outcome =
  | { kind: "succeeded" | "processing" | "requires_action"; intent: Stripe.PaymentIntent }
  | { kind: "failed"; intent: Stripe.PaymentIntent; decline: Decline };

type How = { offSession: boolean; isChallenged: boolean; nextAction: Stripe.PaymentIntent.NextAction | null; save: boolean };

/** Tries to take the money with a card, asking for a challenge where the card wants one. */
export function payByCard(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, how: How): Outcome {
  const card = cardOf(work, method.id);
  const started = saveIntent(work, intent, { payment_method: method.id, last_payment_error: null, next_action: null });
  if (takeOne(work.mock.switches, "declineNext")) return refuse(work, started, method, declines.generic, how.isChallenged);
  const kind = card?.kind;
  const asks = kind?.challenge === "always" || (kind?.challenge === "unlessSetUp" && !card?.authenticated);
  if (asks && !how.isChallenged) {
    if (how.offSession) return refuse(work, started, method, declines.authenticationRequired, false);
    return askForAction(work, started, how.nextAction);
  }
  if (kind?.decline) return refuse(work, started, method, kind.decline, how.isChallenged);
  if (how.save) saveForLater(work, started, method, how.isChallenged);
  return succeed(work, started, method, how.isChallenged);
}

function saveForLater(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, isChallenged: boolean): void {
  const customer = idOf(intent.customer);
  if (customer !== null) attach(work, method.id, customer, isChallenged);
}

export function askForAction(work: Work, intent: Stripe.PaymentIntent, nextAction: Stripe.PaymentIntent.NextAction | null): Outcome {
  const waiting = saveIntent(work, intent, { status: "requires_action", next_action: nextAction });
  work.emit("payment_intent.requires_action", waiting);
  return { kind: "requires_action", intent: waiting };
}

function succeed(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, isChallenged: boolean): Outcome {
  const charge = newCharge(work, intent, method, { status: "succeeded" }, isChallenged);
  const paid = saveIntent(work, intent, { status: "succeeded", amount_received: intent.amount, latest_charge: charge.id, next_action: null, last_payment_error: null });
  work.emit("payment_intent.succeeded", paid);
  return { kind: "succeeded", intent: paid };
}

/** The payer confirmed in the wallet: the money is there at once, or is on its way. */
export function payByWallet(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Outcome {
  if (takeOne(work.mock.switches, "declineNext")) return refuse(work, intent, method, declines.provider, false);
  if (!work.mock.switches.asynchronous) return succeed(work, intent, method, false);
  const charge = newCharge(work, intent, method, { status: "pending" }, false);
  const processing = saveIntent(work, intent, { status: "processing", latest_charge: charge.id, next_action: null, last_payment_error: null });
  work.emit("payment_intent.processing", processing);
  scheduleSettlement(work, "payment", processing.id);
  return { kind: "processing", intent: processing };
}

/** Ends a payment that was on its way. */
export function settleIntent(work: Work, intent: Stripe.PaymentIntent, outcome: "succeeded" | "failed"): Outcome {
  const charge = work.get("charges", idOf(intent.latest_charge) ?? "");
  const method = work.get("paymentMethods", idOf(intent.payment_method) ?? "");
  const decline = outcome === "succeeded" ? null : declines.provider;
  const settled = charge ? settleCharge(work, charge, decline) : null;
  if (decline === null) {
    const paid = saveIntent(work, intent, { status: "succeeded", amount_received: intent.amount });
    work.emit("payment_intent.succeeded", paid);
    return { kind: "succeeded", intent: paid };
  }
  return { kind: "failed", decline, intent: markFailed(work, intent, decline, method, settled) };
}

/** A refusal by the bank or wallet: a failed charge, and the intent waits for another method. */
function refuse(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, decline: Decline, isChallenged: boolean): Outcome {
  const charge = newCharge(work, intent, method, { status: "failed", decline }, isChallenged);
  return { kind: "failed", decline, intent: markFailed(work, intent, decline, method, charge) };
}

/** The payer turned away from a challenge or a wallet: nothing was charged. */
export function abandonAction(work: Work, intent: Stripe.PaymentIntent): Outcome {
  const method = work.get("paymentMethods", idOf(intent.payment_method) ?? "");
  const decline = declines.authenticationFailed;
  return { kind: "failed", decline, intent: markFailed(work, intent, decline, method, null) };
}

function markFailed(
  work: Work,
  intent: Stripe.PaymentIntent,
  decline: Decline,
  method: Stripe.PaymentMethod | undefined,
  charge: Stripe.Charge | null,
): Stripe.PaymentIntent {
  const isCard = method?.type === "card" && decline.code !== "payment_intent_authentication_failure";
  const failed = saveIntent(work, intent, {
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    latest_charge: charge?.id ?? idOf(intent.latest_charge),
    last_payment_error: {
      ...(charge ? { charge: charge.id } : {}),
      code: decline.code,
      ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
      doc_url: `https://docs.stripe.com/error-codes/${decline.code.replaceAll("_", "-")}`,
      message: decline.message,
      ...(method ? { payment_method: method, payment_method_type: method.type } : {}),
      type: isCard ? "card_error" : "invalid_request_error",
    },
  });
  work.emit("payment_intent.payment_failed", failed);
  return failed;
}

/** Whether a method used with this intent is to be kept for the customer. */
export function isToBeSaved(intent: Stripe.PaymentIntent): boolean {
  return intent.setup_future_usage !== null || intent.payment_method_options?.card?.setup_future_usage !== undefined;
}

export function cancelIntent(work: Work, intent: Stripe.PaymentIntent, reason: Stripe.PaymentIntent.CancellationReason | null): Stripe.PaymentIntent {
  const canceled = saveIntent(work, intent, { status: "canceled", canceled_at: work.now, cancellation_reason: reason, next_action: null });
  work.emit("payment_intent.canceled", canceled);
  return canceled;
}
