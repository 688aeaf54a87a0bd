import type { Reader } from "../db";
import type { WorkCalendar } from "../kernel/calendar";
import { dayOf } from "../kernel/calendar";
import { processWide } from "../process-wide";

const KEEP_MS = 60_000;
const kept = processWide("calendars", () => new Map<string, { readAt: number; calendar: WorkCalendar }>());

/**
 * The working calendar of a province: 8:30–18:00, with its holidays and moved workdays and those of all provinces. Read at
 * most once a minute: a holiday is entered weeks ahead, and what is reckoned with it are clerks' limits, never money.
 */
export async function workCalendarOf(db: Reader, provinceId: string): Promise<WorkCalendar> {
  const known = kept.get(provinceId);
  if (known && Date.now() - known.readAt < KEEP_MS) return known.calendar;
  const rows = await db.calendarDay.findMany({ where: { provinceId: { in: ["*", provinceId] } }, select: { day: true, isWorkday: true } });
  const days = (isWorkday: boolean) => new Set(rows.filter((row) => row.isWorkday === isWorkday).map((row) => dayOf(row.day)));
  const calendar = { opensAt: 510, closesAt: 1080, holidays: days(false), workdays: days(true) };
  kept.set(provinceId, { readAt: Date.now(), calendar });
  return calendar;
}
