import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { approvedOrder } from "../../e2e/fixtures/approved";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { codeOf, operator } from "../../e2e/fixtures/people";
import { deliverTo97 } from "../bss/bss.service";
import { firstBill, totalFen } from "../catalog/rating.rules";
import { offeringForOrder } from "../catalog/storefront.service";
import { forgetCircuits } from "../circuit";
import { dbFor } from "../db";
import { env } from "../env";
import { liftSuspension, setSuspension } from "../inventory/suspension.service";
import { businessDayOf } from "../kernel/calendar";
import { proveLedger } from "../ledger/proof.service";
import { type Scope, systemScope } from "../scope";
import { callSigned } from "../signed-call";
import { takeCallback } from "./callback.service";
import { markDone } from "./desk.service";
import { sendServiceOrder } from "./send.service";

const { control, effectsOf } = await ownAp();

/** Opens a service at the AP behind the portal's back, as an AP does that had said it would not; returns its business id. */
async function openAtAp({ id, orderId }: { id: string; orderId: string }): Promise<string> {
  const answer = await callSigned({
    base: env().AP_URL, path: "/v1/services", key: randomUUID(), secret: env().AP_SHARED_SECRET, timeoutMs: 4000,
    body: {
      serviceOrderId: id, orderNumber: orderId, platformId: "SD", provinceId: "SD", product: { specificationCode: "OA", offeringCode: "OA-STD", seats: 10, facts: {} }, company: { name: "迟到", creditCode: "9137" },
      administrator: { name: "迟到", email: "late@company.example", phone: "13800000000" }, callbackUrl: "http://127.0.0.1:9/callback",
    },
  });
  return (answer.body as { businessId: string }).businessId;
}

async function serviceAtAp(businessId: string): Promise<string | undefined> {
  const { effects } = (await (await fetch(`${env().AP_URL}/_effects`)).json()) as { effects: { service?: { businessId: string; status: string }; data?: { service?: { businessId: string; status: string } } }[] };
  return effects.map((effect) => effect.service ?? effect.data?.service).findLast((service) => service?.businessId === businessId)?.status;
}

it("PR1, AI11: an approved order opens at the AP; business id and application account are stored, the money is taken for the days left", async () => {
  const { caller, orderId, line, send } = await approvedOrder();
  expect((await send()).state).toBe("completed");
  const order = await caller.order.byId({ orderId });
  expect([order.stage, order.products.length]).toEqual(["completed", 1]);
  const product = await caller.product.byId({ productId: order.products[0]!.id });
  expect([product.state, product.applicationAccounts.length]).toEqual(["active", 1]);
  expect(await caller.balance.mine({})).toEqual({ cashFen: 1_000_000n - order.firstBillFen, heldFen: 0n });
  expect(await effectsOf(line.requestKey)).toBe(1);
});

it("PR2: an AP that is down, answers garbage or hangs up after opening is asked again, and opens once", async () => {
  const { caller, orderId, line, send } = await approvedOrder();
  await control({ failNext: 1 });
  expect((await send()).state).toBe("pending");
  await control({ garbage: true });
  expect((await send(1)).state).toBe("pending");
  await control({ garbage: false, dropReplyNext: 1 });
  const dropped = await send(2);
  expect([dropped.state, dropped.attempt]).toEqual(["pending", 3]);
  expect((await caller.order.byId({ orderId })).stage).toBe("provisioning");
  expect((await send(12)).state).toBe("completed");
  expect(await effectsOf(line.requestKey)).toBe(1);
  expect(await dbFor("SD").product.count({ where: { orderId, state: "active" } })).toBe(1);
});

it("PR2: two workers at once send one line to one end", async () => {
  const { orderId, line, send } = await approvedOrder();
  await Promise.all([send(), send(), send()]);
  expect(await effectsOf(line.requestKey)).toBe(1);
  expect(await dbFor("SD").orderEvent.count({ where: { orderId, kind: "completed" } })).toBe(1);
  expect(await dbFor("SD").journal.count({ where: { kind: "take", extRef: { startsWith: orderId } } })).toBe(1);
});

it("a permanent refusal by the AP fails the order, releases the money and tells the company", async () => {
  const { caller, orderId, send } = await approvedOrder();
  await control({ refuseNext: 1 });
  expect((await send()).state).toBe("failed");
  expect((await caller.order.byId({ orderId })).stage).toBe("failed");
  expect(await caller.balance.mine({})).toEqual({ cashFen: 1_000_000n, heldFen: 0n });
});

