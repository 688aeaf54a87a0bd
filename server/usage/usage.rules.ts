import type { PriceComponent } from "../catalog/price.schema";
import { type BusinessDay, accountPeriodOf, addDays, daysBetween } from "../kernel/calendar";
import { divideHalfUp } from "../kernel/money";
import type { Life } from "./reading.rules";

/** The components of a price that are paid by use. */
export const meteredOf = (components: readonly PriceComponent[]): PriceComponent[] => components.filter(({ kind }) => kind === "usage");

type Period = { from: BusinessDay; to: BusinessDay };

/** The days of a period on which a product ran or will, [from, to); null when it lies outside the product's life. */
export function livedDays({ startedOn, endsOn }: Life, period: Period): Period | null {
  const from = startedOn > period.from ? startedOn : period.from;
  const end = endsOn ? addDays(endsOn, 1) : period.to;
  const to = end < period.to ? end : period.to;
  return from < to ? { from, to } : null;
}

export type UsageForecast = { units: number; wholeDays: number; usedInWholeDays: number; ofDays: number };

/**
 * PR13: what a running period will come to at its end: the days that are over, at their mean, for all its days; never less than
 * what is used already. `today` is not over and left out of the mean. Null before a day is over, and for a period that has ended.
 */
export function forecastUse(days: readonly { usedOn: BusinessDay; used: number }[], life: Life, period: Period, today: BusinessDay): UsageForecast | null {
  const lived = livedDays(life, period);
  if (!lived || today < lived.from || today >= lived.to) return null;
  const wholeDays = daysBetween(lived.from, today);
  if (wholeDays === 0) return null;
  const ofDays = daysBetween(lived.from, lived.to);
  const sum = (rows: typeof days) => rows.reduce((total, row) => total + row.used, 0);
  const usedInWholeDays = sum(days.filter(({ usedOn }) => usedOn < today));
  const units = Number(divideHalfUp(BigInt(usedInWholeDays) * BigInt(ofDays), BigInt(wholeDays)));
  return { units: Math.max(units, sum(days)), wholeDays, usedInWholeDays, ofDays };
}

export const noticeLevels = [80, 100] as const;
export type NoticeLevel = (typeof noticeLevels)[number];

/** Which reminder the use of included units calls for, the highest (rules 4.4, reminders); none where nothing is included. */
export function noticeLevel(included: number, used: number): NoticeLevel | null {
  if (included <= 0) return null;
  if (used >= included) return 100;
  return used * 100 >= included * 80 ? 80 : null;
}

/** Every day of [from, until] with its use, days without a report as nothing used. */
export function filledDays(days: readonly { usedOn: BusinessDay; used: number }[], from: BusinessDay, until: BusinessDay): { usedOn: BusinessDay; used: number }[] {
  const byDay = new Map(days.map(({ usedOn, used }) => [usedOn, used]));
  const filled: { usedOn: BusinessDay; used: number }[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) filled.push({ usedOn: day, used: byDay.get(day) ?? 0 });
  return filled;
}

/** The last day on which late reports of an ended product are waited for: the end of the month after its last. */
export const readUntil = (endsOn: BusinessDay): BusinessDay => addDays(accountPeriodOf(accountPeriodOf(endsOn).to).to, -1);
