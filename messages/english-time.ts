import { BUSINESS_ZONE, type BusinessDay } from "@/server/kernel/calendar";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const instant = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: BUSINESS_ZONE });

const middayOf = (businessDay: BusinessDay) => new Date(`${businessDay}T12:00:00Z`);
/** 3 Jul 2026. */
export const englishDay = (businessDay: BusinessDay): string => day.format(middayOf(businessDay));
/** July 2026. */
export const englishMonth = (businessDay: BusinessDay): string => month.format(middayOf(businessDay));
/** 3 Jul 2026, 09:05, in business time. */
export const englishInstant = (at: Date): string => instant.format(at);
