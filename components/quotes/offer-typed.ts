import { foldsOf } from "@/server/catalog/discount.rules";
import { seatsTypedAs } from "@/server/catalog/rating.rules";
import { percentOffTyped } from "@/server/quotes/quote.rules";
import type { QuoteOfferView } from "@/server/quotes/quote.schema";

/** A price as a clerk types it. */
export type OfferTyped = { offeringCode: string; seats: string; seatsFrom: string; seatsTo: string; folds: string; months: string; coversSetUp: boolean; validTo: string; note: string };
type Written = Pick<QuoteOfferView, "offeringCode" | "seats" | "seatsFrom" | "seatsTo" | "percentOffBp" | "months" | "coversSetUp" | "validTo" | "note">;

export const typedOf = ({ seats, seatsFrom, seatsTo, percentOffBp, months, offeringCode, coversSetUp, validTo, note }: Written): OfferTyped => ({
  offeringCode, seats: `${seats}`, seatsFrom: `${seatsFrom}`, seatsTo: `${seatsTo}`, folds: percentOffBp === 0 ? "" : foldsOf(percentOffBp), months: months === null ? "" : `${months}`, coversSetUp, validTo, note,
});

/** A whole number in full-width digits too; what is none is 0, which every field of the form refuses. */
const whole = (typed: string): number => seatsTypedAs(typed) || 0;
/** The terms that were typed, as the server takes them; what is no number is one that it refuses at its field. */
export const termsTyped = ({ offeringCode, seats, seatsFrom, seatsTo, folds, months, coversSetUp }: OfferTyped) => ({
  offeringCode, seats: whole(seats), seatsFrom: whole(seatsFrom), seatsTo: whole(seatsTo), percentOffBp: percentOffTyped(folds) ?? -1, months: months.trim() === "" ? null : whole(months), coversSetUp,
});

/** What stands on the server: its latest price as the page was read, what a form of it begins with, and what the price says. */
export type Standing = { mark: string; begins: OfferTyped; says: OfferTyped | null };
export const standingOf = (latest: (Written & { id: string; version: number; state: string }) | null, fresh: Written): Standing => ({
  mark: latest ? `${latest.id}:${latest.version}` : "", begins: typedOf(latest?.state === "draft" ? latest : fresh), says: latest && typedOf(latest),
});

/** Whether two say the same, however it was typed. */
export const isSame = (one: OfferTyped, other: OfferTyped): boolean => JSON.stringify([termsTyped(one), one.validTo, one.note.trim()]) === JSON.stringify([termsTyped(other), other.validTo, other.note.trim()]);

/**
 * What becomes of what was typed when the page is read anew: it goes on, gives way to what stands now since nothing of it is lost, stays upon
 * what its own writer saved meanwhile, or its writer is asked, since a colleague saved something else.
 */
export function meeting({ began, typed, sent }: { began: Standing; typed: OfferTyped; sent: OfferTyped | null }, now: Standing): "goOn" | "giveWay" | "stay" | "ask" {
  if (now.mark === began.mark) return "goOn";
  if (isSame(typed, began.begins) || (now.says !== null && isSame(typed, now.says))) return "giveWay";
  return sent !== null && now.says !== null && isSame(sent, now.says) ? "stay" : "ask";
}
