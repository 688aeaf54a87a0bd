import { expect, it } from "vitest";
import { dataMap, keepOf, laws } from "./data-map.rules";
import { cutoffOf, retentionStepNames, retentionSteps } from "./retention.rules";

it("DP2: every field has a purpose, a ground, an end and somebody whose duty it is; what stays names its law", () => {
  for (const entry of dataMap) {
    const { until, law, end } = keepOf(entry);
    expect([entry.what, until].every((text) => text.length > 1), entry.what).toBe(true);
    expect(end === "keep" ? law : "none", entry.what).toMatch(end === "keep" ? /^《.+》/ : /none/);
  }
  const places = dataMap.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  expect(places.length - new Set(places).size).toBe(0);
});

it("DP2: no step of deletion is without a field that names it, and no law", () => {
  const named = new Set(dataMap.map(({ by }) => by));
  // Codes are mails that go sooner than others.
  expect(retentionStepNames.filter((step) => !named.has(step))).toEqual(["codeMails"]);
  expect(Object.keys(laws).filter((law) => !dataMap.some((entry) => entry.law === law))).toEqual([]);
});

it("DP2: a step's rows go when their days are over in business time, and readings of use not within five months", () => {
  expect(cutoffOf("sessions", "2026-11-27").toISOString()).toBe("2026-05-30T16:00:00.000Z");
  expect(cutoffOf("oidcRecords", "2026-11-27").toISOString()).toBe("2026-11-26T16:00:00.000Z");
  expect(retentionSteps.usageDays.days).toBeGreaterThan(5 * 31);
  expect(retentionSteps.sessions.days).toBeGreaterThanOrEqual(180);
});
