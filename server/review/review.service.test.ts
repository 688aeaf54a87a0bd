import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, customer, operator, orderInput, type TestCustomer } from "../../e2e/fixtures/people";
import { returnOrder } from "../../e2e/fixtures/review";
import { dbFor } from "../db";
import { expireReturned } from "../ordering/outcome.service";
import { systemScope } from "../scope";

async function waitingOrder(wanted: Parameters<typeof customer>[0] = { cashFen: 5_000_000n }, seats = 10): Promise<{ buyer: TestCustomer; orderId: string; taskId: string }> {
  const buyer = await customer(wanted);
  const caller = await buyer.as();
  const { orderId } = await caller.order.submit(await orderInput(caller, { seats }));
  const task = await dbFor(buyer.platformId).reviewTask.findFirstOrThrow({ where: { orderId } });
  return { buyer, orderId, taskId: task.id };
}

async function returnedOrder(wanted?: Parameters<typeof customer>[0]) {
  const waiting = await waitingOrder(wanted);
  await returnOrder("SD", waiting.orderId);
  return waiting;
}

it("OR6: of two clerks who claim at once one gets the task, and the other cannot decide it", async () => {
  const { taskId } = await waitingOrder();
  const clerks = await Promise.all([operator(), operator()]);
  const callers = await Promise.all(clerks.map((clerk) => clerk.as()));
  const codes = await Promise.all(callers.map((caller) => codeOf(caller.review.claim({ taskId }))));
  expect([...codes].sort()).toEqual(["CLAIMED_BY_OTHER", "ok"]);
  const loser = callers[codes.indexOf("CLAIMED_BY_OTHER")];
  expect(await codeOf(loser!.review.approve({ taskId, key: randomUUID(), version: 0, text: "" }))).toBe("CLAIM_NEEDED");
});

it("OR6, BO2: a Beijing clerk sees nothing of Shandong's queue and gets the answer of an unknown id", async () => {
  const { taskId } = await waitingOrder();
  const beijing = await (await operator({ platformId: "BJ" })).as();
  expect((await beijing.review.list({ tab: "open" })).rows.map((row) => row.id)).not.toContain(taskId);
  expect([await codeOf(beijing.review.dossier({ taskId })), await codeOf(beijing.review.dossier({ taskId: randomUUID() })), await codeOf(beijing.review.claim({ taskId }))]).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
});

it("BO2: a clerk of Sichuan and Guizhou sees neither Hubei's companies nor its orders, by the database's own policy", async () => {
  const hubei = await customer({ platformId: "NF", provinceId: "HB", cashFen: 1_000_000n });
  const sichuan = await customer({ platformId: "NF", provinceId: "SC" });
  const clerk = await operator({ platformId: "NF", provinces: ["SC", "GZ"], roles: ["provinceReviewer", "service", "finance"] });
  const caller = await clerk.as();
  expect(await codeOf(caller.console.customer({ customerId: hubei.customerId }))).toBe("NOT_FOUND");
  expect(await codeOf(caller.console.customer({ customerId: sichuan.customerId }))).toBe("ok");
  expect(await codeOf(caller.paymentDesk.book({ key: randomUUID(), customerId: hubei.customerId, amountFen: 100n, source: "counterCash", reference: `X${randomUUID()}` }))).toBe("NOT_FOUND");
  const { db } = await clerk.scope();
  expect(await db.organization.count({ where: { id: hubei.organizationId } })).toBe(0);
  expect(await db.ledgerAccount.count({ where: { customerId: hubei.customerId } })).toBe(0);
});

it("OR7: a returned order keeps every field and its hold; only what was marked can change; both versions stay", async () => {
  const { buyer, orderId } = await returnedOrder();
  const caller = await buyer.as();
  const returned = await caller.order.byId({ orderId });
  expect([returned.stage, returned.markedFields, returned.facts.administratorEmail]).toEqual(["returned", ["seats"], "admin@company.example"]);
  expect((await caller.balance.mine({})).heldFen).toBe(returned.ceilingFen);
  const input = await orderInput(caller, { seats: 20 });
  const { offeringCode: _offering, ...rest } = input;
  await caller.order.correct({ ...rest, orderId, version: returned.version, facts: { administratorEmail: "changed@evil.example" } });
  const corrected = await caller.order.byId({ orderId });
  expect([corrected.stage, corrected.seats, corrected.facts.administratorEmail]).toEqual(["review", 20, "admin@company.example"]);
  expect((await caller.balance.mine({})).heldFen).toBe(corrected.ceilingFen);
  expect(await dbFor("SD").orderVersion.count({ where: { orderId } })).toBe(2);
});

