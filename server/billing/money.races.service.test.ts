import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { publishedBill, runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { type Tx, dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { owedIn } from "../ledger/billing-movement.service";
import { balanceIn, post } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { bookDeposit } from "../payments/deposit.service";
import { takeIn } from "../payments/receive.service";
import { recordPaid } from "../payments/record.service";
import { answerDispute, confirmBill, openDispute, promiseToPay, withdrawDispute } from "./dispute.service";
import { dunDebts } from "./dunning.service";
import { advanceRuns, rerunAccount } from "./run.service";
import { lockBill } from "./write.service";

// Runs go on from test to test, month by month: the order of these tests is their calendar.
const on = { platformId: "HA", payType: "postpaid" } as const;
const db = () => dbFor("HA");
async function billUntil(at: string): Promise<void> {
  const scope = await scopeAt("HA", at);
  while (await advanceRuns(scope));
}
const dun = async (at: string) => dunDebts(await scopeAt("HA", at), { again: true });
const billOf = (customerId: string, from: string) => db().customerBill.findFirstOrThrow({ where: { customerId, periodFrom: dateOf(from) }, include: { rates: { orderBy: { ref: "asc" } } } });
const productState = async (id: string) => (await db().product.findFirstOrThrow({ where: { id } })).state;
const asBuyer = async (owner: TestCustomer, at: string) => ({ ...(await owner.scope()), now: (await scopeAt("HA", at)).now });
const asFinance = async (at: string) => ({ ...(await (await operator({ platformId: "HA", roles: ["finance"] })).scope()), now: (await scopeAt("HA", at)).now });
const pay = async (owner: TestCustomer, amountFen: bigint, at: string) => bookDeposit(await asFinance(at), { key: randomUUID(), customerId: owner.customerId, amountFen, source: "counterCash", reference: `V${randomUUID()}`, note: "" });

/** Holds what a transaction wrote for a moment, so that others meet it before it commits. */
async function meanwhile<T>(work: (tx: Tx) => Promise<unknown>, other: () => Promise<T>): Promise<T> {
  let began: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (began = resolve));
  const first = db().$transaction(async (tx) => {
    await work(tx);
    began();
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  await started;
  const second = other();
  await first;
  return second;
}

it("BI1: a parked account that is mended after its month was published gets its bill published too", async () => {
  const owner = await customer(on);
  const id = await runningProduct(owner, { startedOn: "2025-12-01", seats: 5, components: [component({ kind: "volume", bands: [{ upTo: 5, feeFen: 100n }] })] });
  await db().product.updateMany({ where: { id }, data: { seats: 50 } });
  await billUntil("2026-02-03 09:00");
  const run = await db().billRun.findFirstOrThrow({ where: { periodFrom: dateOf("2026-01-01") } });
  expect(run.state).toBe("published");
  await db().product.updateMany({ where: { id }, data: { seats: 5 } });
  expect(await rerunAccount(await asFinance("2026-02-04 09:00"), { runId: run.id, customerId: owner.customerId, key: randomUUID() })).toEqual({ bills: 1 });
  await billUntil("2026-02-04 09:01");
  expect(await billOf(owner.customerId, "2026-01-01")).toMatchObject({ state: "sent", totalFen: 1_000n, dueOn: dateOf("2026-02-28") });
  expect(await owedIn(db(), owner.customerId)).toBe(1_000n);
});

it("BI1: a run is not called published while another worker's bills of it may still fail", async () => {
  const owner = await customer(on);
  await runningProduct(owner, { startedOn: "2026-02-01" });
  await billUntil("2026-03-01 02:00");
  const runId = (await billOf(owner.customerId, "2026-02-01")).runId;
  // A worker that is killed while it publishes: its rows are locked, and then as they were.
  await meanwhile((tx) => tx.customerBill.updateMany({ where: { runId }, data: { version: { increment: 0 } } }), () => billUntil("2026-03-03 09:00"));
  expect(await db().billRun.findFirst({ where: { id: runId } })).toMatchObject({ state: "computed" });
  await billUntil("2026-03-03 09:01");
  expect(await billOf(owner.customerId, "2026-02-01")).toMatchObject({ state: "sent" });
});

it("BI1: a rerun that meets the publishing of its bill leaves the published lines alone", async () => {
  const owner = await customer(on);
  await runningProduct(owner, { startedOn: "2026-02-01" });
  await billUntil("2026-04-01 02:00");
  const bill = await billOf(owner.customerId, "2026-03-01");
  expect(bill.state).toBe("validated");
  const answer = await meanwhile(
    (tx) => tx.customerBill.updateMany({ where: { id: bill.id }, data: { state: "sent", sentAt: new Date("2026-04-03T01:00:00Z") } }),
    async () => codeOf(rerunAccount(await asFinance("2026-04-03 09:00"), { runId: bill.runId, customerId: owner.customerId, key: randomUUID() })),
  );
  expect(answer).toBe("RULE_REFUSED");
  expect((await billOf(owner.customerId, "2026-03-01")).rates).toHaveLength(bill.rates.length);
});

it("BI7, CH7: a payment or an objection that meets the suspension for its line wins, or the product comes back with it", async () => {
  const [payer, objector] = [await customer(on), await customer(on)];
  const [paid, disputed] = [await runningProduct(payer, { startedOn: "2026-04-01" }), await runningProduct(objector, { startedOn: "2026-04-01" })];
  await billUntil("2026-05-03 09:00");
  const [bill, other] = [await billOf(payer.customerId, "2026-04-01"), await billOf(objector.customerId, "2026-04-01")];
  await meanwhile(
    async (tx) => {
      const scope = await scopeAt("HA", "2026-07-01 08:00");
      const payment = await recordPaid(tx, scope, { customerId: payer.customerId, purpose: "bill", channel: "counterCash", amountFen: bill.totalFen });
      await takeIn(tx, scope, { payment: { id: payment.id, customerId: payer.customerId, amountFen: bill.totalFen, billId: bill.id }, source: "counterCash", memo: "柜台付款" });
    },
    () => dun("2026-07-01 08:00"),
  );
  expect(await billOf(payer.customerId, "2026-04-01")).toMatchObject({ state: "settled" });
  expect(await productState(paid)).toBe("active");
  expect(await productState(disputed)).toBe("suspended");
  const opened = await openDispute(await asBuyer(objector, "2026-07-01 09:00"), { key: randomUUID(), rateId: other.rates[0]!.id, text: "四月没有使用" });
  expect(await productState(disputed)).toBe("active");
  // An objection that is not committed yet: dunning waits for it.
  const third = await customer(on);
  const thirdId = await runningProduct(third, { startedOn: "2026-06-20" });
  const { billId, rateId } = await publishedBill(third, { periodFrom: "2019-01-01", isDisputed: false, productId: thirdId });
  await meanwhile(
    async (tx) => {
      await lockBill(tx, { customerId: third.customerId, periodFrom: dateOf("2019-01-01") });
      await tx.billDispute.create({ data: { customerId: third.customerId, provinceId: third.provinceId, billId, rateId, text: "费用不对", amountFen: 21_200n, openedAt: new Date(), answerBy: new Date(), openedBy: "测试" } });
    },
    () => dun("2026-07-01 09:30"),
  );
  expect(await productState(thirdId)).toBe("active");
  // Taken back, the line is due as before, and the product may not run on for ever.
  await withdrawDispute(await asBuyer(objector, "2026-07-01 10:00"), { key: randomUUID(), disputeId: opened.disputeId });
  await dun("2026-07-02 08:00");
  expect(await productState(disputed)).toBe("suspended");
});

it("BI15: what disputes of one line give back is never more than the line", async () => {
  const owner = await customer(on);
  const { rateId } = await publishedBill(owner, { periodFrom: "2019-01-01", grossFen: 20_000n, isDisputed: false });
  const dispute = async (creditFen: bigint) => {
    const { disputeId } = await openDispute(await asBuyer(owner, "2026-07-02 09:00"), { key: randomUUID(), rateId, text: "费用不对，请核对" });
    return codeOf(answerDispute(await asFinance("2026-07-02 10:00"), { key: randomUUID(), disputeId, version: 0, answer: "同意退费", creditFen }));
  };
  expect(await dispute(15_000n)).toBe("ok");
  expect(await dispute(5_001n)).toBe("FIELDS_REFUSED");
  expect((await db().appliedCustomerBillingRate.aggregate({ where: { customerId: owner.customerId, kind: "credit" }, _sum: { grossFen: true } }))._sum.grossFen).toBe(-15_000n);
});

it("BI15, BI17: a company's cash pays neither a disputed line nor an abnormal bill that was not confirmed, and pays that one when it is", async () => {
  const owner = await customer(on);
  const id = await runningProduct(owner, { startedOn: "2026-05-01", seats: 5 });
  await billUntil("2026-06-03 09:00");
  await openDispute(await asBuyer(owner, "2026-06-04 09:00"), { key: randomUUID(), rateId: (await billOf(owner.customerId, "2026-05-01")).rates[0]!.id, text: "五月没有使用" });
  await db().product.updateMany({ where: { id }, data: { seats: 40 } });
  await billUntil("2026-07-03 09:00");
  const june = await billOf(owner.customerId, "2026-06-01");
  expect(june).toMatchObject({ holdReason: "abnormalCharge", paidFen: 0n, totalFen: 80_000n });
  // Money that the company has with us: it came before the bill.
  const scope = await scopeAt("HA", "2026-07-04 09:00");
  await scope.transaction((tx) => post(tx, scope, { kind: "topUp", extRef: `test:${owner.customerId}`, customerId: owner.customerId, memo: "预存", sides: [{ kind: "counterCash", customerId: null, amountFen: -95_000n }, { kind: "prepaidCash", customerId: owner.customerId, amountFen: 95_000n }] }));
  await db().product.updateMany({ where: { id }, data: { seats: 1 } });
  await billUntil("2026-08-03 09:00");
  expect(await billOf(owner.customerId, "2026-07-01")).toMatchObject({ state: "settled", paidFen: 2_000n });
  expect(await billOf(owner.customerId, "2026-06-01")).toMatchObject({ state: "sent", paidFen: 0n });
  expect(await billOf(owner.customerId, "2026-05-01")).toMatchObject({ state: "sent", paidFen: 0n });
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(93_000n);
  const buyer = await asBuyer(owner, "2026-08-04 09:00");
  await confirmBill(buyer, { billId: june.id, key: randomUUID() });
  await confirmBill(buyer, { billId: june.id, key: randomUUID() });
  expect(await billOf(owner.customerId, "2026-06-01")).toMatchObject({ state: "settled", paidFen: 80_000n });
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(13_000n);
  expect(await db().auditRecord.count({ where: { action: "bill.confirm", targetId: june.id } })).toBe(1);
});

it("CH7, 4.3.D: a postpaid product that stood still when the month began pays the days that are left, once, and comes back also when cash pays at publishing", async () => {
  const owner = await customer(on);
  const id = await runningProduct(owner, { startedOn: "2026-08-01", seats: 10 });
  await billUntil("2026-09-03 09:00");
  // Due on 30 September, so the suspension is of 31 October.
  await dun("2026-10-31 08:00");
  expect(await productState(id)).toBe("suspended");
  await pay(owner, 40_000n, "2026-11-21 09:00");
  expect(await productState(id)).toBe("active");
  await billUntil("2026-12-03 09:00");
  const november = await billOf(owner.customerId, "2026-11-01");
  expect(november.rates.map(({ kind, grossFen, formula }) => ({ kind, grossFen, formula }))).toEqual([{ kind: "resumption", grossFen: 6_667n, formula: "10 × ¥20.00 × 10/30 天" }]);
  expect((await billOf(owner.customerId, "2026-10-01")).totalFen).toBe(20_000n);
});

it("CH7: what cash pays at publishing brings back what stood still for it", async () => {
  const owner = await customer(on);
  const id = await runningProduct(owner, { startedOn: "2026-12-01", seats: 10 });
  await billUntil("2027-01-03 09:00");
  await dun("2027-03-03 08:00");
  expect(await productState(id)).toBe("suspended");
  const scope = await scopeAt("HA", "2027-03-03 09:00");
  await scope.transaction((tx) => post(tx, scope, { kind: "topUp", extRef: `test:${owner.customerId}`, customerId: owner.customerId, memo: "预存", sides: [{ kind: "counterCash", customerId: null, amountFen: -90_000n }, { kind: "prepaidCash", customerId: owner.customerId, amountFen: 90_000n }] }));
  await billUntil("2027-03-03 10:00");
  expect(await owedIn(db(), owner.customerId)).toBe(0n);
  expect(await productState(id)).toBe("active");
});

it("BI4: one payment is taken in once, whatever became open meanwhile", async () => {
  const owner = await customer(on);
  const scope = await scopeAt("HA", "2027-03-04 09:00");
  const payment = await scope.transaction((tx) => recordPaid(tx, scope, { customerId: owner.customerId, purpose: "topUp", channel: "counterCash", amountFen: 5_000n }));
  const take = () => scope.transaction((tx) => takeIn(tx, scope, { payment: { id: payment.id, customerId: owner.customerId, amountFen: 5_000n, billId: null }, source: "counterCash", memo: "柜台付款" }));
  expect(await take()).toBe(0n);
  const { billId } = await publishedBill(owner, { periodFrom: "2019-01-01", isDisputed: false });
  expect(await take()).toBeNull();
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(5_000n);
  expect(await db().customerBill.findFirst({ where: { id: billId } })).toMatchObject({ paidFen: 0n });
  expect(await proveLedger(scope)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0, totalFen: 0n });
});

it("BI7: a promise rests the reminders before the due day as well", async () => {
  const owner = await customer(on);
  await runningProduct(owner, { startedOn: "2027-03-01" });
  await billUntil("2027-04-03 09:00");
  await promiseToPay(await asBuyer(owner, "2027-04-20 09:00"), { key: randomUUID(), untilOn: "2027-04-26" });
  await dun("2027-04-23 09:00");
  expect(await db().dunningStep.count({ where: { customerId: owner.customerId } })).toBe(0);
});
