import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { linesOf, orderedBundle, productsOf } from "../../e2e/fixtures/bundles";
import { codeOf } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { liftSuspension, setSuspension } from "../inventory/suspension.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";

const db = () => dbFor("JS");
it("SC4: a bundle is one order and one fee; each part opens at its provider, and nothing is taken before the last one", async () => {
  const { owner, caller, quote, orderId } = await orderedBundle();
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
    const { owner, caller, orderId } = await orderedBundle();
    const scope = await systemScope("JS");
    await Promise.all((await linesOf(orderId)).map(({ id }) => sendServiceOrder(scope, { id })));
    const order = await caller.order.byId({ orderId });
    expect([order.stage, (await productsOf(owner.customerId)).map(({ state }) => state)]).toEqual(["completed", ["active", "active", "active", "active"]]);
    expect(await caller.balance.mine({})).toEqual({ cashFen: 2_000_000n - order.firstBillFen, heldFen: 0n });
  }
});

it("SC4: an optional part may be left out, a required one or a stranger may not be named", async () => {
  const { orderId } = await orderedBundle({ offeringCode: "SOL-CHAIN-S", optionalParts: [] });
  const items = await db().productOrderItem.findMany({ where: { orderId, parentItemId: { not: null } }, orderBy: { id: "asc" } });
  expect(items.map(({ offeringCode }) => offeringCode)).toEqual(["SCM-MULTI", "HR-STD", "OA-STD"]);
  expect(items.map(({ notionalWeight }) => notionalWeight)).toEqual([680, 480, 300]);
  expect(await codeOf(orderedBundle({ offeringCode: "SOL-CHAIN-S", optionalParts: ["HR-STD"] }))).toBe("FIELDS_REFUSED");
});

it("SC4, CH6: what stops a bundle stops its parts at their providers, and they run again with it", async () => {
  const { owner, orderId } = await orderedBundle();
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
