import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { publishedBill } from "../../e2e/fixtures/billing";
import { type Provider, cashOf, paidTopUp, paymentRow, sendRefunds, startProvider } from "../../e2e/fixtures/payments";
import { type TestCustomer, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { balanceIn } from "../ledger/ledger.service";
import { accrueBills, bookGoodwill } from "../ledger/billing-movement.service";
import { proveLedger } from "../ledger/proof.service";
import { systemScope } from "../scope";
import { bookStatementLines } from "./statement.service";

const PLATFORM = "HE";
const db = () => dbFor(PLATFORM);
const key = () => randomUUID();
let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterEach(() => provider.mock.control.reset());
afterAll(() => provider.close());

const clerk = async (name?: string) => (await operator({ platformId: PLATFORM, roles: ["finance"], ...(name ? { name } : {}) })).as();
const proof = async () => proveLedger(await systemScope(PLATFORM));
const sound = { unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0, setAsideOff: 0 };
const balanceOf = (owner: TestCustomer) => balanceIn(db(), owner.customerId);
const rowIn = (id: string) => db().withdrawal.findFirstOrThrow({ where: { id }, include: { legs: { orderBy: { seq: "asc" } } } });
const fieldsOf = async (work: Promise<unknown>) => work.then(() => ({}), (error: { cause?: { details?: { fields?: Record<string, string>; reasons?: string[] } } }) => error.cause?.details ?? {});
const title = { address: "石家庄市测试路 1 号", phone: "031112345678", bankName: "工商银行石家庄分行", bankAccount: "0402000100012345" };
const withTitle = async (owner: TestCustomer) => (await owner.as()).fapiao.saveTitle({ key: key(), ...title });

async function toppedUp(...sums: bigint[]): Promise<{ owner: TestCustomer; payments: string[] }> {
  const owner = await customer({ platformId: PLATFORM });
  const payments: string[] = [];
  for (const sum of sums) {
    payments.push((await paidTopUp(owner, sum)).paymentId);
    await provider.settle();
  }
  return { owner, payments };
}

/** Asks for a sum as the page does: what is shown is what is sent. */
async function ask(owner: TestCustomer, amountFen: bigint): Promise<string> {
  const caller = await owner.as();
  const { legs } = await caller.withdrawal.plan({ amountFen });
  return (await caller.withdrawal.ask({ key: key(), amountFen, legs: legs.map((leg) => ({ paymentId: leg.paymentId, amountFen: leg.amountFen })) })).withdrawalId;
}
async function approve(withdrawalId: string, by?: Awaited<ReturnType<typeof clerk>>) {
  return (by ?? (await clerk())).withdrawalDesk.approve({ key: key(), withdrawalId, version: (await rowIn(withdrawalId)).version });
}
const mailsOf = async (owner: TestCustomer) => (await db().notification.findMany({ where: { customerId: owner.customerId, kind: { startsWith: "withdrawal." } }, orderBy: { id: "asc" } })).map(({ kind }) => kind);

it("BI23: a company sees where its cash would go back to, newest first; what has no other way needs its own account", async () => {
  const { owner, payments } = await toppedUp(10_000n, 20_000n);
  const caller = await owner.as();
  const finance = await clerk();
  await finance.paymentDesk.book({ key: key(), customerId: owner.customerId, amountFen: 5_000n, source: "counterCash", reference: `C${key()}`, note: "" });
  const serial = `S${key().slice(0, 12)}`;
  await finance.paymentDesk.editCollection({ provinceId: PLATFORM, name: "河北公司业务专户", bank: "工商银行石家庄分行", number: "0402000100099999" });
  const { code } = await caller.payment.claimTransfer({ key: key(), amountFen: 7_000n });
  await finance.paymentDesk.uploadStatement({ key: key(), provinceId: PLATFORM, fileName: "a.csv", csv: `交易日期,流水号,对方户名,对方账号,收入金额,附言\n2026-11-02,${serial},测试企业${owner.accountName},6222000011112222,70.00,${code}\n` });
  await bookStatementLines(await systemScope(PLATFORM));
  expect(await caller.withdrawal.plan({})).toMatchObject({ cashFen: 42_000n, mostFen: 37_000n, reason: "accountMissing", legs: [] });
  await withTitle(owner);
  const plan = await caller.withdrawal.plan({ amountFen: 41_000n });
  expect(plan).toMatchObject({ mostFen: 42_000n, reason: null });
  expect(plan.legs.map(({ way, amountFen, payeeAccount }) => [way, amountFen, payeeAccount])).toEqual([["payer", 7_000n, "6222000011112222"], ["company", 5_000n, title.bankAccount], ["provider", 20_000n, ""], ["provider", 9_000n, ""]]);
  expect(plan.legs.slice(2).map(({ paymentId }) => paymentId)).toEqual([payments[1], payments[0]]);
});

it("BI23: the sum is set aside at once, once per key and one request at a time; taken back it is cash again", async () => {
  const { owner } = await toppedUp(10_000n);
  const caller = await owner.as();
  const { legs } = await caller.withdrawal.plan({ amountFen: 6_000n });
  const input = { key: key(), amountFen: 6_000n, legs: legs.map(({ paymentId, amountFen }) => ({ paymentId, amountFen })) };
  expect(await codeOf(caller.withdrawal.ask({ ...input, key: key(), legs: [{ paymentId: null, amountFen: 6_000n }] }))).toBe("CHANGED_MEANWHILE");
  expect(await fieldsOf(caller.withdrawal.ask({ ...input, key: key(), amountFen: 10_001n }))).toEqual({ fields: { amountFen: "withdrawTooMuch" } });
  const [first, second] = await Promise.all([caller.withdrawal.ask(input), caller.withdrawal.ask(input)]);
  expect(first).toEqual(second);
  expect(await balanceOf(owner)).toEqual({ cashFen: 4_000n, heldFen: 6_000n });
  expect(await proof()).toMatchObject(sound);
  expect(await fieldsOf(caller.withdrawal.ask({ key: key(), amountFen: 100n, legs: (await caller.withdrawal.plan({ amountFen: 100n })).legs.map(({ paymentId, amountFen }) => ({ paymentId, amountFen })) }))).toEqual({ reasons: ["withdrawalOpen"] });
  expect((await caller.withdrawal.plan({})).openId).toBe(first.withdrawalId);
  await caller.withdrawal.cancel({ key: key(), withdrawalId: first.withdrawalId });
  expect(await balanceOf(owner)).toEqual({ cashFen: 10_000n, heldFen: 0n });
  expect(await rowIn(first.withdrawalId)).toMatchObject({ state: "canceled", legs: [{ state: "canceled" }] });
  expect(await codeOf(approve(first.withdrawalId))).toBe("ALREADY_DECIDED");
  expect(await codeOf(caller.withdrawal.cancel({ key: key(), withdrawalId: first.withdrawalId }))).toBe("CHANGED_MEANWHILE");
  expect(await proof()).toMatchObject(sound);
});

it("BI23: approved, the provider sends its legs and finance the bank's, each bank number once; the company is told at the end", async () => {
  const { owner, payments } = await toppedUp(10_000n);
  await withTitle(owner);
  await (await clerk()).paymentDesk.book({ key: key(), customerId: owner.customerId, amountFen: 5_000n, source: "counterCash", reference: `C${key()}`, note: "" });
  const scope = await systemScope(PLATFORM);
  await scope.transaction((tx) => bookGoodwill(tx, scope, { customerId: owner.customerId, extRef: `test:${key()}`, amountFen: 300n, memo: "测试" }));
  const withdrawalId = await ask(owner, 15_300n);
  const finance = await clerk();
  expect((await finance.withdrawalDesk.list({})).rows.find((row) => row.id === withdrawalId)).toMatchObject({ state: "waiting", isLate: false });
  await approve(withdrawalId, finance);
  expect(await balanceOf(owner)).toEqual({ cashFen: 0n, heldFen: 5_300n });
  expect(await proof()).toMatchObject(sound);
  await sendRefunds(owner);
  await provider.settle();
  const { legs } = await rowIn(withdrawalId);
  expect(legs.map(({ way, state, amountFen }) => [way, state, amountFen])).toEqual([["company", "waiting", 5_000n], ["provider", "done", 10_000n], ["company", "waiting", 300n]]);
  const number = `B${key().slice(0, 12)}`;
  const [counter, , goodwill] = legs;
  const payOut = (legId: string, payoutNumber: string) => finance.withdrawalDesk.payOut({ key: key(), legId, payoutNumber });
  await payOut(counter!.id, number);
  expect(await codeOf(payOut(counter!.id, `${number}X`))).toBe("CHANGED_MEANWHILE");
  expect(await fieldsOf(payOut(goodwill!.id, ` ${number.toLowerCase()}`))).toEqual({ fields: { payoutNumber: "referenceUsed" } });
  expect((await rowIn(withdrawalId)).state).toBe("approved");
  await payOut(goodwill!.id, `${number}2`);
  expect(await rowIn(withdrawalId)).toMatchObject({ state: "done" });
  expect(await balanceOf(owner)).toEqual({ cashFen: 0n, heldFen: 0n });
  expect((await paymentRow(owner, counter!.paymentId!)).refundedFen).toBe(5_000n);
  expect((await (await owner.as()).payment.byId({ paymentId: payments[0]! })).refunds).toMatchObject([{ amountFen: 10_000n, state: "done" }]);
  expect(await mailsOf(owner)).toEqual(["withdrawal.asked", "withdrawal.agreed", "withdrawal.done"]);
  expect(await proof()).toMatchObject(sound);
});

it("BI23: a refund that fails puts its money back and shows on the request; the next one goes another way", async () => {
  const { owner, payments } = await toppedUp(10_000n, 4_000n);
  provider.mock.control.set({ refundFailNext: 1, refundAfterMs: 0 });
  const withdrawalId = await ask(owner, 14_000n);
  await approve(withdrawalId);
  await sendRefunds(owner);
  provider.mock.control.settle();
  await provider.settle();
  const row = await rowIn(withdrawalId);
  expect(row.state).toBe("partial");
  const failed = row.legs.find(({ state }) => state === "failed");
  expect(await balanceOf(owner)).toEqual({ cashFen: failed!.amountFen, heldFen: 0n });
  expect(payments).toContain(failed!.paymentId);
  expect(await proof()).toMatchObject(sound);
  const caller = await owner.as();
  expect(await caller.withdrawal.plan({})).toMatchObject({ mostFen: 0n, reason: "accountMissing" });
  await withTitle(owner);
  expect((await caller.withdrawal.plan({ amountFen: failed!.amountFen })).legs).toMatchObject([{ way: "company", paymentId: failed!.paymentId }]);
  const again = await ask(owner, failed!.amountFen);
  await approve(again);
  await (await clerk()).withdrawalDesk.failLeg({ key: key(), legId: (await rowIn(again)).legs[0]!.id, reason: "企业帐户已销户" });
  expect(await rowIn(again)).toMatchObject({ state: "failed" });
  expect(await balanceOf(owner)).toEqual({ cashFen: failed!.amountFen, heldFen: 0n });
  expect(await proof()).toMatchObject(sound);
});

it("BI23: refused with a reason the money is cash again; above 20,000 yuan two people say yes, and never the same", async () => {
  const { owner } = await toppedUp(2_000_001n);
  const finance = await clerk("李会计");
  const refused = await ask(owner, 2_000_000n);
  await finance.withdrawalDesk.refuse({ key: key(), withdrawalId: refused, version: 0, reason: "请先结清线下欠款" });
  expect(await rowIn(refused)).toMatchObject({ state: "refused", refusal: "请先结清线下欠款" });
  expect((await balanceOf(owner)).cashFen).toBe(2_000_001n);
  const large = await ask(owner, 2_000_001n);
  await approve(large, finance);
  expect(await rowIn(large)).toMatchObject({ state: "seconding", firstApprovedBy: "李会计" });
  expect(await balanceOf(owner)).toEqual({ cashFen: 0n, heldFen: 2_000_001n });
  expect(await codeOf(approve(large, finance))).toBe("OWN_WORK");
  await approve(large);
  expect((await rowIn(large)).state).toBe("approved");
  await sendRefunds(owner);
  await provider.settle();
  expect((await rowIn(large)).state).toBe("done");
});

it("BI23, promise 6: of two requests, two reviewers, or a withdrawal and whoever else wants the cash, one wins and nothing is below zero", async () => {
  const { owner, payments } = await toppedUp(10_000n);
  const caller = await owner.as();
  const shown = (await caller.withdrawal.plan({ amountFen: 8_000n })).legs.map(({ paymentId, amountFen }) => ({ paymentId, amountFen }));
  const asking = () => caller.withdrawal.ask({ key: key(), amountFen: 8_000n, legs: shown });
  const asked = await Promise.all(Array.from({ length: 4 }, () => codeOf(asking())));
  expect(asked.sort()).toEqual(["RULE_REFUSED", "RULE_REFUSED", "RULE_REFUSED", "ok"]);
  const { id, version } = await db().withdrawal.findFirstOrThrow({ where: { customerId: owner.customerId } });
  const [one, two] = [await clerk(), await clerk()];
  const decided = await Promise.all([codeOf(one.withdrawalDesk.approve({ key: key(), withdrawalId: id, version })), codeOf(two.withdrawalDesk.refuse({ key: key(), withdrawalId: id, version, reason: "测试不同意" })), codeOf(caller.withdrawal.cancel({ key: key(), withdrawalId: id }))]);
  expect(decided.filter((code) => code === "ok")).toHaveLength(1);
  for (const code of decided) expect(["ok", "CHANGED_MEANWHILE", "ALREADY_DECIDED"]).toContain(code);
  const now = await rowIn(id);
  if (now.state === "approved") await sendRefunds(owner);
  await provider.settle();
  expect(await proof()).toMatchObject(sound);

  // Beside a refund by staff of the same payment: never more than was paid.
  const other = await toppedUp(10_000n);
  const otherCaller = await other.owner.as();
  const legs = [{ paymentId: other.payments[0]!, amountFen: 8_000n }];
  const both = await Promise.all([codeOf(otherCaller.withdrawal.ask({ key: key(), amountFen: 8_000n, legs })), codeOf(one.paymentDesk.refund({ key: key(), paymentId: other.payments[0]!, amountFen: 8_000n, reason: "企业多充，申请退款" }))]);
  expect(both.filter((code) => code === "ok")).toHaveLength(1);
  const { cashFen, heldFen } = await balanceOf(other.owner);
  expect([cashFen, heldFen + (await paymentRow(other.owner, other.payments[0]!)).refundedFen]).toEqual([2_000n, 8_000n]);
  expect(payments).toHaveLength(1);
});

it("BI23, BI3: beside an order's hold one of the two gets the cash", async () => {
  // Where something is sold.
  const owner = await customer({ platformId: "SD" });
  await paidTopUp(owner, 1_000_000n);
  await provider.settle();
  const balance = () => balanceIn(dbFor("SD"), owner.customerId);
  const caller = await owner.as();
  const input = await orderInput(caller);
  const all = (await balance()).cashFen;
  const spare = all - input.quotedFirstBillFen + 1n;
  const legs = (await caller.withdrawal.plan({ amountFen: spare })).legs.map(({ paymentId, amountFen }) => ({ paymentId, amountFen }));
  const answers = await Promise.all([codeOf(caller.order.submit(input)), codeOf(caller.withdrawal.ask({ key: key(), amountFen: spare, legs }))]);
  expect(answers.filter((code) => code === "ok")).toHaveLength(1);
  const { cashFen, heldFen } = await balance();
  expect([cashFen >= 0n, cashFen + heldFen]).toEqual([true, all]);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0 });
});

