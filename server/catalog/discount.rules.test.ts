import fc from "fast-check";
import { expect, it } from "vitest";
import { type Discount, discountLayers, discounted, percentWords } from "./discount.rules";
import type { PriceComponent } from "./price.schema";
import { normalMonth, totalFen, usageLine } from "./rating.rules";
import { discountsToJson, firstYearFen, laterLines, monthLines, openingLines, resumptionLines, tariffOf } from "./tariff.rules";
import { componentsToJson } from "./price.rules";

const component = (part: Partial<PriceComponent> = {}): PriceComponent => ({ id: "fee", kind: "monthly", name: "月租", feeFen: 36_000n, bands: [], freeUnits: 0, unitName: null, taxRateBp: 600, ...part });
const discount = (part: Partial<Discount> = {}): Discount => ({ id: "d", layer: "promotion", name: "开业优惠", percentOffBp: 1_000, offFen: 0n, months: 6, seatsFrom: 1, coversSetUp: false, addsToBundle: false, ...part });
const grosses = (lines: readonly { grossFen: bigint }[]) => lines.map(({ grossFen }) => grossFen);
const month = (discounts: Discount[], components = [component()], at = 1, seats = 1) => monthLines({ components, discounts }, seats, at);

it("SC8: volume, contract, promotion and fixed sum come in this order, each a line of its own on what the one before left", () => {
  const lines = month([
    discount({ id: "fix", layer: "fixed", name: "满减", percentOffBp: 0, offFen: 5_000n }), discount({ id: "promo", percentOffBp: 1_000 }),
    discount({ id: "contract", layer: "contract", name: "协议价", percentOffBp: 2_000, months: null }), discount({ id: "volume", layer: "volume", name: "多席", percentOffBp: 500 }),
  ]);
  // 360.00 − 5 % = 342.00; − 20 % = 273.60; − 10 % = 246.24; − 50.00 = 196.24
  expect(lines.map(({ name, formula, grossFen }) => [name, formula, grossFen])).toEqual([
    ["月租", "¥360.00", 36_000n], ["多席（前 6 个月）", "¥360.00 × 5%", -1_800n], ["协议价", "¥342.00 × 20%", -6_840n], ["开业优惠（前 6 个月）", "¥273.60 × 10%", -2_736n], ["满减（前 6 个月）", "每月减 ¥50.00", -5_000n],
  ]);
  expect(totalFen(lines)).toBe(19_624n);
});

it("SC8: no line goes below nothing, and a fixed sum goes on to the next line", () => {
  const two = [component({ id: "a", feeFen: 3_000n }), component({ id: "b", feeFen: 4_000n })];
  expect(grosses(month([discount({ layer: "fixed", percentOffBp: 0, offFen: 5_000n })], two))).toEqual([3_000n, -3_000n, 4_000n, -2_000n]);
  expect(grosses(month([discount({ percentOffBp: 10_000 }), discount({ id: "e", layer: "fixed", percentOffBp: 0, offFen: 5_000n })], two))).toEqual([3_000n, -3_000n, 4_000n, -4_000n]);
});

it("SC8: a promotion does not add to a bundle's saving unless it says so; a contract rate does", () => {
  const bundle = [component({ kind: "bundle" })];
  expect(grosses(month([discount()], bundle))).toEqual([36_000n]);
  expect(grosses(month([discount({ addsToBundle: true })], bundle))).toEqual([36_000n, -3_600n]);
  expect(grosses(month([discount({ layer: "contract", months: null })], bundle))).toEqual([36_000n, -3_600n]);
});

it("SC8: it lasts its months from that of the start on, needs its seats, and leaves set-up fees alone unless it covers them", () => {
  const tariff = { components: [component(), component({ id: "setup", kind: "oneTime", name: "安装费", feeFen: 10_000n })], discounts: [discount({ months: 2, percentOffBp: 5_000 })] };
  expect(grosses(openingLines(tariff, 1, "2026-05-11", "days"))).toEqual([24_387n, -12_194n, 10_000n]);
  expect(totalFen(laterLines(tariff, 1, "2026-05-11", "2026-06-01"))).toBe(18_000n);
  expect(totalFen(laterLines(tariff, 1, "2026-05-11", "2026-07-01"))).toBe(36_000n);
  expect(totalFen(resumptionLines(tariff, 1, { startedOn: "2026-05-11", missedFrom: "2026-06-01", fromOn: "2026-06-16" }))).toBe(9_000n);
  expect(firstYearFen(tariff, 1, "2026-05-01", "days")).toBe(10_000n + 2n * 18_000n + 10n * 36_000n);
  expect(grosses(openingLines({ ...tariff, discounts: [discount({ coversSetUp: true, percentOffBp: 10_000 })] }, 1, "2026-05-01", "days"))).toEqual([36_000n, -36_000n, 10_000n, -10_000n]);
  expect(grosses(month([discount({ seatsFrom: 10 })], [component({ kind: "seat" })], 1, 9))).toEqual([324_000n]);
});

it("SC8: a year's fee is discounted in the year in which the discount runs, and usage never", () => {
  const tariff = { components: [component({ kind: "yearly", feeFen: 360_000n }), component({ id: "use", kind: "usage", feeFen: 10n })], discounts: [discount({ months: 12 })] };
  expect(grosses(openingLines(tariff, 1, "2026-05-11", "days"))).toEqual([360_000n, -36_000n]);
  expect(grosses(laterLines(tariff, 1, "2026-05-11", "2027-05-01"))).toEqual([360_000n]);
});

