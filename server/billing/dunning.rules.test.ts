import fc from "fast-check";
import { expect, it } from "vitest";
import { accountPeriodOf, addDays, addMonths, daysBetween } from "../kernel/calendar";
import { divideHalfUp } from "../kernel/money";
import { type Debt, ageGroup, dueSteps, dunningDay, lateFeeFen, promiseProblem } from "./dunning.rules";
import { dueDayOf, duePeriods, overdueDays, periodAfter, periodBefore, publishesAt, renewsAt, runsAt } from "./period.rules";

const debt = (part: Partial<Debt> = {}): Debt => ({ dueOn: "2026-02-28", openFen: 100n, disputedFen: 0n, taken: [], pauses: [], ...part });
const all = ["overdue", "secondNotice", "limited", "suspended", "mayTerminate"] as const;

it.each([
  ["2026-02-20", []], ["2026-02-21", ["remind7"]], ["2026-02-26", ["remind7"]], ["2026-02-27", ["remind1"]], ["2026-02-28", ["dueToday"]], ["2026-03-01", ["overdue"]], ["2026-03-05", ["overdue", "secondNotice"]],
  ["2026-03-30", ["overdue", "secondNotice", "limited"]], ["2026-03-31", ["overdue", "secondNotice", "limited", "suspended"]], ["2026-05-30", [...all]],
] as const)("BI7: on %s the steps %j are due", (today, steps) => expect(dueSteps(debt(), today)).toEqual(steps));

it("BI7: a taken step is not taken again, and a settled or wholly disputed bill has none", () => {
  expect(dueSteps(debt({ taken: ["overdue"] }), "2026-03-05")).toEqual(["secondNotice"]);
  expect(dueSteps(debt({ openFen: 0n }), "2026-06-01")).toEqual([]);
  expect(dueSteps(debt({ disputedFen: 100n }), "2026-06-01")).toEqual([]);
  expect(dueSteps(debt({ disputedFen: 99n }), "2026-03-01")).toEqual(["overdue"]);
  expect([dueSteps(debt({ taken: ["remind1"] }), "2026-02-27"), dueSteps(debt(), "2026-05-29")]).toEqual([[], all.slice(0, 4)]);
});
it("BI7: while dunning rests nothing is due, and rested days do not count towards the thirty", () => {
  const pauses = [{ fromOn: "2026-03-01", untilOn: "2026-03-11" }];
  expect(dueSteps(debt({ pauses }), "2026-03-10")).toEqual([]);
  expect(dunningDay(debt({ pauses }), "2026-03-11")).toBe(1);
  expect(dueSteps(debt({ pauses }), "2026-04-09")).not.toContain("suspended");
  expect(dueSteps(debt({ pauses }), "2026-04-10")).toContain("suspended");
  const days = (rests: Debt["pauses"], today: string) => dunningDay(debt({ pauses: rests }), today);
  expect([days([], "2026-02-21"), days([], "2026-02-28"), days([], "2026-03-10")]).toEqual([-7, 0, 10]);
  // The due day itself was never counted; two rests that overlap are one; a rest to come takes nothing yet.
  expect(days([{ fromOn: "2026-02-20", untilOn: "2026-03-03" }], "2026-03-10")).toBe(8);
  expect(days([{ fromOn: "2026-02-28", untilOn: "2026-03-03" }], "2026-03-10")).toBe(8);
  expect(days([{ fromOn: "2026-03-02", untilOn: "2026-03-06" }, { fromOn: "2026-03-04", untilOn: "2026-03-08" }], "2026-03-10")).toBe(4);
  expect(days([{ fromOn: "2026-03-10", untilOn: "2026-03-20" }], "2026-03-10")).toBe(9);
  expect(days([{ fromOn: "2026-03-11", untilOn: "2026-03-20" }], "2026-03-10")).toBe(10);
  const untilToday = debt({ pauses: [{ fromOn: "2026-03-02", untilOn: "2026-03-05" }] });
  expect([dueSteps(untilToday, "2026-03-01"), dueSteps(untilToday, "2026-03-02"), dueSteps(untilToday, "2026-03-05")]).toEqual([["overdue"], [], ["overdue"]]);
  // One rest ends the day, however many others are over.
  expect(dueSteps(debt({ pauses: [{ fromOn: "2026-03-02", untilOn: "2026-03-03" }, { fromOn: "2026-03-04", untilOn: "2026-03-06" }] }), "2026-03-05")).toEqual([]);
});
it("BI7: no product is suspended before the 31st day, whatever pauses and days, and steps come in order", () => {
  const day = fc.integer({ min: -20, max: 200 });
  fc.assert(
    fc.property(day, fc.array(fc.tuple(day, fc.integer({ min: 1, max: 30 })), { maxLength: 4 }), (after, rests) => {
      const today = addDays("2026-02-28", after);
      const pauses = rests.map(([from, days]) => ({ fromOn: addDays("2026-02-28", from), untilOn: addDays("2026-02-28", from + days) }));
      const steps = dueSteps(debt({ pauses }), today);
      if (after < 31) expect(steps).not.toContain("suspended");
      expect(dunningDay(debt({ pauses }), today) <= after).toBe(true);
      expect([...steps].sort((a, b) => all.indexOf(a as never) - all.indexOf(b as never))).toEqual(steps);
    }),
  );
});

