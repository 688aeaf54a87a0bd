import type { FactKind } from "@/server/ordering/order.rules";

/** What was typed into an order's form when it was left for a cart's. */
type Carried = { offeringCode: string; seatsTyped: string; facts: Partial<Record<FactKind, string>>; optionalParts: string[]; note: string };

let carried: Carried | null = null;

/** Kept by the page alone, until the next form of a cart has it: what was typed never comes to stand in an address. */
export function carry(typed: Carried): void {
  carried = typed;
}
export const carriedFor = (offeringCode: string): Carried | null => (carried?.offeringCode === offeringCode ? carried : null);
export function setDown(): void {
  carried = null;
}
