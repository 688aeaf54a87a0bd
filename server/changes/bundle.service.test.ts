import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { liftSuspension, setSuspension } from "../inventory/suspension.service";
import { proveLedger } from "../ledger/proof.service";
import { applyAnswer, sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";

const db = () => dbFor("JS");
const productsOf = (customerId: string) => db().product.findMany({ where: { customerId }, orderBy: { id: "asc" } });
const linesOf = (orderId: string) => db().serviceOrder.findMany({ where: { orderId, operation: "open" }, orderBy: { id: "asc" } });

/** A company that ordered a bundle of three products, approved and on its way to their providers. */
async function ordered({ offeringCode = "SOL-TRADE-S", optionalParts }: { offeringCode?: string; optionalParts?: string[] } = {}) {
  const owner = await customer({ platformId: "JS", cashFen: 2_000_000n });
  const caller = await owner.as();
  const quote = await caller.order.quote({ offeringCode, seats: 1 });
  const facts = { administratorEmail: "admin@company.example", mailDomain: `co${owner.accountName}.example`, installAddress: "南京市鼓楼区测试路 1 号", companyIntroduction: "从事进出口贸易与仓储配送的中小企业，短信用于通知。" };
  const { orderId } = await caller.order.submit({ key: randomUUID(), offeringCode, seats: 1, facts, note: "", acceptTerms: true, quotedFirstBillFen: quote.firstBillFen, quotedMonthlyFen: quote.monthlyFen, contractVersion: quote.contract.version, ...(optionalParts ? { optionalParts } : {}) });
  const task = await db().reviewTask.findFirstOrThrow({ where: { orderId } });
  const clerk = await (await operator({ platformId: "JS" })).as();
  const { version } = await clerk.review.claim({ taskId: task.id });
  await clerk.review.approve({ taskId: task.id, key: randomUUID(), version, text: "" });
  return { owner, caller, quote, orderId };
}

it("SC4: a bundle is one order and one fee; each part opens at its provider, and nothing is taken before the last one", async () => {
  const { owner, caller, quote, orderId } = await ordered();
  expect(quote.parts.map(({ offeringCode }) => offeringCode)).toEqual(["CRM-STD", "SCM-STD", "MAIL-BIZ"]);
  expect(quote.neededFacts).toContain("mailDomain");
  const lines = await linesOf(orderId);
  expect(lines.length).toBe(3);
  const scope = await systemScope("JS");
  const before = await caller.balance.mine({});
  for (const line of lines.slice(0, 2)) await sendServiceOrder(scope, { id: line.id });
  expect(await caller.balance.mine({})).toEqual(before);
  expect((await caller.order.byId({ orderId })).stage).toBe("provisioning");
  await sendServiceOrder(scope, { id: lines[2]?.id ?? "" });
  const order = await caller.order.byId({ orderId });
  expect(order).toMatchObject({ stage: "completed", parts: [{ name: "客户关系 CRM 团队版", seats: 10 }, {}, {}] });
  const [bundle, ...parts] = await productsOf(owner.customerId);
  expect(bundle).toMatchObject({ state: "active", businessId: null, bundleId: null, specificationCode: "SOL-TRADE" });
  expect(bundle?.paidTo).not.toBeNull();
  expect(parts.map(({ state, bundleId, paidTo, monthlyFen }) => [state, bundleId, paidTo, monthlyFen])).toEqual(Array.from({ length: 3 }, () => ["active", bundle?.id, null, 0n]));
  const charges = await db().appliedCustomerBillingRate.findMany({ where: { customerId: owner.customerId } });
  expect(charges.every(({ productId }) => productId === bundle?.id)).toBe(true);
  expect(charges.reduce((sum, { grossFen }) => sum + grossFen, 0n)).toBe(order.firstBillFen);
  expect(await caller.balance.mine({})).toEqual({ cashFen: before.cashFen + before.heldFen - order.firstBillFen, heldFen: 0n });
  // A part neither changes nor renews by itself.
  const part = parts[0]?.id ?? "";
  expect([await codeOf(caller.change.quote({ productId: part })), await codeOf(caller.bill.setRenewal({ key: randomUUID(), productId: part, isOn: false }))]).toEqual(["RULE_REFUSED", "CHANGED_MEANWHILE"]);
  expect((await caller.bill.renewals({})).rows.map(({ id }) => id)).toEqual([bundle?.id]);
});

it("SC4: parts whose providers answer at one moment open the bundle once, whichever comes last", async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const { owner, caller, orderId } = await ordered();
    const scope = await systemScope("JS");
    await Promise.all((await linesOf(orderId)).map(({ id }) => sendServiceOrder(scope, { id })));
    const order = await caller.order.byId({ orderId });
    expect([order.stage, (await productsOf(owner.customerId)).map(({ state }) => state)]).toEqual(["completed", ["active", "active", "active", "active"]]);
    expect(await caller.balance.mine({})).toEqual({ cashFen: 2_000_000n - order.firstBillFen, heldFen: 0n });
  }
});

