import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { account, at, billOf, cashOf, db, family, paidTo, parted, paysIn, renew, runBills, say } from "../../e2e/fixtures/payers";
import { type TestCustomer, codeOf, fieldsOf, orderInput, reasonsOf } from "../../e2e/fixtures/people";
import { approveOrder } from "../../e2e/fixtures/review";
import { checklistOf } from "../closing/checklist.service";
import { setSuspension } from "../inventory/suspension.service";
import { accountPeriodOf, businessDayOf, dateOf } from "../kernel/calendar";
import { post } from "../ledger/ledger.service";
import { lockCashOf } from "../ledger/payer.service";
import { proveLedger } from "../ledger/proof.service";
import { refundProduct } from "../lifecycle/refund.service";
import { beginPayment } from "../payments/begin.service";
import { planWithdrawal } from "../payments/withdrawal.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";
import { lateFeesOf } from "./late-fee.service";

it("PC4: what a child tops up for itself pays nothing that its parent is to pay, unless it chooses that very bill", async () => {
  const { child, billId } = await parted();
  const before = await cashOf(child);
  expect(await paysIn(child, 20_000n, "2026-03-25 09:00")).toBe(0n);
  expect([await cashOf(child), (await billOf(child, "2026-02"))?.paidFen]).toEqual([before + 20_000n, 0n]);
  expect(await paysIn(child, 20_000n, "2026-04-10 09:00", billId)).toBe(20_000n);
  expect(await billOf(child, "2026-02")).toMatchObject({ state: "settled" });
});

it("PC4, BI4: a bill is paid by whoever is to pay it, by its own account once it is late, and not by both at one time", async () => {
  const { parent, child, billId } = await parted();
  const as = async (who: TestCustomer, time: string) => ({ ...(await who.scope()), now: (await at(time)).now });
  const begin = async (who: TestCustomer, time: string) => beginPayment(await as(who, time), { key: randomUUID(), purpose: "bill", billId });
  expect(await fieldsOf(begin(child, "2026-03-20 09:00"))).toEqual({ billId: "paidByParent" });
  const first = await begin(parent, "2026-03-20 09:00");
  expect(await reasonsOf(begin(child, "2026-04-02 09:00"))).toEqual(["billBeingPaid"]);
  expect((await begin(parent, "2026-04-02 09:00")).paymentId).toBe(first.paymentId);
  expect(await codeOf(begin(await account({}), "2026-04-02 09:00"))).toBe("NOT_FOUND");
});

it("PC4, CH8: what comes back of a month goes to whoever paid it, though another pays by then: by a bill of theirs, or as cash at once", async () => {
  const { parent, child, id, billId } = await parted();
  await paysIn(parent, 20_000n, "2026-03-10 09:00", billId);
  const [product, scope] = [await db().product.findFirstOrThrow({ where: { id } }), await at("2026-03-15 09:00")];
  const rate = async (month: string) => (await db().appliedCustomerBillingRate.findFirstOrThrow({ where: { productId: id, periodFrom: dateOf(`${month}-01`), grossFen: { gt: 0n } } })).id;
  const back = async (month: string) => scope.transaction(async (tx) => refundProduct(tx, scope, { product, changeId: randomUUID(), parts: [{ rateId: await rate(month), amountFen: 900n }] }));
  const before = await cashOf(child);
  await back("2026-02");
  expect([await cashOf(parent), await cashOf(child)]).toEqual([900n, before]);
  await back("2026-03");
  expect([await cashOf(parent), await cashOf(child)]).toEqual([900n, before + 900n]);
  // What its parent's bill will charge and is on none yet comes off that very bill, and is nobody's cash.
  const { parent: other, child: own } = await family();
  const late = await runningProduct(own, { startedOn: "2026-05-20" });
  await say(other, own, true, "2026-04-20 10:00");
  await db().appliedCustomerBillingRate.updateMany({ where: { productId: late }, data: { kind: "firstPeriod" } });
  const first = await db().appliedCustomerBillingRate.findFirstOrThrow({ where: { productId: late } });
  await say(other, own, false, "2026-05-25 10:00");
  const edge = await at("2026-06-01 00:30");
  const cash = await cashOf(own);
  await edge.transaction(async (tx) => refundProduct(tx, edge, { product: await tx.product.findFirstOrThrow({ where: { id: late } }), changeId: randomUUID(), parts: [{ rateId: first.id, amountFen: first.grossFen }] }));
  expect(await cashOf(own)).toBe(cash);
  expect(await proveLedger(scope)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n, billsOff: 0, inTransfer: 0 });
});