const anyDiscount = fc.record({ id: fc.uuid(), layer: fc.constantFrom(...discountLayers), name: fc.constant("优惠"), percentOffBp: fc.integer({ min: 1, max: 10_000 }), offFen: fc.bigInt(1n, 10n ** 7n), months: fc.option(fc.integer({ min: 1, max: 36 })), seatsFrom: fc.integer({ min: 1, max: 20 }), coversSetUp: fc.boolean(), addsToBundle: fc.boolean() });
const anyLine = fc.record({ componentId: fc.constantFrom("a", "b", "c", "d"), name: fc.constant("费"), formula: fc.constant(""), grossFen: fc.bigInt(0n, 10n ** 9n), taxRateBp: fc.constantFrom(0, 600, 900, 1_300) });
const components = (["monthly", "bundle", "oneTime", "yearly"] as const).map((kind, index) => component({ id: "abcd"[index] ?? "", kind }));
it("SC8, promise 10: for any discounts a line stays between nothing and its price, its tax between nothing and its tax, and the order given does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyDiscount, { maxLength: 6 }), fc.uniqueArray(anyLine, { selector: ({ componentId }) => componentId, maxLength: 4 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (discounts, raw, seats, at) => {
      const lines = raw.map((line) => ({ ...line, netFen: line.grossFen, taxFen: 0n }));
      const result = discounted(components, discounts, lines, { seats, month: at });
      for (const line of lines) {
        const own = result.filter(({ componentId }) => componentId === line.componentId);
        const left = totalFen(own);
        expect(left >= 0n && left <= line.grossFen).toBe(true);
        for (const off of own.slice(1)) expect([off.grossFen < 0n, off.netFen + off.taxFen, off.taxRateBp]).toEqual([true, off.grossFen, line.taxRateBp]);
      }
      const byLayer = discountLayers.flatMap((layer) => discounts.filter((one) => one.layer === layer));
      expect(discounted(components, byLayer, lines, { seats, month: at })).toEqual(result);
    }),
  );
});

it("SC8: a tariff is kept and read back as it was", () => {
  const tariff = { components: [component(), component({ id: "bands", kind: "graduated", bands: [{ upTo: 10, feeFen: 9_007_199_254_740_993n }, { upTo: null, feeFen: 1n }] })], discounts: [discount({ layer: "fixed", offFen: 12_345_678_901_234n })] };
  const kept: unknown = JSON.parse(JSON.stringify({ components: componentsToJson(tariff.components), discounts: discountsToJson(tariff.discounts) }));
  expect(tariffOf(kept as { components: unknown; discounts: unknown })).toEqual(tariff);
});
it("SC8: a discount names its months, and its own line's tax", () => {
  expect([1, 2, null].map((months) => month([discount({ months })], undefined, 0)[1]!.name)).toEqual(["开业优惠（首月）", "开业优惠（前 2 个月）", "开业优惠"]);
  expect(month([discount({ id: "x", percentOffBp: 1_250 })], [component({ taxRateBp: 900 })])[1]).toEqual({ componentId: "fee", name: "开业优惠（前 6 个月）", formula: "¥360.00 × 12.5%", grossFen: -4_500n, netFen: -4_128n, taxFen: -372n, taxRateBp: 900, discountId: "x" });
  expect([percentWords(1_000), percentWords(1_500), percentWords(2_250)]).toEqual(["9 折", "8.5 折", "7.75 折"]);
});
it("SC8: a discount runs up to its last month and from its first seat on; what covers nothing leaves no line", () => {
  for (const [at, lines] of [[0, 2], [5, 2], [6, 1], [7, 1]] as const) expect(month([discount({ months: 6 })], undefined, at)).toHaveLength(lines);
  for (const [seats, lines] of [[9, 1], [10, 2], [11, 2]] as const) expect(month([discount({ seatsFrom: 10 })], undefined, 1, seats)).toHaveLength(lines);
  expect(grosses(month([discount()], [component({ feeFen: 0n })]))).toEqual([0n]);
  expect(grosses(monthLines({ components: [component()], discounts: [discount({ months: 1 })] }, 1))).toEqual([36_000n]);
  expect(grosses(month([discount({ id: "a", layer: "fixed", percentOffBp: 0, offFen: 36_000n }), discount({ id: "b", layer: "fixed", percentOffBp: 0, offFen: 1n })]))).toEqual([36_000n, -36_000n]);
});
it("SC8: neither usage nor a line whose price is not known is discounted", () => {
  const usage = component({ id: "use", kind: "usage", feeFen: 10n });
  const lines = [usageLine(usage, 100), ...normalMonth([component({ id: "unknown" })], 1)];
  expect(discounted([usage], [discount({ coversSetUp: true, addsToBundle: true })], lines, { seats: 1, month: 0 })).toEqual(lines);
});
it("SC8: what runs again is discounted by the months since its start, those without service counted", () => {
  const tariff = { components: [component()], discounts: [discount({ months: 3, percentOffBp: 5_000 })] };
  const again = (fromOn: string) => grosses(resumptionLines(tariff, 1, { startedOn: "2026-05-11", missedFrom: "2026-06-01", fromOn }));
  expect([again("2026-07-01"), again("2026-08-01")]).toEqual([[36_000n, -18_000n], [36_000n]]);
});
