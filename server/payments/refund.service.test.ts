import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Provider, cashOf, paidTopUp, payByAlipay, paymentRow, sendRefunds, startProvider } from "../../e2e/fixtures/payments";
import { codeOf, customer, fieldsOf, operator, type TestCustomer } from "../../e2e/fixtures/people";
import { forgetCircuits } from "../circuit";
import { dbFor } from "../db";
import { chargeCash } from "../ledger/billing-movement.service";
import { proveLedger } from "../ledger/proof.service";
import { systemScope } from "../scope";
import { reconcilePayments } from "./reconcile.service";
import { requeueDueRefunds } from "./refund.service";

let provider: Provider;
let aheadMs = 0;
beforeAll(async () => {
  provider = await startProvider(() => new Date(Date.now() + aheadMs));
});
afterEach(() => provider.mock.control.reset());
afterAll(() => provider.close());

const clerk = async (platformId = "SD") => (await operator({ platformId, roles: ["finance"] })).as();
const refund = (paymentId: string, amountFen: bigint) => ({ key: randomUUID(), paymentId, amountFen, reason: "企业多充，申请退款" });
const statesOf = async (buyer: TestCustomer) => (await dbFor(buyer.platformId).refund.findMany({ where: { customerId: buyer.customerId }, orderBy: { createdAt: "asc" }, select: { state: true } })).map(({ state }) => state);

async function toppedUp(amountFen = 10_000n) {
  const buyer = await customer();
  const { paymentId } = await paidTopUp(buyer, amountFen);
  await provider.settle();
  return { buyer, paymentId };
}

it("BI13: money leaves the balance with the request and arrives once, however often the form and the job come", async () => {
  const { buyer, paymentId } = await toppedUp();
  const staff = await clerk();
  const input = refund(paymentId, 4_000n);
  const [first, second] = await Promise.all([staff.paymentDesk.refund(input), staff.paymentDesk.refund(input)]);
  expect(first).toEqual(second);
  expect(first.refundableFen).toBe(6_000n);
  expect(await cashOf(buyer)).toBe(6_000n);
  await Promise.all([sendRefunds(buyer), sendRefunds(buyer)]);
  await provider.settle();
  expect(await statesOf(buyer)).toEqual(["done"]);
  expect((await provider.stripe.refunds.list({ payment_intent: (await paymentRow(buyer, paymentId)).providerPaymentId ?? "" })).data.map((one) => one.amount)).toEqual([4_000]);
  expect((await dbFor("SD").notification.findMany({ where: { customerId: buyer.customerId, kind: "refund.done" } })).length).toBe(1);
  expect((await (await buyer.as()).payment.byId({ paymentId })).refunds).toMatchObject([{ amountFen: 4_000n, state: "done" }]);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0 });
});

it("BI13: only what is still the company's cash goes back; clerks at once never send more than there is", async () => {
  const { buyer, paymentId } = await toppedUp();
  const staff = await clerk();
  expect(await codeOf(staff.paymentDesk.refund(refund(paymentId, 10_001n)))).toBe("FIELDS_REFUSED");
  await expect(staff.paymentDesk.refund(refund(paymentId, 2_000_001n))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  const answers = await Promise.all(Array.from({ length: 6 }, () => codeOf(staff.paymentDesk.refund(refund(paymentId, 4_000n)))));
  expect(answers.filter((answer) => answer === "ok").length).toBeGreaterThan(0);
  const { refundedFen } = await paymentRow(buyer, paymentId);
  expect(refundedFen).toBeLessThanOrEqual(8_000n);
  expect((await cashOf(buyer)) + refundedFen).toBe(10_000n);
  expect((await staff.paymentDesk.payments({ customerId: buyer.customerId })).rows.map((row) => row.refundableFen)).toEqual([10_000n - refundedFen]);
  const counter = await customer({ cashFen: 5_000n });
  const paper = await dbFor("SD").payment.findFirstOrThrow({ where: { customerId: counter.customerId } });
  expect(await codeOf(staff.paymentDesk.refund(refund(paper.id, 100n)))).toBe("FIELDS_REFUSED");
});

it("BI13: a refund that a bank sends back puts the money into the balance again, and everybody concerned is told", async () => {
  const { buyer, paymentId } = await toppedUp();
  provider.mock.control.set({ refundFailNext: 1, refundAfterMs: 0 });
  await (await clerk()).paymentDesk.refund(refund(paymentId, 4_000n));
  await sendRefunds(buyer);
  expect([await statesOf(buyer), await cashOf(buyer)]).toEqual([["done"], 6_000n]);
  provider.mock.control.settle();
  await provider.settle();
  expect([await statesOf(buyer), await cashOf(buyer), (await paymentRow(buyer, paymentId)).refundedFen]).toEqual([["failed"], 10_000n, 0n]);
  expect((await dbFor("SD").notification.findMany({ where: { customerId: buyer.customerId, kind: "refund.failed" } })).length).toBe(1);
});

it("BI13, BI19: a wallet's refund is on its way first; the regular look finds its end when no message does", async () => {
  const buyer = await customer({ platformId: "ZJ" });
  const { paymentId, url } = await (await buyer.as()).payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 10_000n });
  await payByAlipay(url ?? "");
  await provider.settle();
  provider.mock.control.set({ refundAfterMs: 0, losePercent: 100 });
  await (await clerk("ZJ")).paymentDesk.refund(refund(paymentId, 4_000n));
  await sendRefunds(buyer);
  expect(await statesOf(buyer)).toEqual(["authorized"]);
  provider.mock.control.settle();
  await reconcilePayments(await systemScope("ZJ"));
  expect([await statesOf(buyer), await cashOf(buyer)]).toEqual([["done"], 6_000n]);
});