it("OR7, OR11: a correction is priced and judged anew: an unseen price is refused, and more seats may need a second clerk", async () => {
  const { buyer, orderId } = await returnedOrder();
  const caller = await buyer.as();
  const returned = await caller.order.byId({ orderId });
  const { offeringCode: _offering, ...rest } = await orderInput(caller, { seats: 120 });
  const input = { ...rest, orderId, version: returned.version, facts: {} };
  expect(await codeOf(caller.order.correct({ ...input, quotedMonthlyFen: input.quotedMonthlyFen - 1n }))).toBe("PRICE_CHANGED");
  expect((await caller.balance.mine({})).heldFen).toBe(returned.ceilingFen);
  await caller.order.correct({ ...input, key: randomUUID() });
  const [task, order] = [await dbFor("SD").reviewTask.findFirstOrThrow({ where: { orderId, state: "open" } }), await caller.order.byId({ orderId })];
  expect([order.firstYearFen > 2_000_000n, task.needsSecond, order.reasonCodes]).toEqual([true, true, ["V_AMOUNT"]]);
});

it("a refusal releases the hold in the same transaction, tells the company and 97, and is final", async () => {
  const { buyer, orderId, taskId } = await waitingOrder();
  const clerk = await (await operator()).as();
  const { version } = await clerk.review.claim({ taskId });
  await clerk.review.refuse({ taskId, key: randomUUID(), version, reason: "notEligible", text: "不符合条件" });
  const caller = await buyer.as();
  expect((await caller.order.byId({ orderId })).stage).toBe("refused");
  expect(await caller.balance.mine({})).toEqual({ cashFen: 5_000_000n, heldFen: 0n });
  expect(await dbFor("SD").notification.count({ where: { orderId, kind: "order.refused" } })).toBe(1);
  expect(await dbFor("SD").bssMessage.count({ where: { orderId } })).toBe(1);
  expect(await codeOf(clerk.review.approve({ taskId, key: randomUUID(), version, text: "" }))).toBe("ALREADY_DECIDED");
});

it("OR11: above the province's limit one clerk's approval only counts, and the same clerk cannot give the second", async () => {
  const { orderId, taskId } = await waitingOrder({ cashFen: 50_000_000n }, 300);
  const [first, second] = [await (await operator()).as(), await (await operator()).as()];
  const claimed = await first.review.claim({ taskId });
  expect(claimed.needsSecond).toBe(true);
  expect((await first.review.approve({ taskId, key: randomUUID(), version: claimed.version, text: "" })).isFinal).toBe(false);
  const again = await first.review.claim({ taskId });
  expect(await codeOf(first.review.approve({ taskId, key: randomUUID(), version: again.version, text: "" }))).toBe("OWN_WORK");
  await first.review.release({ taskId });
  const taken = await second.review.claim({ taskId });
  expect((await second.review.approve({ taskId, key: randomUUID(), version: taken.version, text: "" })).isFinal).toBe(true);
  expect((await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: orderId } })).stage).toBe("provisioning");
});

it("OR8: the decision keeps what the reviewer saw", async () => {
  const { taskId } = await waitingOrder();
  const clerk = await (await operator()).as();
  const { version } = await clerk.review.claim({ taskId });
  await clerk.review.approve({ taskId, key: randomUUID(), version, text: "" });
  const { seen } = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { id: taskId } });
  expect(seen).toMatchObject({ ruleSetVersion: 1, payType: "prepaid" });
});

it("BO10, OR9: the queue stands by what is due first, and a clock runs from the asking", async () => {
  const { taskId } = await waitingOrder();
  const page = await (await (await operator()).as()).review.list({ tab: "open" });
  const due = page.rows.map((row) => row.dueAt.getTime());
  expect(due).toEqual([...due].sort((a, b) => a - b));
  const row = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { id: taskId } });
  expect(row.targetAt > row.askedAt && row.dueAt > row.warnAt).toBe(true);
});

