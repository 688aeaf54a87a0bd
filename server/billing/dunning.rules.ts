import type { DunningStepKind } from "../generated/prisma/enums";
import { type BusinessDay, addDays, daysBetween } from "../kernel/calendar";
import { divideHalfUp } from "../kernel/money";

/** The calendar of rules 4.4, in days from the due day; suspension never before the 31st (law: over 30 days). */
const dunningCalendar = [
  { kind: "remind7", day: -7 },
  { kind: "remind1", day: -1 },
  { kind: "dueToday", day: 0 },
  { kind: "overdue", day: 1 },
  { kind: "secondNotice", day: 5 },
  { kind: "limited", day: 15 },
  { kind: "suspended", day: 31 },
  { kind: "mayTerminate", day: 91 },
] as const satisfies readonly { kind: DunningStepKind; day: number }[];

type Pause = { fromOn: BusinessDay; untilOn: BusinessDay };
export type Debt = { dueOn: BusinessDay; openFen: bigint; disputedFen: bigint; taken: readonly DunningStepKind[]; pauses: readonly Pause[] };

/** Days after the due day that count: a day on which dunning rested is not one of them. Negative before the due day. */
export function dunningDay({ dueOn, pauses }: Pick<Debt, "dueOn" | "pauses">, today: BusinessDay): number {
  const rested = new Set<BusinessDay>();
  for (const { fromOn, untilOn } of pauses) for (let day = fromOn > dueOn ? fromOn : addDays(dueOn, 1); day < untilOn && day <= today; day = addDays(day, 1)) rested.add(day);
  return daysBetween(dueOn, today) - rested.size;
}

/**
 * BI7: the steps of a bill that are due and not taken yet, in their order. None while nothing undisputed is open, or while
 * dunning rests today. Reminders that were missed (a late bill, a moved clock) are not sent after the due day.
 */
export function dueSteps(debt: Debt, today: BusinessDay): DunningStepKind[] {
  if (debt.openFen - debt.disputedFen <= 0n) return [];
  if (debt.pauses.some(({ fromOn, untilOn }) => fromOn <= today && today < untilOn)) return [];
  const day = dunningDay(debt, today);
  const last = dunningCalendar.findLast((step) => step.day <= day);
  return dunningCalendar.filter((step) => step.day <= day && !debt.taken.includes(step.kind) && (step.day > 0 || step === last)).map(({ kind }) => kind);
}

const LATE_FEE_PER_MILLE_PER_DAY = 3n;

/**
 * BI8: 0.3 % a day, simple, on the principal that is unpaid, never more than the principal. `payments` say on which day how
 * much of the principal was paid; a payment counts from its own day on. Rounded once.
 */
export function lateFeeFen(principalFen: bigint, payments: readonly { on: BusinessDay; amountFen: bigint }[], dueOn: BusinessDay, untilOn: BusinessDay): bigint {
  let fenDays = 0n;
  let openFen = principalFen;
  let from = addDays(dueOn, 1);
  const inOrder = [...payments].sort((a, b) => (a.on < b.on ? -1 : 1));
  for (const { on, amountFen } of inOrder) {
    if (on > from && on <= untilOn) {
      fenDays += openFen * BigInt(daysBetween(from, on));
      from = on;
    }
    if (on <= untilOn) openFen -= amountFen;
  }
  if (untilOn >= from) fenDays += openFen * BigInt(daysBetween(from, untilOn) + 1);
  const fee = divideHalfUp(fenDays * LATE_FEE_PER_MILLE_PER_DAY, 1000n);
  return fee > principalFen ? principalFen : fee;
}

const PROMISE_MAX_DAYS = 10;
const PROMISES_A_YEAR = 2;

/** Why a company may not promise to pay by a day, or null: at most ten days, twice a year, one at a time. */
export function promiseProblem(untilOn: BusinessDay, today: BusinessDay, earlier: readonly { fromOn: BusinessDay; isOpen: boolean }[]): null | "promiseOpen" | "promisesUsedUp" | "promiseTooLong" | "promiseInPast" {
  if (earlier.some(({ isOpen }) => isOpen)) return "promiseOpen";
  if (untilOn <= today) return "promiseInPast";
  if (daysBetween(today, untilOn) > PROMISE_MAX_DAYS) return "promiseTooLong";
  const aYearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return earlier.filter(({ fromOn }) => fromOn > aYearAgo).length >= PROMISES_A_YEAR ? "promisesUsedUp" : null;
}

/** RP9: the age group of a debt by its days past due. */
export function ageGroup(daysPastDue: number): "upTo30" | "upTo60" | "upTo90" | "over90" {
  return daysPastDue <= 30 ? "upTo30" : daysPastDue <= 60 ? "upTo60" : daysPastDue <= 90 ? "upTo90" : "over90";
}
