import { componentsFromJson } from "../catalog/price.rules";
import type { FirstPeriodRule, PriceComponent } from "../catalog/price.schema";
import type { Reader, Tx } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { businessDayOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { openContractRate } from "../promotions/contract-rate.service";
import { type Offered, noOffers } from "../promotions/offer.service";
import { promisedFen } from "../promotions/promotion.rules";
import type { Scope } from "../scope";
import { dearestSeats, discountsOfOffer, offerProblem } from "./quote.rules";

const withQuote = { quote: { select: { id: true, number: true, state: true, customerId: true, provinceId: true, version: true } } } satisfies Prisma.QuoteOfferInclude;
type Row = Prisma.QuoteOfferGetPayload<{ include: typeof withQuote }>;

/** What an order by a quote goes by instead of today's price and offers. */
export type Terms = { quoteId: string; offerId: string; quoteNumber: string; offeringCode: string; seatsFrom: number; seatsTo: number; offers: Offered; priced: { components: PriceComponent[]; priceBookVersion: number; firstPeriodRule: FirstPeriodRule; seatStep: number } ; seatsMin: number };

function termsOf(row: Row): Terms {
  const { id, quoteId, quote, offeringCode, seatsFrom, seatsTo, seatsMin, seatStep, priceBookVersion } = row;
  return { quoteId, offerId: id, quoteNumber: quote.number, offeringCode, seatsFrom, seatsTo, seatsMin, offers: { ...noOffers, discounts: discountsOfOffer(row, quote.number) }, priced: { components: componentsFromJson(row.components), priceBookVersion, firstPeriodRule: row.firstPeriodRule as FirstPeriodRule, seatStep } };
}

/** A plan as a quote sells it: at the price and by the rules that were put to the company, for the seats that they were put for. */
export function underTerms<O extends object>(offering: O, { priced, seatsMin, seatsFrom, seatsTo }: Terms): O & Terms["priced"] & { seatsMin: number; seatsMax: number } {
  const { seatStep } = priced;
  // The first number from there on that the plan's steps reach.
  const least = seatsFrom <= seatsMin ? seatsMin : seatsMin + Math.ceil((seatsFrom - seatsMin) / seatStep) * seatStep;
  return { ...offering, ...priced, seatsMin: least, seatsMax: seatsTo };
}

/** The terms of an offer that is out and may be taken up today by a company. Throws NOT_FOUND for another's, RULE_REFUSED with why for one that cannot. */
export async function openTerms(db: Reader, { now }: Pick<Scope, "now">, { offerId, customerId }: { offerId: string; customerId: string }): Promise<Terms> {
  return termsOf(await openOffer(db, now(), { offerId, customerId }));
}

/** The terms that an order was sent under, whatever became of the quote since. */
export async function termsKept(db: Reader, offerId: string): Promise<Terms> {
  return termsOf(await db.quoteOffer.findFirstOrThrow({ where: { id: offerId }, include: withQuote }));
}

async function openOffer(db: Reader, now: Date, { offerId, customerId }: { offerId: string; customerId: string }): Promise<Row> {
  const row = await db.quoteOffer.findFirst({ where: { id: offerId, state: "issued", quote: { customerId } }, include: withQuote });
  if (!row) throw new AppError("NOT_FOUND");
  const problem = offerProblem({ state: row.quote.state, validTo: dayOf(row.validTo) }, businessDayOf(now));
  if (problem) throw new AppError("RULE_REFUSED", { reasons: [problem] });
  return row;
}

/** Gives up what was still being written on a quote that is over, in the caller's transaction. */
export async function dropUnissued(tx: Tx, quoteId: string): Promise<void> {
  await tx.quoteOffer.updateMany({ where: { quoteId, state: { in: ["draft", "submitted"] } }, data: { state: "discarded", version: { increment: 1 } } });
}

type Taking = { offerId: string; customerId: string; offeringCode: string; seats: number };
/**
 * Takes up an offer in the caller's transaction: its quote is accepted, once, and a rate below the list gets its budget and its promise. Of
 * two orders at once the write lets one through. Throws NOT_FOUND for another company's, RULE_REFUSED with why, CHANGED_MEANWHILE.
 */
export async function takeOffer(tx: Tx, scope: Scope, { offerId, customerId, offeringCode, seats }: Taking): Promise<Terms> {
  const row = await openOffer(tx, scope.now(), { offerId, customerId });
  if (row.offeringCode !== offeringCode) throw new AppError("NOT_FOUND");
  const { quote } = row;
  const taken = await tx.quote.updateMany({ where: { id: quote.id, state: "approved" }, data: { state: "accepted", turn: "nobody", closedAt: scope.now(), updatedAt: scope.now(), version: { increment: 1 } } });
  if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
  await dropUnissued(tx, quote.id);
  const terms = termsOf(row);
  const [rate] = terms.offers.discounts;
  if (!rate) return terms;
  if (seats < row.seatsFrom || seats > row.seatsTo) throw fieldError("seats", "quoteSeats");
  const tariff = { components: terms.priced.components, discounts: [rate] };
  const of = (count: number, rule: FirstPeriodRule) => promisedFen(tariff, { seats: count, startOn: businessDayOf(scope.now()), rule }).get(rate.id) ?? 0n;
  const committedFen = of(seats, terms.priced.firstPeriodRule);
  // What later seats may be promised too: as many whole months as a change of the running product reckons with.
  const bandEnds = tariff.components.flatMap(({ bands }) => bands.map(({ upTo }) => upTo));
  const budgetFen = dearestSeats(bandEnds, row).map((count) => of(count, "full")).reduce((most, fen) => (fen > most ? fen : most), committedFen);
  if (budgetFen === 0n) return terms;
  await openContractRate(tx, scope, { rate, provinceId: quote.provinceId, specificationCode: row.specificationCode, budgetFen, agreedBy: row.writtenByName });
  return { ...terms, offers: { ...terms.offers, promises: [{ promotionId: rate.id, couponId: null, committedFen }] } };
}
