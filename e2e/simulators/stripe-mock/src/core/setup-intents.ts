import type Stripe from "stripe";
import { newId, randomText } from "../store/ids";
import { idOf } from "../store/tables";
import { takeOne } from "../desk/switches";
import type { Work } from "./context";
import { attach, cardOf } from "./methods";
import { declines, type Decline } from "./test-cards";

type Input = { customer: string | null; metadata: Record<string, string>; description: string | null };

export function newSetupIntent(work: Work, { customer, metadata, description }: Input): Stripe.SetupIntent {
  const id = newId("seti");
  const intent: Stripe.SetupIntent = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: work.now,
    customer,
    customer_account: null,
    description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: "off_session",
  };
  work.put("setupIntents", intent);
  work.emit("setup_intent.created", intent);
  return intent;
}

export type SetupOutcome = { kind: "succeeded" | "requires_action" } | { kind: "failed"; decline: Decline };

/** Keeps a card for later payments, after a challenge where the card wants one. */
export function setUpCard(work: Work, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod, isChallenged: boolean): SetupOutcome {
  const kind = cardOf(work, method.id)?.kind;
  const save = (change: Partial<Stripe.SetupIntent>) => {
    const changed = { ...intent, ...change };
    work.put("setupIntents", changed);
    return changed;
  };
  const decline = takeOne(work.mock.switches, "declineNext") ? declines.generic : kind?.refusesSetup ? kind.decline : undefined;
  if (decline) return failSetup(work, save({ payment_method: null }), method, decline);
  if (kind?.challenge && !isChallenged) {
    const waiting = save({ payment_method: method.id, status: "requires_action", next_action: { type: "use_stripe_sdk", use_stripe_sdk: {} } });
    work.emit("setup_intent.requires_action", waiting);
    return { kind: "requires_action" };
  }
  const customer = idOf(intent.customer);
  if (customer !== null) attach(work, method.id, customer, isChallenged);
  const done = save({ payment_method: method.id, status: "succeeded", next_action: null, last_setup_error: null });
  work.emit("setup_intent.succeeded", done);
  return { kind: "succeeded" };
}

export function failSetup(work: Work, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod | undefined, decline: Decline): SetupOutcome {
  const failed: Stripe.SetupIntent = {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_setup_error: {
      code: decline.code,
      ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
      message: decline.message,
      ...(method ? { payment_method: method } : {}),
      type: decline.declineCode === undefined ? "invalid_request_error" : "card_error",
    },
  };
  work.put("setupIntents", failed);
  work.emit("setup_intent.setup_failed", failed);
  return { kind: "failed", decline };
}
