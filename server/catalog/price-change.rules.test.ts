import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContentComponent, ContentOffering, ContentPrice } from "./content.schema";
import { entryInForce, firstDayOf, priceProblems, risesOf } from "./price-change.rules";
import { componentsFromJson } from "./price.rules";
import { normalMonth, totalFen } from "./rating.rules";

const component = (change: Partial<ContentComponent> = {}): ContentComponent => ({ id: "seat", kind: "seat", name: "席位月费", feeFen: "2000", bands: [], freeUnits: 0, unitName: null, taxRateBp: 600, ...change });
const price = (change: Partial<ContentPrice> = {}): ContentPrice => ({ key: "new", isReleased: false, provinceIds: ["SD"], from: "2026-12-01", to: null, components: [component({ feeFen: "1800" })], ...change });
const released = price({ key: "1", isReleased: true, from: "2026-01-01", components: [component()] });
const plan = (prices: ContentPrice[], change: Partial<ContentOffering> = {}): ContentOffering => ({ code: "OA-STD", name: "标准版", summary: "办公", includes: [], seatsMin: 5, seatsMax: 300, seatStep: 5, seatName: "席", firstPeriodRule: "days", isBundle: false, trialDays: 0, holdFeeFen: "0", returnDays: 0, openIn: ["SD"], parts: [], prices, english: null, ...change });
const facts = { today: "2026-11-28", start: "2026-11-28", provinceIds: ["SD", "SC"] };
const sold = plan([released]);
const found = (added: ContentPrice[], before: ContentOffering | null = sold) => priceProblems(before ?? undefined, plan([...(before?.prices ?? []), ...added]), "p", facts).map(({ path, code }) => `${path} ${code}`);

describe("SC7: a price change", () => {
  it.each([
    ["a cut from the next account period", price(), []],
    ["the same sum again", price({ components: [component()] }), []],
    ["a cut that says no day, which is the next account period's", price({ from: null }), []],
    ["a cut within a period", price({ from: "2026-12-02" }), ["p.prices.1.from notNextPeriod"]],
    ["a cut of today's period", price({ from: "2026-11-01" }), ["p.prices.1.from priceDayGone", "p.prices.1.from notNextPeriod"]],
    ["a rise", price({ components: [component({ feeFen: "2001" })] }), ["p.prices.1.components.0.feeFen priceRise"]],
    ["a new one-time fee", price({ components: [component(), component({ id: "oneTime", kind: "oneTime", feeFen: "1" })] }), ["p.prices.1.components.1.feeFen priceRise"]],
    ["an end before the start", price({ to: "2026-12-01" }), ["p.prices.1.to priceEndWrong"]],
    ["no province", price({ provinceIds: [] }), ["p.prices.1.provinceIds choosePriceProvince"]],
    ["a province of another platform", price({ provinceIds: ["BJ"] }), ["p.prices.1.provinceIds provinceWrong"]],
    ["no fee at all", price({ components: [] }), ["p.prices.1.components componentsMissing"]],
    ["what is no sum", price({ components: [component({ feeFen: "?20元" })] }), ["p.prices.1.components.0.feeFen amountWrong"]],
    ["a negative sum", price({ components: [component({ feeFen: "-1" })] }), ["p.prices.1.components.0.feeFen amountWrong"]],
    ["a year without the month by which it is given back", price({ components: [component({ id: "yearly", kind: "yearly" })] }), ["p.prices.1.components.0.monthFeeFen monthFeeMissing"]],
    ["use without a unit", price({ components: [component({ id: "usage", kind: "usage", feeFen: "0" })] }), ["p.prices.1.components.0.unitName fieldMissing"]],
    ["a rate that no law knows", price({ components: [component({ taxRateBp: 700 })] }), ["p.prices.1.components.0.taxRateBp taxRateWrong"]],
    ["a bundle's fee on a plan by itself", price({ components: [component({ kind: "bundle" })] }), ["p.prices.1.components.0.kind kindForBundle"]],
    ["bands that end", price({ components: [component({ kind: "volume", bands: [{ upTo: 10, feeFen: "1" }] })] }), ["p.prices.1.components.0.bands.0.upTo lastBandOpen"]],
    ["bands that go down", price({ components: [component({ kind: "graduated", bands: [{ upTo: 10, feeFen: "1" }, { upTo: 10, feeFen: "1" }, { upTo: null, feeFen: "1" }] })] }), ["p.prices.1.components.0.bands.1.upTo bandsNotAscending"]],
  ] as const)("names %s", (_, added, expected) => expect(found([added])).toEqual(expected));

  it("is free for a plan that nobody could buy there yet, from any day", () => {
    expect(found([price({ from: "2026-12-09", components: [component({ feeFen: "9900" })] })], null)).toEqual([]);
    expect(found([price({ provinceIds: ["SC"], from: "2026-12-09", components: [component({ feeFen: "9900" })] })])).toEqual([]);
  });

  it("never lies over another of the same plan and province", () => {
    const later = price({ key: "2", isReleased: true, from: "2027-03-01", components: [component({ feeFen: "1900" })] });
    expect(found([price()], plan([released, later]))).toEqual(["p.prices.2.from datesOverlap"]);
    expect(found([price({ to: "2027-03-01" })], plan([released, later]))).toEqual([]);
    expect(found([price(), price({ key: "b", from: "2027-01-01" })])).toEqual(["p.prices.2.from datesOverlap"]);
    expect(found([price({ to: "2027-01-01" }), price({ key: "b", from: "2027-01-01" })])).toEqual([]);
  });

  it("leaves every released price as it is", () => {
    const changed = plan([{ ...released, components: [component({ feeFen: "1" })] }]);
    expect(priceProblems(sold, changed, "p", facts).map(({ code }) => code)).toEqual(["releasedPriceChanged"]);
    expect(priceProblems(sold, plan([]), "p", facts).map(({ code }) => code)).toEqual(["releasedPriceChanged"]);
  });

  it("is dearer where use costs more, less is free, or a year gives back less", () => {
    const usage = component({ id: "usage", kind: "usage", feeFen: "10", freeUnits: 100, unitName: "条" });
    const year = component({ id: "yearly", kind: "yearly", feeFen: "360000", monthFeeFen: "36000" });
    const seats = { seatsMin: 1, seatsMax: 1, seatStep: 1 };
    expect(risesOf([usage], [{ ...usage, feeFen: "11" }], seats)).toEqual([0]);
    expect(risesOf([usage], [{ ...usage, freeUnits: 99 }], seats)).toEqual([0]);
    expect(risesOf([usage], [{ ...usage, feeFen: "9", freeUnits: 200 }], seats)).toEqual([]);
    expect(risesOf([year], [{ ...year, monthFeeFen: "36001" }], seats)).toEqual([0]);
    expect(risesOf([year], [{ ...year, feeFen: "350000" }], seats)).toEqual([]);
  });
});

