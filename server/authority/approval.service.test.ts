import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, colleague, customer, fieldsOf, orderInput, reasonsOf } from "../../e2e/fixtures/people";
import { approveOrder, returnOrder } from "../../e2e/fixtures/review";
import { seedCatalogue } from "../../prisma/seed/catalogue";
import { seedFoundations } from "../../prisma/seed/foundations";
import { dbFor } from "../db";
import { balanceIn } from "../ledger/ledger.service";
import { systemScope } from "../scope";
import { escalateApprovals, expireApprovals } from "./approval.service";

const db = () => dbFor("SD");

beforeAll(async () => {
  await seedFoundations(db(), "SD");
  await seedCatalogue(db(), "SD");
});

/** A parent with an approver, and a child whose every order needs their word. */
async function family() {
  const parent = await customer();
  const approver = await colleague(parent, "approver");
  const child = await customer({ parentId: parent.customerId, cashFen: 100_000_000n });
  await (await parent.as()).cap.set({ key: randomUUID(), accountId: child.customerId, kind: "orderApproval", limitFen: 0n, isHard: false, membershipId: null });
  return { parent, approver, child, order: () => ordered(child) };
}

async function ordered(buyer: TestCustomer) {
  const caller = await buyer.as();
  const { orderId, stage } = await caller.order.submit(await orderInput(caller));
  expect(stage).toBe("enterpriseApproval");
  return orderId;
}

const approvalOf = (orderId: string) => db().orderApproval.findFirstOrThrow({ where: { orderId } });
const decision = async (orderId: string, isApproved: boolean, note = "") => {
  const { id, version } = await approvalOf(orderId);
  return { key: randomUUID(), approvalId: id, version, isApproved, note };
};
const stageOf = async (orderId: string) => (await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).stage;
const mailsAbout = async (orderId: string) => (await db().notification.findMany({ where: { orderId, kind: { startsWith: "orderApproval." } }, orderBy: { id: "asc" } })).map(({ kind, recipient, text }) => ({ kind, recipient, token: /token=([\w-]+)/.exec(text)?.[1] ?? null }));
const later = async (days: number) => {
  const scope = await systemScope("SD");
  return { ...scope, now: () => new Date(Date.now() + days * 86_400_000) };
};

it("PC6: an order over a cap goes before the parent's approvers with its money held, and the operator sees it after their word alone", async () => {
  const { parent, approver, child, order } = await family();
  const orderId = await order();
  expect(await db().reviewTask.count({ where: { orderId } })).toBe(0);
  const heldFen = (await balanceIn(db(), child.customerId)).heldFen;
  expect(heldFen).toBeGreaterThan(0n);
  expect(await (await child.as()).order.byId({ orderId })).toMatchObject({ holder: "approver", mayCancel: true, approval: { state: "open", approvalId: null, findings: [{ kind: "orderApproval", limitFen: 0n }] } });
  const desk = await approver.as();
  expect(await desk.approval.list({})).toMatchObject({ open: 1, rows: [{ orderId, isOwn: false, askedByName: "测试人" }] });
  const input = await decision(orderId, true, "同意");
  await Promise.all([desk.approval.decide(input), desk.approval.decide(input).catch(() => null)]);
  expect(await stageOf(orderId)).toBe("review");
  expect(await db().reviewTask.count({ where: { orderId, state: "open" } })).toBe(1);
  expect((await balanceIn(db(), child.customerId)).heldFen).toBe(heldFen);
  expect((await (await child.as()).order.byId({ orderId })).timeline.map(({ kind }) => kind)).toEqual(["submitted", "held", "approvalAsked", "enterpriseApproved"]);
  expect(await codeOf((await parent.as()).approval.decide({ ...(await decision(orderId, false, "不要了")), version: 0 }))).toBe("ALREADY_DECIDED");
  await approveOrder("SD", orderId);
  expect(await stageOf(orderId)).toBe("provisioning");
});

it("PC6: refused with a reason, the order ends and its money is free again; a reason is asked for at its field", async () => {
  const { approver, child, order } = await family();
  const before = await balanceIn(db(), child.customerId);
  const orderId = await order();
  const desk = await approver.as();
  expect(await codeOf(desk.approval.decide(await decision(orderId, false)))).toBe("BAD_REQUEST");
  await desk.approval.decide(await decision(orderId, false, "下季度再买"));
  expect(await stageOf(orderId)).toBe("refused");
  expect(await balanceIn(db(), child.customerId)).toEqual(before);
  expect(await (await child.as()).order.byId({ orderId })).toMatchObject({ approval: { state: "refused", note: "下季度再买", decidedByName: approver.name } });
});

