import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import { componentsToJson } from "../catalog/price.rules";
import { accountPeriodOf } from "../kernel/calendar";
import { budgetLevel, spendingOf } from "./budget.rules";

const period = accountPeriodOf("2026-11-01");
const use = component({ id: "use", kind: "usage", feeFen: 30n, freeUnits: 100, unitName: "页" });
const on = (day: string) => new Date(`${day}T00:00:00Z`);
const product = { id: "p", state: "active" as const, components: componentsToJson([component(), use]), discounts: [], seats: 10, startedOn: on("2026-09-01"), endsOn: null };
const days = Array.from({ length: 10 }, (_, index) => ({ usedOn: `2026-11-${String(index + 1).padStart(2, "0")}`, used: 20 }));
const given = { payType: "postpaid" as const, isRunning: true, chargedFen: 0n, hasMonth: false, uses: [{ componentId: "use", used: 200, billedUsed: 0, days }], period, today: "2026-11-11" };

it("BI22: a postpaid month's fee is certain, use so far is known, and what the mean will add is forecast", () => {
  // 10 × ¥20.00; 200 pages, 100 free, at ¥0.30; at twenty a day 600 by the month's end.
  expect(spendingOf(product, given)).toEqual({ knownFen: 20_000n + 3_000n, forecastFen: 20_000n + 15_000n });
});
it("BI22: what is charged already is not counted again: a prepaid month, a bill that was made, use that was billed", () => {
  expect(spendingOf(product, { ...given, payType: "prepaid", chargedFen: 20_000n, hasMonth: true })).toEqual({ knownFen: 23_000n, forecastFen: 35_000n });
  expect(spendingOf(product, { ...given, chargedFen: 23_000n, hasMonth: true, uses: [{ ...given.uses[0]!, billedUsed: 200 }] })).toEqual({ knownFen: 23_000n, forecastFen: 35_000n });
});
it("BI22: a product of this month, one that stands still, one that has ended and a trial owe no fee of the month", () => {
  for (const part of [{ startedOn: on("2026-11-05") }, { endsOn: on("2026-10-31") }, { startedOn: null }]) expect(spendingOf({ ...product, ...part }, { ...given, uses: [], chargedFen: 700n })).toEqual({ knownFen: 700n, forecastFen: 700n });
  expect(spendingOf(product, { ...given, isRunning: false, uses: [], chargedFen: 700n })).toEqual({ knownFen: 700n, forecastFen: 700n });
});
it.each([[10_000n, 7_999n, null], [10_000n, 8_000n, 80], [10_000n, 10_000n, 80], [10_000n, 10_001n, 100]] as const)("BI22: a budget of %d with %d forecast is at level %s", (amount, forecast, level) => expect(budgetLevel(amount, forecast)).toBe(level));
