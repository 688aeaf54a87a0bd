import { randomInt, randomUUID } from "node:crypto";
import { dbFor } from "../../../server/db";
import { businessDayOf, dateOf } from "../../../server/kernel/calendar";
import { approvedOrder } from "../../fixtures/approved";
import { linesOf, orderedBundle, productsOf } from "../../fixtures/bundles";
import { customer, operator, orderInput } from "../../fixtures/people";
import { diesAt, until } from "../kit/crash";
import { type Stand } from "../kit/stand";
import { crashPoints, isCompleted, switchAp } from "../processes";

type Tally = { once: number; died: number; of: number };
const judged = (stand: Stand, about: string, { once, died, of }: Tally, kills = of) => {
  stand.judge(`14 ${about}: killed at each point, done exactly once`, once === of && of > 0, `${once}/${of} once`);
  stand.judge(`14 the attack bites: workers died at ${about}`, died === kills, `${died}/${kills} died`);
};

const effectsAtAp = async (stand: Stand) => ((await (await fetch(`${stand.env.AP_URL}/_effects`)).json()) as { effects: { key: string }[] }).effects;

/** What an order of a bundle has come to: each open line once at its AP, its money taken once and as it says. */
async function isBundleOnce(stand: Stand, { owner, caller, orderId }: Awaited<ReturnType<typeof orderedBundle>>, { isWhole }: { isWhole: boolean }): Promise<boolean> {
  const order = await caller.order.byId({ orderId });
  const effects = await effectsAtAp(stand);
  const lines = await linesOf(orderId);
  const opened = lines.filter(({ state }) => state === "completed");
  const isOnceEach = lines.every(({ requestKey, state }) => effects.filter(({ key }) => key === requestKey).length === (state === "completed" ? 1 : 0));
  const takes = await dbFor("JS").journal.count({ where: { kind: "take", extRef: { startsWith: orderId } } });
  const balance = await caller.balance.mine({});
  const states = (await productsOf(owner.customerId)).map(({ state }) => state);
  const running = states.filter((state) => state === "active").length;
  return isOnceEach && takes === 1 && balance.heldFen === 0n && balance.cashFen === 2_000_000n - order.firstBillFen && opened.length === (isWhole ? 3 : 2) && running === (isWhole ? 4 : 3) && order.stage === (isWhole ? "completed" : "partCompleted");
}

/** PR4: a part is refused and the worker dies; its company goes on without it, or asks again and the worker dies once more. */
async function bundles(stand: Stand): Promise<void> {
  const tally: Tally = { once: 0, died: 0, of: crashPoints.length };
  let kills = 0;
  for (const [turn, point] of crashPoints.entries()) {
    await switchAp(stand, { refuseNext: 1, onlyPlatform: "JS" });
    const made = await orderedBundle();
    const stage = async () => (await dbFor("JS").productOrder.findFirstOrThrow({ where: { id: made.orderId } })).stage;
    const settled = async () => (await stage()) === "partChoice" && (await linesOf(made.orderId)).filter(({ state }) => state === "completed").length === 2;
    kills += 1;
    if (await diesAt(stand, point, { isDone: settled })) tally.died += 1;
    await switchAp(stand, { refuseNext: 0, onlyPlatform: "" });
    const [part] = (await made.caller.bundlePart.failed({ orderId: made.orderId })).rows;
    if (!part?.without) continue;
    const isWhole = turn % 2 === 1;
    const choice = { key: randomUUID(), partId: part.id, ...(isWhole ? { choice: "wait" as const, seenMonthlyFen: part.now.monthlyFen } : { choice: "cancel" as const, seenMonthlyFen: part.without.monthlyFen }) };
    await Promise.all([1, 2, 3].map(() => made.caller.bundlePart.choose(choice).catch(() => null)));
    if (isWhole) {
      kills += 1;
      if (await diesAt(stand, point, { isDone: async () => (await stage()) === "completed" })) tally.died += 1;
    }
    if (await isBundleOnce(stand, made, { isWhole })) tally.once += 1;
  }
  judged(stand, "a bundle whose part is refused", tally, kills);
}

async function clerk() {
  const person = await operator();
  await dbFor("ZX").staff.create({ data: { id: person.staffId, name: person.actor.name, email: `${person.staffId}@kdsw.example`, phone: "13800000000", passwordHash: "x", createdAt: new Date(), duties: { create: [{ dutyPlatformId: "SD", provinceIds: [], roles: ["provinceReviewer"], startsOn: new Date("2026-01-01T00:00:00Z") }] } } });
  return person.as();
}

