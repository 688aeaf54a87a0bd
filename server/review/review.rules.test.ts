import { expect, it } from "vitest";
import { claimOf, percentiles, reviewDeadlines, urgencyOf } from "./review.rules";

const calendar = { opensAt: 510, closesAt: 1080, holidays: new Set<string>(), workdays: new Set<string>() };
const at = (text: string) => new Date(`${text}+08:00`);

it("OR9: a review asked on Monday at 16:00 has its target on Tuesday at 10:30 and its limit at 16:00", () => {
  const { targetAt, warnAt, dueAt } = reviewDeadlines(at("2026-11-23T16:00:00"), calendar);
  expect([targetAt, warnAt, dueAt]).toEqual([at("2026-11-24T10:30:00"), at("2026-11-24T11:15:00"), at("2026-11-24T16:00:00")]);
});

it("OR9: it warns at half the limit and is late from the limit on", () => {
  const task = { warnAt: at("2026-11-24T11:15:00"), dueAt: at("2026-11-24T16:00:00") };
  expect([urgencyOf(task, at("2026-11-24T11:14:59")), urgencyOf(task, task.warnAt), urgencyOf(task, task.dueAt)]).toEqual(["calm", "warning", "late"]);
});

it("OR6: a claim that ran out is nobody's", () => {
  const now = at("2026-11-24T10:00:00");
  const claim = (who: string | null, until: string) => claimOf({ claimedByStaffId: who, claimedUntil: at(until) }, "me", now);
  expect([claim("me", "2026-11-24T10:01:00"), claim("other", "2026-11-24T10:01:00"), claim("other", "2026-11-24T10:00:00"), claim(null, "2026-11-24T10:01:00")]).toEqual(["mine", "others", "free", "free"]);
});

it("OR9: median and 95th of working minutes", () => {
  expect(percentiles([])).toBeNull();
  expect(percentiles(Array.from({ length: 100 }, (_, n) => n + 1))).toEqual({ median: 50, p95: 95 });
});
