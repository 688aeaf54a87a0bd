import type { PriceComponent, SeatRule } from "../catalog/price.schema";

/** SC14: at the most so many side by side; more would not fit a screen. */
export const MOST_COMPARED = 4;

/** The plans that an address names, in its order, each once, those that are sold here, four at the most. */
export function chosenOf<P extends { code: string }>(plans: readonly P[], named: string | null): P[] {
  const codes = [...new Set((named ?? "").split(",").map((code) => code.trim().toUpperCase()))];
  return codes.flatMap((code) => plans.find((plan) => plan.code === code) ?? []).slice(0, MOST_COMPARED);
}

/** The number of seats that a plan would be ordered with for so many people: not fewer than they are, by its own steps; null where it does not go so far. */
export function seatsFor({ seatsMin, seatsMax, seatStep }: Pick<SeatRule, "seatsMin" | "seatsMax" | "seatStep">, people: number): number | null {
  if (seatsMax === 1) return 1;
  const seats = seatsMin + Math.max(0, Math.ceil((people - seatsMin) / seatStep)) * seatStep;
  return seats <= seatsMax ? seats : null;
}

/** True where not all say the same: what a reader came to see. */
export const differs = (values: readonly string[]): boolean => new Set(values).size > 1;

/** What is in a plan and not in all of them, line by line: a line of all is no difference. */
export function ownLines(includes: readonly (readonly string[])[], index: number): ReadonlySet<string> {
  const mine = includes[index] ?? [];
  return new Set(mine.filter((line) => !includes.every((lines) => lines.includes(line))));
}

export type ComparedPlan = {
  code: string; name: string; productName: string; productSlug: string; isSolution: boolean; includes: string[]; seatRule: SeatRule; trialDays: number; components: PriceComponent[];
  firstPeriodRule: "days" | "half" | "full" | "freeToMonthEnd"; providerName: string; servedBy: "operator" | "csp" | "ap"; serviceHours: string; dataLocation: string; needsLine: boolean;
};
