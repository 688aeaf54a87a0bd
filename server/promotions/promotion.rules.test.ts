import { expect, it } from "vitest";
import type { Discount } from "../catalog/discount.rules";
import type { PriceComponent } from "../catalog/price.schema";
import { bestOfEachLayer, couponCode, couponProblem, offerWords, promisedFen } from "./promotion.rules";

const seat: PriceComponent = { id: "seat", kind: "seat", name: "席位费", feeFen: 2_000n, bands: [], freeUnits: 0, unitName: null, taxRateBp: 600 };
const discount = (part: Partial<Discount> = {}): Discount => ({ id: "d", layer: "promotion", name: "优惠", percentOffBp: 1_000, offFen: 0n, months: 6, seatsFrom: 1, coversSetUp: false, addsToBundle: false, ...part });
const ordered = { seats: 10, startOn: "2026-05-20", rule: "days" as const };

it("SC16: what a promotion promises is reckoned over all its months, as if it began on a first; without end it is a year", () => {
  expect(promisedFen({ components: [seat], discounts: [discount()] }, ordered)).toEqual(new Map([["d", 6n * 2_000n]]));
  expect(promisedFen({ components: [seat], discounts: [discount({ layer: "contract", months: null })] }, ordered)).toEqual(new Map([["d", 12n * 2_000n]]));
  expect(promisedFen({ components: [seat], discounts: [discount({ id: "a", layer: "volume" }), discount({ id: "b", percentOffBp: 5_000, months: 1 })] }, ordered)).toEqual(new Map([["a", 12_000n], ["b", 9_000n]]));
  expect(promisedFen({ components: [seat], discounts: [] }, ordered)).toEqual(new Map());
});

it("SC8: of each layer the one that saves most; one that the seats do not reach saves nothing", () => {
  const offered = [discount({ id: "small" }), discount({ id: "long", percentOffBp: 900, months: 12 }), discount({ id: "many", percentOffBp: 9_000, seatsFrom: 11 }), discount({ id: "fixed", layer: "fixed", percentOffBp: 0, offFen: 100n }), discount({ id: "same", layer: "fixed", percentOffBp: 0, offFen: 100n })];
  expect(bestOfEachLayer([seat], offered, ordered).map(({ id }) => id)).toEqual(["long", "fixed"]);
});

it.each([
  [{}, "前 6 个月 9 折"], [{ months: 1, percentOffBp: 10_000 }, "首月 免费"], [{ layer: "contract", months: null, percentOffBp: 1_500 }, "在用期间 8.5 折"], [{ layer: "fixed", offFen: 5_000n, months: 3, seatsFrom: 10 }, "前 3 个月 每月减 ¥50.00，10 起订"],
] as const)("SC16: %o is said as %s", (part, words) => expect(offerWords(discount(part))).toBe(words));

it("SC16: a coupon's number has no letters that are mistaken for others", () => {
  expect(couponCode(Uint8Array.from([0, 1, 2, 3, 250, 251, 252, 253, 254, 255, 31, 62]))).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
  expect(couponCode(Uint8Array.from([0, 1, 2, 3, 8, 9, 10, 11, 22, 23, 30, 31, 99]))).toBe("ABCD-JKMN-Z29A");
});

it("SC16: a promise without discounts in a month adds nothing, a year's fee counts whole in its own month, and each month by its own length", () => {
  const year: PriceComponent = { ...seat, id: "year", kind: "yearly", feeFen: 100_000n };
  expect(promisedFen({ components: [year], discounts: [discount({ months: 12 })] }, ordered)).toEqual(new Map([["d", 10_000n]]));
  expect(promisedFen({ components: [year], discounts: [discount({ months: 13 })] }, ordered)).toEqual(new Map([["d", 20_000n]]));
  expect(promisedFen({ components: [seat], discounts: [discount({ months: 1 })] }, { ...ordered, rule: "freeToMonthEnd" })).toEqual(new Map());
});

it("SC8: of two that save the same the earlier one, and none that saves nothing", () => {
  const offered = [discount({ id: "none", layer: "volume", seatsFrom: 11 }), discount({ id: "first" }), discount({ id: "second" })];
  expect(bestOfEachLayer([seat], offered, ordered).map(({ id }) => id)).toEqual(["first"]);
});

const running = { state: "open" as const, validFrom: new Date("2026-05-01"), validTo: new Date("2026-05-31"), specificationCodes: ["OA"], seatsFrom: 10 };
it.each([
  ["nobody's, or another company's", null, {}, "couponNotUsable"],
  ["used", { state: "used" as const, promotion: running }, {}, "couponUsed"],
  ["taken back", { state: "void" as const, promotion: running }, {}, "couponOver"],
  ["of an ended promotion", { state: "issued" as const, promotion: { ...running, state: "ended" as const } }, {}, "couponOver"],
  ["past its last day", { state: "issued" as const, promotion: running }, { today: "2026-06-01" }, "couponOver"],
  ["of a promotion that rests", { state: "issued" as const, promotion: { ...running, state: "paused" as const } }, {}, "couponPaused"],
  ["before its first day", { state: "issued" as const, promotion: running }, { today: "2026-04-30" }, "couponNotYet"],
  ["for another product", { state: "issued" as const, promotion: running }, { specificationCode: "MAIL" }, "couponOtherProduct"],
  ["for more seats", { state: "issued" as const, promotion: running }, { seats: 9 }, "couponFewSeats"],
  ["whose budget is gone", { state: "issued" as const, promotion: running }, {}, "couponSpent"],
] as const)("SY6: a coupon that is %s says just that", (_, coupon, more, problem) => {
  expect(couponProblem(coupon, { today: "2026-05-31", specificationCode: "OA", seats: 10, ...more })).toBe(problem);
});
