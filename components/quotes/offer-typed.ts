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
