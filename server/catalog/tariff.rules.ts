import { type BusinessDay, monthsBetween } from "../kernel/calendar";
import { type Discount, type DiscountedLine, discounted } from "./discount.rules";
import { componentsFromJson } from "./price.rules";
import type { FirstPeriodRule, PriceComponent } from "./price.schema";
import { type RatedLine, firstBill, laterPeriod, normalMonth, resumption, totalFen } from "./rating.rules";

/** What a product pays by: its plan's price and what was promised beside it, both frozen when it was ordered. */
export type Tariff = { components: readonly PriceComponent[]; discounts: readonly Discount[] };

type StoredDiscount = Omit<Discount, "offFen"> & { offFen: string };
export const discountsToJson = (discounts: readonly Discount[]): StoredDiscount[] => discounts.map((discount) => ({ ...discount, offFen: discount.offFen.toString() }));
const discountsFromJson = (json: unknown): Discount[] => (json as StoredDiscount[]).map((discount) => ({ ...discount, offFen: BigInt(discount.offFen) }));

/** The tariff of an order's item or of a product, as it is kept. */
export function tariffOf({ components, discounts }: { components: unknown; discounts: unknown }): Tariff {
  return { components: componentsFromJson(components), discounts: discountsFromJson(discounts) };
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
  return after(tariff, laterPeriod(tariff.components, seats, startedOn, periodFrom), seats, monthsBetween(startedOn, periodFrom));
}

/** What a product pays when it runs again on `fromOn` after its periods since `missedFrom` were not charged. */
export function resumptionLines(tariff: Tariff, seats: number, days: { startedOn: BusinessDay; missedFrom: BusinessDay; fromOn: BusinessDay }): DiscountedLine[] {
  return after(tariff, resumption(tariff.components, seats, days), seats, monthsBetween(days.startedOn, days.fromOn));
}

/** Twelve account periods from that of `startOn`, in fen; usage depends on use (SC10). */
export function firstYearFen(tariff: Tariff, seats: number, startOn: BusinessDay, rule: FirstPeriodRule): bigint {
  const months = Array.from({ length: 11 }, (_, index) => totalFen(monthLines(tariff, seats, index + 1)));
  return totalFen(openingLines(tariff, seats, startOn, rule)) + months.reduce((sum, fen) => sum + fen, 0n);
}
