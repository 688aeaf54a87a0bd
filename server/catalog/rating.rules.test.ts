import fc from "fast-check";
import { expect, it } from "vitest";
import type { PriceComponent } from "./price.schema";
import { firstBill, laterPeriod, normalMonth, resumption, seatProblem, seatsTypedAs, totalFen, usageLine } from "./rating.rules";
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
it.each([[4, "tooFew"], [5, null], [10, null], [6, "offStep"], [7, "offStep"], [300, null], [305, "tooMany"], [1e20, "tooMany"], [Infinity, "tooMany"], [5.5, "notWhole"], [Number.NaN, "notWhole"]] as const)("SC6: %s seats of 5–300 by 5: %s", (seats, problem) => {
  expect(seatProblem({ seatsMin: 5, seatsMax: 300, seatStep: 5 }, seats)).toBe(problem);
});
it("SC6: steps count from the least number of seats, not from none", () => {
  expect([3, 5, 8, 10].map((seats) => seatProblem({ seatsMin: 3, seatsMax: 300, seatStep: 5 }, seats))).toEqual([null, "offStep", null, "offStep"]);
});
it.each([["15", 15], [" １５ ", 15], ["", Number.NaN], ["-5", Number.NaN], ["3.5", Number.NaN], ["abc", Number.NaN], ["1e3", Number.NaN], ["x5", Number.NaN], ["5x", Number.NaN]])("SC6: %j typed is %d seats", (text, seats) => {
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
const shown = (lines: readonly { formula: string; grossFen: bigint }[]) => lines.map(({ formula, grossFen }) => [formula, grossFen]);
it.each([
  ["2026-05-11", "days", "¥360.00 × 21/31 天", 24_387n], ["2026-05-31", "days", "¥360.00 × 1/31 天", 1_161n], ["2026-05-01", "days", "¥360.00 × 31/31 天", 36_000n],
  ["2026-05-15", "half", "¥360.00 首月按整月", 36_000n], ["2026-05-16", "half", "¥360.00 × 1/2（16 日起半月）", 18_000n],
  ["2026-05-31", "full", "¥360.00 首月按整月", 36_000n], ["2026-05-01", "freeToMonthEnd", "¥360.00 首月免费至月底", 0n],
] as const)("SC3: opened on %s by the rule %s, a person reads %s", (startOn, rule, formula, grossFen) => {
  expect(shown(firstBill([component({})], 1, startOn, rule))).toEqual([[formula, grossFen]]);
});
it("SC3: each kind says how its sum came about, and a line carries its component's name and tax", () => {
  const kinds = [component({ kind: "bundle" }), component({ kind: "seat", feeFen: 2_000n }), component({ kind: "volume", bands }), component({ kind: "graduated", bands }), component({ kind: "oneTime", feeFen: 50_000n }), component({ kind: "yearly", feeFen: 360_000n }), component({ kind: "usage", feeFen: 10n })];
  expect(shown(normalMonth(kinds, 25))).toEqual([["¥360.00", 36_000n], ["25 × ¥20.00", 50_000n], ["25 × ¥8.00（按总量所在档）", 20_000n], ["25 个按档累加", 22_000n]]);
  expect(shown(firstBill(kinds.slice(4), 25, "2026-05-11", "days"))).toEqual([["¥500.00（一次性）", 50_000n], ["¥3,600.00（包年一次付清）", 360_000n]]);
  expect(normalMonth([component({ id: "x", name: "席位费", taxRateBp: 900 })], 1)).toEqual([{ componentId: "x", name: "席位费", formula: "¥360.00", grossFen: 36_000n, netFen: 33_028n, taxFen: 2_972n, taxRateBp: 900 }]);
  const usage = component({ kind: "usage", feeFen: 10n, freeUnits: 200, unitName: "页" });
  expect([usageLine(usage, 201).formula, usageLine({ ...usage, unitName: null }, 5).formula]).toEqual(["（201 − 200 免费）页 × ¥0.10", "（5 − 200 免费） × ¥0.10"]);
});
it.each([[1, 1_000n, 1_000n], [10, 10_000n, 10_000n], [11, 10_800n, 8_800n], [50, 42_000n, 40_000n], [51, 42_600n, 30_600n]] as const)("SC3: %d seats by bands up to 10, 50 and on: each at its own band %s, all at one band %s", (seats, graduated, volume) => {
  expect([totalFen(normalMonth([component({ kind: "graduated", bands })], seats)), totalFen(normalMonth([component({ kind: "volume", bands })], seats))]).toEqual([graduated, volume]);
});
it("SC3: a band that ends before the one in front of it holds no seat", () => {
  expect(totalFen(normalMonth([component({ kind: "graduated", bands: [{ upTo: 10, feeFen: 1_000n }, { upTo: 5, feeFen: 800n }, { upTo: null, feeFen: 600n }] })], 12))).toBe(11_200n);
});
it("SC3: seats past the last band are an error, and up to it none", () => {
  for (const kind of ["volume", "graduated"] as const) {
    expect(totalFen(normalMonth([component({ kind, bands: bands.slice(0, 1) })], 10))).toBe(10_000n);
    expect(() => normalMonth([component({ kind, bands: bands.slice(0, 1) })], 11)).toThrow("bands end before the seats do");
  }
});
it("SC3: a year's fee comes again in the month in which another year begins, and only then", () => {
  const parts = [component({}), component({ kind: "yearly", feeFen: 360_000n })];
  const later = (periodFrom: string) => shown(laterPeriod(parts, 1, { startedOn: "2025-05-11" }, periodFrom));
  for (const month of ["2025-05-01", "2025-06-01", "2026-04-01", "2026-06-01"]) expect(later(month)).toEqual([["¥360.00", 36_000n]]);
  expect(later("2026-05-01")).toEqual([["¥360.00", 36_000n], ["¥3,600.00（包年续费，第 2 年）", 360_000n]]);
  expect(later("2028-05-01")[1]).toEqual(["¥3,600.00（包年续费，第 4 年）", 360_000n]);
});
it("SC3: what runs again pays the days that are left, and whole the fee of the last year that began meanwhile", () => {
  const parts = [component({}), component({ kind: "yearly", feeFen: 360_000n })];
  const again = (missedFrom: string, fromOn: string) => shown(resumption(parts, 1, { startedOn: "2025-05-11", missedFrom, fromOn }));
  expect(again("2026-03-01", "2026-04-16")).toEqual([["¥360.00 × 15/30 天", 18_000n]]);
  expect(again("2026-06-01", "2026-06-01")).toEqual([["¥360.00 × 30/30 天", 36_000n]]);
  expect(again("2026-04-01", "2026-05-01")).toEqual([["¥360.00 × 31/31 天", 36_000n], ["¥3,600.00（包年续费，第 2 年）", 360_000n]]);
  expect(again("2026-05-15", "2026-07-31")).toEqual([["¥360.00 × 1/31 天", 1_161n], ["¥3,600.00（包年续费，第 2 年）", 360_000n]]);
  expect(again("2026-04-01", "2027-06-30")).toEqual([["¥360.00 × 1/30 天", 1_200n], ["¥3,600.00（包年续费，第 3 年）", 360_000n]]);
});
