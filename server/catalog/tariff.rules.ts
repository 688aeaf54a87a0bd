import { type BusinessDay, accountPeriodOf, addMonths, dayOf, monthsBetween } from "../kernel/calendar";
import { type Discount, type DiscountedLine, discounted } from "./discount.rules";
import { componentsFromJson } from "./price.rules";
import type { FirstPeriodRule, PriceComponent } from "./price.schema";
import { type RatedLine, firstBill, laterPeriod, normalMonth, restOfPeriod, resumption, totalFen } from "./rating.rules";

/** What a product pays by: its plan's price and what was promised beside it, both frozen when it was ordered, and since when where it followed other terms. */
export type Tariff = { components: readonly PriceComponent[]; discounts: readonly Discount[]; since?: BusinessDay };

type StoredDiscount = Omit<Discount, "offFen"> & { offFen: string };
export const discountsToJson = (discounts: readonly Discount[]): StoredDiscount[] => discounts.map((discount) => ({ ...discount, offFen: discount.offFen.toString() }));
const discountsFromJson = (json: unknown): Discount[] => (json as StoredDiscount[]).map((discount) => ({ ...discount, offFen: BigInt(discount.offFen) }));

/** The tariff of an order's item or of a product, as it is kept. */
export function tariffOf({ components, discounts, termsFrom }: { components: unknown; discounts: unknown; termsFrom?: Date | null }): Tariff {
  return { components: componentsFromJson(components), discounts: discountsFromJson(discounts), ...(termsFrom ? { since: dayOf(termsFrom) } : {}) };
}

const after = ({ components, discounts }: Tariff, lines: readonly RatedLine[], seats: number, month: number): DiscountedLine[] => (discounts.length === 0 ? [...lines] : discounted(components, discounts, lines, { seats, month }));

/** What is due when the product opens on `startOn`. Throws RangeError for seats past the bands. */
export function openingLines(tariff: Tariff, seats: number, startOn: BusinessDay, rule: FirstPeriodRule): DiscountedLine[] {
  return after(tariff, firstBill(tariff.components, seats, startOn, rule), seats, 0);
}

/** The same of an order's item or a product as it is kept. */
export function openingOf(kept: { components: unknown; discounts: unknown; seats: number; firstPeriodRule: string }, startOn: BusinessDay): DiscountedLine[] {
  return openingLines(tariffOf(kept), kept.seats, startOn, kept.firstPeriodRule as FirstPeriodRule);
}

/** A whole month, `month` account periods after that of the start; what recurs only. */
export function monthLines(tariff: Tariff, seats: number, month = 1): DiscountedLine[] {
  return after(tariff, normalMonth(tariff.components, seats), seats, month);
}

/** An account period after the first, a year's fee among it where another year begins. */
export function laterLines(tariff: Tariff, seats: number, startedOn: BusinessDay, periodFrom: BusinessDay): DiscountedLine[] {
  return after(tariff, laterPeriod(tariff.components, seats, { startedOn, since: tariff.since }, periodFrom), seats, monthsBetween(startedOn, periodFrom));
}

/** The days of an account period that are left from a day on, that day included. */
export function restLines(tariff: Tariff, seats: number, startedOn: BusinessDay, fromOn: BusinessDay): DiscountedLine[] {
  return after(tariff, restOfPeriod(tariff.components, seats, fromOn), seats, monthsBetween(startedOn, fromOn));
}

/** The first day on which a product may pay by other terms: the coming period's, or the end of the year that is paid. */
export function nextEdge({ components, since }: Tariff, startedOn: BusinessDay, after: BusinessDay): BusinessDay {
  const first = accountPeriodOf(after).to;
  if (!components.some(({ kind }) => kind === "yearly")) return first;
  const begun = `${(since ?? startedOn).slice(0, 7)}-01`;
  const months = monthsBetween(begun, first);
  return addMonths(begun, Math.ceil(Math.max(1, months) / 12) * 12);
}

/** What a product pays when it runs again on `fromOn` after its periods since `missedFrom` were not charged. */
export function resumptionLines(tariff: Tariff, seats: number, days: { startedOn: BusinessDay; missedFrom: BusinessDay; fromOn: BusinessDay }): DiscountedLine[] {
  return after(tariff, resumption(tariff.components, seats, { ...days, since: tariff.since }), seats, monthsBetween(days.startedOn, days.fromOn));
}

/** Twelve account periods from that of `startOn`, in fen; usage depends on use (SC10). */
export function firstYearFen(tariff: Tariff, seats: number, startOn: BusinessDay, rule: FirstPeriodRule): bigint {
  const months = Array.from({ length: 11 }, (_, index) => totalFen(monthLines(tariff, seats, index + 1)));
  return totalFen(openingLines(tariff, seats, startOn, rule)) + months.reduce((sum, fen) => sum + fen, 0n);
}