it("PC4, CH10: a parent does not close, nor has its cash back, while a bill of another account is its to pay", async () => {
  const { parent, child } = await parted();
  const check = async () => (await checklistOf(db(), parent.customerId)).find((row) => row.check === "bills");
  expect(await check()).toMatchObject({ isDone: false });
  await db().customer.updateMany({ where: { id: child.customerId }, data: { parentId: null, label: "" } });
  expect(await check()).toMatchObject({ isDone: false });
  const scope = await at("2026-03-10 09:00");
  await scope.transaction(async (tx) => { await post(tx, scope, { kind: "topUp", extRef: randomUUID(), customerId: parent.customerId, memo: "测试", sides: [{ kind: "counterCash", customerId: null, amountFen: -30_000n }, { kind: "prepaidCash", customerId: parent.customerId, amountFen: 30_000n }] }); });
  expect(await planWithdrawal(await parent.scope(), {})).toMatchObject({ cashFen: 30_000n, owedFen: 20_000n });
});

it("PC4, CH7: what stood still for its parent's bill runs again out of the cash of the child that pays for itself by then, or stands until there is some", async () => {
  const { child, id, billId } = await parted({ childFen: 10_000n });
  const stop = await at("2026-05-05 09:00");
  await stop.transaction(async (tx) => { await tx.product.updateMany({ where: { id }, data: { paidTo: null } }); await setSuspension(tx, stop, { product: { id }, cause: "arrears", reason: "测试" }); });
  const state = async () => (await db().product.findFirstOrThrow({ where: { id } })).state;
  await paysIn(child, 20_000n, "2026-06-11 09:00", billId);
  expect(await state()).toBe("suspended");
  await paysIn(child, 40_000n, "2026-06-11 10:00");
  expect(await state()).toBe("active");
  // The rest of June, 20 of 30 days, and no line that nobody would ask for.
  expect(await db().appliedCustomerBillingRate.findFirst({ where: { productId: id, kind: "resumption" } })).toMatchObject({ grossFen: 13_333n, paidFen: 13_333n });
  expect(await paidTo(id)).toEqual(dateOf("2026-07-01"));
});

it("PC4, BI8: the fee for a late bill is on the bill of whoever was to pay it", async () => {
  const { parent, child } = await parted();
  const scope = await at("2026-05-03 09:00");
  let debtors: string[] = [];
  // The province charges fees for these two alone: nothing of it stays.
  await scope.transaction(async (tx) => {
    await tx.billingSetting.create({ data: { provinceId: "SX", chargesLateFee: true, changedBy: "测试", changedAt: scope.now() } });
    debtors = (await lateFeesOf(tx, scope, { customerIds: [parent.customerId, child.customerId], period: accountPeriodOf("2026-04-01") })).map(({ customerId }) => customerId);
    throw new Error("undo");
  }).catch((error: unknown) => expect(String(error)).toContain("undo"));
  expect(debtors).toEqual([parent.customerId]);
});

