import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { type Scope, systemScope } from "../scope";
import { BULK_MOST, barOf } from "./bulk.rules";
import { runBulkActions } from "./bulk.service";

const PLATFORM = "JS";
const db = () => dbFor(PLATFORM);
const later = async (seconds = 61) => ({ ...(await systemScope(PLATFORM)), now: () => new Date(Date.now() + seconds * 1000) }) as Scope;

/** A clerk who is on the staff's list, since the worker looks whether they are still here. */
async function clerk() {
  const person = await operator({ platformId: PLATFORM });
  await dbFor("ZX").staff.create({ data: { id: person.staffId, name: person.actor.name, email: `${person.staffId}@kdsw.example`, phone: "13800000000", passwordHash: "x", createdAt: new Date(), duties: { create: [{ dutyPlatformId: PLATFORM, provinceIds: [], roles: ["provinceReviewer"], startsOn: new Date("2026-01-01T00:00:00Z") }] } } });
  return { ...person, desk: await person.as() };
}

/** Orders of one company that wait for a clerk; the first of a company opens nothing by itself. */
async function waiting(count: number) {
  const owner = await customer({ platformId: PLATFORM, cashFen: 50_000_000n });
  const caller = await owner.as();
  const orders = [];
  for (let turn = 0; turn < count; turn += 1) orders.push(await caller.order.submit(await orderInput(caller, { seats: 10 + 5 * turn })));
  const tasks = await db().reviewTask.findMany({ where: { orderId: { in: orders.map(({ orderId }) => orderId) } }, orderBy: { id: "asc" } });
  return { owner, caller, orders, tasks, picked: tasks.map(({ id, version }) => ({ taskId: id, version })) };
}

const stages = async ({ caller, orders }: Awaited<ReturnType<typeof waiting>>) => Promise.all(orders.map(async ({ orderId }) => (await caller.order.byId({ orderId })).stage));

it("BO9: what somebody should look at alone is left out, with why", () => {
  const plain = { needsSecond: false, claim: "free", isVerified: true, isInArrears: false } as const;
  expect([barOf(plain), barOf({ ...plain, claim: "mine" }), barOf({ ...plain, needsSecond: true }), barOf({ ...plain, claim: "others" }), barOf({ ...plain, isVerified: false }), barOf({ ...plain, isInArrears: true })]).toEqual([null, null, "needsSecond", "inOtherHands", "notVerified", "inArrears"]);
});

it("BO9: counted before, held for a minute, then each order is approved by itself under the clerk's name, once whatever workers there are", async () => {
  const batch = await waiting(3);
  const { desk, actor } = await clerk();
  const preview = await desk.review.previewBulk({ specificationCode: "OA" });
  for (const { id } of batch.tasks) expect(preview.rows.map(({ taskId }) => taskId)).toContain(id);
  const key = randomUUID();
  const { actionId } = await desk.review.startBulk({ key, kind: "approve", tasks: batch.picked });
  expect(await desk.review.startBulk({ key, kind: "approve", tasks: batch.picked })).toEqual({ actionId });
  await runBulkActions(await systemScope(PLATFORM));
  expect(await stages(batch)).toEqual(["review", "review", "review"]);
  await Promise.all([1, 2, 3].map(async () => runBulkActions(await later())));
  expect(await stages(batch)).toEqual(["provisioning", "provisioning", "provisioning"]);
  expect(await desk.review.bulk({ actionId })).toMatchObject({ state: "done", count: 3, done: 3, failed: 0 });
  const decided = await db().reviewTask.findMany({ where: { id: { in: batch.tasks.map(({ id }) => id) } } });
  expect(decided.every(({ decidedByName, seen }) => decidedByName === actor.name && seen !== null)).toBe(true);
  expect(await db().serviceOrder.count({ where: { orderId: { in: batch.orders.map(({ orderId }) => orderId) } } })).toBe(3);
});

