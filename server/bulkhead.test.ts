import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { withRoom } from "./bulkhead";

const after = (ms: number) => async () => {
  await wait(ms);
  return ms;
};

it("promise 25: of a system that hangs two calls are waited for, the third is put off before long, and those after it at once; other systems are called", async () => {
  const hanging = [withRoom("hangs", after(1500)), withRoom("hangs", after(1500))];
  const from = performance.now();
  expect(await withRoom("hangs", after(0))).toBeNull();
  expect(performance.now() - from).toBeLessThan(1000);
  const again = performance.now();
  expect(await withRoom("hangs", after(0))).toBeNull();
  expect(performance.now() - again).toBeLessThan(200);
  expect(await withRoom("other", after(0))).toEqual({ answer: 0 });
  expect(await Promise.all(hanging)).toEqual([{ answer: 1500 }, { answer: 1500 }]);
  expect(await withRoom("hangs", after(0))).toEqual({ answer: 0 });
});

it("promise 25: of a system that answers soon everybody is served, never more than two at once; a call that fails leaves its place", async () => {
  let atOnce = 0;
  let most = 0;
  const call = async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await wait(30);
    atOnce -= 1;
    return "done";
  };
  const answers = await Promise.all(Array.from({ length: 12 }, () => withRoom("well", call)));
  expect([answers.every((answer) => answer?.answer === "done"), most]).toEqual([true, 2]);
  for (let n = 0; n < 3; n += 1) await expect(withRoom("well", () => Promise.reject(new Error("fault")))).rejects.toThrow("fault");
  expect(await withRoom("well", after(0))).toEqual({ answer: 0 });
});
