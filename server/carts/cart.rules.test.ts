import { expect, it } from "vitest";
import { LINK_DAYS, Tally, cartLineState, isLinkAlive, isPriceChanged, linkEnd, maySend } from "./cart.rules";

const plain = { isRefused: false, isChanged: false, isForCounter: false, caps: "allowed" as const };
it.each([
  ["nothing in its way", {}, "ready", true],
  ["a cap that asks", { caps: "approval" as const }, "approval", true],
  ["a hard cap", { caps: "refused" as const }, "blocked", false],
  ["the counter", { isForCounter: true, caps: "approval" as const }, "counter", true],
  ["a changed price", { isChanged: true, caps: "approval" as const }, "changed", false],
  ["a refusal and a changed price", { isRefused: true, isChanged: true }, "blocked", false],
] as const)("OR16: a line with %s", (_, more, state, isSent) => {
  expect(cartLineState({ ...plain, ...more })).toBe(state);
  expect(maySend(state)).toBe(isSent);
});

it("OR16: a month and the most that opening costs say whether a price changed", () => {
  const seen = { monthlyFen: 100n, ceilingFen: 150n };
  expect([isPriceChanged(seen, { ...seen }), isPriceChanged(seen, { ...seen, monthlyFen: 99n }), isPriceChanged(seen, { ...seen, ceilingFen: 151n })]).toEqual([false, true, true]);
});

it("OR16: lines before count for their own account and for the group, and a purse is spent once", () => {
  const tally = new Tally();
  tally.count("one", { monthFen: 10n, recurringFen: 5n });
  tally.count("two", { monthFen: 1n, recurringFen: 1n });
  expect(tally.before("one")).toEqual({ account: { monthFen: 10n, recurringFen: 5n }, group: { monthFen: 11n, recurringFen: 6n } });
  expect(tally.before("three").account).toEqual({ monthFen: 0n, recurringFen: 0n });
  expect([tally.take("purse", 100n, 60n), tally.take("purse", 100n, 60n), tally.take("purse", 100n, 40n), tally.take("other", 0n, 0n)]).toEqual([0n, 20n, 0n, 0n]);
});

it("OR17: a link lives thirty days and not a moment more, unless it is ended before", () => {
  const now = new Date("2026-11-27T02:00:00Z");
  const expiresAt = linkEnd(now);
  expect(expiresAt.getTime() - now.getTime()).toBe(LINK_DAYS * 86_400_000);
  expect([isLinkAlive({ endedAt: null, expiresAt }, new Date(expiresAt.getTime() - 1)), isLinkAlive({ endedAt: null, expiresAt }, expiresAt), isLinkAlive({ endedAt: now, expiresAt }, now)]).toEqual([true, false, false]);
});
