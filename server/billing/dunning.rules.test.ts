import fc from "fast-check";
import { expect, it } from "vitest";
import { accountPeriodOf, addDays, addMonths, daysBetween } from "../kernel/calendar";
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
});
it("BI7: while dunning rests nothing is due, and rested days do not count towards the thirty", () => {
  const pauses = [{ fromOn: "2026-03-01", untilOn: "2026-03-11" }];
  expect(dueSteps(debt({ pauses }), "2026-03-10")).toEqual([]);
  expect(dunningDay(debt({ pauses }), "2026-03-11")).toBe(1);
  expect(dueSteps(debt({ pauses }), "2026-04-09")).not.toContain("suspended");
  expect(dueSteps(debt({ pauses }), "2026-04-10")).toContain("suspended");
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
] as const)("BI7: promising on 1 March to pay by %s after %j: %s", (untilOn, earlier, problem) => expect(promiseProblem(untilOn, "2026-03-01", earlier)).toBe(problem));

it.each([[0, "upTo30"], [30, "upTo30"], [31, "upTo60"], [61, "upTo90"], [91, "over90"]] as const)("RP9: %d days past due is %s", (days, group) => expect(ageGroup(days)).toBe(group));

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
  expect([addMonths("2026-01-01", -6), overdueDays("2026-02-28", "2026-03-01"), overdueDays("2026-02-28", "2026-02-28")]).toEqual(["2025-07-01", 1, 0]);
});
