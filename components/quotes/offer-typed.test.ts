import { expect, it } from "vitest";
import { WriteOffer } from "@/server/quotes/quote.schema";
import { type OfferTyped, termsTyped, typedOf } from "./offer-typed";

const id = "01980000-0000-7000-8000-000000000000";
const typed: OfferTyped = { offeringCode: "OA-STD", seats: "100", seatsFrom: "80", seatsTo: "200", folds: "8.5", months: "12", coversSetUp: false, validTo: "2026-12-10", note: "首批" };
const wrongOf = (more: Partial<OfferTyped>) => {
  const all = { ...typed, ...more };
  const { error } = WriteOffer.safeParse({ key: id, quoteId: id, version: null, ...termsTyped(all), validTo: all.validTo, note: all.note, isSent: true });
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path[0], message]).reverse());
};

it("OR15: numbers of a price are taken in full-width digits and with a full-width point", () => {
  expect(termsTyped({ ...typed, seats: "１００", seatsFrom: "　８０ ", seatsTo: "２００", folds: "８．５", months: "１２" })).toEqual(termsTyped(typed));
  expect(termsTyped({ ...typed, folds: "　", months: "　" })).toMatchObject({ percentOffBp: 0, months: null });
});

it("OR15: what is no number is told at its field", () => {
  expect(wrongOf({})).toEqual({});
  expect(wrongOf({ seats: "一百" })).toMatchObject({ seats: "seatsWrong" });
  expect(wrongOf({ seatsTo: "1，000" })).toMatchObject({ seatsTo: "seatsWrong" });
  expect(wrongOf({ months: "1.5" })).toEqual({ months: "monthsWrong" });
  expect(wrongOf({ folds: "８。５" })).toEqual({ percentOffBp: "rateWrong" });
});

it("OR15: what stands in a price is what its form begins with", () => {
  expect(typedOf({ ...termsTyped(typed), validTo: typed.validTo, note: typed.note })).toEqual(typed);
});
