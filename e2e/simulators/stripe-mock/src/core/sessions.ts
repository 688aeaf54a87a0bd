import type Stripe from "stripe";
import { newId, newSessionId, randomText } from "../store/ids";
import { idOf, type LineItem, type SessionFacts } from "../store/tables";
import type { Work } from "./context";
import { newCustomer } from "./customers";
import { cancelIntent, newIntent, type Outcome } from "./intents";
import { newSetupIntent } from "./setup-intents";

export type Line = { amount: number; quantity: number; name: string; description: string | null; metadata: Record<string, string>; productMetadata: Record<string, string> };
export type PayMethodType = "card" | "alipay" | "wechat_pay";

export type SessionInput = {
  mode: "payment" | "setup";
  currency: string | null;
  lines: Line[];
  types: PayMethodType[];
  allowedTypes: PayMethodType[] | null;
  options: Stripe.Checkout.Session.PaymentMethodOptions | null;
  successUrl: string;
  cancelUrl: string | null;
  clientReferenceId: string | null;
  customer: Stripe.Customer | null;
  customerEmail: string | null;
  customerCreation: "always" | "if_required";
  expiresAt: number | null;
  locale: string | null;
  metadata: Record<string, string>;
  submitType: string | null;
  submitText: string | null;
  setupMetadata: Record<string, string>;
  setupDescription: string | null;
} & Pick<SessionFacts, "intentData" | "setupFutureUsage" | "cardSetupFutureUsage">;

const daySeconds = 86_400;

export function newSession(work: Work, input: SessionInput): Stripe.Checkout.Session {
  const id = newSessionId();
  const lines = input.lines.map((line) => newLine(work, line, input.currency ?? "cny"));
  const isPayment = input.mode === "payment";
  const total = isPayment ? lines.reduce((sum, line) => sum + line.amount_total, 0) : null;
  const customer = input.customer?.id ?? null;
  const setup = isPayment ? null : newSetupIntent(work, { customer, metadata: input.setupMetadata, description: input.setupDescription });
  const email = input.customer?.email ?? input.customerEmail;
  const session: Stripe.Checkout.Session = {
    id,
    object: "checkout.session",
    adaptive_pricing: isPayment ? { enabled: false } : null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: input.allowedTypes,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: input.cancelUrl,
    client_reference_id: input.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: work.now,
    currency: input.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: input.submitText === null ? null : { message: input.submitText }, terms_of_service_acceptance: null },
    customer,
    customer_account: null,
    customer_creation: isPayment ? input.customerCreation : null,
    customer_details: email === null ? null : detailsOf(email, input.customer?.name ?? null),
    customer_email: input.customerEmail,
    discounts: isPayment ? [] : null,
    expires_at: input.expiresAt ?? work.now + daySeconds,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: input.locale,
    managed_payments: null,
    metadata: input.metadata,
    mode: input.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: isPayment ? "if_required" : "always",
    payment_method_configuration_details: null,
    payment_method_options: input.options,
    payment_method_types: input.types,
    payment_status: isPayment ? "unpaid" : "no_payment_required",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: setup?.id ?? null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: input.submitType,
    subscription: null,
    success_url: input.successUrl,
    total_details: isPayment ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    ui_mode: "hosted_page",
    url: `${work.mock.url()}/c/pay/${id}`,
    wallet_options: null,
  };
  work.put("sessions", session);
  const { intentData, setupFutureUsage, cardSetupFutureUsage } = input;
  work.put("sessionFacts", { id, lines, intentData, setupFutureUsage, cardSetupFutureUsage, pending: null });
  return session;
}

function newLine(work: Work, line: Line, currency: string): LineItem {
  const total = line.amount * line.quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: line.name,
    metadata: line.metadata,
    price: {
      id: newId("price"),
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: work.now,
      currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: line.productMetadata,
      nickname: null,
      product: `prod_${randomText(14)}`,
      recurring: null,
      tax_behavior: "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: line.amount,
      unit_amount_decimal: String(line.amount),
    },
    quantity: line.quantity,
  };
}

export function detailsOf(email: string | null, name: string | null): Stripe.Checkout.Session.CustomerDetails {
  return { address: null, business_name: null, email, individual_name: null, name, phone: null, tax_exempt: "none", tax_ids: [] };
}

