import { randomUUID } from "node:crypto";
import { expect, it, vi } from "vitest";
import { approvedOrder } from "../../e2e/fixtures/approved";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";

const { callCount, control, effectsOf } = await ownAp();

it("promise 25: after three calls without an answer an AP is left alone; a line that comes meanwhile loses no try and goes when it answers again", async () => {
  const first = await approvedOrder();
  await control({ failAlways: true });
  for (const hours of [0, 1, 2]) await first.send(hours);
  expect((await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id: first.line.id } })).attempt).toBe(3);
  const before = await callCount();
  const second = await approvedOrder();
  const held = await second.send();
  expect(held).toMatchObject({ state: "pending", attempt: 0, needsPerson: false, lastAnswer: "应用方的系统没有应答，恢复后马上发送" });
  expect((held.nextAttemptAt?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(15_000);
  expect(await dbFor("SD").serviceOrderCall.count({ where: { serviceOrderId: second.line.id } })).toBe(0);
  expect(await callCount()).toBe(before);
  // While one looks whether it is back, the others do not wait for what it sees.
  await control({ failAlways: false, delayMs: 1500 });
  const third = await approvedOrder();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 16_000 });
  const probe = first.send(20);
  for (const before = await callCount(); (await callCount()) === before; ) await new Promise((resume) => setTimeout(resume, 20));
  expect(await third.send()).toMatchObject({ state: "pending", attempt: 0 });
  vi.useRealTimers();
  expect((await probe).state).toBe("completed");
  await control({ delayMs: 0 });
  // The clock of a circuit is the process's own: its quarter of a minute goes by here.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 16_000 });
  try {
    expect((await second.send(1)).state).toBe("completed");
  } finally {
    vi.useRealTimers();
  }
  expect(await effectsOf(second.line.requestKey)).toBe(1);
});

it("promise 18: a line that our own fault cannot send is tried by its plan, shown with the number of its fault, and sent again by a clerk", async () => {
  const { line, send } = await approvedOrder();
  // As a change whose product is not there.
  await dbFor("SD").serviceOrder.updateMany({ where: { id: line.id }, data: { operation: "seats" } });
  const failed = await send();
  expect(failed).toMatchObject({ state: "pending", attempt: 1, needsPerson: false, lastAnswer: expect.stringMatching(/^平台处理出错，编号 [0-9a-f-]{36}$/) });
  for (const hours of [1, 2, 5, 12, 40, 90]) await send(hours);
  const clerk = await (await operator()).as();
  expect((await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id: line.id } })).needsPerson).toBe(true);
  await dbFor("SD").serviceOrder.updateMany({ where: { id: line.id }, data: { operation: "open" } });
  await clerk.provisioning.resend({ serviceOrderId: line.id, key: randomUUID() });
  expect((await send(100)).state).toBe("completed");
  expect(await effectsOf(line.requestKey)).toBe(1);
});