it("PC4, BI7, BI17: of a bill that another is to pay its own account confirms nothing and promises nothing; the payer does, also once the child has left", async () => {
  const { parent, child, billId } = await parted();
  await db().customer.updateMany({ where: { id: child.customerId }, data: { parentId: null, label: "" } });
  const [own, payer] = [await child.as(), await parent.as()];
  const untilOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  expect(await codeOf(own.bill.confirm({ key: randomUUID(), billId }))).toBe("NOT_FOUND");
  expect(await codeOf(own.bill.promise({ key: randomUUID(), billId, untilOn }))).toBe("NOT_FOUND");
  expect(await codeOf(payer.bill.confirm({ key: randomUUID(), billId }))).toBe("ok");
  expect(await codeOf(payer.bill.promise({ key: randomUUID(), billId, untilOn }))).toBe("ok");
  expect(await db().dunningPause.findFirst({ where: { customerId: child.customerId } })).toMatchObject({ payerId: parent.customerId });
  const rate = await db().appliedCustomerBillingRate.findFirstOrThrow({ where: { billId } });
  expect(await codeOf(payer.bill.dispute({ key: randomUUID(), rateId: rate.id, text: "这一行和实际使用不符" }))).toBe("ok");
  expect(await payer.payment.openBills({})).toMatchObject({ rows: [{ account: child.accountName }] });
});

it("PC4: a month that the child was to pay ahead and that nobody took while no worker ran is billed to the child when its parent takes over", async () => {
  const { parent, child } = await family();
  const id = await runningProduct(child, { startedOn: "2026-07-10", isPrepaid: true });
  await say(parent, child, true, "2026-08-10 10:00");
  await renew("2026-09-01 00:10", child);
  expect(await paidTo(id)).toBeNull();
  for (const month of ["2026-07", "2026-08", "2026-09"]) await runBills(month);
  expect(await billOf(child, "2026-08")).toMatchObject({ payerId: null, totalFen: 20_000n, state: "settled" });
  expect(await billOf(child, "2026-09")).toMatchObject({ payerId: parent.customerId, totalFen: 20_000n });
});

it("PC4: payments for a child's bill and money that moves between both accounts come through side by side", async () => {
  const { parent, child, billId } = await parted();
  const scope = await at("2026-03-12 09:00");
  const move = () => scope.transaction(async (tx) => { await lockCashOf(tx, [parent.customerId, child.customerId]); });
  const done = await Promise.allSettled([...Array.from({ length: 5 }, () => paysIn(parent, 4_000n, "2026-03-12 09:00", billId)), ...Array.from({ length: 5 }, move)]);
  expect(done.filter(({ status }) => status === "rejected")).toEqual([]);
  expect(await billOf(child, "2026-02")).toMatchObject({ state: "settled" });
  expect(await cashOf(parent)).toBe(0n);
});

it.each([["runs, paid by its cash to the month's end", 1_000_000n, "active"], ["stands still until it has cash", 0n, "suspended"]] as const)("PC4, CH7: what was ordered for the parent's bill and is opened when the child pays for itself %s", async (_, childFen, state) => {
  const { parent, child } = await family({ childFen });
  const word = (isParent: boolean, fromPeriod: string) => db().childPayer.create({ data: { parentId: parent.customerId, customerId: child.customerId, provinceId: "SX", isParent, fromPeriod: dateOf(fromPeriod), setAt: new Date(), setByName: "测试人" } });
  await word(true, "2026-01-01");
  const caller = await child.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  expect(await db().productOrder.findFirstOrThrow({ where: { id: orderId } })).toMatchObject({ payType: "postpaid" });
  await word(false, accountPeriodOf(businessDayOf(new Date())).from);
  await approveOrder("SX", orderId);
  const line = await db().serviceOrder.findFirstOrThrow({ where: { orderId } });
  const scope = await systemScope("SX");
  const productState = async () => (await db().product.findFirstOrThrow({ where: { orderId } })).state;
  for (let hours = 0; hours < 48 && (await productState()) === "pendingActive"; hours += 1) await sendServiceOrder({ ...scope, now: () => new Date(Date.now() + hours * 3_600_000) }, { id: line.id });
  expect(await productState()).toBe(state);
  const product = await db().product.findFirstOrThrow({ where: { orderId } });
  const open = await db().appliedCustomerBillingRate.findMany({ where: { productId: product.id } });
  expect(open.filter(({ paidFen, grossFen }) => paidFen < grossFen)).toEqual([]);
  expect([open.length > 0, (await cashOf(child)) < childFen]).toEqual([state === "active", state === "active"]);
});