export function factsOf(work: Pick<Work, "get">, sessionId: string): SessionFacts {
  const facts = work.get("sessionFacts", sessionId);
  if (!facts) throw new Error(`session ${sessionId} has lost its facts`);
  return facts;
}

function saveSession(work: Work, session: Stripe.Checkout.Session, change: Partial<Stripe.Checkout.Session>): Stripe.Checkout.Session {
  const changed = { ...session, ...change };
  work.put("sessions", changed);
  return changed;
}

/** The intent of a session, made at the first attempt to pay and used again for every later one. */
export function intentOf(work: Work, session: Stripe.Checkout.Session, payer: { email: string | null; name: string | null }): { session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent } {
  const known = work.get("paymentIntents", idOf(session.payment_intent) ?? "");
  if (known) return { session, intent: known };
  const facts = factsOf(work, session.id);
  const keepsCard = facts.setupFutureUsage ?? facts.cardSetupFutureUsage;
  let customer = idOf(session.customer);
  if (customer === null && (keepsCard !== null || session.customer_creation === "always")) {
    customer = newCustomer(work, { address: null, description: null, ...payer, phone: null, metadata: {}, preferred_locales: [] }).id;
  }
  const types = session.payment_method_types;
  const intent = newIntent(work, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "cny",
    customer,
    ...facts.intentData,
    payment_method: null,
    payment_method_types: types,
    allowed_payment_method_types: session.allowed_payment_method_types,
    payment_method_options: intentOptions(types, facts.cardSetupFutureUsage),
    setup_future_usage: facts.setupFutureUsage,
    automatic: null,
  });
  return { session: saveSession(work, session, { payment_intent: intent.id, customer }), intent };
}

function intentOptions(types: readonly string[], keepsCard: "off_session" | "on_session" | null): Stripe.PaymentIntent.PaymentMethodOptions {
  const keep = keepsCard === null ? {} : { setup_future_usage: keepsCard };
  return {
    ...(types.includes("card") ? { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic", ...keep } } : {}),
    ...(types.includes("alipay") ? { alipay: {} } : {}),
    ...(types.includes("wechat_pay") ? { wechat_pay: { app_id: null, client: "web" as const } } : {}),
  };
}

/** Carries what became of the intent over to its session; money on its way completes the session unpaid. */
export function followIntent(work: Work, session: Stripe.Checkout.Session, outcome: Outcome, payer: { email: string | null; name: string | null }): Stripe.Checkout.Session {
  if (outcome.kind === "requires_action" || outcome.kind === "failed") return session;
  const known = session.customer_details;
  const details = detailsOf(known?.email ?? payer.email, known?.name ?? payer.name);
  const isPaid = outcome.kind === "succeeded";
  return completeSession(work, session, { payment_status: isPaid ? "paid" : "unpaid", customer_details: details });
}

/** Ends a session that has what it was opened for, and tells of it. */
export function completeSession(work: Work, session: Stripe.Checkout.Session, change: Partial<Stripe.Checkout.Session>): Stripe.Checkout.Session {
  const complete = saveSession(work, session, { ...change, status: "complete", url: null });
  clearPending(work, session.id);
  work.emit("checkout.session.completed", complete);
  return complete;
}

export function clearPending(work: Work, sessionId: string): void {
  work.put("sessionFacts", { ...factsOf(work, sessionId), pending: null });
}

/** Tells the session of a payment that was on its way how it ended. */
export function followSettlement(work: Work, intent: Stripe.PaymentIntent, isPaid: boolean): void {
  for (const session of work.by("sessions", "payment_intent", intent.id)) {
    const settled = isPaid ? saveSession(work, session, { payment_status: "paid" }) : session;
    work.emit(isPaid ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", settled);
  }
}

export function expireSession(work: Work, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const expired = saveSession(work, session, { status: "expired", url: null });
  clearPending(work, session.id);
  const intent = work.get("paymentIntents", idOf(session.payment_intent) ?? "");
  if (intent && intent.status !== "canceled" && intent.status !== "succeeded") cancelIntent(work, intent, "expired");
  work.emit("checkout.session.expired", expired);
  return expired;
}
