import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { account, at, billOf, cashOf, db, family, owed, paidTo, renew, runBills, say } from "../../e2e/fixtures/payers";
import { type TestCustomer, codeOf, orderInput } from "../../e2e/fixtures/people";
import { dateOf } from "../kernel/calendar";
import { payForChildren } from "../ledger/child-payer.service";
import { owedIn } from "../ledger/billing-movement.service";
import { proveLedger } from "../ledger/proof.service";
import { refundProduct } from "../lifecycle/refund.service";
import { recordPaid } from "../payments/record.service";
import { takeIn } from "../payments/receive.service";
import { dunDebts } from "./dunning.service";
import { getForecast, warnLowBalance } from "./forecast.service";

it("PC4, PC7: from the edge on a parent that pays after use is billed for its child's months by the child's own bill; the month before was paid ahead, and nothing is charged twice", async () => {
  const { parent, child } = await family();
  const id = await runningProduct(child, { startedOn: "2026-01-10", isPrepaid: true });
  const opened = await cashOf(child);
  await say(parent, child, true, "2026-01-20 10:00");
  // The coming month is the parent's: nothing is taken on the last evening, by whoever looks, nor at its edge.
  await Promise.all([renew("2026-01-31 22:00", child), renew("2026-01-31 22:30", child)]);
  expect([await cashOf(child), await paidTo(id)]).toEqual([opened, dateOf("2026-02-01")]);
  await Promise.all([renew("2026-02-01 00:01", child), renew("2026-02-01 00:01", child)]);
  expect([await cashOf(child), await paidTo(id)]).toEqual([opened, null]);
  expect(await db().product.findFirstOrThrow({ where: { id } })).toMatchObject({ state: "active" });
  await runBills("2026-01");
  expect(await billOf(child, "2026-01")).toMatchObject({ payerId: null, payType: "prepaid", rates: [{ kind: "firstPeriod" }] });
  await runBills("2026-02");
  const bill = await billOf(child, "2026-02");
  expect(bill).toMatchObject({ payerId: parent.customerId, payType: "postpaid", totalFen: 20_000n, paidFen: 0n, state: "sent", rates: [{ kind: "recurring", productId: id }] });
  expect(await owedIn(db(), child.customerId)).toBe(20_000n);
  expect(await db().notification.count({ where: { customerId: parent.customerId, kind: "bill.published", subject: { contains: "子帐号" } } })).toBe(1);
  expect(await db().notification.findFirst({ where: { customerId: child.customerId, kind: "bill.published", text: { contains: bill?.number ?? "" } } })).toMatchObject({ text: expect.stringContaining("由上级企业支付") });
  // The group's bill is what the parent owes, and the child opens its own.
  const asParent = { ...parent.actor, customerIds: [parent.customerId, child.customerId] };
  const caller = await parent.as("owner", asParent);
  expect(await caller.bill.group({ month: "2026-02" })).toMatchObject({ totalFen: 20_000n, openFen: 20_000n, rows: [{ billId: bill?.id, isOwn: false }] });
  expect(await caller.payment.openBills({})).toMatchObject({ rows: [{ id: bill?.id, openFen: 20_000n, isPaidByParent: false, mayPay: true }], count: 1, owedFen: 20_000n });
  expect(await (await child.as()).bill.byId({ billId: bill?.id ?? "" })).toMatchObject({ isOwn: true, isPayer: false, totalFen: 20_000n });
});