it("OR18: the customer reads what a clerk writes, and never an internal note", async () => {
  const { buyer, orderId } = await waitingOrder();
  const clerk = await (await operator()).as();
  await clerk.review.write({ orderId, key: randomUUID(), text: "请补充说明", isInternal: false });
  await clerk.review.write({ orderId, key: randomUUID(), text: "内部：留意这家", isInternal: true });
  const order = await (await buyer.as()).order.byId({ orderId });
  expect(order.messages.map((message) => message.text)).toEqual(["请补充说明"]);
});

it("BI3: two workers that end late orders at once, while one is being corrected, end each once and stumble over none", async () => {
  const late = [await returnedOrder(), await returnedOrder(), await returnedOrder()];
  const ids = late.map(({ orderId }) => orderId);
  await dbFor("SD").productOrder.updateMany({ where: { id: { in: ids } }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await Promise.all([1, 2, 3].map(async () => expireReturned(await systemScope("SD"))));
  for (const { buyer, orderId } of late) {
    const caller = await buyer.as();
    expect((await caller.order.byId({ orderId })).stage).toBe("expired");
    expect(await caller.balance.mine({})).toEqual({ cashFen: 5_000_000n, heldFen: 0n });
    expect(await dbFor("SD").orderEvent.count({ where: { orderId, kind: "expired" } })).toBe(1);
  }
});

it("BI3: an order that was corrected and returned again while the sweep stood at others is not ended before its new time", async () => {
  const { orderId } = await returnedOrder();
  await dbFor("SD").productOrder.updateMany({ where: { id: orderId }, data: { expiresAt: new Date(Date.now() - 1000) } });
  const scope = await systemScope("SD");
  let isFirst = true;
  await expireReturned({ ...scope, transaction: async (work) => {
    if (isFirst) await dbFor("SD").productOrder.updateMany({ where: { id: orderId }, data: { expiresAt: new Date(Date.now() + 864_000_000), version: { increment: 2 } } });
    isFirst = false;
    return scope.transaction(work);
  } });
  expect((await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: orderId } })).stage).toBe("returned");
});

it("BI3: the quote of a correction counts what the order holds already, and is of the company that ordered", async () => {
  const probe = await (await customer()).as();
  const { ceilingFen } = await probe.order.price({ offeringCode: "OA-STD", seats: 10 });
  const parent = await customer({ cashFen: 77n });
  const { buyer, orderId } = await returnedOrder({ cashFen: ceilingFen + 1000n, parentId: parent.customerId });
  const quoted = await (await buyer.as()).order.price({ offeringCode: "OA-STD", seats: 10, orderId });
  expect([quoted.cashFen, quoted.missingFen]).toEqual([1000n, 0n]);
  parent.actor.customerIds.push(buyer.customerId);
  const seen = await (await parent.as()).order.price({ offeringCode: "OA-STD", seats: 20, orderId });
  expect([seen.cashFen, seen.missingFen]).toEqual([1000n, seen.ceilingFen - ceilingFen - 1000n]);
});

it("BI3: a suspended company can neither mend a returned order nor have one opened at a counter, and nothing is held for it", async () => {
  const { buyer, orderId } = await returnedOrder();
  const caller = await buyer.as();
  const { offeringCode: _offering, ...rest } = await orderInput(caller, { seats: 20 });
  const returned = await caller.order.byId({ orderId });
  await dbFor("SD").customer.updateMany({ where: { id: buyer.customerId }, data: { state: "suspended" } });
  expect(await codeOf(caller.order.correct({ ...rest, orderId, version: returned.version, facts: {} }))).toBe("RULE_REFUSED");
  const sichuan = await customer({ platformId: "NF", provinceId: "SC", cashFen: 1_000_000n });
  const handed = await (await sichuan.as()).order.submit(await orderInput(await sichuan.as(), { seats: 20 }));
  const code = (await (await sichuan.as()).order.byId({ orderId: handed.orderId })).handOff?.code ?? "";
  await dbFor("NF").customer.updateMany({ where: { id: sichuan.customerId }, data: { state: "suspended" } });
  const counter = await (await operator({ platformId: "NF", provinces: ["SC"], roles: ["service"] })).as();
  expect(await codeOf(counter.review.openHandOff({ code, key: randomUUID(), channel: "counter" }))).toBe("RULE_REFUSED");
  expect(await dbFor("NF").hold.count({ where: { customerId: sichuan.customerId } })).toBe(0);
});
