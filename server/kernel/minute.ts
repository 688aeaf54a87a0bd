import { z } from "zod";

/** A minute in the business zone, "2026-11-27T22:00", as a browser's date and time field gives it. */
export const Minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: "timeWrong" }).refine((text) => !Number.isNaN(Date.parse(`${text}:00+08:00`)), { error: "timeWrong" });
/** The same where it may be left open. */
export const MinuteOrNone = z.union([z.literal(""), Minute]);

/** The instant of a minute. Throws RangeError for one that does not exist. */
export function instantOf(minute: string): Date {
  const instant = new Date(`${minute}:00+08:00`);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`no such minute: ${minute}`);
  return instant;
}

/** The instant of a minute that may be left open. */
export const instantOrNone = (minute: string): Date | null => (minute === "" ? null : instantOf(minute));

/** An instant as a minute in the business zone. */
export const minuteOf = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