it("SC4: when one part cannot be opened the order ends whole: money back, open parts cancelled at their providers", async () => {
  const { owner, caller, orderId } = await ordered();
  const [first, second] = await linesOf(orderId);
  const scope = await systemScope("JS");
  await sendServiceOrder(scope, { id: first?.id ?? "" });
  await applyAnswer(scope, { id: second?.id ?? "", attempt: 0 }, { kind: "failed", code: "NOT_ALLOWED", message: "域名已被占用" });
  expect((await caller.order.byId({ orderId })).stage).toBe("failed");
  expect(await caller.balance.mine({})).toEqual({ cashFen: 2_000_000n, heldFen: 0n });
  expect((await productsOf(owner.customerId)).map(({ state }) => state)).toEqual(["terminated", "terminated", "terminated", "terminated"]);
  expect(await db().serviceOrder.count({ where: { orderId, operation: "cancel", orderItemId: first?.orderItemId ?? "" } })).toBe(1);
  expect((await linesOf(orderId)).map(({ state }) => state)).toEqual(["completed", "failed", "cancelled"]);
  expect(await proveLedger(await owner.scope())).toMatchObject({ holdsWithoutOpenOrder: 0, totalFen: 0n });
});

it("SC4: an optional part may be left out, a required one or a stranger may not be named", async () => {
  const { orderId } = await ordered({ offeringCode: "SOL-CHAIN-S", optionalParts: [] });
  const items = await db().productOrderItem.findMany({ where: { orderId, parentItemId: { not: null } }, orderBy: { id: "asc" } });
  expect(items.map(({ offeringCode }) => offeringCode)).toEqual(["SCM-MULTI", "HR-STD", "OA-STD"]);
  expect(items.map(({ notionalWeight }) => notionalWeight)).toEqual([680, 480, 300]);
  expect(await codeOf(ordered({ offeringCode: "SOL-CHAIN-S", optionalParts: ["HR-STD"] }))).toBe("FIELDS_REFUSED");
});

it("SC4, CH6: what stops a bundle stops its parts at their providers, and they run again with it", async () => {
  const { owner, orderId } = await ordered();
  const scope = await systemScope("JS");
  for (const { id } of await linesOf(orderId)) await sendServiceOrder(scope, { id });
  const [bundle] = await productsOf(owner.customerId);
  const set = { product: { id: bundle?.id ?? "" }, cause: "operator" as const, reason: "测试" };
  await scope.transaction((tx) => setSuspension(tx, scope, set));
  expect((await productsOf(owner.customerId)).map(({ state }) => state)).toEqual(["suspended", "suspended", "suspended", "suspended"]);
  expect(await db().serviceOrder.count({ where: { orderId, operation: "suspend" } })).toBe(3);
  await scope.transaction((tx) => liftSuspension(tx, scope, set));
  expect((await productsOf(owner.customerId)).map(({ state }) => state)).toEqual(["active", "active", "active", "active"]);
});