it("BO9: taken back within the minute nothing has happened; afterwards it cannot be, and a colleague never can", async () => {
  const batch = await waiting(2);
  const [mine, other] = [await clerk(), await clerk()];
  const { actionId } = await mine.desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: batch.picked });
  expect(await codeOf(other.desk.review.undoBulk({ key: randomUUID(), actionId }))).toBe("NOT_FOUND");
  await mine.desk.review.undoBulk({ key: randomUUID(), actionId });
  await runBulkActions(await later());
  expect(await stages(batch)).toEqual(["review", "review"]);
  const second = await mine.desk.review.startBulk({ key: randomUUID(), kind: "refuse", tasks: batch.picked, reason: "duplicate", text: "与上一单重复，请保留一单" });
  await runBulkActions(await later());
  expect(await codeOf(mine.desk.review.undoBulk({ key: randomUUID(), actionId: second.actionId }))).toBe("CHANGED_MEANWHILE");
  expect(await stages(batch)).toEqual(["refused", "refused"]);
  expect((await batch.caller.balance.mine({})).heldFen).toBe(0n);
});

it("BO9: an order that changed meanwhile, or is in a colleague's hands by then, is left as it is and named; the others go on", async () => {
  const batch = await waiting(3);
  const [mine, other] = [await clerk(), await clerk()];
  const { actionId } = await mine.desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: batch.picked });
  await other.desk.review.claim({ taskId: batch.tasks[0]?.id ?? "" });
  await batch.caller.order.cancel({ orderId: batch.orders.find(({ orderId }) => orderId === batch.tasks[1]?.orderId)?.orderId ?? "", key: randomUUID() });
  await runBulkActions(await later());
  const view = await mine.desk.review.bulk({ actionId });
  expect(view).toMatchObject({ state: "done", done: 1, failed: 2 });
  expect(view.items.map(({ state, code }) => [state, code]).sort()).toEqual([["done", null], ["failed", "ALREADY_DECIDED"], ["failed", "CLAIMED_BY_OTHER"]]);
});

it("BO9: killed in the middle it goes on where it stopped; somebody who has left decides nothing any more", async () => {
  const batch = await waiting(2);
  const { desk } = await clerk();
  const { actionId } = await desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: batch.picked });
  // As after a kill: taken up, the first decided, its result not noted.
  await runBulkActions(await later());
  await db().bulkAction.updateMany({ where: { id: actionId }, data: { state: "running", takenUntil: new Date(0), endedAt: null } });
  await db().bulkItem.updateMany({ where: { actionId }, data: { state: "waiting" } });
  await runBulkActions(await later());
  expect(await desk.review.bulk({ actionId })).toMatchObject({ state: "done", done: 2, failed: 0 });
  expect(await db().serviceOrder.count({ where: { orderId: { in: batch.orders.map(({ orderId }) => orderId) } } })).toBe(2);

  const left = await waiting(1);
  const gone = await clerk();
  await gone.desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: left.picked });
  await dbFor("ZX").staff.updateMany({ where: { id: gone.staffId }, data: { leftAt: new Date() } });
  await runBulkActions(await later());
  expect(await stages(left)).toEqual(["review"]);
  const many = Array.from({ length: BULK_MOST + 1 }, () => ({ taskId: randomUUID(), version: 0 }));
  expect(await codeOf(desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: many }))).toBe("BAD_REQUEST");
});

it("BO9: a duty that ended within the minute decides nothing, and what came up since the preview is left for somebody to look at", async () => {
  const [one, two] = [await waiting(1), await waiting(1)];
  const { desk, staffId } = await clerk();
  const first = await desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: one.picked });
  await db().organization.updateMany({ where: { id: one.owner.organizationId }, data: { verification: "expired" } });
  await runBulkActions(await later());
  expect((await desk.review.bulk({ actionId: first.actionId })).items).toMatchObject([{ state: "failed", code: "notVerified" }]);
  const second = await desk.review.startBulk({ key: randomUUID(), kind: "approve", tasks: two.picked });
  await dbFor("ZX").staffDuty.updateMany({ where: { staffId }, data: { roles: ["service"] } });
  await runBulkActions(await later());
  expect((await desk.review.bulk({ actionId: second.actionId })).items).toMatchObject([{ state: "failed", code: "FORBIDDEN" }]);
  expect([await stages(one), await stages(two)]).toEqual([["review"], ["review"]]);
});