it("PC6: nobody decides about their own order, also as another account's approver; a strangers' or a child's people see nothing of it", async () => {
  const { parent, approver, child } = await family();
  // The same person buys for the child and approves for the parent.
  const inChild = await db().membership.create({ data: { personId: approver.personId, customerId: child.customerId, role: "buyer", createdAt: new Date() } });
  const caller = await child.as("buyer", { ...child.actor, id: approver.personId, name: approver.name, membershipId: inChild.id });
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const input = await decision(orderId, true);
  expect(await codeOf((await approver.as()).approval.decide(input))).toBe("OWN_WORK");
  expect(await codeOf((await child.as()).approval.decide(input))).toBe("NOT_FOUND");
  expect(await codeOf((await (await customer()).as()).approval.decide(input))).toBe("NOT_FOUND");
  expect(await codeOf((await (await customer()).as()).approval.byId({ approvalId: input.approvalId }))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as("buyer")).approval.decide(input))).toBe("FORBIDDEN");
  expect(await codeOf((await parent.as()).approval.decide(input))).toBe("ok");
});

it("PC6: where nobody but whoever orders may approve, the order says so and holds nothing", async () => {
  const alone = await customer({ cashFen: 100_000_000n });
  await (await alone.as()).cap.set({ key: randomUUID(), accountId: alone.customerId, kind: "orderApproval", limitFen: 0n, isHard: false, membershipId: null });
  const caller = await alone.as();
  expect(await reasonsOf(caller.order.submit(await orderInput(caller)))).toEqual(["noApprover"]);
  expect((await balanceIn(db(), alone.customerId)).heldFen).toBe(0n);
  expect(await db().productOrder.count({ where: { customerId: alone.customerId } })).toBe(0);
});

it("PC6: the named approver is asked, half-way the substitute, and unanswered the order ends; each once, whoever looks", async () => {
  const { parent, approver, child, order } = await family();
  const substitute = await colleague(parent, "approver");
  const boss = await parent.as();
  expect(await fieldsOf(boss.approval.setPolicy({ approverId: (await colleague(parent, "buyer")).membershipId, substituteId: null, answerDays: 2 }))).toEqual({ approverId: "chooseOne" });
  await boss.approval.setPolicy({ approverId: approver.membershipId, substituteId: substitute.membershipId, answerDays: 2 });
  expect(await boss.approval.policy()).toMatchObject({ approverId: approver.membershipId, substituteId: substitute.membershipId, answerDays: 2 });
  const before = await balanceIn(db(), child.customerId);
  const orderId = await order();
  expect(await mailsAbout(orderId)).toMatchObject([{ kind: "orderApproval.asked", recipient: approver.email }]);
  await escalateApprovals(await later(0.9));
  expect(await mailsAbout(orderId)).toHaveLength(1);
  await Promise.all([escalateApprovals(await later(1.1)), escalateApprovals(await later(1.1))]);
  expect((await mailsAbout(orderId)).slice(1)).toMatchObject([{ kind: "orderApproval.escalated", recipient: substitute.email }]);
  await expireApprovals(await later(1.9));
  expect(await stageOf(orderId)).toBe("enterpriseApproval");
  await Promise.all([expireApprovals(await later(2.1)), expireApprovals(await later(2.1))]);
  expect(await stageOf(orderId)).toBe("expired");
  expect(await balanceIn(db(), child.customerId)).toEqual(before);
  expect(await codeOf((await substitute.as()).approval.decide(await decision(orderId, true)))).toBe("ALREADY_DECIDED");
});

it("NT3: the link in the mail serves the person it was sent to, signed in, for one decision", async () => {
  const { parent, approver, order } = await family();
  const orderId = await order();
  const sent = await mailsAbout(orderId);
  expect(sent.map(({ recipient }) => recipient).sort()).toEqual([approver.email, parent.email].sort());
  const token = sent.find(({ recipient }) => recipient === approver.email)?.token ?? "";
  const desk = await approver.as();
  expect((await desk.approval.byLink({ token })).approval).toMatchObject({ orderId, state: "open" });
  // Somebody else of the company has a link of their own; a stranger has none.
  expect(await codeOf((await parent.as()).approval.byLink({ token }))).toBe("NOT_FOUND");
  expect(await codeOf((await (await customer()).as()).approval.byLink({ token }))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as()).approval.decide({ ...(await decision(orderId, true)), token }))).toBe("CODE_EXPIRED");
  expect(await stageOf(orderId)).toBe("enterpriseApproval");
  await desk.approval.decide({ ...(await decision(orderId, true)), token });
  expect(await stageOf(orderId)).toBe("review");
  expect(await desk.approval.byLink({ token })).toEqual({ approval: null, switchTo: null });
  expect(await codeOf(desk.approval.decide({ ...(await decision(await order(), true)), token }))).toBe("CODE_EXPIRED");
});