it("PR10: after the last pause a person must look; resend asks again, and a proof closes the line by hand", async () => {
  const { caller, orderId, line, send } = await approvedOrder();
  await control({ failAlways: true });
  for (const hours of [0, 1, 2, 5, 10, 20, 60]) {
    // The hours between have long closed it.
    forgetCircuits();
    await send(hours);
  }
  const stuck = await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id: line.id } });
  expect([stuck.needsPerson, stuck.nextAttemptAt]).toEqual([true, null]);
  const clerk = await (await operator()).as();
  expect((await clerk.provisioning.list({ tab: "stuck" })).stuckCount).toBeGreaterThan(0);
  await clerk.provisioning.resend({ serviceOrderId: line.id, key: randomUUID() });
  expect((await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id: line.id } })).needsPerson).toBe(false);
  expect(await codeOf(clerk.provisioning.markDone({ serviceOrderId: line.id, key: randomUUID(), businessId: "OA-BY-HAND", accountName: "byhand", signInUrl: "https://oa.ap.example/", proof: "短" }))).not.toBe("ok");
  await clerk.provisioning.markDone({ serviceOrderId: line.id, key: randomUUID(), businessId: "OA-BY-HAND", accountName: "byhand", signInUrl: "https://oa.ap.example/", proof: "应用方王工 11 月 24 日书面确认" });
  expect((await caller.order.byId({ orderId })).stage).toBe("completed");
});

it("PR3: the company is mailed and 97 is told, each as a message of its own", async () => {
  const { orderId, send } = await approvedOrder();
  await send();
  expect(await dbFor("SD").notification.count({ where: { orderId, kind: "order.completed" } })).toBe(1);
  expect(await dbFor("SD").bssMessage.count({ where: { orderId, kind: "orderResult" } })).toBe(1);
});

it("BI14: after all of this the ledger proves itself", async () => {
  const proof = await proveLedger(await systemScope("SD"));
  expect(proof).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0, totalFen: 0n, holdsWithoutOpenOrder: 0 });
  expect(proof.journals).toBeGreaterThan(0);
});

it("SY3: one number leads from the clerk's click through the audit record and the order line to the AP's log and 97's", async () => {
  const { orderId, line, send } = await approvedOrder();
  const approval = await dbFor("SD").auditRecord.findFirstOrThrow({ where: { action: "review.approved", after: { path: ["orderId"], equals: orderId } } });
  expect(line.requestId).toBe(approval.requestId);
  await send();
  type Calls = { calls: { key: string | null; headers: Record<string, string> }[] };
  const headerOf = async (base: string, key: string) => ((await (await fetch(`${base}/_calls`)).json()) as Calls).calls.find((call) => call.key === key)?.headers["x-request-id"];
  expect(await headerOf(env().AP_URL, line.requestKey)).toBe(approval.requestId);
  const told = await dbFor("SD").bssMessage.findFirstOrThrow({ where: { orderId } });
  expect(told.requestId).toBe(approval.requestId);
  await deliverTo97(await systemScope("SD"), { id: told.id }, async () => undefined);
  expect(await headerOf(env().BSS97_URL, told.requestKey)).toBe(approval.requestId);
  const auditor = await (await operator({ roles: ["auditor"] })).as();
  expect((await auditor.console.audit({ search: approval.requestId.slice(0, 13) })).rows.map((row) => row.action)).toContain("review.approved");
});

const activeCallback = (line: { id: string; requestKey: string }, businessId: string) =>
  JSON.stringify({ serviceOrderId: line.id, key: line.requestKey, status: "active", businessId, applicationAccount: { name: "late", administratorName: "late", signInUrl: "https://oa.ap.example/" } });

/** A scope whose n-th transaction begins just after a worker has claimed the line. */
function crossedByWorker<A extends Scope>(scope: A, lineId: string, nth: number): A {
  let count = 0;
  return {
    ...scope,
    transaction: async (work: Parameters<Scope["transaction"]>[0]) => {
      count += 1;
      if (count === nth) await dbFor("SD").serviceOrder.updateMany({ where: { id: lineId }, data: { fence: { increment: 1 } } });
      return scope.transaction(work);
    },
  };
}

