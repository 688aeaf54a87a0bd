import { type Discount, foldsTyped } from "../catalog/discount.rules";
import { type BusinessDay, addDays } from "../kernel/calendar";

export const quoteStates = ["inProgress", "pending", "approved", "accepted", "rejected", "cancelled", "expired"] as const;
export type QuoteStateName = (typeof quoteStates)[number];
export const quoteTurns = ["operator", "secondPerson", "company", "nobody"] as const;
export type QuoteTurnName = (typeof quoteTurns)[number];
export const quoteOfferStates = ["draft", "submitted", "issued", "discarded"] as const;

/** The only table of what may follow what. TMF648 names; `expired` is ours. */
export const nextQuoteStates = {
  inProgress: ["pending", "approved", "rejected", "cancelled", "expired"],
  pending: ["inProgress", "approved", "rejected", "cancelled", "expired"],
  approved: ["accepted", "rejected", "expired"],
  accepted: [],
  rejected: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<QuoteStateName, readonly QuoteStateName[]>;

export const canQuoteMove = (from: QuoteStateName, to: QuoteStateName): boolean => (nextQuoteStates[from] as readonly QuoteStateName[]).includes(to);

/** States by what they mean for whoever looks for a quote. */
export const quoteGroups = ["open", "ended"] as const;
export const statesOfQuoteGroup = { open: ["inProgress", "pending", "approved"], ended: ["accepted", "rejected", "cancelled", "expired"] } as const satisfies Record<(typeof quoteGroups)[number], readonly QuoteStateName[]>;
export const isQuoteOpen = (state: QuoteStateName): boolean => (statesOfQuoteGroup.open as readonly QuoteStateName[]).includes(state);

/** Settings of quotes: an answer within one working day, a price that holds for at most a quarter, an end after so many days without a word, a reminder before either. */
export const quoteSettings = { answerMinutes: 570, mostValidDays: 90, usualValidDays: 15, silentDays: 30, remindDays: 3, mostOpen: 20, mostOffers: 20, mostMessages: 200, mostLetters: 1000, mostNoteLetters: 500 } as const;

/** The last day for whoever has the move, by the day of the last word. */
export const answerBy = (heardOn: BusinessDay): BusinessDay => addDays(heardOn, quoteSettings.silentDays);

/** What a company may do with a quote in a state. */
export const companyQuoteActs = (state: QuoteStateName) => ({ maySay: isQuoteOpen(state), mayWithdraw: state === "inProgress" || state === "pending", mayDecline: state === "approved" });

/** Whose move it is after words: the other side's, but what waits for its second person goes on waiting. */
export function turnAfterWords(turn: QuoteTurnName, side: "company" | "operator"): QuoteTurnName {
  if (turn === "secondPerson" || turn === "nobody") return turn;
  return side === "company" ? "operator" : "company";
}

type Terms = { id: string; offeringCode: string; percentOffBp: number; months: number | null; seatsFrom: number; seatsTo: number; coversSetUp: boolean };
/** What an offer takes off the list price, under its quote's number; none for one at the list price. */
export function discountsOfOffer({ id, offeringCode, percentOffBp, months, seatsFrom, seatsTo, coversSetUp }: Terms, quoteNumber: string): Discount[] {
  return percentOffBp === 0 ? [] : [{ id, layer: "contract", name: `报价 ${quoteNumber}`, percentOffBp, offFen: 0n, months, seatsFrom, seatsTo, offeringCode, coversSetUp, addsToBundle: true }];
}

/** Numbers of seats within an offer at which a rate may take off most: within a band of prices it only grows. */
export function dearestSeats(bandEnds: readonly (number | null)[], { seats, seatsTo }: { seats: number; seatsTo: number }): number[] {
  return [...new Set([seats, seatsTo, ...bandEnds.flatMap((end) => (end !== null && end > seats && end < seatsTo ? [end] : []))])];
}

export type OfferProblem = "quoteClosed" | "quoteRunOut";
/** Why an offer that is out cannot be taken up today; null when it can. */
export function offerProblem({ state, validTo }: { state: QuoteStateName; validTo: string }, today: string): OfferProblem | null {
  if (state !== "approved") return state === "expired" ? "quoteRunOut" : "quoteClosed";
  return validTo < today ? "quoteRunOut" : null;
}

/** What a clerk types as 折, in basis points off; nothing is the list price. Null for what is no such number, or gives it away. */
export function percentOffTyped(typed: string): number | null {
  if (typed.trim() === "") return 0;
  const off = foldsTyped(typed);
  return off === null || off > 9900 ? null : off;
}
