import { expect, it } from "vitest";
import { accountPeriodOf, addDays, startOfDay } from "../kernel/calendar";
import { dueDayFor, duePeriods, periodAfter, periodBefore, publishesAt, renewsAt, runsAt } from "./period.rules";

it("4.4, Dates: a bill is due at the end of the month in which it is published, and one that is published late gets that whole month as well", () => {
  expect(dueDayFor("2026-02-28", new Date("2026-02-03T01:00:00Z"))).toBe("2026-02-28");
  expect(dueDayFor("2026-03-31", new Date("2026-02-27T01:00:00Z"))).toBe("2026-03-31");
  expect(dueDayFor("2026-02-28", new Date("2026-06-10T01:00:00Z"))).toBe("2026-06-30");
  expect(dueDayFor("2026-02-28", new Date("2026-02-28T16:00:00Z"))).toBe("2026-03-31");
});

it("promise 12: over 60 months each period is due once, from the first millisecond of its hour on, and they meet without gap or overlap", () => {
  let period = accountPeriodOf("2023-12-01");
  for (let n = 0; n < 60; n += 1, period = periodAfter(period)) {
    const [runs, publishes, renews] = [runsAt(period), publishesAt(period), renewsAt(periodAfter(period))];
    expect(duePeriods(period.from, new Date(runs.getTime() - 1))).toEqual([]);
    expect(duePeriods(period.from, runs)).toEqual([period]);
    expect(runs.toISOString()).toBe(`${addDays(period.to, -1)}T18:00:00.000Z`);
    expect(publishes.toISOString()).toBe(`${addDays(period.to, 2)}T01:00:00.000Z`);
    // Midnight in Asia/Shanghai parts the days, and a prepaid month is asked for two hours before its own begins.
    expect(startOfDay(period.to).getTime() - renews.getTime()).toBe(2 * 3_600_000);
    expect(periodBefore(periodAfter(period))).toEqual(period);
  }
  const all = duePeriods("2023-12-01", runsAt(periodBefore(period)), 100);
  expect(all).toHaveLength(60);
  for (const [n, one] of all.entries()) if (n > 0) expect(one.from).toBe(all[n - 1]?.to);
  expect(all.filter(({ from }) => from.endsWith("-02-01")).map(({ days }) => days)).toEqual([29, 28, 28, 28, 29]);
});
