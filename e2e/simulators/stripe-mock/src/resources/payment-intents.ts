import type Stripe from "stripe";
import { z } from "zod";
import { customerFor } from "../core/customers";
import type { Work } from "../core/context";
import { cancelIntent, isToBeSaved, newIntent, payByCard, saveIntent } from "../core/intents";
import { methodFor } from "../core/methods";
import { idOf } from "../store/tables";
import { invalid, missing, StripeFailure } from "../wire/errors";
import { isInRange, pageOf } from "../wire/list";
import { choice, email, expand, flag, list, mergedMetadata, metadata, paging, text, timeRange, webAddress } from "../wire/params";
import { apiRoute, idFrom, type ApiRoute } from "../wire/route";
import { amountParam, checkAmount, currencyParam } from "./amounts";

const usage = () => choice(["off_session", "on_session"]);
const confirmFields = {
  error_on_requires_action: flag().optional(),
  off_session: flag().optional(),
  payment_method: text().optional(),
  receipt_email: email().optional(),
  return_url: webAddress().optional(),
  setup_future_usage: usage().optional(),
  ...expand,
};

function intentFor(work: Work, id: string): Stripe.PaymentIntent {
  const intent = work.get("paymentIntents", id);
  if (!intent) throw missing("paymentIntents", id);
  return intent;
}

export const paymentIntentRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "POST",
    path: "/v1/payment_intents",
    operation: "paymentIntents.create",
    params: z.strictObject({
      ...confirmFields,
      amount: amountParam(),
      automatic_payment_methods: z.strictObject({ enabled: flag(), allow_redirects: choice(["always", "never"]).optional() }).optional(),
      confirm: flag().optional(),
      currency: currencyParam(),
      customer: text().optional(),
      description: text(1000).optional(),
      metadata: metadata().optional(),
      allowed_payment_method_types: list(choice(["card", "alipay", "wechat_pay"])).optional(),
      statement_descriptor: text(22).optional(),
    }),
    run: (work, given) => {
      checkAmount(work.mock.settings, given.amount, given.currency, { amount: "amount", currency: "currency" });
      if (given.off_session !== undefined && given.confirm !== true) throw invalid("You can only pass `off_session` if `confirm` is true.", { param: "off_session" });
      const customer = given.customer === undefined ? null : customerFor(work, given.customer);
      const method = given.payment_method === undefined ? null : usable(methodFor(work, given.payment_method, "payment_method"), customer?.id ?? null);
      const intent = newIntent(work, {
        amount: given.amount,
        currency: given.currency,
        customer: customer?.id ?? null,
        description: given.description ?? null,
        metadata: mergedMetadata({}, given.metadata),
        payment_method: method?.id ?? null,
        payment_method_types: given.allowed_payment_method_types ?? ["card", "alipay", "wechat_pay"],
        allowed_payment_method_types: given.allowed_payment_method_types ?? null,
        payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" } },
        receipt_email: given.receipt_email ?? null,
        setup_future_usage: given.setup_future_usage ?? null,
        statement_descriptor: given.statement_descriptor ?? null,
        automatic: given.automatic_payment_methods ?? { enabled: true },
      });
      return given.confirm === true ? confirm(work, intent, given) : intent;
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/payment_intents",
    operation: "paymentIntents.list",
    params: z.strictObject({ ...paging, ...expand, created: timeRange().optional(), customer: text().optional() }),
    run: (work, given) => {
      const rows = given.customer === undefined ? work.all("paymentIntents") : work.by("paymentIntents", "customer", given.customer);
      return pageOf(rows.filter((row) => isInRange(row.created, given.created)), given, "/v1/payment_intents");
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/payment_intents/{id}",
    operation: "paymentIntents.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => intentFor(work, idFrom(ids)),
  }),
  apiRoute({
    method: "POST",
    path: "/v1/payment_intents/{id}/confirm",
    operation: "paymentIntents.confirm",
    params: z.strictObject(confirmFields),
    run: (work, given, ids) => {
      const intent = intentFor(work, idFrom(ids));
      if (isOfSession(work, intent)) throw invalid("You cannot confirm this PaymentIntent because it was created by a Checkout Session.");
      return confirm(work, intent, given);
    },
  }),
  apiRoute({
    method: "POST",
    path: "/v1/payment_intents/{id}/cancel",
    operation: "paymentIntents.cancel",
    params: z.strictObject({ ...expand, cancellation_reason: choice(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional() }),
    run: (work, given, ids) => {
      const intent = intentFor(work, idFrom(ids));
      if (isOfSession(work, intent)) throw invalid("You cannot cancel this PaymentIntent because it was created by a Checkout Session. You must expire the session instead.");
      if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) throw wrongState(intent, "cancel");
      return cancelIntent(work, intent, given.cancellation_reason ?? null);
    },
  }),
];