it("BI8: 1 234.50 yuan, 12 days, are 44.44; a payment counts from its own day; never more than the principal", () => {
  expect(lateFeeFen(123_450n, [], "2026-03-31", "2026-04-12")).toBe(4_444n);
  expect(lateFeeFen(100_000n, [{ on: "2026-04-06", amountFen: 100_000n }], "2026-03-31", "2026-04-30")).toBe(1_500n);
  expect(lateFeeFen(100_000n, [{ on: "2026-04-01", amountFen: 50_000n }], "2026-03-31", "2026-04-10")).toBe(1_500n);
  expect(lateFeeFen(100_000n, [{ on: "2026-03-15", amountFen: 40_000n }], "2026-03-31", "2026-04-01")).toBe(180n);
  expect(lateFeeFen(1_000n, [], "2026-03-31", "2028-03-31")).toBe(1_000n);
});
it("BI8: each day costs 0.3 % of what was open in its morning, in whatever order the payments are given", () => {
  const payment = fc.record({ day: fc.integer({ min: -3, max: 40 }), amountFen: fc.bigInt({ min: 1n, max: 5_000n }) });
  fc.assert(
    fc.property(fc.bigInt({ min: 50_000n, max: 10n ** 8n }), fc.array(payment, { maxLength: 6 }), fc.integer({ min: -2, max: 45 }), (principal, paid, last) => {
      let fenDays = 0n;
      for (let day = 1; day <= last; day += 1) fenDays += principal - paid.filter((one) => one.day <= day).reduce((sum, { amountFen }) => sum + amountFen, 0n);
      const payments = paid.map(({ day, amountFen }) => ({ on: addDays("2026-03-31", day), amountFen }));
      expect(lateFeeFen(principal, payments, "2026-03-31", addDays("2026-03-31", last))).toBe(divideHalfUp(fenDays * 3n, 1_000n));
    }),
  );
});
it("BI8: the fee never falls with time and never passes the principal, for any payments", () => {
  const payment = fc.record({ on: fc.integer({ min: -5, max: 60 }).map((days) => addDays("2026-03-31", days)), amountFen: fc.bigInt({ min: 1n, max: 1_000n }) });
  fc.assert(
    fc.property(fc.bigInt({ min: 10_000n, max: 10n ** 9n }), fc.array(payment, { maxLength: 8 }), fc.integer({ min: 1, max: 400 }), (principal, payments, days) => {
      const [today, tomorrow] = [addDays("2026-03-31", days), addDays("2026-03-31", days + 1)].map((until) => lateFeeFen(principal, payments, "2026-03-31", until));
      expect(today! >= 0n && tomorrow! >= today! && tomorrow! <= principal).toBe(true);
    }),
  );
});

