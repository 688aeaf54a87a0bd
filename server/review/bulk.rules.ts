/** At most so many orders by one decision (BO9). */
export const BULK_MOST = 50;
/** So long a bulk decision may be taken back. */
export const UNDO_SECONDS = 60;

export const bulkBars = ["needsSecond", "inOtherHands", "notVerified", "inArrears"] as const;
export type BulkBar = (typeof bulkBars)[number];

type Candidate = { needsSecond: boolean; claim: "free" | "mine" | "others"; isVerified: boolean; isInArrears: boolean };

/** BO9: what keeps an order out of a bulk decision, since somebody should look at it alone; null when nothing does. */
export function barOf({ needsSecond, claim, isVerified, isInArrears }: Candidate): BulkBar | null {
  if (needsSecond) return "needsSecond";
  if (claim === "others") return "inOtherHands";
  if (!isVerified) return "notVerified";
  return isInArrears ? "inArrears" : null;
}
