import fc from "fast-check";
import { expect, it, test } from "vitest";
import { type Authorisation, authorityOf } from "./authorisation.rules";

const row = (given: Partial<Authorisation> = {}): Authorisation => ({ id: "a", specificationCode: "OA", productClass: null, offeringCodes: [], seatCeiling: null, startsOn: "2026-01-01", endsOn: null, ...given });
const ofClass = (given: Partial<Authorisation> = {}) => row({ id: "c", specificationCode: null, productClass: "internalApplication", ...given });
const wish = { specificationCode: "OA", productClass: "internalApplication", offeringCode: "OA-STD", isBundle: false, seats: 10 };
const at = (held = 0, today = "2026-06-15") => ({ today, heldOf: () => held });

test.each([
  ["nothing was authorised", [], at(), { isAllowed: false, rule: "notAuthorised" }],
  ["another product was", [row({ specificationCode: "VC" })], at(), { isAllowed: false, rule: "notAuthorised" }],
  ["the product was, without a limit", [row()], at(500), { isAllowed: true, rule: "byProduct", seatsLeft: null }],
  ["its class was", [ofClass()], at(), { isAllowed: true, rule: "byClass" }],
  ["another class was", [ofClass({ productClass: "basicCommunication" })], at(), { isAllowed: false, rule: "notAuthorised" }],
  ["another plan of it was", [row({ offeringCodes: ["OA-PRO"] })], at(), { isAllowed: false, rule: "planNotAuthorised" }],
  ["this plan was", [row({ offeringCodes: ["OA-PRO", "OA-STD"] })], at(), { isAllowed: true, rule: "byProduct" }],
  ["as many seats as are left", [row({ seatCeiling: 30 })], at(20), { isAllowed: true, seatsLeft: 10 }],
  ["one seat more than are left", [row({ seatCeiling: 30 })], at(21), { isAllowed: false, rule: "seatsUsedUp", seatsLeft: 9 }],
  ["a ceiling of 0 is nothing, not everything", [row({ seatCeiling: 0 })], at(), { isAllowed: false, rule: "seatsUsedUp" }],
  ["more is held than a lowered ceiling", [row({ seatCeiling: 5 })], at(20), { isAllowed: false, rule: "seatsUsedUp", seatsLeft: 0 }],
  ["the product is shut inside an open class", [ofClass(), row({ seatCeiling: 0 })], at(), { isAllowed: false, rule: "seatsUsedUp", authorisationId: "a" }],
  ["two for one product: the widest counts", [row({ seatCeiling: 5 }), row({ id: "b", seatCeiling: 50 })], at(), { isAllowed: true, authorisationId: "b" }],
  ["the day before it begins", [row({ startsOn: "2026-06-16" })], at(), { isAllowed: false, rule: "notAuthorised" }],
  ["its first day", [row({ startsOn: "2026-06-15" })], at(), { isAllowed: true }],
  ["its last day", [row({ endsOn: "2026-06-15" })], at(), { isAllowed: true }],
  ["the day after", [row({ endsOn: "2026-06-14" })], at(), { isAllowed: false, rule: "notAuthorised" }],
] as const)("PC2: %s", (_, authorisations, facts, expected) => {
  expect(authorityOf(authorisations, wish, facts)).toMatchObject(expected);
});

it("PC2: a class holds no bundle, whose parts may be of others; its own name does", () => {
  const bundle = { ...wish, specificationCode: "SOL-MFG", isBundle: true };
  expect(authorityOf([ofClass()], bundle, at())).toMatchObject({ isAllowed: false, rule: "notAuthorised" });
  expect(authorityOf([ofClass(), row({ specificationCode: "SOL-MFG" })], bundle, at())).toMatchObject({ isAllowed: true, rule: "byProduct" });
});

it("PC2: whatever a parent adds for the same product never takes away, and nothing passes a ceiling that stands alone", () => {
  const any = fc.record({ seatCeiling: fc.option(fc.integer({ min: 0, max: 100 })), offeringCodes: fc.subarray(["OA-STD", "OA-PRO"]) }).map((given) => row(given));
  const held = fc.integer({ min: 0, max: 100 });
  const seats = fc.integer({ min: 1, max: 100 });
  fc.assert(fc.property(any, any, held, seats, (one, two, have, more) => {
    const facts = at(have);
    const alone = authorityOf([one], { ...wish, seats: more }, facts);
    if (alone.isAllowed) expect(authorityOf([one, two], { ...wish, seats: more }, facts).isAllowed).toBe(true);
    if (one.seatCeiling !== null && have + more > one.seatCeiling) expect(alone.isAllowed).toBe(false);
  }));
});
