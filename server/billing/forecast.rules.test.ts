import fc from "fast-check";
import { expect, it } from "vitest";
import { component } from "../../e2e/fixtures/components";
import { componentsToJson } from "../catalog/price.rules";
import { forecast, monthOf, noticeLevel } from "./forecast.rules";

const product = (startedOn: string, paidTo: string, kind: "seat" | "yearly" = "seat", feeFen = 2_000n) => ({ seats: 10, startedOn: new Date(`${startedOn}T00:00:00Z`), paidTo: new Date(`${paidTo}T00:00:00Z`), components: componentsToJson([component({ kind, feeFen })]), discounts: [] });

it.each([
  ["two months and a bit", 45_000n, [product("2026-01-05", "2026-04-01")], "2026-03-20", { lastsDays: 72, missingFen: 15_000n, edgeOn: "2026-06-01" }],
  ["a month that is paid ahead", 20_000n, [product("2026-01-05", "2026-05-01")], "2026-03-31", { lastsDays: 61, missingFen: 20_000n, edgeOn: "2026-06-01" }],
  ["nothing at all", 0n, [product("2026-01-05", "2026-04-01")], "2026-03-24", { lastsDays: 7, missingFen: 20_000n, edgeOn: "2026-04-01" }],
  ["no product", 0n, [], "2026-03-24", { lastsDays: null, missingFen: 0n, edgeOn: null }],
  ["a year's plan at its anniversary", 100n, [product("2025-06-10", "2026-04-01", "yearly", 360_000n)], "2026-03-24", { lastsDays: 68, missingFen: 359_900n, edgeOn: "2026-06-01" }],
] as const)("BI5: %s", (_, cash, products, today, expected) => expect(forecast(cash, products, today)).toEqual(expected));

it.each([[8, null], [7, 7], [3, 7], [2, 2], [0, 2], [null, null]] as const)("BI5: %s days before, the notice is %s", (days, level) => expect(noticeLevel(days)).toBe(level));

it("BI5: more money never lasts shorter, and exactly what is missing lasts longer", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 400_000n }), fc.bigInt({ min: 0n, max: 100_000n }), (cash, more) => {
      const products = [product("2026-01-05", "2026-04-01"), product("2026-02-05", "2026-04-01")];
      const [less, richer] = [forecast(cash, products, "2026-03-20"), forecast(cash + more, products, "2026-03-20")];
      const days = (value: number | null) => value ?? 10_000;
      return days(richer.lastsDays) >= days(less.lastsDays) && (less.edgeOn === null || days(forecast(cash + less.missingFen, products, "2026-03-20").lastsDays) > days(less.lastsDays));
    }),
  );
});

it("BI5: twenty-four months are looked at, and what is not open yet takes nothing", () => {
  const one = product("2026-01-05", "2026-04-01");
  expect(forecast(24n * 20_000n, [one], "2026-03-20")).toEqual({ lastsDays: null, missingFen: 0n, edgeOn: null });
  expect(forecast(24n * 20_000n - 1n, [one], "2026-03-20")).toMatchObject({ missingFen: 1n, edgeOn: "2028-03-01" });
  const april = { from: "2026-04-01", to: "2026-05-01", days: 30 };
  expect([monthOf(one, april), monthOf({ ...one, paidTo: new Date("2026-04-02T00:00:00Z") }, april), monthOf({ ...one, paidTo: null }, april), monthOf({ ...one, startedOn: null, paidTo: null }, april)]).toEqual([20_000n, 0n, 20_000n, 0n]);
});
