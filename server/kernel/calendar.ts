/** Business time is Asia/Shanghai, which has kept UTC+8 without summer time since 1991. */
export const BUSINESS_ZONE = "Asia/Shanghai";
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** A calendar day in the business zone, "2026-11-24". */
export type BusinessDay = string;

/** The business day on which an instant falls. */
export function businessDayOf(instant: Date): BusinessDay {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** A business day as the database keeps it, a date without a zone; `dayOf` reads it back. */
export const dateOf = (day: BusinessDay): Date => new Date(`${day}T00:00:00Z`);
export const dayOf = (date: Date): BusinessDay => date.toISOString().slice(0, 10);

/** 00:00 of a business day as an instant. Throws RangeError for a day that does not exist. */
export function startOfDay(day: BusinessDay): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) throw new RangeError(`no such day: ${day}`);
  return new Date(utc - OFFSET_MS);
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return businessDayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));
}

/** Account period (账期) of a day: [from, to), from the 1st to the next 1st, with its length in days. */
export function accountPeriodOf(day: BusinessDay): { from: BusinessDay; to: BusinessDay; days: number } {
  startOfDay(day);
  const [year = 0, month = 1] = day.split("-").map(Number);
  const from = `${day.slice(0, 7)}-01`;
  const to = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  return { from, to, days: daysBetween(from, to) };
}

/** Whole days from one business day to a later one; negative when it is earlier. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}

/** The first day of the period so many months later; earlier for a negative number. */
export function addMonths(firstDay: BusinessDay, months: number): BusinessDay {
  return dayOf(new Date(Date.UTC(Number(firstDay.slice(0, 4)), Number(firstDay.slice(5, 7)) - 1 + months, 1)));
}

/** Calendar months from that of one day to that of another, whatever their days. */
export function monthsBetween(from: BusinessDay, to: BusinessDay): number {
  return 12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** Which minutes count as working time: Monday to Friday unless the calendar names the day a holiday or a workday. */
export type WorkCalendar = { opensAt: number; closesAt: number; holidays: ReadonlySet<BusinessDay>; workdays: ReadonlySet<BusinessDay> };

function isWorkday(day: BusinessDay, calendar: WorkCalendar): boolean {
  if (calendar.workdays.has(day)) return true;
  if (calendar.holidays.has(day)) return false;
  const weekday = dateOf(day).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

const atMinute = (day: BusinessDay, minute: number) => new Date(startOfDay(day).getTime() + minute * 60_000);

/** The instant when so many working minutes have passed since `from` (OR9). Looks at most two years ahead. */
export function addWorkingMinutes(from: Date, minutes: number, calendar: WorkCalendar): Date {
  let left = minutes * 60_000;
  let day = businessDayOf(from);
  for (let n = 0; n < 732; n += 1, day = addDays(day, 1)) {
    if (!isWorkday(day, calendar)) continue;
    const opens = Math.max(atMinute(day, calendar.opensAt).getTime(), from.getTime());
    const closes = atMinute(day, calendar.closesAt).getTime();
    if (closes <= opens) continue;
    if (closes - opens >= left) return new Date(opens + left);
    left -= closes - opens;
  }
  throw new RangeError("no working time within two years");
}

/** Working minutes in [from, to), rounded down. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkCalendar): number {
  let sum = 0;
  for (let day = businessDayOf(from); startOfDay(day) < to; day = addDays(day, 1)) {
    if (!isWorkday(day, calendar)) continue;
    const opens = Math.max(atMinute(day, calendar.opensAt).getTime(), from.getTime());
    const closes = Math.min(atMinute(day, calendar.closesAt).getTime(), to.getTime());
    sum += Math.max(0, closes - opens);
  }
  return Math.floor(sum / 60_000);
}

/** 2026年7月3日. */
export function formatDay(day: BusinessDay): string {
  const [year, month, date] = day.split("-");
  return `${year}年${Number(month)}月${Number(date)}日`;
}

const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: BUSINESS_ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** 2026年7月3日 09:05, in business time. */
export const formatInstant = (instant: Date): string => `${formatDay(businessDayOf(instant))} ${clock.format(instant)}`;

/** The month of a day, "2026年5月". */
export function formatMonth(day: BusinessDay): string {
  const [year, month] = day.split("-");
  return `${year}年${Number(month)}月`;
}