const isOfSession = (work: Work, intent: Stripe.PaymentIntent) => work.by("sessions", "payment_intent", intent.id).length > 0;

function wrongState(intent: Stripe.PaymentIntent, verb: "confirm" | "cancel"): StripeFailure {
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`;
  return new StripeFailure(400, { type: "invalid_request_error", code: "payment_intent_unexpected_state", message, payment_intent: intent });
}

/** A saved method belongs to one customer, and only together with that customer may it be used. */
function usable(method: Stripe.PaymentMethod, customer: string | null): Stripe.PaymentMethod {
  const owner = idOf(method.customer);
  if (owner === null || owner === customer) return method;
  const message = customer === null
    ? `The PaymentMethod ${method.id} belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`
    : `The PaymentMethod ${method.id} does not belong to the Customer you supplied ${customer}. Please use this PaymentMethod with the Customer that it belongs to.`;
  throw invalid(message, { param: "payment_method" });
}

const needsReturnUrl =
  "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.";

type Confirmation = { error_on_requires_action?: boolean | undefined; off_session?: boolean | undefined; payment_method?: string | undefined; return_url?: string | undefined; setup_future_usage?: "off_session" | "on_session" | undefined };

function confirm(work: Work, intent: Stripe.PaymentIntent, given: Confirmation): Stripe.PaymentIntent {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) throw wrongState(intent, "confirm");
  const chosen = intent.payment_method !== null && (given.payment_method === undefined || given.payment_method === intent.payment_method) ? idOf(intent.payment_method) : (given.payment_method ?? null);
  if (chosen === null) {
    const message = "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.";
    throw new StripeFailure(400, { type: "invalid_request_error", code: "payment_intent_unexpected_state", message, payment_intent: intent });
  }
  const method = usable(methodFor(work, chosen, "payment_method"), idOf(intent.customer));
  if (method.type !== "card") throw invalid("This stand-in takes alipay and wechat_pay through Checkout Sessions only.", { param: "payment_method" });
  const allowsRedirects = (intent.automatic_payment_methods?.allow_redirects ?? "never") === "always" && intent.payment_method_types.some((type) => type !== "card");
  if (allowsRedirects && given.return_url === undefined) throw invalid(needsReturnUrl, { param: "return_url" });
  const kept = given.setup_future_usage === undefined ? intent : saveIntent(work, intent, { setup_future_usage: given.setup_future_usage });
  const challenge = `${work.mock.url()}/challenge/${intent.id}`;
  const outcome = payByCard(work, kept, method, {
    // Either way nobody is there to answer the bank's question.
    offSession: given.off_session === true || given.error_on_requires_action === true,
    isChallenged: false,
    save: isToBeSaved(kept),
    nextAction: given.return_url === undefined ? { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: challenge } } : { type: "redirect_to_url", redirect_to_url: { return_url: given.return_url, url: challenge } },
  });
  if (outcome.kind !== "failed") return outcome.intent;
  throw cardFailure(outcome.intent, method, outcome.decline.code, outcome.decline.message, outcome.decline.declineCode);
}

function cardFailure(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, code: string, message: string, declineCode: string | undefined): StripeFailure {
  const charge = intent.last_payment_error?.charge;
  return new StripeFailure(
    402,
    { type: "card_error", code, ...(declineCode === undefined ? {} : { decline_code: declineCode }), message, ...(charge === undefined ? {} : { charge }), payment_intent: intent, payment_method: method, ...(code === "incorrect_cvc" ? { param: "cvc" } : {}) },
    true,
  );
}
