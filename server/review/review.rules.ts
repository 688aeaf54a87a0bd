import { type WorkCalendar, addWorkingMinutes } from "../kernel/calendar";

/** Settings of the review clock (rules 4.3.B): target 4 working hours, limit 1 working day, warning at half the limit. */
export const reviewClock = { targetMinutes: 240, limitMinutes: 570, lockMinutes: 15 } as const;

/** OR9: when a review should be done, when it turns yellow and when it is late, in working time. */
export function reviewDeadlines(askedAt: Date, calendar: WorkCalendar): { targetAt: Date; warnAt: Date; dueAt: Date } {
  return {
    targetAt: addWorkingMinutes(askedAt, reviewClock.targetMinutes, calendar),
    warnAt: addWorkingMinutes(askedAt, reviewClock.limitMinutes / 2, calendar),
    dueAt: addWorkingMinutes(askedAt, reviewClock.limitMinutes, calendar),
  };
}

export type Urgency = "calm" | "warning" | "late";

export function urgencyOf(task: { warnAt: Date; dueAt: Date }, now: Date): Urgency {
  if (now >= task.dueAt) return "late";
  return now >= task.warnAt ? "warning" : "calm";
}

export type ClaimState = "free" | "mine" | "others";

/** OR6: whose hands a task is in; a claim that ran out is nobody's. */
export function claimOf(task: { claimedByStaffId: string | null; claimedUntil: Date | null }, staffId: string, now: Date): ClaimState {
  if (!task.claimedByStaffId || !task.claimedUntil || task.claimedUntil <= now) return "free";
  return task.claimedByStaffId === staffId ? "mine" : "others";
}

export const returnReasons = ["papersUnclear", "factsWrong", "seatsUnclear", "identityUnclear", "other"] as const;
export const refuseReasons = ["identityRefused", "notEligible", "duplicate", "outsideArea", "riskRefused", "other"] as const;

/** Fields of an order or an opening that a clerk may mark for correction. */
export const markableOrderFields = ["seats", "facts.mailDomain", "facts.icpNumber", "facts.installAddress", "facts.contactNumber", "facts.administratorEmail", "facts.currentNumber", "facts.companyIntroduction", "note"] as const;
export const markableOpeningFields = ["companyName", "creditCode", "industry", "staffBand", "address", "licence", "contactName", "contactPhone", "email", "accountName", "payType", "paymentAccountNumber", "paymentHolderName"] as const;

/** The middle and the 95th of sorted durations, in minutes; null without any (OR9). */
export function percentiles(minutes: readonly number[]): { median: number; p95: number } | null {
  if (minutes.length === 0) return null;
  const sorted = [...minutes].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