/** BO9: one decision about four orders. */
async function bulkDecisions(stand: Stand): Promise<void> {
  const [EACH, points] = [4, ["bulk.taken", "bulk.decided", "bulk.decided"]];
  const tally: Tally = { once: 0, died: 0, of: points.length * EACH };
  for (const point of points) {
    const caller = await (await customer({ cashFen: 50_000_000n })).as();
    const orderIds: string[] = [];
    for (let n = 0; n < EACH; n += 1) orderIds.push((await caller.order.submit(await orderInput(caller, { seats: 10 + 5 * n }))).orderId);
    const tasks = await dbFor("SD").reviewTask.findMany({ where: { orderId: { in: orderIds } }, select: { id: true, version: true } });
    const { actionId } = await (await clerk()).review.startBulk({ key: randomUUID(), kind: "approve", tasks: tasks.map(({ id, version }) => ({ taskId: id, version })) });
    await stand.owner(`update "BulkAction" set "executeAt" = now() - interval '1 second' where id = $1`, [actionId]);
    const isDone = async () => (await dbFor("SD").bulkAction.findFirstOrThrow({ where: { id: actionId } })).state === "done";
    const lease = () => stand.owner(`update "BulkAction" set "takenUntil" = now() - interval '1 second' where id = $1 and state = 'running'`, [actionId]);
    if (await diesAt(stand, point, { isDone, meanwhile: lease })) tally.died += 1;
    const items = await dbFor("SD").bulkItem.count({ where: { actionId, state: "done" } });
    for (const orderId of orderIds) {
      const [lines, said] = [await dbFor("SD").serviceOrder.count({ where: { orderId } }), await dbFor("SD").auditRecord.count({ where: { action: "review.approved", after: { path: ["orderId"], equals: orderId } } })];
      if (items === EACH && lines === 1 && said === 1) tally.once += 1;
    }
  }
  judged(stand, "a decision about several orders", tally, points.length);
}

/** AI19: an account goes to its new owner. */
async function handOvers(stand: Stand): Promise<void> {
  const points = ["handOver.beforeCommit", "handOver.afterCommit"];
  const tally: Tally = { once: 0, died: 0, of: points.length };
  for (const point of points) {
    const owner = await customer();
    const email = `boss${randomUUID().slice(0, 8)}@company.example`;
    const past = new Date(Date.now() - 8 * 86_400_000);
    const { id } = await dbFor("SD").ownerRecovery.create({ data: { customerId: owner.customerId, provinceId: "SD", state: "waiting", tokenHash: randomUUID(), personName: "王五", phone: `139${String(randomInt(1e8)).padStart(8, "0")}`, email, phoneConfirmedAt: past, emailConfirmedAt: past, reason: "测试", createdAt: past, askedAt: past, effectiveAt: new Date(Date.now() - 1000) } });
    if (await diesAt(stand, point, { isDone: async () => (await dbFor("SD").ownerRecovery.findFirstOrThrow({ where: { id } })).state === "done" })) tally.died += 1;
    const members = await dbFor("SD").membership.findMany({ where: { customerId: owner.customerId, isActive: true }, include: { person: true } });
    const mails = await dbFor("SD").notification.count({ where: { recipient: email, kind: "recovery.done" } });
    const records = await dbFor("SD").auditRecord.count({ where: { action: "ownerRecovery.handOver", targetId: id } });
    if (members.length === 1 && members[0]?.person.email === email && mails === 1 && records === 1) tally.once += 1;
  }
  judged(stand, "an account that goes to another owner", tally);
}

/** CH1: less seats at the edge. */
async function edges(stand: Stand): Promise<void> {
  const points = ["edge.beforeCommit", "edge.afterCommit"];
  const tally: Tally = { once: 0, died: 0, of: points.length };
  for (const point of points) {
    stand.startWorker();
    const { caller, line, orderId: openedBy } = await approvedOrder();
    await until(() => isCompleted(line.id), 40);
    await stand.stopWorker();
    const product = await dbFor("SD").product.findFirstOrThrow({ where: { orderId: openedBy } });
    const view = await caller.change.quote({ productId: product.id, seats: product.seats - 5 });
    const { orderId } = await caller.change.submit({ key: randomUUID(), productId: product.id, offeringCode: view.offeringCode, seats: view.seats, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
    const today = dateOf(businessDayOf(new Date()));
    await stand.owner(`update "ProductChange" set "effectiveOn" = $2 where "orderId" = $1`, [orderId, today]);
    const isDone = async () => (await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: orderId } })).stage === "completed";
    if (await diesAt(stand, point, { isDone })) tally.died += 1;
    const after = await dbFor("SD").product.findFirstOrThrow({ where: { id: product.id } });
    const lines = await dbFor("SD").serviceOrder.findMany({ where: { orderId } });
    const effects = (await effectsAtAp(stand)).filter(({ key }) => key === lines[0]?.requestKey).length;
    const executed = await dbFor("SD").orderEvent.count({ where: { orderId, kind: "executed" } });
    if ((await isDone()) && after.seats === product.seats - 5 && lines.length === 1 && effects === 1 && executed === 1) tally.once += 1;
  }
  judged(stand, "a change at its period's edge", tally);
}

/** Row 14 on everything that the worker does to orders and accounts beside opening one product. */
export async function crashesBeside(stand: Stand): Promise<void> {
  await stand.stopWorker();
  await bundles(stand);
  await bulkDecisions(stand);
  await handOvers(stand);
  await edges(stand);
  stand.startWorker();
}
