import fc from "fast-check";
import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import { withOtherPart, withoutPart } from "./part.rules";

const bundle = [component({ id: "fee", kind: "bundle", name: "套餐月费", feeFen: 88_000n }), component({ id: "setup", kind: "oneTime", name: "实施与培训", feeFen: 50_000n })];
const weights = [450, 360, 300];

it("PR4: a bundle without a part costs less by that part's share of each fee, to the fen", () => {
  // 880.00 × 300 ÷ 1110 = 237.84; 500.00 × 300 ÷ 1110 = 135.14 (largest remainder).
  expect(withoutPart(bundle, weights, 2).map(({ feeFen }) => feeFen)).toEqual([88_000n - 23_784n, 50_000n - 13_514n]);
  expect(() => withoutPart(bundle, [450], 0)).toThrow(RangeError);
});

it("PR4: the shares of all parts are the whole fee, so that giving up each in turn loses no fen", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 8 }), (feeFen, many) => {
    const offFen = many.map((_, index) => feeFen - (withoutPart([component({ feeFen })], many, index)[0]?.feeFen ?? 0n));
    expect(offFen.reduce((sum, fen) => sum + fen, 0n)).toBe(feeFen);
    expect(offFen.every((fen) => fen >= 0n)).toBe(true);
  }));
});

it("PR4: a part's place taken by a cheaper product lowers what recurs as the list prices stand to each other, and never the set-up", () => {
  const { components, weight } = withOtherPart(bundle, { weights, index: 2, oldListFen: 40_000n, newListFen: 10_000n });
  // Its share of 237.84 becomes a quarter, 59.46.
  expect(components.map(({ feeFen }) => feeFen)).toEqual([88_000n - 23_784n + 5_946n, 50_000n]);
  expect(weight).toBe(75);
  expect(withOtherPart(bundle, { weights, index: 2, oldListFen: 40_000n, newListFen: 40_000n }).components).toEqual(bundle);
  expect(() => withOtherPart(bundle, { weights, index: 2, oldListFen: 40_000n, newListFen: 40_001n })).toThrow(RangeError);
});
