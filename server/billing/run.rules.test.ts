import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import { componentsToJson } from "../catalog/price.rules";
import { totalFen } from "../catalog/rating.rules";
import { type BilledProduct, periodLines } from "./run.rules";

const period = { from: "2026-05-01", to: "2026-06-01", days: 31 };
const on = (day: string) => new Date(`${day}T00:00:00Z`);
const components = [component(), component({ id: "pages", kind: "usage", name: "传真页", feeFen: 10n, freeUnits: 200, unitName: "页" })];
const product = (part: Partial<BilledProduct> = {}): BilledProduct => ({ id: "p", state: "active", seats: 10, startedOn: on("2026-01-05"), endsOn: null, components: componentsToJson(components), discounts: [], ...part });
const usages = [{ componentId: "pages", used: 250, billedUsed: 0 }];
const ordinary = { payType: "postpaid" as const, period, isSuspendedAtStart: false, usages };
const sums = (one: BilledProduct, given: Partial<Parameters<typeof periodLines>[1]> = {}) => {
  const { recurring, usage } = periodLines(one, { ...ordinary, ...given });
  return [totalFen(recurring), totalFen(usage)];
};

it("BI1: a postpaid product pays its month after use and what it used; a prepaid one has paid its month before", () => {
  expect(sums(product())).toEqual([20_000n, 500n]);
  expect(sums(product(), { payType: "prepaid" })).toEqual([0n, 500n]);
});

it("BI1: a month that began suspended, or in which the product opened, has no fee of its own but its use", () => {
  expect(sums(product(), { isSuspendedAtStart: true })).toEqual([0n, 500n]);
  expect(sums(product({ startedOn: on("2026-05-01") }))).toEqual([0n, 500n]);
  expect(sums(product({ startedOn: on("2026-05-31") }))).toEqual([0n, 500n]);
  expect(sums(product({ startedOn: on("2026-04-30") }))).toEqual([20_000n, 500n]);
});

it("BI1: outside its life a product pays nothing, whatever was counted", () => {
  for (const outside of [{ startedOn: null }, { startedOn: on("2026-06-01") }, { endsOn: on("2026-04-30") }]) expect(periodLines(product(outside), ordinary)).toEqual({ recurring: [], usage: [] });
  expect(sums(product({ endsOn: on("2026-05-01") }))).toEqual([20_000n, 500n]);
});

it("BI1: use is charged by the component that counts it, once; what was not counted has no line", () => {
  expect(periodLines(product(), { ...ordinary, usages: [] }).usage).toEqual([]);
  expect(periodLines(product(), { ...ordinary, usages: [{ componentId: "fee", used: 9, billedUsed: 0 }, { componentId: "other", used: 9, billedUsed: 0 }] }).usage).toEqual([]);
  expect(periodLines(product(), { ...ordinary, usages: [{ componentId: "other", used: 999, billedUsed: 0 }, ...usages] }).usage.map(({ componentId, formula, grossFen }) => [componentId, formula, grossFen])).toEqual([["pages", "（250 − 200 免费）页 × ¥0.10", 500n]]);
});

it("BI1: a price that gives more lines than any product has is refused as a whole, whatever of it is a fee and what is use", () => {
  const fees = (count: number) => Array.from({ length: count }, (_, n) => component({ id: `fee${n}`, feeFen: 1n }));
  const withFees = (count: number) => product({ components: componentsToJson([...fees(count), component({ id: "pages", kind: "usage", name: "传真页", feeFen: 10n, unitName: "页" })]) });
  expect(periodLines(withFees(99), ordinary).recurring).toHaveLength(99);
  expect(() => periodLines(withFees(100), ordinary)).toThrow("a price gives more lines than a product can have");
  expect(() => periodLines(withFees(101), { ...ordinary, usages: [] })).toThrow(RangeError);
});
