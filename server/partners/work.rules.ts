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
