import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { log } from "../log";
import { pageUrl } from "../platforms/page-url";
import type { CustomerActor, Scope } from "../scope";
import type { AutoTopUpView, BegunCard, CardKept, SaveAutoTopUp } from "./auto.schema";
import { spentThisMonth } from "./spent.service";
import { type KeptCard, forgetCard, openCardSetup, readCardSetup } from "./stripe-card.port";
import { ProviderDown, ProviderRefused } from "./stripe.port";

const PATH = "/account/balance/auto-top-up";
const cardOf = (scope: Scope, customerId: string) => scope.db.paymentMethod.findFirst({ where: { customerId, removedAt: null }, orderBy: { createdAt: "desc" } });

/** BI6: the signed-in company's kept card and when it is used. */
export async function getAutoTopUp(scope: Scope<CustomerActor>): Promise<z.output<typeof AutoTopUpView>> {
  const { customerId } = scope.actor;
  const [card, setting, spentFen] = await Promise.all([cardOf(scope, customerId), scope.db.autoTopUp.findFirst({ where: { customerId } }), spentThisMonth(scope.db, scope, customerId)]);
  return {
    card: card && { brand: card.brand, last4: card.last4, expiresOn: dayOf(card.expiresOn), isExpired: dayOf(card.expiresOn) < businessDayOf(scope.now()) },
    setting: setting && { isOn: setting.isOn, triggerFen: setting.triggerFen, amountFen: setting.amountFen, monthCeilingFen: setting.monthCeilingFen, lastFailure: setting.lastFailure, lastTriedAt: setting.lastTriedAt },
    spentFen,
  };
}

/** Leads to the provider's page on which a card is kept. Throws OUTSIDE_SYSTEM_DOWN when the provider does not answer. */
export async function beginCard(scope: Scope<CustomerActor>): Promise<z.output<typeof BegunCard>> {
  const { customerId } = scope.actor;
  const customer = await scope.db.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true, contactEmail: true, organization: { select: { name: true } } } });
  const known = await scope.db.paymentMethod.findFirst({ where: { customerId }, orderBy: { createdAt: "desc" }, select: { providerCustomerId: true } });
  const back = pageUrl(customer.provinceId, PATH);
  const url = await openCardSetup({ platformId: scope.platformId, customerId, providerCustomerId: known?.providerCustomerId ?? null, name: customer.organization.name, email: customer.contactEmail, returnUrl: `${back}?session={CHECKOUT_SESSION_ID}`, cancelUrl: back }).catch(asDown);
  if (url === null) throw new AppError("OUTSIDE_SYSTEM_DOWN");
  return { url };
}

function asDown(error: unknown): never {
  if (error instanceof ProviderDown || error instanceof ProviderRefused) throw new AppError("OUTSIDE_SYSTEM_DOWN");
  throw error;
}

/** The payer is back from that page: its card is kept now, without waiting for the provider's message. */
export async function confirmCard(scope: Scope<CustomerActor>, { sessionId }: { sessionId: string }): Promise<z.output<typeof CardKept>> {
  const card = await readCardSetup(sessionId).catch((error: unknown) => {
    if (error instanceof ProviderRefused) throw new AppError("NOT_FOUND");
    return asDown(error);
  });
  if (card && (card.platformId !== scope.platformId || card.customerId !== scope.actor.customerId)) throw new AppError("NOT_FOUND");
  if (card) await store(scope, card);
  return { isKept: card !== null };
}

/** The same from the provider's message; a page of another platform or of nobody changes nothing. */
export async function keepCard(scope: Scope, sessionId: string): Promise<void> {
  const card = await readCardSetup(sessionId).catch((error: unknown) => {
    if (error instanceof ProviderRefused) return null;
    throw error;
  });
  const isOurs = card?.platformId === scope.platformId && card.customerId !== null && (await scope.db.customer.count({ where: { id: card.customerId } })) === 1;
  if (card && isOurs) await store(scope, card);
}