describe("SC7: dearer for anybody is dearer", () => {
  const bands = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }).chain((ends) => {
    const sorted = [...new Set(ends)].sort((a, b) => a - b);
    return fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: sorted.length + 1, maxLength: sorted.length + 1 }).map((fees) => fees.map((fee, index) => ({ upTo: sorted[index] ?? null, feeFen: String(fee) })));
  });
  const banded = fc.tuple(fc.constantFrom("graduated" as const, "volume" as const), bands).map(([kind, rows]) => component({ id: kind, kind, feeFen: "0", bands: rows }));
  const seats = fc.record({ seatsMin: fc.integer({ min: 1, max: 8 }), seatStep: fc.integer({ min: 1, max: 7 }), steps: fc.integer({ min: 0, max: 15 }) }).map(({ seatsMin, seatStep, steps }) => ({ seatsMin, seatStep, seatsMax: seatsMin + seatStep * steps }));
  it("the seats that are looked at tell of all that may be ordered", () => fc.assert(fc.property(banded, banded, seats, (before, after, rule) => {
    const month = (one: ContentComponent, count: number) => totalFen(normalMonth(componentsFromJson([one]), count));
    const all = Array.from({ length: (rule.seatsMax - rule.seatsMin) / rule.seatStep + 1 }, (_, step) => rule.seatsMin + step * rule.seatStep);
    expect(risesOf([before], [after], rule).length > 0).toBe(all.some((count) => month(after, count) > month(before, count)));
  })));
});

it("SC7: of several released prices that hold on a day the last one counts; one without a day begins with the next account period", () => {
  expect(entryInForce([released, price({ key: "2", isReleased: true })], "SD", "2026-12-01")?.key).toBe("2");
  expect(entryInForce([released, price({ key: "2", isReleased: true })], "SD", "2026-11-30")?.key).toBe("1");
  expect([firstDayOf({ from: null }, true, "2026-11-28"), firstDayOf({ from: null }, false, "2026-11-28")]).toEqual(["2026-12-01", "2026-11-28"]);
});