it("PC4: what a parent pays by card for its child's bill covers just that one; what is more covers its own, and the rest is its cash", async () => {
  const { parent, child } = await family();
  await runningProduct(parent, { startedOn: "2026-03-10", seats: 1 });
  await runningProduct(child, { startedOn: "2026-03-10", isPrepaid: true });
  await say(parent, child, true, "2026-03-20 10:00");
  await renew("2026-04-01 00:01", child);
  for (const month of ["2026-03", "2026-04"]) await runBills(month);
  const bill = await billOf(child, "2026-04");
  const own = await billOf(parent, "2026-04");
  expect([bill?.payerId, bill?.totalFen, own?.totalFen]).toEqual([parent.customerId, 20_000n, 2_000n]);
  const before = await cashOf(child);
  const scope = await at("2026-05-10 09:00");
  const pay = (amountFen: bigint) => scope.transaction(async (tx) => {
    const { id } = await recordPaid(tx, scope, { customerId: parent.customerId, purpose: "bill", channel: "card", amountFen, billId: bill?.id ?? null });
    const toBills = await takeIn(tx, scope, { payment: { id, customerId: parent.customerId, amountFen, billId: bill?.id ?? null }, source: "gatewayCash", memo: "卡付" });
    expect(await takeIn(tx, scope, { payment: { id, customerId: parent.customerId, amountFen, billId: bill?.id ?? null }, source: "gatewayCash", memo: "卡付" })).toBeNull();
    return toBills;
  });
  expect(await pay(5_000n)).toBe(5_000n);
  expect(await billOf(child, "2026-04")).toMatchObject({ state: "partiallyPaid", paidFen: 5_000n });
  expect([await cashOf(parent), await owedIn(db(), child.customerId)]).toEqual([0n, (await owed(child))]);
  expect(await pay(50_000n)).toBeGreaterThanOrEqual(17_000n);
  expect(await billOf(child, "2026-04")).toMatchObject({ state: "settled", paidFen: 20_000n });
  expect(await billOf(parent, "2026-04")).toMatchObject({ state: "settled" });
  expect(await cashOf(child)).toBe(before);
  // Other tests of this platform write bills that no ledger knows: of the claims only these are compared.
  expect(await proveLedger(scope)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n, billsOff: 0, inTransfer: 0 });
  for (const who of [parent, child]) expect(await owedIn(db(), who.customerId)).toBe(await owed(who));
});

it("PC4, PC8: an unpaid bill of a child stops that child alone after its days, its payer is reminded and both are told; when the parent has cash it runs again", async () => {
  const { parent, child } = await family();
  const other = await account({ parentId: parent.customerId, cashFen: 300_000n });
  const [own, id, theirs] = [await runningProduct(parent, { startedOn: "2026-05-10", seats: 1 }), await runningProduct(child, { startedOn: "2026-05-10", isPrepaid: true }), await runningProduct(other, { startedOn: "2026-05-10", isPrepaid: true })];
  await say(parent, child, true, "2026-05-20 10:00");
  await renew("2026-05-31 22:00", child, other);
  await renew("2026-06-01 00:01", child, other);
  await runBills("2026-06");
  const scope = await at("2026-09-02 09:00");
  // The parent's own is paid: only the child's is open.
  await scope.transaction(async (tx) => {
    const ownBills = await tx.customerBill.findMany({ where: { customerId: parent.customerId } });
    const amountFen = ownBills.reduce((sum, bill) => sum + bill.totalFen - bill.paidFen, 0n);
    const { id: paymentId } = await recordPaid(tx, scope, { customerId: parent.customerId, purpose: "bill", channel: "bankTransfer", amountFen });
    await takeIn(tx, scope, { payment: { id: paymentId, customerId: parent.customerId, amountFen, billId: null }, source: "bankTransfer", memo: "转账" });
  });
  while ((await dunDebts(scope, { again: true })) > 0);
  const states = async () => Promise.all([own, id, theirs].map(async (productId) => (await db().product.findFirstOrThrow({ where: { id: productId } })).state));
  expect(await states()).toEqual(["active", "suspended", "active"]);
  const told = (who: TestCustomer) => db().notification.count({ where: { customerId: who.customerId, kind: "dunning.suspended" } });
  expect([await told(parent), await told(child), await told(other)]).toEqual([1, 1, 0]);
  await scope.transaction(async (tx) => {
    const { id: paymentId } = await recordPaid(tx, scope, { customerId: parent.customerId, purpose: "topUp", channel: "bankTransfer", amountFen: 500_000n });
    await takeIn(tx, scope, { payment: { id: paymentId, customerId: parent.customerId, amountFen: 500_000n, billId: null }, source: "bankTransfer", memo: "转账" });
  });
  for (let n = 0; n < 60 && (await states())[1] !== "active"; n += 1) await payForChildren(scope);
  expect(await states()).toEqual(["active", "active", "active"]);
  expect(await owedIn(db(), child.customerId)).toBe(0n);
});

