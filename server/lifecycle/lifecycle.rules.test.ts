import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { component } from "@/e2e/fixtures/components";
import { feeWhile, standsSince, unchargedCauses } from "../billing/standstill.rules";
import { componentsToJson } from "../catalog/price.rules";
import { accountPeriodOf, addDays, addMonths } from "../kernel/calendar";
import { lastChargedDay, monthEdge, returnableUntil, spreadRefund, termEdge, wholeRefund, yearPlanOf, yearRefund } from "./cancel.rules";
import { lifeOf } from "./life.rules";
import { isYearly, monthsLeft, restFor, wholeMonths } from "./pause.rules";

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays("2024-01-01", days));

describe("CH13: rests", () => {
  it.each([
    ["2026-03-20", 1, null, "2026-03-21", "2026-05-01"],
    // Asked on the last day: the coming month is whole already.
    ["2026-03-31", 1, null, "2026-04-01", "2026-05-01"],
    ["2026-12-15", 3, null, "2026-12-16", "2027-04-01"],
    ["2028-02-28", 1, null, "2028-02-29", "2028-04-01"],
    ["2028-02-29", 1, null, "2028-03-01", "2028-04-01"],
    // What is paid already is used up first.
    ["2026-03-31", 2, "2026-05-01", "2026-04-01", "2026-07-01"],
  ] as const)("CH13: asked on %s for %d months, paid to %s, it rests from %s until %s", (today, months, paidTo, from, until) => {
    expect(restFor({ today, months, paidTo })).toEqual({ from, until });
  });

  it("CH13: a rest has just the whole months that were asked for, and ends on a first of the month", () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 3 }), (today, months) => {
      const rest = restFor({ today, months, paidTo: null });
      expect([wholeMonths(rest), rest.until.slice(8), rest.from]).toEqual([months, "01", addDays(today, 1)]);
    }));
  });

  it("CH13: whatever rests there were, never more than three whole months are had within twelve", () => {
    fc.assert(fc.property(fc.array(day, { maxLength: 30 }), (days) => {
      const rests: { from: string; until: string }[] = [];
      for (const today of days.sort()) {
        const last = rests.at(-1);
        if (last && last.until > today) continue;
        const left = monthsLeft(rests, addDays(today, 1));
        if (left > 0) rests.push(restFor({ today, months: left, paidTo: null }));
        const { from, until } = rests.at(-1) ?? { from: today, until: today };
        const since = addMonths(accountPeriodOf(from).from, -11);
        const used = rests.reduce((sum, rest) => sum + wholeMonths({ from: rest.from < since ? since : rest.from, until: rest.until }), 0);
        expect([until, used <= 3]).toEqual([until, true]);
      }
    }));
  });

  it("CH13: a rest that ended in its first month used none; a year plan cannot rest", () => {
    expect(wholeMonths({ from: "2026-03-21", until: "2026-03-25" })).toBe(0);
    expect(monthsLeft([{ from: "2026-03-21", until: "2026-03-25" }], "2026-04-02")).toBe(3);
    const kept = (kind: "yearly" | "seat") => ({ components: componentsToJson([component({ kind })]), discounts: [] });
    expect([isYearly(kept("yearly")), isYearly(kept("seat"))]).toEqual([true, false]);
  });
});

