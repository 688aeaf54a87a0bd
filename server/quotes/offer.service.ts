import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { componentsToJson } from "../catalog/price.rules";
import { offeringForOrder } from "../catalog/storefront.service";
import { seatProblem } from "../catalog/rating.rules";
import { type Reader, type Tx, brokeConstraint, newId } from "../db";
import type { Quote, QuoteOffer } from "../generated/prisma/client";
import { addDays, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { type Offering, priced } from "../ordering/pricing.service";
import { once } from "../platforms/idempotency.service";
import { offersFor } from "../promotions/offer.service";
import type { Scope, StaffActor } from "../scope";
import { openQuote } from "./desk.service";
import { discountsOfOffer, quoteSettings } from "./quote.rules";
import type { DeskChoices, DiscardOffer, OfferPrice, PriceOffer, ReleaseOffer, ReturnOffer, WriteOffer, WrittenOffer } from "./quote.schema";
import { addQuoteMessage, plansSold } from "./quote.service";

type Terms = Pick<z.output<typeof PriceOffer>, "offeringCode" | "seats" | "seatsFrom" | "seatsTo" | "percentOffBp" | "months" | "coversSetUp">;

/** The plan of an offer as it is sold to everybody today. Throws an error at the field for a plan or seats that are not sold so. */
async function planOf(db: Reader, { provinceId }: Pick<Quote, "provinceId">, { offeringCode, seats, seatsTo }: Terms, now: Date): Promise<Offering> {
  const offering = await offeringForOrder(db, { offeringCode, provinceId, onDay: businessDayOf(now) });
  if (!offering) throw fieldError("offeringCode", "notSoldHere");
  const problem = seatProblem(offering, seats);
  if (problem) throw fieldError("seats", problem);
  if (seatsTo > offering.seatsMax) throw fieldError("seatsTo", "tooMany");
  return offering;
}

/** What a price begins from: the plans that it may be made for, and its usual last day. */
export async function deskChoices(scope: Scope<StaffActor>, { quoteId }: { quoteId: string }): Promise<z.output<typeof DeskChoices>> {
  const quote = await openQuote(scope.db, quoteId);
  const today = businessDayOf(scope.now());
  return { plans: await plansSold(scope.db, quote.provinceId, today), validTo: addDays(today, quoteSettings.usualValidDays) };
}

const sumsOf = (offering: Offering, terms: Terms, number: string, now: Date, id = newId()) => {
  const own = priced(offering, discountsOfOffer({ ...terms, id }, number), terms.seats, now);
  const list = priced(offering, [], terms.seats, now);
  return { monthlyFen: own.monthlyFen, firstYearFen: own.firstYearFen, listMonthlyFen: list.monthlyFen, listFirstYearFen: list.firstYearFen };
};

/** OR15: what an offer would come to, beside the list price and what the company pays online today. Throws errors at fields. */
export async function priceOffer(scope: Scope<StaffActor>, { quoteId, ...terms }: z.output<typeof PriceOffer>): Promise<OfferPrice> {
  const quote = await openQuote(scope.db, quoteId);
  const offering = await planOf(scope.db, quote, terms, scope.now());
  const { discounts } = await offersFor(scope.db, { customer: { id: quote.customerId, provinceId: quote.provinceId }, offering, seats: terms.seats, now: scope.now() });
  return { ...sumsOf(offering, terms, quote.number, scope.now()), onlineFirstYearFen: priced(offering, discounts, terms.seats, scope.now()).firstYearFen, onlineNames: discounts.map(({ name }) => name) };
}

/**
 * OR15: keeps a price, or sends it on: at the list price to the company, below it to a second person. One is written at a time, and what was
 * sent may be taken back to be written anew. Throws errors at fields, CHANGED_MEANWHILE for a draft that was changed since it was seen.
 */
export async function writeOffer(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof WriteOffer>): Promise<z.output<typeof WrittenOffer>> {
  return once(scope, { operation: "quote.write", key, input }, async (tx) => {
    const now = scope.now();
    const { quoteId, version, validTo, note, isSent, ...terms } = input;
    const quote = await openQuote(tx, quoteId);
    const today = businessDayOf(now);
    if (validTo < today || validTo > addDays(today, quoteSettings.mostValidDays)) throw fieldError("validTo", "quoteDays");
    const offering = await planOf(tx, quote, terms, now);
    const open = await tx.quoteOffer.findFirst({ where: { quoteId, state: { in: ["draft", "submitted"] } } });
    if ((open?.version ?? null) !== version) throw new AppError("CHANGED_MEANWHILE");
    const id = open?.id ?? newId();
    await turnTo(tx, scope, quote, isSent && terms.percentOffBp > 0 ? "secondPerson" : "operator");
    const { offeringName, specificationCode, specificationName, seatName, priceBookVersion, components, firstPeriodRule, seatsMin, seatStep } = offering;
    const data = {
      ...terms, ...sumsOf(offering, terms, quote.number, now, id), offeringName, specificationCode, specificationName, seatName, priceBookVersion, firstPeriodRule, seatsMin, seatStep, components: componentsToJson(components),
      validTo: dateOf(validTo), note, writtenById: scope.actor.id, writtenByName: scope.actor.name, writerIds: [...new Set([...(open?.writerIds ?? []), scope.actor.id])], writtenAt: now, state: isSent ? ("submitted" as const) : ("draft" as const),
    };
    if (open) {
      const written = await tx.quoteOffer.updateMany({ where: { id, version: open.version, state: open.state }, data: { ...data, version: { increment: 1 } } });
      if (written.count === 0) throw new AppError("CHANGED_MEANWHILE");
    } else {
      const offers = await tx.quoteOffer.count({ where: { quoteId } });
      if (offers >= quoteSettings.mostOffers) throw new AppError("RULE_REFUSED", { reasons: ["quoteFull"] });
      await tx.quoteOffer.create({ data: { ...data, id, quoteId, offerNumber: offers + 1 } }).catch((error: unknown) => {
        throw brokeConstraint(error, "QuoteOffer_one_open_per_quote") || brokeConstraint(error, "QuoteOffer_platform_id_quoteId_offerNumber_key") ? new AppError("CHANGED_MEANWHILE") : error;
      });
    }
    await recordAudit(tx, scope, isSent ? "quote.sendOffer" : "quote.writeOffer", { kind: "quote", id: quoteId }, { customerId: quote.customerId, provinceId: quote.provinceId, after: { ...terms, validTo } });
    if (!isSent || terms.percentOffBp > 0) return { offerId: id, state: data.state };
    const [written, turned] = await Promise.all([tx.quoteOffer.findFirstOrThrow({ where: { id } }), tx.quote.findFirstOrThrow({ where: { id: quoteId } })]);
    await issue(tx, scope, turned, written);
    return { offerId: id, state: "issued" as const };
  });
}

/** Says whose move it is; before the first price that is the quote's state too. Before any write to its offers, as an order by one does it. Throws CHANGED_MEANWHILE. */
async function turnTo(tx: Tx, scope: Scope, quote: Quote, turn: "secondPerson" | "operator" | "company"): Promise<void> {
  const state = quote.state === "approved" ? quote.state : turn === "secondPerson" ? "pending" : "inProgress";
  const moved = await tx.quote.updateMany({ where: { id: quote.id, state: quote.state, version: quote.version }, data: { state, turn, ...(state === "approved" ? {} : { remindedAt: null }), handledByName: scope.actor.name, updatedAt: scope.now(), version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/** Puts a price to the company, who is told by mail, in the caller's transaction. The write lets one person through, and the database no writer below the list price. */
async function issue(tx: Tx, scope: Scope<StaffActor>, quote: Quote, { id, version, writtenAt, writtenByName, validTo: until }: QuoteOffer): Promise<void> {
  const now = scope.now();
  const validTo = quote.validTo && quote.validTo > until ? quote.validTo : until;
  // Words of the company that its writer had not seen wait for an answer still.
  const isSaid = (await tx.quoteMessage.count({ where: { quoteId: quote.id, isFromStaff: false, at: { gt: writtenAt } } })) > 0;
  const moved = await tx.quote.updateMany({ where: { id: quote.id, state: quote.state, version: quote.version }, data: { state: "approved", turn: isSaid ? "operator" : "company", validTo, remindedAt: null, handledByName: writtenByName, updatedAt: now, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
  const [offer] = await tx.quoteOffer.updateManyAndReturn({ where: { id, version, state: "submitted" }, data: { state: "issued", issuedById: scope.actor.id, issuedByName: scope.actor.name, issuedAt: now, version: { increment: 1 } } });
  if (!offer) throw new AppError("CHANGED_MEANWHILE");
  await mailCustomer(tx, scope, quote.customerId, {
    ...worded("quote.issued", { number: quote.number, product: offer.specificationName, plan: offer.offeringName, quantity: `${offer.seats} ${offer.seatName}`, validTo: { day: dayOf(offer.validTo) } }),
    path: `/quotes/${quote.id}`,
  });
  await recordAudit(tx, scope, "quote.issueOffer", { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId, after: { offerId: offer.id, offerNumber: offer.offerNumber, percentOffBp: offer.percentOffBp, validTo: dayOf(offer.validTo) } });
}

/** What waits for a second person, as they saw it. */
async function waitingOffer(tx: Tx, { offerId, version }: { offerId: string; version: number }): Promise<{ offer: QuoteOffer; quote: Quote }> {
  const offer = await tx.quoteOffer.findFirst({ where: { id: offerId } });
  if (!offer) throw new AppError("NOT_FOUND");
  const quote = await openQuote(tx, offer.quoteId);
  if (offer.version !== version || offer.state !== "submitted") throw new AppError("CHANGED_MEANWHILE");
  return { offer, quote };
}

/** OR11, OR15: a second person lets a price below the list go out just as it was written. Throws OWN_WORK for its writer, an error at `validTo` where its last day is over. */
export async function releaseOffer(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof ReleaseOffer>): Promise<void> {
  await once(scope, { operation: "quote.release", key, input }, async (tx) => {
    const { offer, quote } = await waitingOffer(tx, input);
    if (offer.writerIds.includes(scope.actor.id)) throw new AppError("OWN_WORK");
    if (dayOf(offer.validTo) < businessDayOf(scope.now())) throw new AppError("RULE_REFUSED", { reasons: ["quoteRunOut"] });
    await issue(tx, scope, quote, offer);
    return null;
  });
}

/** OR15: the second person sends it back, with words that only staff see. */
export async function returnOffer(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof ReturnOffer>): Promise<void> {
  await once(scope, { operation: "quote.return", key, input }, async (tx) => {
    const { offer, quote } = await waitingOffer(tx, input);
    await turnTo(tx, scope, quote, "operator");
    const back = await tx.quoteOffer.updateMany({ where: { id: offer.id, version: offer.version, state: "submitted" }, data: { state: "draft", version: { increment: 1 } } });
    if (back.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await addQuoteMessage(tx, scope, { quoteId: quote.id, text: `报价方案 ${offer.offerNumber} 退回修改：${input.reason}`, isFromStaff: true, isInternal: true });
    await recordAudit(tx, scope, "quote.returnOffer", { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId, reason: input.reason });
    return null;
  });
}

/** OR15: drops a price that is not out. */
export async function discardOffer(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof DiscardOffer>): Promise<void> {
  await once(scope, { operation: "quote.discard", key, input }, async (tx) => {
    const offer = await tx.quoteOffer.findFirst({ where: { id: input.offerId } });
    if (!offer) throw new AppError("NOT_FOUND");
    const quote = await openQuote(tx, offer.quoteId);
    // A price that is out and holds goes on waiting for the company.
    const isOut = (await tx.quoteOffer.count({ where: { quoteId: quote.id, state: "issued", validTo: { gte: dateOf(businessDayOf(scope.now())) } } })) > 0;
    await turnTo(tx, scope, quote, isOut ? "company" : "operator");
    const dropped = await tx.quoteOffer.updateMany({ where: { id: offer.id, version: input.version, state: { in: ["draft", "submitted"] } }, data: { state: "discarded", version: { increment: 1 } } });
    if (dropped.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await recordAudit(tx, scope, "quote.discardOffer", { kind: "quote", id: quote.id }, { customerId: quote.customerId, provinceId: quote.provinceId });
    return null;
  });
}