it("PC4: where the child pays for itself again, the coming month is paid ahead by its own cash, and the month before stays its parent's", async () => {
  const { parent, child } = await family({ childFen: 50_000n });
  const id = await runningProduct(child, { startedOn: "2026-07-10", isPrepaid: true });
  await say(parent, child, true, "2026-07-20 10:00");
  await renew("2026-08-01 00:01", child);
  await say(parent, child, false, "2026-08-20 10:00");
  const before = await cashOf(child);
  await Promise.all([renew("2026-08-31 22:00", child), renew("2026-08-31 22:00", child)]);
  expect([await cashOf(child), await paidTo(id)]).toEqual([before - 20_000n, dateOf("2026-10-01")]);
  for (const month of ["2026-07", "2026-08"]) await runBills(month);
  expect(await billOf(child, "2026-08")).toMatchObject({ payerId: parent.customerId, totalFen: 20_000n });
  await renew("2026-09-30 22:00", child);
  await runBills("2026-09");
  expect(await billOf(child, "2026-09")).toMatchObject({ payerId: null, payType: "prepaid", totalFen: 20_000n, state: "settled" });
});

it("PC4: a worker that slept over the edge misses no month and takes none twice, whichever way who pays has changed", async () => {
  const { parent, child } = await family({ childFen: 90_000n });
  const id = await runningProduct(child, { startedOn: "2026-10-10", isPrepaid: true });
  await say(parent, child, true, "2026-10-20 10:00");
  await renew("2026-11-17 09:00", child);
  await say(parent, child, false, "2026-11-20 10:00");
  const before = await cashOf(child);
  await renew("2026-12-09 09:00", child);
  await renew("2026-12-09 09:05", child);
  expect([await cashOf(child), await paidTo(id)]).toEqual([before - 20_000n, dateOf("2027-01-01")]);
  for (const month of ["2026-10", "2026-11", "2026-12"]) await runBills(month);
  const bills = await db().customerBill.findMany({ where: { customerId: child.customerId }, orderBy: { periodFrom: "asc" }, select: { totalFen: true, payerId: true, payType: true } });
  expect(bills.slice(1)).toEqual([{ totalFen: 20_000n, payerId: parent.customerId, payType: "postpaid" }, { totalFen: 20_000n, payerId: null, payType: "prepaid" }]);
});

it("PC4, CH7: what stood still for want of the child's cash runs again when its parent begins to pay after use, and only the rest of that month is billed", async () => {
  const { parent, child } = await family({ childFen: 0n });
  const id = await runningProduct(child, { startedOn: "2027-01-10", isPrepaid: true, components: [component({ kind: "monthly", feeFen: 31_000n })] });
  await renew("2027-02-01 00:01", child);
  expect((await db().product.findFirstOrThrow({ where: { id } })).state).toBe("suspended");
  await say(parent, child, true, "2027-02-05 10:00");
  // Before it is ended for its arrears, fifteen days later, its edge has not come: the word is for March.
  await renew("2027-03-11 09:00", child);
  expect(await db().product.findFirstOrThrow({ where: { id } })).toMatchObject({ state: "active", paidTo: null });
  for (const month of ["2027-01", "2027-03"]) await runBills(month);
  expect(await billOf(child, "2027-03")).toMatchObject({ payerId: parent.customerId, totalFen: 21_000n, rates: [{ kind: "resumption", formula: expect.stringContaining("21/31") }] });
});

it("PC4, OR4: a child whose parent pays after use orders without cash and without a hold, bound as its parent is", async () => {
  const parent = await account({ payType: "postpaid" });
  const child = await account({ parentId: parent.customerId });
  await db().childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: "SX", isParent: true, fromPeriod: new Date("2026-01-01"), setAt: new Date("2025-12-20"), setByName: "测试人" } });
  const caller = await child.as();
  expect(await caller.account.me()).toMatchObject({ customer: { payType: "postpaid" } });
  const quote = await caller.order.price({ offeringCode: "OA-STD", seats: 10 });
  expect(quote).toMatchObject({ payType: "postpaid", isPaidByParent: true, isParentShort: false, missingFen: 0n });
  expect(quote.reasons).not.toContain("C_BINDING");
  const { orderId } = await caller.order.submit(await orderInput(caller));
  expect(await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).toMatchObject({ payType: "postpaid" });
  expect(await db().hold.count({ where: { orderId } })).toBe(0);
  expect(await codeOf(caller.order.submit(await orderInput(caller)))).toBe("ok");
});

