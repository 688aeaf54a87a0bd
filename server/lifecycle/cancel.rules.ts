import { nextEdge, tariffOf } from "../catalog/tariff.rules";
import { type RunningProduct, cutOffOf } from "../changes/change.rules";
import { type BusinessDay, accountPeriodOf, addDays, businessDayOf, dayOf, monthsBetween } from "../kernel/calendar";
import { shareOut } from "../kernel/money";

/** When a product that is given up ends: with its term, which is the default; a year plan with this month; or at once, within its days of return. */
export const cancelTimes = ["term", "month", "now"] as const;
export type CancelTime = (typeof cancelTimes)[number];

export const cancelReasons = ["notNeeded", "tooDear", "missesFunctions", "hardToUse", "otherProvider", "other"] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** What giving up a product is, beside its order: kept with the change. Sums in fen as text. */
export type CancelDetails = { when: CancelTime; refundFen: string; reason: CancelReason; comment: string };

/** Returns that a company may make in twelve months (rules 4.4). */
export const MOST_RETURNS = 3;

/** A charge of the product that was not taken back: what it came to, and what credits and discounts took off it. */
export type Paid = { rateId: string; componentId: string; grossFen: bigint; reducedFen: bigint };
export type RefundPart = { rateId: string; amountFen: bigint };

const left = ({ grossFen, reducedFen }: Paid): bigint => (grossFen > reducedFen ? grossFen - reducedFen : 0n);
const sumOf = (paid: readonly Paid[]): bigint => paid.reduce((sum, row) => sum + left(row), 0n);

/** A sum spread over charges by what is left of each, by largest remainder: parts always add to the sum. */
export function spreadRefund(refundFen: bigint, paid: readonly Paid[]): RefundPart[] {
  const rows = paid.filter((row) => left(row) > 0n);
  const shares = refundFen > 0n ? shareOut(refundFen, rows.map(left)) : [];
  return rows.flatMap(({ rateId }, index) => ((shares[index] ?? 0n) > 0n ? [{ rateId, amountFen: shares[index] ?? 0n }] : []));
}

/** CH8: everything back, for what was never used. */
export const wholeRefund = (paid: readonly Paid[]): RefundPart[] => spreadRefund(sumOf(paid), paid);

export type YearPlan = { feeIds: string[]; monthFen: bigint; begun: BusinessDay };

/** A plan that is paid by the year and may be ended early: what a month of it costs by the list, and when its running year began. Null for every other. */
export function yearPlanOf(product: Parameters<typeof tariffOf>[0] & { startedOn: Date }, onDay: BusinessDay): YearPlan | null {
  const { components, since } = tariffOf(product);
  const fees = components.filter(({ kind, monthFeeFen }) => kind === "yearly" && monthFeeFen !== undefined);
  if (fees.length === 0 || components.some(({ kind, monthFeeFen }) => kind === "yearly" && monthFeeFen === undefined)) return null;
  const first = `${(since ?? dayOf(product.startedOn)).slice(0, 7)}-01`;
  const years = Math.floor(Math.max(0, monthsBetween(first, onDay)) / 12);
  const begun = `${Number(first.slice(0, 4)) + years}${first.slice(4)}`;
  return { feeIds: fees.map(({ id }) => id), monthFen: fees.reduce((sum, { monthFeeFen }) => sum + (monthFeeFen ?? 0n), 0n), begun };
}

/** Rules 4.4: a year plan ended early returns what was paid less the list price of the months that have begun, never less than nothing. */
export function yearRefund({ monthFen, begun }: YearPlan, endsBefore: BusinessDay, paid: readonly Paid[]): { months: number; paidFen: bigint; usedFen: bigint; refundFen: bigint } {
  const months = monthsBetween(begun, endsBefore);
  const [paidFen, usedFen] = [sumOf(paid), BigInt(months) * monthFen];
  return { months, paidFen, usedFen, refundFen: paidFen > usedFen ? paidFen - usedFen : 0n };
}

/** CH8: until when, that day included, a product may be given back at once; null for never. */
export function returnableUntil(startedOn: BusinessDay, returnDays: number): BusinessDay | null {
  return returnDays > 0 ? addDays(startedOn, returnDays - 1) : null;
}

/**
 * The last day that a product which ends at once is charged for: not the month in which it ends, so that the bill run, which charges a
 * whole last month, leaves it out.
 */
export function lastChargedDay(startedOn: BusinessDay, today: BusinessDay): BusinessDay {
  const { from } = accountPeriodOf(today);
  return startedOn < from ? addDays(from, -1) : today;
}

/** The edge that is still to be had at this moment, of the product's own term or of account periods. */
function edgeAt(now: Date, edgeAfter: (day: BusinessDay) => BusinessDay): BusinessDay {
  const edge = edgeAfter(businessDayOf(now));
  return now < cutOffOf(edge) ? edge : edgeAfter(edge);
}

/** The first day without the product, when it ends with its term: a prepaid one runs as far as it is paid. */
export function termEdge(product: RunningProduct, now: Date): BusinessDay {
  const edge = edgeAt(now, (day) => nextEdge(tariffOf(product), dayOf(product.startedOn), day));
  return product.paidTo && dayOf(product.paidTo) > edge ? dayOf(product.paidTo) : edge;
}

/** The first day without it, when a year plan ends early. */
export const monthEdge = (now: Date): BusinessDay => edgeAt(now, (day) => accountPeriodOf(day).to);
