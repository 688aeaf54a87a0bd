import type Stripe from "stripe";
import { z } from "zod";
import { customerFor } from "../core/customers";
import type { Work } from "../core/context";
import { newSession, type Line, type PayMethodType } from "../core/sessions";
import { invalid } from "../wire/errors";
import { choice, email, expand, list, mergedMetadata, metadata, missingParam, text, webAddress, whole } from "../wire/params";
import { apiRoute } from "../wire/route";
import { amountParam, checkAmount, currencyParam } from "./amounts";

const locales = ["auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"] as const;
const usage = () => choice(["off_session", "on_session"]);
const noUsage = () => choice(["none"]).optional();
const methodTypes = () => list(choice(["card", "alipay", "wechat_pay"]));

const priceData = z.strictObject({
  currency: currencyParam(),
  product_data: z.strictObject({ name: text(250), description: text().optional(), images: list(webAddress()).optional(), metadata: metadata().optional(), tax_code: text().optional() }),
  tax_behavior: choice(["exclusive", "inclusive", "unspecified"]).optional(),
  unit_amount: amountParam(),
});

const params = z.strictObject({
  ...expand,
  allowed_payment_method_types: methodTypes().optional(),
  excluded_payment_method_types: methodTypes().optional(),
  mode: choice(["payment", "setup", "subscription"]),
  success_url: webAddress(),
  cancel_url: webAddress().optional(),
  client_reference_id: text(200).optional(),
  currency: currencyParam().optional(),
  custom_text: z.strictObject({ submit: z.strictObject({ message: text(1200) }).optional() }).optional(),
  customer: text().optional(),
  customer_creation: choice(["always", "if_required"]).optional(),
  customer_email: email().optional(),
  expires_at: whole().optional(),
  line_items: list(z.strictObject({ price_data: priceData, quantity: whole({ min: 1, max: 999_999 }).optional(), metadata: metadata().optional() })).optional(),
  locale: choice(locales).optional(),
  metadata: metadata().optional(),
  payment_intent_data: z
    .strictObject({ description: text(1000).optional(), metadata: metadata().optional(), receipt_email: email().optional(), setup_future_usage: usage().optional(), statement_descriptor: text(22).optional() })
    .optional(),
  payment_method_options: z
    .strictObject({
      alipay: z.strictObject({ setup_future_usage: noUsage() }).optional(),
      card: z.strictObject({ setup_future_usage: usage().optional(), request_three_d_secure: choice(["any", "automatic", "challenge"]).optional() }).optional(),
      wechat_pay: z.strictObject({ client: choice(["android", "ios", "web"]), app_id: text().optional(), setup_future_usage: noUsage() }).optional(),
    })
    .optional(),
  setup_intent_data: z.strictObject({ description: text(1000).optional(), metadata: metadata().optional() }).optional(),
  submit_type: choice(["auto", "book", "donate", "pay"]).optional(),
  ui_mode: choice(["hosted_page"]).optional(),
});

type Given = z.output<typeof params>;

export const createSession = apiRoute({
  method: "POST",
  path: "/v1/checkout/sessions",
  operation: "checkout.sessions.create",
  params,
  run: (work, given) => {
    if (given.mode === "subscription") throw invalid("This stand-in knows `payment` and `setup` mode only.", { param: "mode" });
    if (given.customer !== undefined && given.customer_email !== undefined) {
      throw invalid("You may only specify one of these parameters: customer, customer_email.", { code: "parameters_exclusive", param: "customer_email" });
    }
    const types = typesOf(given, given.mode);
    const { lines, currency } = linesOf(work, given, given.mode);
    const intentData = given.payment_intent_data;
    const setup = given.setup_intent_data;
    return newSession(work, {
      mode: given.mode,
      currency,
      lines,
      types,
      allowedTypes: given.allowed_payment_method_types ?? null,
      options: optionsOf(given, types),
      successUrl: given.success_url,
      cancelUrl: given.cancel_url ?? null,
      clientReferenceId: given.client_reference_id ?? null,
      customer: given.customer === undefined ? null : customerFor(work, given.customer),
      customerEmail: given.customer_email ?? null,
      customerCreation: given.customer_creation ?? "if_required",
      expiresAt: expiryOf(given.expires_at, work.now),
      locale: given.locale ?? null,
      metadata: mergedMetadata({}, given.metadata),
      submitType: given.submit_type ?? null,
      submitText: given.custom_text?.submit?.message ?? null,
      setupMetadata: mergedMetadata({}, setup?.metadata),
      setupDescription: setup?.description ?? null,
      intentData: {
        metadata: mergedMetadata({}, intentData?.metadata),
        description: intentData?.description ?? null,
        receipt_email: intentData?.receipt_email ?? null,
        statement_descriptor: intentData?.statement_descriptor ?? null,
      },
      setupFutureUsage: intentData?.setup_future_usage ?? null,
      cardSetupFutureUsage: given.payment_method_options?.card?.setup_future_usage ?? null,
    });
  },
});

