/** The instant of a minute in the business zone, "2026-11-27T22:00". Throws RangeError for one that does not exist. */
export function instantOf(minute: string): Date {
  const instant = new Date(`${minute}:00+08:00`);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`no such minute: ${minute}`);
  return instant;
}

type Span = { fromAt: Date; toAt: Date };
const LONGEST_HOURS = 48;
const FARTHEST_DAYS = 90;
/** Work may be announced when it has just begun. */
const GRACE_MS = 5 * 60_000;

/** What is wrong with announcing work for a time, or null. */
export function workProblem({ fromAt, toAt }: Span, others: readonly Span[], now: Date): { field: "from" | "to"; code: string } | null {
  if (fromAt.getTime() < now.getTime() - GRACE_MS) return { field: "from", code: "workInPast" };
  if (fromAt.getTime() > now.getTime() + FARTHEST_DAYS * 86_400_000) return { field: "from", code: "workTooFar" };
  if (toAt <= fromAt) return { field: "to", code: "endBeforeStart" };
  if (toAt.getTime() - fromAt.getTime() > LONGEST_HOURS * 3_600_000) return { field: "to", code: "workTooLong" };
  if (others.some((other) => other.fromAt < toAt && fromAt < other.toAt)) return { field: "from", code: "workOverlaps" };
  return null;
}

/** An instant as a minute in the business zone. */
export const minuteOf = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