/** One card a company: a newer one takes the older one's place. A card that was removed stays removed, whatever is told again. */
async function store(scope: Scope, { customerId, providerCustomerId, methodId, brand, last4, expiresOn }: KeptCard): Promise<void> {
  if (customerId === null) return;
  const replaced = await scope.transaction(async (tx) => {
    const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
    const made = await tx.paymentMethod.createManyAndReturn({ data: [{ customerId, providerCustomerId, providerMethodId: methodId, brand, last4, expiresOn: dateOf(expiresOn), createdAt: scope.now() }], skipDuplicates: true, select: { id: true } });
    const id = made[0]?.id;
    if (!id) return [];
    const older = await tx.paymentMethod.updateManyAndReturn({ where: { customerId, removedAt: null, id: { not: id } }, data: { removedAt: scope.now() }, select: { providerMethodId: true } });
    await tx.autoTopUp.updateMany({ where: { customerId }, data: { methodId: id, lastFailure: null, lastTriedAt: null } });
    await recordAudit(tx, scope, "card.keep", { kind: "paymentMethod", id }, { customerId, provinceId, after: { brand, last4, expiresOn } });
    return older;
  });
  for (const { providerMethodId } of replaced) await forget(providerMethodId);
}

/** A card that the provider cannot forget just now is not ours any more all the same. */
async function forget(methodId: string): Promise<void> {
  await forgetCard(methodId).catch((error: unknown) => log.warn({ methodId, message: String((error as Error).message) }, "the provider could not forget a card"));
}

/** Removes the kept card; automatic top-up ends with it. */
export async function removeCard(scope: Scope<CustomerActor>): Promise<void> {
  const { customerId } = scope.actor;
  const removed = await scope.transaction(async (tx) => {
    const cards = await tx.paymentMethod.updateManyAndReturn({ where: { customerId, removedAt: null }, data: { removedAt: scope.now() }, select: { id: true, providerMethodId: true, last4: true } });
    const [card] = cards;
    if (!card) throw new AppError("NOT_FOUND");
    await tx.autoTopUp.updateMany({ where: { customerId }, data: { isOn: false } });
    const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
    await recordAudit(tx, scope, "card.remove", { kind: "paymentMethod", id: card.id }, { customerId, provinceId, before: { last4: card.last4 } });
    return cards;
  });
  for (const { providerMethodId } of removed) await forget(providerMethodId);
}

/** BI6: when the card is charged and how much, at most. Throws RULE_REFUSED without a kept card. */
export async function saveAutoTopUp(scope: Scope<CustomerActor>, { isOn, triggerFen, amountFen, monthCeilingFen }: z.output<typeof SaveAutoTopUp>): Promise<void> {
  const { customerId, name } = scope.actor;
  await scope.transaction(async (tx) => {
    const card = await tx.paymentMethod.findFirst({ where: { customerId, removedAt: null }, orderBy: { createdAt: "desc" }, select: { id: true } });
    if (!card) throw new AppError("RULE_REFUSED", { reasons: ["noCard"] });
    const before = await tx.autoTopUp.findFirst({ where: { customerId }, select: { isOn: true, triggerFen: true, amountFen: true, monthCeilingFen: true } });
    const setting = { isOn, triggerFen, amountFen, monthCeilingFen, methodId: card.id, changedBy: name, changedAt: scope.now(), lastTriedAt: null, lastFailure: null };
    await tx.autoTopUp.createMany({ data: [{ customerId, ...setting }], skipDuplicates: true });
    await tx.autoTopUp.updateMany({ where: { customerId }, data: setting });
    const { provinceId } = await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
    await recordAudit(tx, scope, "autoTopUp.save", { kind: "customer", id: customerId }, { customerId, provinceId, before, after: { isOn, triggerFen, amountFen, monthCeilingFen } });
  });
}
