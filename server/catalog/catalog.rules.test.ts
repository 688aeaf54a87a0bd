import { describe, expect, it } from "vitest";
import { headlinePrice, priceInForce } from "./catalog.rules";
import type { PriceComponent } from "./price.schema";

const component = (kind: PriceComponent["kind"], feeFen: bigint, bands: PriceComponent["bands"] = []): PriceComponent => ({ id: kind, kind, name: kind, feeFen, bands, freeUnits: 0, unitName: null, taxRateBp: 600 });

describe("SC7: the price in force", () => {
  const first = { priceBookVersion: 1, validFrom: "2026-01-01", validTo: "2026-10-01" };
  const second = { priceBookVersion: 2, validFrom: "2026-10-01", validTo: null };
  it.each([
    ["the day before the book begins", "2025-12-31", undefined],
    ["its first day", "2026-01-01", 1],
    ["its last day", "2026-09-30", 1],
    ["the day on which the next one begins", "2026-10-01", 2],
    ["any later day", "2030-01-01", 2],
  ] as const)("on %s", (_, day, version) => expect(priceInForce([second, first], day)?.priceBookVersion).toBe(version));

  it("SC7: of two in force the newer book counts, in any order", () => {
    const overlapping = { ...first, validTo: null };
    expect(priceInForce([overlapping, second], "2026-11-01")).toBe(second);
    expect(priceInForce([second, overlapping], "2026-11-01")).toBe(second);
  });
});

describe("SC3: the price on a card", () => {
  it.each([
    ["a seat fee", [component("seat", 2000n), component("oneTime", 80000n)], 2000n, "seatMonth"],
    ["the lowest band", [component("graduated", 0n, [{ upTo: 20, feeFen: 4500n }, { upTo: null, feeFen: 3000n }])], 3000n, "seatMonth"],
    ["a monthly fee, without what is paid once", [component("monthly", 19900n), component("oneTime", 30000n)], 19900n, "month"],
    ["a year's fee", [component("yearly", 98000n), component("oneTime", 120000n)], 98000n, "year"],
  ] as const)("is %s", (_, components, fen, unit) => expect(headlinePrice(components, 5, "席")).toEqual({ fen, per: { unit, seatName: "席" } }));

  it("SC3: is nothing for an offering without a price", () => expect(headlinePrice([], 1, "套")).toBeNull());
});