it("NT3: a link that leads to another account of the same person says which to switch to", async () => {
  const { approver, child, order } = await family();
  const orderId = await order();
  const token = (await mailsAbout(orderId)).find(({ recipient }) => recipient === approver.email)?.token ?? "";
  const inChild = await db().membership.create({ data: { personId: approver.personId, customerId: child.customerId, role: "reader", createdAt: new Date() } });
  const elsewhere = await child.as("reader", { ...child.actor, id: approver.personId, membershipId: inChild.id });
  expect(await elsewhere.approval.byLink({ token })).toMatchObject({ approval: null, switchTo: { membershipId: approver.membershipId } });
});

it("PC6, PC13: what the parent has taken back meanwhile is not approved; taken back by its child, nothing is left to approve", async () => {
  const { parent, approver, child, order } = await family();
  const [first, second] = [await order(), await order()];
  const { authorisation } = await parent.as();
  for (const { id } of (await authorisation.list({ childId: child.customerId })).grants) await authorisation.withdraw({ key: randomUUID(), authorisationId: id, then: "term" });
  const desk = await approver.as();
  expect(await reasonsOf(desk.approval.decide(await decision(first, true)))).toEqual(["notAuthorised"]);
  expect((await approvalOf(first)).state).toBe("open");
  await (await child.as()).order.cancel({ orderId: second, key: randomUUID() });
  expect((await approvalOf(second)).state).toBe("withdrawn");
  expect(await codeOf(desk.approval.decide(await decision(second, true)))).toBe("ALREADY_DECIDED");
});

it("PC6: of two approvers at once who say otherwise one decides, and the order goes one way", async () => {
  const { parent, approver, order } = await family();
  const orderId = await order();
  const [yes, no] = [await decision(orderId, true), await decision(orderId, false, "太贵")];
  const codes = await Promise.all([codeOf((await approver.as()).approval.decide(yes)), codeOf((await parent.as()).approval.decide(no))]);
  expect(codes.filter((code) => code === "ok")).toHaveLength(1);
  expect(codes.every((code) => ["ok", "CHANGED_MEANWHILE", "ALREADY_DECIDED"].includes(code))).toBe(true);
  const { state } = await approvalOf(orderId);
  expect(await stageOf(orderId)).toBe(state === "approved" ? "review" : "refused");
});

it("PC6, CH9: more seats over a cap come with the approver's word, charged by the days that are left then", async () => {
  const { approver, child } = await family();
  const productId = await runningProduct(child, { startedOn: "2026-03-10", seats: 10, isPrepaid: true });
  const { change } = await child.as();
  const { preview, contract } = await change.quote({ productId, seats: 15 });
  const { orderId, stage } = await change.submit({ key: randomUUID(), productId, offeringCode: "OA-STD", seats: 15, previewHash: preview?.hash ?? "", contractVersion: contract.version, acceptTerms: true });
  expect([stage, (await db().product.findFirstOrThrow({ where: { id: productId } })).seats]).toEqual(["enterpriseApproval", 10]);
  await (await approver.as()).approval.decide(await decision(orderId, true));
  const [after, order] = [await db().product.findFirstOrThrow({ where: { id: productId } }), await db().productOrder.findFirstOrThrow({ where: { id: orderId } })];
  // Where the rules want a clerk besides, they see it now.
  expect([order.stage, after.seats]).toEqual(order.decision === "portalAuto" ? ["provisioning", 15] : ["review", 10]);
});

it("PC6, OR7: an order that a clerk gave back and that asks for more comes to a clerk again after the approver's word", async () => {
  const { parent, approver, child } = await family();
  const { cap } = await parent.as();
  const [row] = (await cap.read({ accountId: child.customerId })).caps;
  await cap.end({ key: randomUUID(), capId: row?.id ?? "" });
  const caller = await child.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  await returnOrder("SD", orderId);
  await cap.set({ key: randomUUID(), accountId: child.customerId, kind: "orderApproval", limitFen: 1n, isHard: false, membershipId: null });
  const { version } = await caller.order.byId({ orderId });
  const quote = await caller.order.price({ offeringCode: "OA-STD", seats: 15, orderId });
  expect(quote.caps.outcome).toBe("approval");
  const sent = await caller.order.correct({ key: randomUUID(), orderId, version, seats: 15, facts: {}, note: "", acceptTerms: true, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen, contractVersion: quote.contract.version });
  expect(sent.stage).toBe("enterpriseApproval");
  await db().productOrder.updateMany({ where: { id: orderId }, data: { decision: "portalAuto" } });
  await (await approver.as()).approval.decide(await decision(orderId, true));
  expect(await stageOf(orderId)).toBe("review");
});
