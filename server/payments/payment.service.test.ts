import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { type Provider, cashOf, paidTopUp, payByAlipay, payByCard, paymentRow, startProvider } from "../../e2e/fixtures/payments";
import { codeOf, customer } from "../../e2e/fixtures/people";
import { advanceRuns } from "../billing/run.service";
import { dbFor } from "../db";
import { proveLedger } from "../ledger/proof.service";
import { systemScope } from "../scope";

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterEach(() => provider.mock.control.reset());
afterAll(() => provider.close());

const topUp = (amountFen = 10_000n, key = randomUUID()) => ({ key, purpose: "topUp" as const, amountFen });

it("BI4: a company tops up by card: its page, its money, its record and its mail, once", async () => {
  const buyer = await customer();
  const { paymentId } = await paidTopUp(buyer, 12_345n);
  expect(await cashOf(buyer)).toBe(0n);
  await provider.settle();
  expect(await cashOf(buyer)).toBe(12_345n);
  const view = await (await buyer.as()).payment.byId({ paymentId });
  expect(view).toMatchObject({ state: "done", channel: "card", amountFen: 12_345n, covered: [], refunds: [], mayGoOn: false });
  expect((await (await buyer.as()).payment.list({})).rows.map((row) => row.id)).toEqual([paymentId]);
  const mails = await dbFor("SD").notification.findMany({ where: { customerId: buyer.customerId } });
  expect(mails.map((mail) => mail.subject)).toEqual(["付款成功：¥123.45"]);
  const actions = await dbFor("SD").auditRecord.findMany({ where: { targetId: paymentId }, orderBy: { seq: "asc" }, select: { action: true } });
  expect(actions.map(({ action }) => action)).toEqual(["payment.begin", "payment.done"]);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0 });
});

it("BI4, IN8: one form is one payment and one page, though it is sent fifty times at once", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  const input = topUp();
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => caller.payment.begin(input)));
  const urls = new Set(answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.url] : [])));
  for (const answer of answers) if (answer.status === "rejected") expect(["KEY_IN_FLIGHT", "BUSY"]).toContain(await codeOf(Promise.reject(answer.reason as Error)));
  expect(urls.size).toBe(1);
  expect(await dbFor("SD").payment.count({ where: { customerId: buyer.customerId } })).toBe(1);
  expect(await codeOf(caller.payment.begin({ ...input, amountFen: 20_000n }))).toBe("KEY_REUSED");
});

it("BI4, IN8: an answer that is lost after the page was made leads to the same page", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  const input = topUp();
  // Twice: the SDK by itself asks again, under the same key, when a connection that was open is closed.
  provider.mock.control.set({ dropReplyNext: 2, onlyOperation: "checkout.sessions.create" });
  expect(await codeOf(caller.payment.begin(input))).toBe("OUTSIDE_SYSTEM_DOWN");
  const { paymentId, url } = await caller.payment.begin(input);
  const pages = (await provider.stripe.checkout.sessions.list({ limit: 100 })).data.filter((session) => session.metadata?.paymentId === paymentId);
  expect(pages.map((page) => page.url)).toEqual([url]);
});

it("BI4: while the provider is away nothing is half done, and the same form goes on where it stopped", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  const input = topUp();
  provider.mock.control.set({ failNext: 1, failStatus: "503", onlyOperation: "checkout.sessions.create" });
  expect(await codeOf(caller.payment.begin(input))).toBe("OUTSIDE_SYSTEM_DOWN");
  expect(await cashOf(buyer)).toBe(0n);
  const { paymentId, url } = await caller.payment.begin(input);
  expect(url).toContain("/c/pay/");
  await payByCard(url ?? "");
  await provider.settle();
  expect(await cashOf(buyer)).toBe(10_000n);
  expect(await caller.payment.resume({ paymentId })).toEqual({ paymentId, url: null });
});