it("BI3: what the order shows as its first bill is what was taken on the real opening day", async () => {
  const { buyer, caller, orderId, send } = await approvedOrder();
  expect((await send(48)).state).toBe("completed");
  const offering = await offeringForOrder(dbFor("SD"), { offeringCode: "OA-STD", provinceId: "SD" });
  const day = businessDayOf(new Date(Date.now() + 48 * 3_600_000));
  const dueFen = totalFen(firstBill(offering!.components, 10, day, offering!.firstPeriodRule));
  const order = await caller.order.byId({ orderId });
  expect(1_000_000n - (await caller.balance.mine({})).cashFen).toBe(dueFen);
  expect([order.firstBillFen, totalFen(order.firstBill), order.firstYearFen]).toEqual([dueFen, dueFen, dueFen + 11n * order.monthlyFen]);
  expect((await caller.order.list({})).rows[0]?.firstBillFen).toBe(dueFen);
  expect(buyer.platformId).toBe("SD");
});

it("BI3: an opening reported after the order failed takes no money, is cancelled at the AP once, and is shown to staff until it is", async () => {
  const { caller, orderId, line, send } = await approvedOrder();
  await control({ asynchronous: true, callbackDelayMs: 600_000 });
  await send();
  const failed = JSON.stringify({ serviceOrderId: line.id, key: line.requestKey, status: "failed", code: "NOT_ELIGIBLE", message: "不符合开通条件" });
  await takeCallback(await systemScope("SD"), failed);
  expect(await caller.balance.mine({})).toEqual({ cashFen: 1_000_000n, heldFen: 0n });
  await control({ asynchronous: false });
  // The AP opens it all the same, under a line of its own making.
  const opened = await openAtAp(line);
  await Promise.all([1, 2, 3].map(async () => takeCallback(await systemScope("SD"), activeCallback(line, opened))));
  expect((await caller.order.byId({ orderId })).stage).toBe("failed");
  expect(await caller.balance.mine({})).toEqual({ cashFen: 1_000_000n, heldFen: 0n });
  const undone = await dbFor("SD").serviceOrder.findMany({ where: { orderId, operation: "cancel" } });
  expect(undone.map((row) => [row.businessId, row.state])).toEqual([[opened, "acknowledged"]]);
  const clerk = await (await operator()).as();
  const stuck = (await clerk.provisioning.list({ tab: "stuck" })).rows.find((row) => row.id === undone[0]!.id);
  expect(stuck).toMatchObject({ operation: "cancel" });
  expect(await codeOf(clerk.provisioning.markDone({ serviceOrderId: undone[0]!.id, key: randomUUID(), businessId: opened, accountName: "late", signInUrl: "https://oa.ap.example/", proof: "应用方王工书面确认" }))).toBe("RULE_REFUSED");
  expect(await dbFor("SD").auditRecord.count({ where: { action: "serviceOrder.lateActivation", targetId: undone[0]!.id } })).toBe(1);
  await sendServiceOrder(await systemScope("SD"), { id: undone[0]!.id });
  expect((await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id: undone[0]!.id } })).state).toBe("completed");
  expect(await serviceAtAp(opened)).toBe("cancelled");
});

it("BI3: a worker whose answer comes back active after the order failed does not lose it", async () => {
  const { orderId, line } = await approvedOrder();
  const scope = await systemScope("SD");
  const failing = { ...scope, transaction: async (work: Parameters<Scope["transaction"]>[0]) => {
    await takeCallback(scope, JSON.stringify({ serviceOrderId: line.id, key: line.requestKey, status: "failed", code: "NOT_ELIGIBLE", message: "不符合开通条件" }));
    return scope.transaction(work);
  } } as Scope;
  await sendServiceOrder(failing, { id: line.id });
  expect((await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: orderId } })).stage).toBe("failed");
  expect(await dbFor("SD").serviceOrder.count({ where: { orderId, operation: "cancel" } })).toBe(1);
});

it("PR2: an AP's callback that crosses a worker's claim is taken all the same, since the AP sends it once", async () => {
  const { caller, orderId, line, send } = await approvedOrder();
  await control({ asynchronous: true, callbackDelayMs: 600_000 });
  await send();
  await takeCallback(crossedByWorker(await systemScope("SD"), line.id, 1), activeCallback(line, "OA-CROSSED"));
  expect((await caller.order.byId({ orderId })).stage).toBe("completed");
});

