import { totalFen } from "../catalog/rating.rules";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import { type ChangeOfTerms, termsOn } from "../catalog/terms.rules";
import { type BusinessDay, accountPeriodOf, addDays, dayOf, daysBetween } from "../kernel/calendar";
import { type Period, periodAfter } from "./period.rules";

type Paid = { seats: number; startedOn: Date | null; paidTo: Date | null; components: unknown; discounts: unknown; changes?: readonly ChangeOfTerms[] };
export type Forecast = { lastsDays: number | null; missingFen: bigint; edgeOn: BusinessDay | null };

const HORIZON_MONTHS = 24;

/** What a prepaid product's month will take, by the terms that stand or wait for it; nothing for a month that is paid already. */
export function monthOf(product: Paid, period: Period): bigint {
  if (!product.startedOn || (product.paidTo && dayOf(product.paidTo) > period.from)) return 0n;
  const terms = termsOn(product, product.changes ?? [], period.from);
  return totalFen(laterLines(tariffOf(terms), terms.seats, dayOf(product.startedOn), period.from));
}

/**
 * BI5: how many days a balance lasts: until the evening before the first month that it cannot pay whole, counted from today.
 * Null when it lasts for two years, or nothing recurs. Usage, which nobody knows, is left out.
 */
export function forecast(cashFen: bigint, products: readonly Paid[], today: BusinessDay): Forecast {
  let left = cashFen;
  let period = periodAfter(accountPeriodOf(today));
  for (let n = 0; n < HORIZON_MONTHS; n += 1, period = periodAfter(period)) {
    const due = products.reduce((sum, product) => sum + monthOf(product, period), 0n);
    if (due > left) return { lastsDays: daysBetween(today, addDays(period.from, -1)), missingFen: due - left, edgeOn: period.from };
    left -= due;
  }
  return { lastsDays: null, missingFen: 0n, edgeOn: null };
}

/** Which notice is due so many days before: at 7 and at 2 (rules 4.4). */
export function noticeLevel(lastsDays: number | null): 7 | 2 | null {
  if (lastsDays === null || lastsDays > 7) return null;
  return lastsDays <= 2 ? 2 : 7;
}
