import type Stripe from "stripe";
import type { ProviderTruth } from "./payment.rules";
import { asking, truthOfIntent } from "./stripe.port";

/* The part of the payment provider that keeps cards (BI6): a number never passes through us, only the provider's own ids do. */

type Setup = { platformId: string; customerId: string; providerCustomerId: string | null; name: string; email: string; returnUrl: string; cancelUrl: string };

/** Opens the page on which a company has its card kept; nothing is charged there. */
export async function openCardSetup({ platformId, customerId, providerCustomerId, name, email, returnUrl, cancelUrl }: Setup): Promise<string | null> {
  const metadata = { platformId, customerId };
  const customer = providerCustomerId ?? (await asking("customers.create", (provider) => provider.customers.create({ name, email, metadata }, { idempotencyKey: `customer:${customerId}` }))).id;
  const session = await asking("checkout.sessions.create", (provider) =>
    provider.checkout.sessions.create({ mode: "setup", currency: "cny", locale: "zh", customer, metadata, setup_intent_data: { metadata }, allowed_payment_method_types: ["card"], success_url: returnUrl, cancel_url: cancelUrl }),
  );
  return session.url;
}

export type KeptCard = { platformId: string | null; customerId: string | null; providerCustomerId: string; methodId: string; brand: string; last4: string; expiresOn: string };

/** The card that was kept on such a page; null while none was. Throws ProviderRefused for a page that does not exist. */
export async function readCardSetup(sessionId: string): Promise<KeptCard | null> {
  const session = await asking("checkout.sessions.retrieve", (provider) => provider.checkout.sessions.retrieve(sessionId, { expand: ["setup_intent.payment_method"] }));
  const intent = typeof session.setup_intent === "object" ? session.setup_intent : null;
  const method = typeof intent?.payment_method === "object" ? intent.payment_method : null;
  const providerCustomerId = typeof session.customer === "string" ? session.customer : session.customer?.id;
  if (intent?.status !== "succeeded" || !method?.card || !providerCustomerId) return null;
  const { brand, last4, exp_month: month, exp_year: year } = method.card;
  // A card holds until the last day of its month.
  const expiresOn = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { platformId: session.metadata?.platformId ?? null, customerId: session.metadata?.customerId ?? null, providerCustomerId, methodId: method.id, brand, last4, expiresOn };
}

/** Has the provider forget a card. */
export async function forgetCard(methodId: string): Promise<void> {
  await asking("paymentMethods.detach", (provider) => provider.paymentMethods.detach(methodId));
}

type Charge = { paymentId: string; platformId: string; number: string; amountFen: bigint; providerCustomerId: string; methodId: string };

/** Charges a kept card while nobody is there to answer its bank, once per payment. Throws ProviderRefused with the bank's code. */
export async function chargeCard({ paymentId, platformId, number, amountFen, providerCustomerId, methodId }: Charge): Promise<ProviderTruth> {
  const params: Stripe.PaymentIntentCreateParams = {
    amount: Number(amountFen), currency: "cny", customer: providerCustomerId, payment_method: methodId, allowed_payment_method_types: ["card"], confirm: true, off_session: true,
    description: `宽带商务 自动充值 ${number}`, metadata: { platformId, paymentId }, expand: ["latest_charge"],
  };
  return truthOfIntent(await asking("paymentIntents.create", (provider) => provider.paymentIntents.create(params, { idempotencyKey: `charge:${paymentId}` })));
}
