import { tariffOf } from "../catalog/tariff.rules";
import { type BusinessDay, accountPeriodOf, addDays, addMonths, monthsBetween } from "../kernel/calendar";

/** Whole months that a company may let a product rest within twelve (rules 4.3.D). */
const MOST_MONTHS = 3;
const WITHIN_MONTHS = 12;
/** How many days before it runs again the company is reminded (CH13). */
export const REMIND_DAYS = 3;

/** What a pause is, beside its order: kept with the change. Sums in fen as text. */
export type PauseDetails = { months: number; until: BusinessDay; holdFeeFen: string; taxRateBp: number };

export type Rest = { from: BusinessDay; until: BusinessDay };

const firstOnOrAfter = (day: BusinessDay): BusinessDay => (day.endsWith("-01") ? day : accountPeriodOf(day).to);

/** Account periods that began at rest: one that is taken up again halfway counts too, or a company could rest for ever, a day short of each month. */
export function wholeMonths({ from, until }: Rest): number {
  const first = firstOnOrAfter(from);
  const last = firstOnOrAfter(until);
  return last > first ? monthsBetween(first, last) : 0;
}

/** CH13: how many whole months are left of three in the twelve before a day; a rest that began earlier counts with what lies inside them. */
export function monthsLeft(rests: readonly Rest[], day: BusinessDay): number {
  const since = addMonths(firstOnOrAfter(day), -WITHIN_MONTHS);
  const used = rests.reduce((sum, { from, until }) => sum + wholeMonths({ from: from < since ? since : from, until }), 0);
  return Math.max(0, MOST_MONTHS - used);
}

/**
 * CH13: a pause that is asked for today: it starts tomorrow, the month of its start is paid in full, and it ends by itself after its
 * whole months. `paidTo` is the first day that a prepaid product has not paid for.
 */
export function restFor({ today, months, paidTo }: { today: BusinessDay; months: number; paidTo: BusinessDay | null }): Rest {
  const from = addDays(today, 1);
  const start = paidTo && paidTo > from ? paidTo : from;
  return { from, until: addMonths(firstOnOrAfter(start), months) };
}

/** A year that is paid cannot rest: nothing of it would be saved. */
export const isYearly = (product: Parameters<typeof tariffOf>[0]): boolean => tariffOf(product).components.some(({ kind }) => kind === "yearly");