it("PC4, BI5: a parent that pays after use hears of no low balance for a child whose coming month it takes over, nor does the child", async () => {
  const { parent, child } = await family({ childFen: 0n });
  await runningProduct(child, { startedOn: "2026-03-05", isPrepaid: true });
  const told = () => db().notification.count({ where: { customerId: { in: [parent.customerId, child.customerId] }, kind: { startsWith: "balance.low" } } });
  await say(parent, child, true, "2026-03-10 10:00");
  for (let n = 0; n < 5; n += 1) await warnLowBalance(await at("2026-03-29 09:00"));
  expect(await told()).toBe(0);
  expect((await getForecast({ ...(await parent.scope()), now: (await at("2026-03-29 09:00")).now })).edgeOn).toBeNull();
});

it("PC4, CH8: what comes back of a month that the child paid itself goes back to its own cash, though its parent is billed by now", async () => {
  const { parent, child } = await family({ childFen: 30_000n });
  const id = await runningProduct(child, { startedOn: "2026-01-10", isPrepaid: true });
  await say(parent, child, true, "2026-01-20 10:00");
  await renew("2026-02-01 00:01", child);
  const rate = await db().appliedCustomerBillingRate.findFirstOrThrow({ where: { productId: id } });
  const product = await db().product.findFirstOrThrow({ where: { id } });
  const scope = await at("2026-02-05 09:00");
  const before = await cashOf(child);
  await scope.transaction((tx) => refundProduct(tx, scope, { product, changeId: randomUUID(), parts: [{ rateId: rate.id, amountFen: 700n }] }));
  expect(await cashOf(child)).toBe(before + 700n);
});

it("BI7, PC4: whoever pays a child's bill may promise to pay it, and nobody else may", async () => {
  const { parent, child } = await family();
  await runningProduct(child, { startedOn: "2027-04-10", isPrepaid: true });
  await say(parent, child, true, "2027-04-20 10:00");
  await renew("2027-05-01 00:01", child);
  await runBills("2027-05");
  const bill = await billOf(child, "2027-05");
  const untilOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const stranger = await account({});
  expect(await codeOf((await stranger.as()).bill.promise({ key: randomUUID(), billId: bill?.id ?? "", untilOn }))).toBe("NOT_FOUND");
  expect(await codeOf((await parent.as()).bill.promise({ key: randomUUID(), billId: bill?.id ?? "", untilOn }))).toBe("ok");
  expect(await db().dunningPause.count({ where: { customerId: child.customerId } })).toBe(1);
});

it("PC4, BI1: a month that the child's own cash paid ahead, while its parent just took over, is on the bill once and paid", async () => {
  const { parent, child } = await family();
  const id = await runningProduct(child, { startedOn: "2027-06-10", isPrepaid: true });
  await renew("2027-06-30 22:00", child);
  await db().childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: "SX", isParent: true, fromPeriod: dateOf("2027-07-01"), setAt: new Date("2027-06-30T13:59:59Z"), setByName: "测试人" } });
  await renew("2027-07-01 00:01", child);
  await renew("2027-08-01 00:01", child);
  for (const month of ["2027-06", "2027-07"]) await runBills(month);
  expect(await billOf(child, "2027-07")).toMatchObject({ totalFen: 20_000n, paidFen: 20_000n, state: "settled", rates: [{ kind: "recurring", productId: id }] });
  expect(await db().parkedBill.count({ where: { customerId: child.customerId } })).toBe(0);
  await runBills("2027-08");
  expect(await billOf(child, "2027-08")).toMatchObject({ payerId: parent.customerId, totalFen: 20_000n, paidFen: 0n });
});