/** What can be offered: everything that fits the mode and the currency, narrowed by what the caller allows. */
function typesOf(given: Given, mode: "payment" | "setup"): PayMethodType[] {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded = [], payment_method_options: options } = given;
  if (mode === "setup") {
    if (given.payment_intent_data) throw invalid("You can not pass `payment_intent_data` in `setup` mode.", { param: "payment_intent_data" });
    if (allowed === undefined && given.currency === undefined) throw missingParam("currency");
  } else if (given.setup_intent_data) {
    throw invalid("You can not pass `setup_intent_data` in `payment` mode.", { param: "setup_intent_data" });
  }
  if (options?.wechat_pay && options.wechat_pay.client !== "web") {
    throw invalid("The `client` of `wechat_pay` must be `web` for a Checkout Session.", { param: "payment_method_options[wechat_pay][client]" });
  }
  // Neither wallet can be kept for later, so where everything is to be kept they are not offered.
  const keepsAll = mode === "setup" || given.payment_intent_data?.setup_future_usage !== undefined;
  const eligible: readonly PayMethodType[] = keepsAll ? ["card"] : ["card", "alipay", "wechat_pay"];
  const types = (allowed ?? eligible).filter((type, place, all) => all.indexOf(type) === place && eligible.includes(type) && !excluded.includes(type));
  if (types.length === 0) {
    throw invalid("No valid payment method types for this Checkout Session. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard.", { param: "allowed_payment_method_types" });
  }
  return types;
}

function linesOf(work: Work, given: Given, mode: "payment" | "setup"): { lines: Line[]; currency: string | null } {
  const items = given.line_items ?? [];
  if (mode === "setup") {
    if (items.length > 0) throw invalid("You can not pass `line_items` in `setup` mode.", { param: "line_items" });
    return { lines: [], currency: given.currency ?? null };
  }
  const [first] = items;
  if (!first) throw missingParam("line_items");
  const { currency } = first.price_data;
  const odd = items.findIndex((item) => item.price_data.currency !== currency);
  if (odd >= 0) throw invalid("All line items must have the same currency.", { param: `line_items[${odd}][price_data][currency]` });
  const lines = items.map((item, index): Line => {
    if (item.quantity === undefined) throw missingParam(`line_items[${index}][quantity]`);
    const { name, description, metadata: own } = item.price_data.product_data;
    return { amount: item.price_data.unit_amount, quantity: item.quantity, name, description: description ?? null, metadata: mergedMetadata({}, item.metadata), productMetadata: mergedMetadata({}, own) };
  });
  const total = lines.reduce((sum, line) => sum + line.amount * line.quantity, 0);
  checkAmount(work.mock.settings, total, currency, { amount: "line_items[0][price_data][unit_amount]", currency: "line_items[0][price_data][currency]" });
  return { lines, currency };
}

function optionsOf(given: Given, types: readonly PayMethodType[]): Stripe.Checkout.Session.PaymentMethodOptions {
  const card = given.payment_method_options?.card;
  const keep = card?.setup_future_usage === undefined ? {} : { setup_future_usage: card.setup_future_usage };
  return {
    ...(types.includes("card") ? { card: { request_three_d_secure: card?.request_three_d_secure ?? "automatic", ...keep } } : {}),
    ...(types.includes("alipay") ? { alipay: {} } : {}),
    ...(types.includes("wechat_pay") ? { wechat_pay: { app_id: null, client: "web" as const } } : {}),
  };
}

function expiryOf(wanted: number | undefined, now: number): number | null {
  if (wanted === undefined) return null;
  const param = "expires_at";
  // The caller's clock read a moment ago what ours reads now.
  if (wanted < now + 1_800 - 5) throw invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", { param });
  if (wanted > now + 86_400 + 5) throw invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", { param });
  return wanted;
}
