import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { bookPayment, owedIn } from "../ledger/billing-movement.service";
import { proveLedger } from "../ledger/proof.service";
import { recordPaid } from "../payments/record.service";
import { overdueDaysOf, resumePaid } from "./arrears.service";
import { dunDebts } from "./dunning.service";
import { advanceRuns } from "./run.service";
import { settleLines } from "./settle.service";

const db = () => dbFor("LN");

async function dun(at: string) {
  const scope = await scopeAt("LN", at);
  await dunDebts(scope, { again: true });
  return scope;
}

async function pay(customerId: string, amountFen: bigint, at: string): Promise<bigint> {
  const scope = await scopeAt("LN", at);
  return scope.transaction(async (tx) => {
    const payment = await recordPaid(tx, scope, { customerId, purpose: "bill", channel: "counterCash", amountFen });
    const toClaimsFen = await settleLines(tx, scope, { customerId, paymentId: payment.id, amountFen });
    await bookPayment(tx, scope, { customerId, paymentId: payment.id, source: "counterCash", amountFen, toClaimsFen, memo: "柜台付款" });
    await resumePaid(tx, scope, customerId);
    return toClaimsFen;
  });
}

it("BI7, BI12, CH7: the calendar's steps are taken once each, only the unpaid line's product stops after 30 days, and payment brings it back", async () => {
  const owner = await customer({ platformId: "LN", payType: "postpaid" });
  const [paid, unpaid] = [await runningProduct(owner, { startedOn: "2026-01-01", seats: 10, name: "协同办公" }), await runningProduct(owner, { startedOn: "2026-01-01", seats: 10, name: "企业邮箱" })];
  const scope = await scopeAt("LN", "2026-02-03 09:00");
  while (await advanceRuns(scope));
  const bill = await db().customerBill.findFirstOrThrow({ where: { customerId: owner.customerId }, include: { rates: true } });
  expect(bill).toMatchObject({ dueOn: dateOf("2026-02-28"), totalFen: 40_000n, state: "sent" });
  const steps = async () => (await db().dunningStep.findMany({ where: { billId: bill.id }, orderBy: { takenAt: "asc" }, select: { kind: true } })).map(({ kind }) => kind);
  for (const [at, expected] of [["2026-02-20 09:00", []], ["2026-02-21 09:00", ["remind7"]], ["2026-02-27 09:00", ["remind7", "remind1"]], ["2026-02-28 09:00", ["remind7", "remind1", "dueToday"]]] as const) {
    await dun(at);
    expect(await steps()).toEqual(expected);
  }
  // The line of one product is paid by hand, so that only the other's is open.
  await db().appliedCustomerBillingRate.updateMany({ where: { billId: bill.id, productId: paid }, data: { paidFen: 20_000n } });
  await db().customerBill.updateMany({ where: { id: bill.id }, data: { paidFen: 20_000n, state: "partiallyPaid" } });
  await dun("2026-03-01 09:00");
  await dun("2026-03-01 18:00");
  expect((await steps()).filter((kind) => kind === "overdue")).toHaveLength(1);
  expect(await overdueDaysOf(db(), owner.customerId, (await scopeAt("LN", "2026-03-05 12:00")).now())).toBe(5);
  await dun("2026-03-30 23:59");
  expect(await db().product.findFirst({ where: { id: unpaid } })).toMatchObject({ state: "active" });
  await dun("2026-03-31 00:01");
  expect(await Promise.all([paid, unpaid].map(async (id) => (await db().product.findFirstOrThrow({ where: { id } })).state))).toEqual(["active", "suspended"]);
  expect(await pay(owner.customerId, 5_000n, "2026-04-02 10:00")).toBe(5_000n);
  expect(await db().product.findFirst({ where: { id: unpaid } })).toMatchObject({ state: "suspended" });
  expect(await pay(owner.customerId, 20_000n, "2026-04-02 11:00")).toBe(15_000n);
  expect(await db().product.findFirst({ where: { id: unpaid } })).toMatchObject({ state: "active" });
  expect(await db().customerBill.findFirst({ where: { id: bill.id } })).toMatchObject({ state: "settled", paidFen: 40_000n });
});

it("BI7: dunning rests during a promise and while the disputed sum covers the debt", async () => {
  const owner = await customer({ platformId: "LN", payType: "postpaid" });
  await runningProduct(owner, { startedOn: "2026-01-01", seats: 10 });
  const scope = await scopeAt("LN", "2026-02-03 09:00");
  while (await advanceRuns(scope));
  const bill = await db().customerBill.findFirst({ where: { customerId: owner.customerId }, include: { rates: true } });
  // The month was published by the test before; this company joined later and is billed with the next.
  const next = bill ?? (await (async () => {
    const march = await scopeAt("LN", "2026-03-03 09:00");
    while (await advanceRuns(march));
    return db().customerBill.findFirstOrThrow({ where: { customerId: owner.customerId }, include: { rates: true } });
  })());
  const due = next.dueOn.toISOString().slice(0, 10);
  const dayAfter = (days: number) => new Date(Date.parse(`${due}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  await db().dunningPause.create({ data: { customerId: owner.customerId, kind: "promiseToPay", fromOn: dateOf(dayAfter(1)), untilOn: dateOf(dayAfter(8)), reason: "", byName: "测试", createdAt: new Date() } });
  const kinds = async () => (await db().dunningStep.findMany({ where: { billId: next.id, kind: { in: ["overdue", "secondNotice"] } } })).map(({ kind }) => kind).sort();
  await dun(`${dayAfter(7)} 09:00`);
  expect(await kinds()).toEqual([]);
  await dun(`${dayAfter(8)} 09:00`);
  expect(await kinds()).toEqual(["overdue"]);
  for (const rate of next.rates) await db().billDispute.create({ data: { customerId: owner.customerId, provinceId: "LN", billId: next.id, rateId: rate.id, text: "不对", amountFen: rate.grossFen, openedAt: new Date(), answerBy: new Date(), openedBy: "测试" } });
  await dun(`${dayAfter(20)} 09:00`);
  expect(await kinds()).toEqual(["overdue"]);
  expect(await owedIn(db(), owner.customerId)).toBe(next.totalFen);
  expect(await proveLedger(await scopeAt("LN", "2026-04-01 00:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});