it.each([
  ["2026-03-11", [], null], ["2026-03-12", [], "promiseTooLong"], ["2026-03-01", [], "promiseInPast"], ["2026-03-05", [{ fromOn: "2026-02-20", isOpen: true }], "promiseOpen"],
  ["2026-03-05", [{ fromOn: "2025-04-01", isOpen: false }, { fromOn: "2026-01-01", isOpen: false }], "promisesUsedUp"], ["2026-03-05", [{ fromOn: "2025-02-01", isOpen: false }, { fromOn: "2026-01-01", isOpen: false }], null],
  ["2026-03-05", [{ fromOn: "2025-03-01", isOpen: false }, { fromOn: "2026-01-01", isOpen: false }], null], ["2026-03-05", [{ fromOn: "2025-03-02", isOpen: false }, { fromOn: "2026-01-01", isOpen: false }], "promisesUsedUp"],
  ["2026-03-02", [{ fromOn: "2026-01-01", isOpen: false }], null], ["2026-03-05", [{ fromOn: "2026-01-01", isOpen: false }, { fromOn: "2026-02-20", isOpen: true }], "promiseOpen"],
] as const)("BI7: promising on 1 March to pay by %s after %j: %s", (untilOn, earlier, problem) => expect(promiseProblem(untilOn, "2026-03-01", earlier)).toBe(problem));

it.each([[0, "upTo30"], [30, "upTo30"], [31, "upTo60"], [60, "upTo60"], [61, "upTo90"], [90, "upTo90"], [91, "over90"]] as const)("RP9: %d days past due is %s", (days, group) => expect(ageGroup(days)).toBe(group));

it("SY5: sixty account periods follow each other without gap or overlap, run on the 1st at 02:00, are published on the 3rd, fall due at the next month's end", () => {
  let period = accountPeriodOf("2023-11-15");
  for (let n = 0; n < 60; n += 1, period = periodAfter(period)) {
    const next = periodAfter(period);
    expect([next.from, periodBefore(next).from, daysBetween(period.from, period.to)]).toEqual([period.to, period.from, period.days]);
    expect(runsAt(period).toISOString()).toBe(new Date(Date.parse(`${period.to}T02:00:00+08:00`)).toISOString());
    expect(publishesAt(period).toISOString().slice(8)).toBe("03T01:00:00.000Z");
    expect(addDays(dueDayOf(period), 1)).toBe(next.to);
    expect(renewsAt(next).getTime()).toBe(runsAt(period).getTime() - 4 * 3_600_000);
  }
  expect(duePeriods("2026-01-20", new Date("2026-03-31T17:59:00Z")).map(({ from }) => from)).toEqual(["2026-01-01", "2026-02-01"]);
  expect(duePeriods("2026-01-20", new Date("2026-03-31T18:00:00Z")).map(({ from }) => from)).toEqual(["2026-01-01", "2026-02-01", "2026-03-01"]);
  expect(duePeriods("2023-01-15", new Date("2026-03-31T18:00:00Z")).map(({ from }) => from)).toEqual(Array.from({ length: 24 }, (_, month) => addMonths("2023-01-01", month)));
  expect(duePeriods("2026-01-20", new Date("2026-03-31T18:00:00Z"), 1)).toEqual([{ from: "2026-01-01", to: "2026-02-01", days: 31 }]);
  expect([addMonths("2026-01-01", -6), overdueDays("2026-02-28", "2026-03-01"), overdueDays("2026-02-28", "2026-02-28"), overdueDays("2026-02-28", "2026-02-27")]).toEqual(["2025-07-01", 1, 0, 0]);
});
