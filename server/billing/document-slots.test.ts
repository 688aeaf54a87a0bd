import { expect, it } from "vitest";
import { AppError } from "../kernel/errors";
import { inDocumentSlot } from "./document-slots";

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it("BI21: two documents at once, the others one after another, also after a failure", async () => {
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    most = Math.max(most, (running += 1));
    await pause(5);
    running -= 1;
    if (n === 0) throw new Error("broken");
    return n;
  };
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => inDocumentSlot(() => work(n))));
  expect([most, results.filter(({ status }) => status === "fulfilled").length]).toEqual([2, 7]);
});

it("BI21: who waits too long, or behind too many, is told that the system is busy, and places come back", async () => {
  let end = () => {};
  const held = new Promise<void>((resolve) => { end = resolve; });
  const holders = [inDocumentSlot(() => held), inDocumentSlot(() => held)];
  const busy = new AppError("BUSY");
  await expect(inDocumentSlot(() => pause(0), 10)).rejects.toEqual(busy);
  const waiting = Array.from({ length: 16 }, () => inDocumentSlot(() => pause(0)));
  await expect(inDocumentSlot(() => pause(0))).rejects.toEqual(busy);
  end();
  await Promise.all([...holders, ...waiting]);
  await expect(inDocumentSlot(() => Promise.resolve("ok"))).resolves.toBe("ok");
});
