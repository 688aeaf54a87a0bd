import fc from "fast-check";
import { expect, it } from "vitest";
import type { PriceComponent } from "./price.schema";
import { firstBill, normalMonth, seatProblem, seatsTypedAs, totalFen, usageLine } from "./rating.rules";
import { firstYearFen } from "./tariff.rules";

const component = (part: Partial<PriceComponent>): PriceComponent => ({ id: "c", kind: "monthly", name: "月租", feeFen: 36_000n, bands: [], freeUnits: 0, unitName: null, taxRateBp: 600, ...part });
const bands = [{ upTo: 10, feeFen: 1000n }, { upTo: 50, feeFen: 800n }, { upTo: null, feeFen: 600n }];
const first = (parts: PriceComponent[], startOn: string, rule: Parameters<typeof firstBill>[3], seats = 1) => totalFen(firstBill(parts, seats, startOn, rule));

it("SC3: 360 yuan from 11 May by days is 21/31, 243.87", () => expect(first([component({})], "2026-05-11", "days")).toBe(24_387n));
it("SC3: 360 yuan from 20 May by halves is 180.00, from the 15th whole", () => {
  expect(first([component({})], "2026-05-20", "half")).toBe(18_000n);
  expect(first([component({})], "2026-05-15", "half")).toBe(36_000n);
});
it("SC3: the full and the free first period", () => {
  expect([first([component({})], "2026-05-31", "full"), first([component({})], "2026-05-01", "freeToMonthEnd")]).toEqual([36_000n, 0n]);
});
it("SC3: seats, graduated bands and volume bands", () => {
  expect(totalFen(normalMonth([component({ kind: "seat", feeFen: 2000n })], 25))).toBe(50_000n);
  expect(totalFen(normalMonth([component({ kind: "graduated", bands })], 60))).toBe(10n * 1000n + 40n * 800n + 10n * 600n);
  expect(totalFen(normalMonth([component({ kind: "volume", bands })], 60))).toBe(60n * 600n);
  expect(() => normalMonth([component({ kind: "volume", bands: bands.slice(0, 1) })], 60)).toThrow(RangeError);
});
it("SC3: one-time and year fees are whole at the start and recur in no month", () => {
  const parts = [component({ kind: "oneTime", feeFen: 50_000n }), component({ kind: "yearly", feeFen: 360_000n })];
  expect([first(parts, "2026-05-31", "days"), totalFen(normalMonth(parts, 1))]).toEqual([410_000n, 0n]);
});
it("SC3: usage pays what passes the free part", () => {
  const usage = component({ kind: "usage", feeFen: 10n, freeUnits: 200, unitName: "页" });
  expect([usageLine(usage, 150).grossFen, usageLine(usage, 201).grossFen]).toEqual([0n, 10n]);
});
it("SC10: a first year is the first bill and eleven months", () => {
  expect(firstYearFen({ components: [component({})], discounts: [] }, 1, "2026-05-11", "days")).toBe(24_387n + 11n * 36_000n);
});
it.each([[4, "tooFew"], [5, null], [7, "offStep"], [300, null], [305, "tooMany"], [1e20, "tooMany"], [Infinity, "tooMany"], [5.5, "tooFew"], [Number.NaN, "tooFew"]] as const)("SC6: %s seats of 5–300 by 5: %s", (seats, problem) => {
  expect(seatProblem({ seatsMin: 5, seatsMax: 300, seatStep: 5 }, seats)).toBe(problem);
});
it.each([["15", 15], [" １５ ", 15], ["", Number.NaN], ["-5", Number.NaN], ["3.5", Number.NaN], ["abc", Number.NaN], ["1e3", Number.NaN]])("SC6: %j typed is %d seats", (text, seats) => {
  expect(seatsTypedAs(text)).toBe(seats);
});
it("the first period never costs more than a whole month, and net and tax add to the line, for any fee and day", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.integer({ min: 1, max: 28 }), fc.constantFrom("days", "half", "full", "freeToMonthEnd" as const), (feeFen, day, rule) => {
      const [line] = firstBill([component({ feeFen })], 1, `2026-02-${String(day).padStart(2, "0")}`, rule as "days");
      expect(line!.grossFen <= feeFen && line!.grossFen >= 0n).toBe(true);
      expect(line!.netFen + line!.taxFen).toBe(line!.grossFen);
    }),
  );
});
