import type { Reader } from "../db";
import type { WorkCalendar } from "../kernel/calendar";

/** The working calendar of a province: 8:30–18:00, with its holidays and moved workdays and those of all provinces. */
export async function workCalendarOf(db: Reader, provinceId: string): Promise<WorkCalendar> {
  const rows = await db.calendarDay.findMany({ where: { provinceId: { in: ["*", provinceId] } }, select: { day: true, isWorkday: true } });
  const days = (isWorkday: boolean) => new Set(rows.filter((row) => row.isWorkday === isWorkday).map((row) => row.day.toISOString().slice(0, 10)));
  return { opensAt: 510, closesAt: 1080, holidays: days(false), workdays: days(true) };
}
