import type { StoredTerms } from "../catalog/terms.rules";

/** 标准版 10 席 → 专业版 10 席 */
export function changeWords({ before, after }: { before: Pick<StoredTerms, "offeringName" | "seats" | "seatName">; after: Pick<StoredTerms, "offeringName" | "seats" | "seatName"> }): string {
  const words = ({ offeringName, seats, seatName }: typeof before) => `${offeringName} ${seats} ${seatName}`;
  return `${words(before)} → ${words(after)}`;
}
