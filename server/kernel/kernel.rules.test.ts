import fc from "fast-check";
import { expect, it } from "vitest";
import { accountPeriodOf, addDays, addWorkingMinutes, businessDayOf, formatDay, formatInstant, formatMonth, startOfDay, workingMinutesBetween } from "./calendar";
import { divideHalfUp, formatFen, parseYuan, shareOut, splitTax } from "./money";
import { allows, customerRoles, partnerRoles, permissions, staffRoles } from "./permissions";

const calendar = { opensAt: 510, closesAt: 1080, holidays: new Set(["2026-10-01", "2026-10-02"]), workdays: new Set(["2026-10-10"]) };

it("rounds half away from zero, once", () => {
  expect([divideHalfUp(5n, 2n), divideHalfUp(-5n, 2n), divideHalfUp(4n, 3n), divideHalfUp(0n, 7n)]).toEqual([3n, -3n, 1n, 0n]);
});

it("rules 0: nothing is divided by less than one, or shared out by weights that are none", () => {
  for (const denominator of [0n, -1n]) expect(() => divideHalfUp(1n, denominator)).toThrow("denominator must be positive");
  for (const weights of [[], [0n, 0n], [3n, -1n], [-1n]]) expect(() => shareOut(10n, weights)).toThrow("weights must add up to more than zero");
});

it.each([
  [10n, [1n, 1n, 1n], [4n, 3n, 3n]], [11n, [1n, 1n, 1n], [4n, 4n, 3n]], [-10n, [1n, 1n, 1n], [-4n, -3n, -3n]], [10n, [1n, 0n, 2n], [3n, 0n, 7n]], [5n, [3n, 5n, 3n], [2n, 2n, 1n]], [1n, [1n, 2n, 3n, 3n], [0n, 0n, 1n, 0n]], [0n, [1n, 2n], [0n, 0n]],
] as const)("rules 0, LR: %s by the weights %s is %s: the left-over fen goes to the largest remainder, the first of equals", (total, weights, parts) => {
  expect(shareOut(total, weights)).toEqual(parts);
});

it("splits 199.99 yuan at 6 % into net 188.67 and tax 11.32", () => {
  expect(splitTax(19_999n, 600)).toEqual({ netFen: 18_867n, taxFen: 1132n });
});

it("parts always add to the whole and differ by at most one fen from their share, in 10,000 cases", () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 }).filter((list) => list.some((weight) => weight > 0n));
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), weights, (total, list) => {
      const parts = shareOut(total, list);
      const sum = list.reduce((a, b) => a + b, 0n);
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
      parts.forEach((part, index) => {
        const exact = total * (list[index] ?? 0n);
        const gap = part * sum - exact;
        expect(gap < sum && gap > -sum).toBe(true);
      });
    }),
    { numRuns: 10_000 },
  );
});

it.each([[0n, "¥0.00"], [1n, "¥0.01"], [123_456_789n, "¥1,234,567.89"], [-5n, "-¥0.05"], [123_450n, "¥1,234.50"], [99_999n, "¥999.99"], [-100_000n, "-¥1,000.00"], [2n ** 53n + 1n, "¥90,071,992,547,409.93"]])("AX5: shows %s fen as %s", (fen, text) => {
  expect(formatFen(fen)).toBe(text);
});

it.each([["1,234.5", 123_450n], ["¥ 80", 8000n], ["0.01", 1n], ["1e3", null], ["0.1.2", null], ["-5", null], ["", null], ["NaN", null], ["1.005", null], ["5.", null], [" ¥1,000.05 ", 100_005n], ["80元", null], ["约80", null], ["999999999999.99", 99_999_999_999_999n], ["1000000000000", null]])("reads %j as %s fen", (typed, fen) => {
  expect(parseYuan(typed)).toBe(fen);
});

it("SY5: account periods of 60 months meet without gap or overlap, February and leap years included", () => {
  let day = "2023-12-15";
  for (let n = 0; n < 60; n += 1) {
    const period = accountPeriodOf(day);
    expect(period.days).toBe(new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate());
    expect(accountPeriodOf(period.to).from).toBe(period.to);
    day = period.to;
  }
  expect(accountPeriodOf("2028-02-29").days).toBe(29);
});

it("SY5: midnight in Asia/Shanghai divides the days", () => {
  expect(businessDayOf(new Date("2026-01-31T15:59:59.999Z"))).toBe("2026-01-31");
  expect(businessDayOf(new Date("2026-01-31T16:00:00.000Z"))).toBe("2026-02-01");
  expect(startOfDay("2026-02-01").toISOString()).toBe("2026-01-31T16:00:00.000Z");
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(() => startOfDay("2026-02-30")).toThrow(RangeError);
});

it("OR9: working time skips nights, weekends and holidays, and counts a moved workday", () => {
  const lateWednesday = new Date("2026-09-30T09:00:00Z"); // 17:00 in Shanghai, then two holidays and a weekend
  expect(addWorkingMinutes(lateWednesday, 120, calendar).toISOString()).toBe("2026-10-05T01:30:00.000Z");
  expect(workingMinutesBetween(lateWednesday, new Date("2026-10-05T01:30:00Z"), calendar)).toBe(120);
  expect(workingMinutesBetween(new Date("2026-10-10T00:00:00Z"), new Date("2026-10-11T00:00:00Z"), calendar)).toBe(570);
});

it("BO1: deny by default: an unknown role or permission carries nothing", () => {
  expect([allows(["nobody"], "review.decide"), allows(["provinceReviewer"], "no.such"), allows(["provinceReviewer"], "toString"), allows([], "account.read")]).toEqual([false, false, false, false]);
  expect(allows(["provinceReviewer"], "review.decide")).toBe(true);
  for (const holders of Object.values(permissions)) for (const role of holders) expect(["anyone", ...staffRoles, ...customerRoles, ...partnerRoles]).toContain(role);
});

it("SY5: a day and an instant are written alike, in business time, months and days without a leading zero", () => {
  expect([formatDay("2026-07-03"), formatDay("2026-11-24"), formatMonth("2026-05-09")]).toEqual(["2026年7月3日", "2026年11月24日", "2026年5月"]);
  expect(["2026-07-03T01:05:59Z", "2026-12-31T16:00:00Z", "2026-11-24T15:59:00Z"].map((at) => formatInstant(new Date(at)))).toEqual(["2026年7月3日 09:05", "2027年1月1日 00:00", "2026年11月24日 23:59"]);
});