it("BI23, BI13: what a withdrawal has set aside of a payment, no clerk refunds as well", async () => {
  const { owner, payments } = await toppedUp(10_000n, 10_000n);
  const withdrawalId = await ask(owner, 10_000n);
  const finance = await clerk();
  const refund = (amountFen: bigint) => finance.paymentDesk.refund({ key: key(), paymentId: payments[1]!, amountFen, reason: "企业多充，申请退款" });
  expect(await fieldsOf(refund(1n))).toEqual({ fields: { amountFen: "nothingToRefund" } });
  await (await owner.as()).withdrawal.cancel({ key: key(), withdrawalId });
  expect(await codeOf(refund(1n))).toBe("ok");
});

it("BI23: what published bills leave open stays, and no other company or role comes near", async () => {
  const { owner } = await toppedUp(10_000n);
  const { billId } = await publishedBill(owner, { grossFen: 2_120n, isDisputed: false });
  const scope = await systemScope(PLATFORM);
  await scope.transaction((tx) => accrueBills(tx, scope, [{ billId, customerId: owner.customerId, memo: "测试", grossFen: 2_120n, netFen: 2_000n, taxFen: 120n }]));
  expect(await (await owner.as()).withdrawal.plan({})).toMatchObject({ cashFen: 10_000n, owedFen: 2_120n, mostFen: 7_880n });
  const withdrawalId = await ask(owner, 1_000n);
  const stranger = await (await customer({ platformId: PLATFORM })).as();
  expect(await codeOf(stranger.withdrawal.byId({ withdrawalId }))).toBe("NOT_FOUND");
  expect(await codeOf(stranger.withdrawal.cancel({ key: key(), withdrawalId }))).toBe("NOT_FOUND");
  expect(await codeOf((await owner.as("buyer")).withdrawal.cancel({ key: key(), withdrawalId }))).toBe("FORBIDDEN");
  const service = await (await operator({ platformId: PLATFORM, roles: ["service", "auditor"] })).as();
  expect(await codeOf(service.withdrawalDesk.approve({ key: key(), withdrawalId, version: 0 }))).toBe("FORBIDDEN");
  const elsewhere = await (await operator({ platformId: "BJ", roles: ["finance"] })).as();
  expect(await codeOf(elsewhere.withdrawalDesk.approve({ key: key(), withdrawalId, version: 0 }))).toBe("NOT_FOUND");
  expect(await cashOf(owner)).toBe(9_000n);
});

it("BI23, BI14: the proof finds money set aside that no open request holds", async () => {
  const { owner } = await toppedUp(10_000n);
  const withdrawalId = await ask(owner, 4_000n);
  const planter = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await planter.connect();
  const plant = (state: string) => planter.query(`update "WithdrawalLeg" set state = '${state}' where "withdrawalId" = '${withdrawalId}'`);
  await plant("canceled");
  expect((await proof()).setAsideOff).toBe(1);
  await plant("waiting");
  await planter.end();
  expect((await proof()).setAsideOff).toBe(0);
});