describe("CH8: refunds", () => {
  const paid = fc.array(fc.record({ rateId: fc.uuid(), componentId: fc.constant("fee"), grossFen: fc.bigInt({ min: 0n, max: 10_000_000n }), reducedFen: fc.bigInt({ min: 0n, max: 10_000_000n }) }), { maxLength: 8 });
  const sum = (parts: readonly { amountFen: bigint }[]) => parts.reduce((total, { amountFen }) => total + amountFen, 0n);

  it("CH8: parts add to the sum, and none is more than what was paid for its line", () => {
    fc.assert(fc.property(paid, fc.bigInt({ min: 0n, max: 100n }), (rows, percent) => {
      const whole = sum(wholeRefund(rows));
      expect(whole).toBe(rows.reduce((total, { grossFen, reducedFen }) => total + (grossFen > reducedFen ? grossFen - reducedFen : 0n), 0n));
      const wanted = (whole * percent) / 100n;
      const parts = spreadRefund(wanted, rows);
      expect(sum(parts)).toBe(wanted);
      for (const { rateId, amountFen } of parts) {
        const row = rows.find((one) => one.rateId === rateId);
        expect(amountFen > 0n && row !== undefined && amountFen <= row.grossFen - row.reducedFen).toBe(true);
      }
    }));
  });

  const kept = (components: ReturnType<typeof component>[], termsFrom: Date | null = null) => ({ offeringCode: "P", offeringName: "", seats: 1, seatName: "套", priceBookVersion: 1, firstPeriodRule: "full", monthlyFen: 0n, components: componentsToJson(components), discounts: [], termsFrom, startedOn: new Date("2026-03-10T00:00:00Z"), paidTo: null as Date | null });
  const year = component({ id: "year", kind: "yearly", feeFen: 360_000n, monthFeeFen: 36_000n });

  it("CH8: the rule's own example: ¥3,600 paid, five months at ¥360 begun, ¥1,800 back; never less than nothing", () => {
    const plan = yearPlanOf(kept([year]), "2026-07-20");
    expect(plan).toEqual({ feeIds: ["year"], monthFen: 36_000n, begun: "2026-03-01" });
    const rows = [{ rateId: "a", componentId: "year", grossFen: 360_000n, reducedFen: 0n }];
    expect(plan && yearRefund(plan, "2026-08-01", rows)).toEqual({ months: 5, paidFen: 360_000n, usedFen: 180_000n, refundFen: 180_000n });
    expect(plan && yearRefund(plan, "2027-03-01", rows).refundFen).toBe(0n);
    expect(plan && yearRefund(plan, "2027-02-01", [{ ...rows[0], rateId: "a", componentId: "year", grossFen: 360_000n, reducedFen: 300_000n }]).refundFen).toBe(0n);
  });

  it("CH8: the second year is reckoned by itself, from other terms on where it followed some; a year without a list month cannot end early", () => {
    expect(yearPlanOf(kept([year]), "2027-03-05")?.begun).toBe("2027-03-01");
    expect(yearPlanOf(kept([year], new Date("2026-06-01T00:00:00Z")), "2027-05-31")?.begun).toBe("2026-06-01");
    expect(yearPlanOf(kept([component({ kind: "yearly" })]), "2026-07-20")).toBeNull();
    expect(yearPlanOf(kept([component()]), "2026-07-20")).toBeNull();
    expect(yearPlanOf(kept([year, component({ id: "more", kind: "yearly" })]), "2026-07-20")).toBeNull();
  });

  it.each([
    ["2026-03-31T17:59:59+08:00", "2026-04-01"],
    ["2026-03-31T18:00:00+08:00", "2026-05-01"],
    ["2028-02-29T17:59:59+08:00", "2028-03-01"],
    ["2028-02-29T18:00:00+08:00", "2028-04-01"],
    ["2026-12-31T23:59:55+08:00", "2027-02-01"],
  ])("CH8: at %s the next edge of a month is %s", (now, edge) => {
    expect(monthEdge(new Date(now))).toBe(edge);
    expect(termEdge(kept([component()]), new Date(now))).toBe(edge);
  });

  it("CH8: a term goes as far as it is paid; a product that ends at once is charged no month that it did not begin in", () => {
    expect(termEdge({ ...kept([component()]), paidTo: new Date("2026-06-01T00:00:00Z") }, new Date("2026-03-20T10:00:00+08:00"))).toBe("2026-06-01");
    expect(termEdge(kept([year]), new Date("2026-07-20T10:00:00+08:00"))).toBe("2027-03-01");
    expect([lastChargedDay("2026-05-28", "2026-06-02"), lastChargedDay("2026-06-01", "2026-06-02")]).toEqual(["2026-05-31", "2026-06-02"]);
    expect([returnableUntil("2026-03-10", 7), returnableUntil("2026-03-10", 0)]).toEqual(["2026-03-16", null]);
  });
});

describe("CH6: causes of a standstill", () => {
  const set = (time: string, lifted: string | null = null) => ({ setAt: new Date(time), liftedAt: lifted ? new Date(lifted) : null });

  it("CH6: causes that follow each other without a gap are one standstill, with a gap they are two", () => {
    const own = new Date("2026-03-10T00:00:00Z");
    expect(standsSince([set("2026-01-05T00:00:00Z", "2026-02-10T00:00:00Z"), set("2026-02-08T00:00:00Z", "2026-03-10T00:00:00Z"), set("2026-03-10T00:00:00Z")], own)).toEqual(new Date("2026-01-05T00:00:00Z"));
    expect(standsSince([set("2026-01-05T00:00:00Z", "2026-02-07T00:00:00Z"), set("2026-02-08T00:00:00Z", "2026-03-10T00:00:00Z"), set("2026-03-10T00:00:00Z")], own)).toEqual(new Date("2026-02-08T00:00:00Z"));
    expect(standsSince([], own)).toEqual(own);
  });

  it("CH6: each cause has its fee; a cap and a fault of the provider are charged as normal", () => {
    expect(unchargedCauses.toSorted()).toEqual(["arrears", "authority", "customer", "operator"]);
    expect([feeWhile.cap, feeWhile.apFault]).toEqual(["normal", "normal"]);
  });

  it("CH8, CH13: other terms have no life of their own", () => {
    expect(lifeOf({ kind: "plan", details: {} })).toBeNull();
    expect(lifeOf({ kind: "pause", details: { months: 2, until: "2026-06-01", holdFeeFen: "530" } })).toMatchObject({ months: 2, until: "2026-06-01", holdFeeFen: 530n, refundFen: 0n });
    expect(lifeOf({ kind: "cancel", details: { when: "month", refundFen: "180000", reason: "tooDear", comment: "x" } })).toMatchObject({ when: "month", refundFen: 180_000n, reason: "tooDear" });
  });
});
