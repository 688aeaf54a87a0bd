import { afterEach, expect, it, vi } from "vitest";
import { asBusy } from "./db";
import { AppError } from "./kernel/errors";
import { isOutage } from "./outage";

let minute = Date.now();
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ["nobody listens", { message: "Can't reach database server", code: "P1001" }, true],
  ["silence", { message: "Query read timeout" }, true],
  ["a connection that was hung up", { message: "ConnectionClosed" }, true],
  ["a full pool", { message: "timeout exceeded when trying to connect" }, false],
  ["a row held too long", { message: "canceling statement due to lock timeout", code: "55P03" }, false],
])("promise 22: %s is told as busy, and only an outage stops pages for two seconds", (_, error, stops) => {
  // Each case a minute after the one before, whose pause is long over.
  vi.useFakeTimers({ now: (minute += 60_000) });
  expect(asBusy(error)).toBeInstanceOf(AppError);
  expect(isOutage()).toBe(stops);
  vi.advanceTimersByTime(2001);
  expect(isOutage()).toBe(false);
});

it("promise 22: what is no outage stays what it is", () => {
  const error = new TypeError("x is not a function");
  expect(asBusy(error)).toBe(error);
});
