import { expect, it } from "vitest";
import { turnstile } from "./crypto";

it("promise 35: a turnstile lets so many through at a time, in order, and a failure frees its place", async () => {
  const inTurn = turnstile(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => inTurn(async () => {
    begun.push(n);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resume) => setImmediate(resume));
    running -= 1;
    if (n % 3 === 0) throw new Error("planned");
    return n;
  })));
  expect([most, begun]).toEqual([2, [0, 1, 2, 3, 4, 5, 6, 7, 8]]);
  expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([false, true, true, false, true, true, false, true, true]);
});