it("PR2: accepted work whose callback was lost is found by its key, for the same key gets the first answer for ever", async () => {
  const { caller, orderId, line, send } = await approvedOrder();
  await control({ asynchronous: true, callbackDelayMs: 0 });
  expect((await send()).state).toBe("inProgress");
  for (let n = 0; n < 50 && (await effectsOf(line.requestKey)) === 0; n += 1) await new Promise((resume) => setTimeout(resume, 20));
  expect((await send(1)).state).toBe("completed");
  expect((await caller.order.byId({ orderId })).stage).toBe("completed");
});

it("PR10: a clerk's word that crosses a worker's claim either closes the line or is refused, and is recorded only when it did", async () => {
  const { caller, orderId, line } = await approvedOrder();
  const clerk = await operator();
  const input = { serviceOrderId: line.id, key: randomUUID(), businessId: "OA-CROSSED-BY-HAND", accountName: "byhand", signInUrl: "https://oa.ap.example/", proof: "应用方王工书面确认" };
  const code = await codeOf(markDone(crossedByWorker(await clerk.scope(), line.id, 2), input));
  const isDone = (await caller.order.byId({ orderId })).stage === "completed";
  expect([code, isDone]).toEqual(["ok", true]);
  await markDone(await clerk.scope(), input);
  expect(await dbFor("SD").auditRecord.count({ where: { action: "serviceOrder.markDone", targetId: line.id } })).toBe(1);
});

it("PR2: a company that changes its name between two tries is sent with the same words under the same key", async () => {
  const { buyer, caller, orderId, line, send } = await approvedOrder();
  await control({ dropReplyNext: 1 });
  expect((await send()).state).toBe("pending");
  await dbFor("SD").organization.updateMany({ where: { id: buyer.organizationId }, data: { name: "改名后的企业" } });
  expect((await send(1)).state).toBe("completed");
  expect(await effectsOf(line.requestKey)).toBe(1);
  expect((await caller.order.byId({ orderId })).stage).toBe("completed");
  expect(await dbFor("SD").auditRecord.count({ where: { action: "productOrder.complete", targetId: orderId } })).toBe(1);
});

it("CH6, CH7: the AP suspends and resumes as it is told; a line that a later one overtook is not sent, and the time of resuming is known", async () => {
  const { orderId, send } = await approvedOrder();
  expect((await send()).state).toBe("completed");
  const product = await dbFor("SD").product.findFirstOrThrow({ where: { orderId } });
  const scope = await systemScope("SD");
  const stateLines = () => dbFor("SD").serviceOrder.findMany({ where: { orderId, operation: { in: ["suspend", "resume"] } }, orderBy: { createdAt: "asc" } });
  await scope.transaction((tx) => setSuspension(tx, scope, { product, cause: "arrears", reason: "逾期" }));
  await scope.transaction((tx) => setSuspension(tx, scope, { product, cause: "operator", reason: "核查" }));
  const [suspend] = await stateLines();
  await sendServiceOrder(scope, { id: suspend!.id });
  expect(await serviceAtAp(product.businessId!)).toBe("suspended");
  await scope.transaction((tx) => liftSuspension(tx, scope, { product, cause: "arrears", reason: "已付" }));
  expect(await stateLines()).toHaveLength(1);
  await scope.transaction((tx) => liftSuspension(tx, scope, { product, cause: "operator", reason: "核查完" }));
  await scope.transaction((tx) => setSuspension(tx, scope, { product, cause: "customer", reason: "休假" }));
  await scope.transaction((tx) => liftSuspension(tx, scope, { product, cause: "customer", reason: "回来" }));
  for (const line of await stateLines()) await sendServiceOrder({ ...scope, now: () => new Date(Date.now() + 60_000) }, { id: line.id });
  expect((await stateLines()).map(({ operation, state }) => `${operation} ${state}`)).toEqual(["suspend completed", "resume cancelled", "suspend cancelled", "resume completed"]);
  expect(await serviceAtAp(product.businessId!)).toBe("active");
  expect(await dbFor("SD").productSuspension.findMany({ where: { productId: product.id, resumedAt: null } })).toEqual([]);
});