it("BI4: sums that the provider does not take are told at the field, and only owner and finance may pay", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  await expect(caller.payment.begin(topUp(399n))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(caller.payment.begin(topUp(20_000_001n))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect([await codeOf((await buyer.as("buyer")).payment.begin(topUp())), await codeOf((await buyer.as("finance")).payment.begin(topUp()))]).toEqual(["FORBIDDEN", "ok"]);
  const stranger = await (await customer()).as();
  const { paymentId } = await caller.payment.begin(topUp());
  for (const call of [stranger.payment.byId, stranger.payment.resume, stranger.payment.check]) expect(await codeOf(call({ paymentId }))).toBe("NOT_FOUND");
});

it("BI4: a declined card leaves the page open with its reason; another card pays on it", async () => {
  const buyer = await customer();
  const caller = await buyer.as();
  const { paymentId, url } = await caller.payment.begin(topUp());
  await payByCard(url ?? "", "4000000000009995");
  await provider.settle();
  expect(await caller.payment.byId({ paymentId })).toMatchObject({ state: "initiated", failure: "insufficient_funds", mayGoOn: true });
  await payByCard(url ?? "");
  await provider.settle();
  expect(await caller.payment.byId({ paymentId })).toMatchObject({ state: "done", failure: null });
  expect(await cashOf(buyer)).toBe(10_000n);
});

it("BI4: money that a wallet sends later is on its way first, then there or not, with a mail", async () => {
  const [lucky, unlucky] = [await customer(), await customer()];
  provider.mock.control.set({ asynchronous: true, settleAfterMs: 0 });
  const begun = [];
  for (const buyer of [lucky, unlucky]) {
    const { paymentId, url } = await (await buyer.as()).payment.begin(topUp());
    await payByAlipay(url ?? "");
    await provider.settle();
    const row = await paymentRow(buyer, paymentId);
    expect([row.state, await cashOf(buyer)]).toEqual(["authorized", 0n]);
    begun.push({ paymentId, intentId: row.providerPaymentId ?? "" });
  }
  provider.mock.control.settle(begun[0]?.intentId, "succeeded");
  provider.mock.control.settle(begun[1]?.intentId, "failed");
  await provider.settle();
  expect([await cashOf(lucky), await cashOf(unlucky)]).toEqual([10_000n, 0n]);
  expect([(await paymentRow(lucky, begun[0]?.paymentId ?? "")).state, (await paymentRow(unlucky, begun[1]?.paymentId ?? "")).state]).toEqual(["done", "failed"]);
  expect((await dbFor("SD").notification.findMany({ where: { customerId: unlucky.customerId } })).map((mail) => mail.subject)).toEqual(["付款没有成功：¥100.00"]);
});

it("BI4, BI12: a bill is paid by what it still wants; two windows that both pay lose nothing", async () => {
  const buyer = await customer({ platformId: "HE", payType: "postpaid" });
  await runningProduct(buyer, { startedOn: "2026-01-01" });
  while (await advanceRuns(await scopeAt("HE", "2026-02-03 09:00")));
  const bill = await dbFor("HE").customerBill.findFirstOrThrow({ where: { customerId: buyer.customerId } });
  const caller = await buyer.as();
  // Two windows at the same moment, as two that come one after the other, are led to one page.
  const [first, twin] = await Promise.all([randomUUID(), randomUUID()].map((key) => caller.payment.begin({ key, purpose: "bill", billId: bill.id })));
  expect(twin).toEqual(first);
  if (!first) throw new Error("nothing was begun");
  expect((await caller.payment.begin({ key: randomUUID(), purpose: "bill", billId: bill.id })).paymentId).toBe(first.paymentId);
  const other = await caller.payment.begin(topUp(bill.totalFen));
  await Promise.all([payByCard(first.url ?? ""), payByCard(other.url ?? "")]);
  await provider.settle();
  expect((await dbFor("HE").customerBill.findFirstOrThrow({ where: { id: bill.id } })).state).toBe("settled");
  expect(await cashOf(buyer)).toBe(bill.totalFen);
  const covered = await Promise.all([first, other].map(async ({ paymentId }) => (await caller.payment.byId({ paymentId })).covered));
  expect(covered.flat().map(({ billId, amountFen }) => [billId, amountFen])).toEqual([[bill.id, bill.totalFen]]);
  expect(await codeOf(caller.payment.begin({ key: randomUUID(), purpose: "bill", billId: bill.id }))).toBe("FIELDS_REFUSED");
  expect(await codeOf((await (await customer({ platformId: "HE" })).as()).payment.begin({ key: randomUUID(), purpose: "bill", billId: bill.id }))).toBe("NOT_FOUND");
});

it("BI4, BI19: a payer who is back before the message is told by the provider itself", async () => {
  provider.mock.control.set({ webhooksStopped: true });
  const buyer = await customer();
  const { paymentId } = await paidTopUp(buyer, 8_000n);
  const caller = await buyer.as();
  expect((await Promise.all([caller.payment.check({ paymentId }), caller.payment.check({ paymentId })])).map(({ state }) => state)).toContain("done");
  provider.mock.control.reset();
  await provider.settle();
  expect(await cashOf(buyer)).toBe(8_000n);
});
