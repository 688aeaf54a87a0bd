import { expect, it } from "vitest";
import { WriteOffer } from "@/server/quotes/quote.schema";
import { type OfferTyped, meeting, standingOf, termsTyped, typedOf } from "./offer-typed";

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

const written = (more: object = {}) => ({ ...termsTyped(typed), validTo: typed.validTo, note: typed.note, id, version: 0, state: "draft", ...more });
const fresh = { ...written(), percentOffBp: 0, months: null, note: "" };
const draft = standingOf(written(), fresh);
it.each([
  ["nobody saved anything", { began: draft, typed: { ...typed, folds: "8" }, sent: null }, draft, "goOn"],
  ["a colleague saved, and nothing was typed here", { began: draft, typed, sent: null }, standingOf(written({ version: 1, percentOffBp: 2000 }), fresh), "giveWay"],
  ["a colleague saved just what was typed here", { began: draft, typed: { ...typed, folds: "８" }, sent: null }, standingOf(written({ version: 1, percentOffBp: 2000 }), fresh), "giveWay"],
  ["a colleague saved something else", { began: draft, typed: { ...typed, folds: "7" }, sent: null }, standingOf(written({ version: 1, percentOffBp: 2000 }), fresh), "ask"],
  ["a colleague sent it on", { began: draft, typed: { ...typed, folds: "7" }, sent: null }, standingOf(written({ version: 1, state: "submitted" }), fresh), "ask"],
  ["a colleague wrote the first one", { began: standingOf(null, fresh), typed, sent: null }, standingOf(written({ percentOffBp: 2000 }), fresh), "ask"],
  ["one's own was saved", { began: draft, typed: { ...typed, folds: "7" }, sent: { ...typed, folds: "7" } }, standingOf(written({ version: 1, percentOffBp: 3000 }), fresh), "giveWay"],
  ["one's own was saved, and more was typed since", { began: draft, typed: { ...typed, folds: "6" }, sent: { ...typed, folds: "7" } }, standingOf(written({ version: 1, percentOffBp: 3000 }), fresh), "stay"],
  ["one's own came too late", { began: draft, typed: { ...typed, folds: "7" }, sent: { ...typed, folds: "7" } }, standingOf(written({ version: 1, percentOffBp: 2000 }), fresh), "ask"],
] as const)("OR15: what a clerk typed, where %s", (_, mine, now, becomes) => {
  expect(meeting(mine, now)).toBe(becomes);
});

it("OR15: a form begins with the draft, and anew once its price is out", () => {
  expect(draft.begins).toEqual(typed);
  expect(standingOf(written({ state: "issued", version: 2 }), fresh)).toMatchObject({ begins: typedOf(fresh), says: typed });
});