it("BI13, IN8: a lost answer sends one refund; an outage makes it wait; a no puts the money back", async () => {
  const { buyer, paymentId } = await toppedUp();
  const staff = await clerk();
  provider.mock.control.set({ dropReplyNext: 2, onlyOperation: "refunds.create" });
  await staff.paymentDesk.refund(refund(paymentId, 1_000n));
  await sendRefunds(buyer);
  expect(await statesOf(buyer)).toEqual(["initiated"]);
  await sendRefunds(buyer);
  expect(await statesOf(buyer)).toEqual(["done"]);
  const intent = (await paymentRow(buyer, paymentId)).providerPaymentId ?? "";
  expect((await provider.stripe.refunds.list({ payment_intent: intent })).data.length).toBe(1);
  await dbFor("SD").refund.updateMany({ where: { customerId: buyer.customerId }, data: { nextAttemptAt: null } });
  await requeueDueRefunds(await systemScope("SD"));

  // Somebody sent the rest back at the provider before our request got there: its no brings our money back.
  await staff.paymentDesk.refund(refund(paymentId, 9_000n));
  await provider.stripe.refunds.create({ payment_intent: intent, amount: 9_000 });
  await sendRefunds(buyer);
  expect([await statesOf(buyer), await cashOf(buyer)]).toEqual([["done", "failed"], 9_000n]);
  await provider.settle();
  expect([await statesOf(buyer), await cashOf(buyer), (await paymentRow(buyer, paymentId)).refundedFen]).toEqual([["done", "failed", "done"], 0n, 10_000n]);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0 });
});

it("BI13, IN8: a refund whose answer was lost is not sent again after a day, when the provider has forgotten its key", async () => {
  const { buyer, paymentId } = await toppedUp();
  provider.mock.control.set({ dropReplyNext: 2, onlyOperation: "refunds.create", losePercent: 100 });
  await (await clerk()).paymentDesk.refund(refund(paymentId, 1_000n));
  await sendRefunds(buyer);
  expect(await statesOf(buyer)).toEqual(["initiated"]);
  aheadMs = 25 * 3_600_000;
  await dbFor("SD").refund.updateMany({ where: { customerId: buyer.customerId }, data: { createdAt: new Date(Date.now() - aheadMs) } });
  await sendRefunds(buyer);
  aheadMs = 0;
  expect([await statesOf(buyer), await cashOf(buyer)]).toEqual([["done"], 9_000n]);
  const intent = (await paymentRow(buyer, paymentId)).providerPaymentId ?? "";
  expect((await provider.stripe.refunds.list({ payment_intent: intent })).data.map((one) => one.amount)).toEqual([1_000]);
});

it("BI13: only finance sends money back, and never another province's", async () => {
  const { paymentId } = await toppedUp();
  const other = await (await operator({ roles: ["service", "provinceReviewer"] })).as();
  expect(await codeOf(other.paymentDesk.refund(refund(paymentId, 100n)))).toBe("FORBIDDEN");
  expect(await codeOf((await clerk("BJ")).paymentDesk.refund(refund(paymentId, 100n)))).toBe("NOT_FOUND");
});

it("PC10, BI13: a refund pays out what a child paid in itself, never what its parent moved to it", async () => {
  const parent = await customer({ cashFen: 100_000n });
  const child = await customer({ parentId: parent.customerId });
  const { paymentId } = await paidTopUp(child, 60_000n);
  await provider.settle();
  // It has spent its own, and has its parent's.
  const scope = await systemScope("SD");
  await scope.transaction((tx) => chargeCash(tx, scope, { customerId: child.customerId, extRef: `test:${paymentId}`, memo: "测试", grossFen: 60_000n, netFen: 60_000n, taxFen: 0n }));
  await (await parent.as()).fund.move({ key: randomUUID(), childId: child.customerId, direction: "down", amountFen: 60_000n });
  const { paymentDesk } = await (await operator({ roles: ["finance"] })).as();
  expect((await paymentDesk.payments({ customerId: child.customerId })).rows.map(({ refundableFen }) => refundableFen)).toEqual([0n]);
  expect(await fieldsOf(paymentDesk.refund({ key: randomUUID(), paymentId, amountFen: 1n, reason: "测试退款" }))).toEqual({ amountFen: "nothingToRefund" });
});

it("promise 25: a refund that finds the provider left alone loses no try, and goes seconds later", async () => {
  const [first, second] = [await toppedUp(), await toppedUp()];
  const staff = await clerk();
  for (const { paymentId } of [first, second]) await staff.paymentDesk.refund(refund(paymentId, 1_000n));
  const rowOf = ({ buyer }: typeof first) => dbFor("SD").refund.findFirstOrThrow({ where: { customerId: buyer.customerId } });
  provider.mock.control.set({ dropReplyNext: 6, onlyOperation: "refunds.create" });
  try {
    for (let n = 0; n < 3; n += 1) await sendRefunds(first.buyer);
    expect((await rowOf(first)).attempts).toBe(3);
    await sendRefunds(second.buyer);
    const held = await rowOf(second);
    expect([held.attempts, held.state]).toEqual([0, "initiated"]);
    expect((held.nextAttemptAt?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(5_000);
  } finally {
    provider.mock.control.reset();
    forgetCircuits();
  }
  for (const { buyer } of [first, second]) await sendRefunds(buyer);
  await provider.settle();
  expect([await statesOf(first.buyer), await statesOf(second.buyer)]).toEqual([["done"], ["done"]]);
});
