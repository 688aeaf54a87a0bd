import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { newId } from "../store/ids";
import { idOf } from "../store/tables";
import { missing } from "../wire/errors";
import type { Work } from "./context";
import { cardOfNumber, cardOfToken, type CardKind } from "./test-cards";

type Billing = { email: string | null; name: string | null };
export type CardEntry = { number: string; month: number; year: number } & Billing;

const billing = ({ email, name }: Billing) => ({ address: null, email, name, phone: null, tax_id: null });
export const fingerprintOf = (number: string) => createHash("sha256").update(`stripe-mock ${number}`).digest("base64url").replaceAll(/[-_]/g, "x").slice(0, 16);

/** A card that was typed in; the number itself is kept only where the API cannot show it. */
export function newCard(work: Work, entry: CardEntry): Stripe.PaymentMethod {
  const kind = cardOfNumber(entry.number);
  const method: Stripe.PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "limited",
    billing_details: billing(entry),
    card: cardDetails(kind, entry),
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
  work.put("paymentMethods", method);
  work.put("instruments", { id: method.id, number: kind.number, authenticated: false });
  return method;
}

function cardDetails(kind: CardKind, { number, month, year }: CardEntry): Stripe.PaymentMethod.Card {
  return {
    brand: kind.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: kind.decline?.code === "incorrect_cvc" ? "fail" : "pass" },
    country: "US",
    display_brand: kind.brand,
    exp_month: month,
    exp_year: year,
    fingerprint: fingerprintOf(number),
    funding: kind.funding,
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [kind.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

export function newWallet(work: Work, type: "alipay" | "wechat_pay", payer: Billing): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billing(payer),
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
    ...(type === "alipay" ? { alipay: {} } : { wechat_pay: {} }),
  };
  work.put("paymentMethods", method);
  return method;
}

/** A stored method, or a fresh one for a ready-made test method such as `pm_card_visa`. */
export function methodFor(work: Work, id: string, param: string): Stripe.PaymentMethod {
  const kind = cardOfToken(id);
  if (kind) {
    const year = new Date(work.now * 1000).getUTCFullYear() + 1;
    return newCard(work, { number: kind.number, month: 12, year, email: null, name: null });
  }
  const stored = work.get("paymentMethods", id);
  if (!stored) throw missing("paymentMethods", id, param);
  return stored;
}

export function cardOf(work: Work, methodId: string): { kind: CardKind; authenticated: boolean } | null {
  const instrument = work.get("instruments", methodId);
  return instrument ? { kind: cardOfNumber(instrument.number), authenticated: instrument.authenticated } : null;
}

/** Ties a method to a customer for later payments; `authenticated` when a challenge was passed for it. */
export function attach(work: Work, methodId: string, customer: string, authenticated: boolean): Stripe.PaymentMethod {
  const stored = work.get("paymentMethods", methodId);
  if (!stored) throw missing("paymentMethods", methodId, "payment_method");
  const instrument = work.get("instruments", methodId);
  if (instrument && authenticated) work.put("instruments", { ...instrument, authenticated: true });
  if (idOf(stored.customer) === customer) return stored;
  const attached: Stripe.PaymentMethod = { ...stored, customer };
  work.put("paymentMethods", attached);
  work.emit("payment_method.attached", attached);
  return attached;
}
