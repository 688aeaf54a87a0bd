import { type BusinessDay, accountPeriodOf, addDays, businessDayOf, daysBetween, startOfDay } from "../kernel/calendar";

/** Hours of the billing calendar in business time (rules 4.4, Dates). */
const RUN_HOUR = 2;
const PUBLISH_HOUR = 9;
const RENEW_HOUR = 22;
const HOUR_MS = 3_600_000;

export type Period = { from: BusinessDay; to: BusinessDay; days: number };

/** The account period after or before one. */
export const periodAfter = (period: Pick<Period, "to">): Period => accountPeriodOf(period.to);
export const periodBefore = (period: Pick<Period, "from">): Period => accountPeriodOf(addDays(period.from, -1));

const at = (day: BusinessDay, hour: number) => new Date(startOfDay(day).getTime() + hour * HOUR_MS);

/** When a period's bills are computed: the 1st after it, 02:00. */
export const runsAt = (period: Period): Date => at(period.to, RUN_HOUR);
/** When they are published: the 3rd, 09:00, so that they are public before noon. */
export const publishesAt = (period: Period): Date => at(addDays(period.to, 2), PUBLISH_HOUR);
/** When a prepaid period is charged: the last day of the one before, 22:00. */
export const renewsAt = (period: Period): Date => at(addDays(period.from, -1), RENEW_HOUR);
/** Last day to pay a postpaid bill: the last day of the month in which it is published. */
export const dueDayOf = (period: Period): BusinessDay => addDays(periodAfter(period).to, -1);

/** The same for a bill that is published late: nobody is overdue by a bill before having seen it. */
export function dueDayFor(dueOn: BusinessDay, publishedAt: Date): BusinessDay {
  const lastDay = addDays(accountPeriodOf(businessDayOf(publishedAt)).to, -1);
  return dueOn > lastDay ? dueOn : lastDay;
}

/** Every period that has ended and whose run is due at `now`, the oldest first, from the one of `firstDay` on; at most `limit`. */
export function duePeriods(firstDay: BusinessDay, now: Date, limit = 24): Period[] {
  const due: Period[] = [];
  for (let period = accountPeriodOf(firstDay); runsAt(period) <= now && due.length < limit; period = periodAfter(period)) due.push(period);
  return due;
}

/** Overdue from the day after the due day, in the business zone: dates are compared, never instants. */
export function overdueDays(dueOn: BusinessDay, today: BusinessDay): number {
  return Math.max(0, daysBetween(dueOn, today));
}
