import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { owedIn } from "../ledger/billing-movement.service";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { answerDispute, openDispute, promiseToPay } from "./dispute.service";
import { dunDebts } from "./dunning.service";
import { advanceRuns } from "./run.service";

const db = () => dbFor("GD");
async function billUntil(at: string): Promise<void> {
  const scope = await scopeAt("GD", at);
  while (await advanceRuns(scope));
}
const billOf = (customerId: string, from: string) => db().customerBill.findFirstOrThrow({ where: { customerId, periodFrom: dateOf(from) }, include: { rates: { orderBy: { ref: "asc" } } } });

it("BI13, BI15: a disputed line stops dunning and resumes its product; a credit pays the next bill first, and the published line stands", async () => {
  const owner = await customer({ platformId: "GD", payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2026-01-01", seats: 10 });
  await billUntil("2026-02-03 09:00");
  const bill = await billOf(owner.customerId, "2026-01-01");
  await dunDebts(await scopeAt("GD", "2026-04-01 09:00"), { again: true });
  expect(await db().product.findFirst({ where: { id: productId } })).toMatchObject({ state: "suspended" });
  const at = await scopeAt("GD", "2026-04-02 09:00");
  const buyer = { ...(await owner.scope()), now: at.now };
  const rate = bill.rates[0]!;
  const opened = await openDispute(buyer, { key: randomUUID(), rateId: rate.id, text: "一月只用了半个月" });
  expect(await codeOf(openDispute(buyer, { key: randomUUID(), rateId: rate.id, text: "一月只用了半个月" }))).toBe("FIELDS_REFUSED");
  expect(await db().product.findFirst({ where: { id: productId } })).toMatchObject({ state: "active" });
  const clerk = { ...(await (await operator({ platformId: "GD", roles: ["finance"] })).scope()), now: at.now };
  expect(await codeOf(answerDispute(clerk, { key: randomUUID(), disputeId: opened.disputeId, version: 0, answer: "同意退一部分", creditFen: rate.grossFen + 1n }))).toBe("FIELDS_REFUSED");
  await answerDispute(clerk, { key: randomUUID(), disputeId: opened.disputeId, version: 0, answer: "同意退一半", creditFen: 10_000n });
  expect(await codeOf(answerDispute(clerk, { key: randomUUID(), disputeId: opened.disputeId, version: 0, answer: "再退一半吧", creditFen: 10_000n }))).toBe("CHANGED_MEANWHILE");
  await billUntil("2026-05-03 09:00");
  const april = await billOf(owner.customerId, "2026-04-01");
  expect(april).toMatchObject({ totalFen: 10_000n, paidFen: 0n, state: "sent" });
  expect(april.rates.map(({ kind, grossFen, paidFen }) => ({ kind, grossFen, paidFen }))).toEqual(expect.arrayContaining([{ kind: "credit", grossFen: -10_000n, paidFen: -10_000n }, { kind: "recurring", grossFen: 20_000n, paidFen: 10_000n }]));
  expect(await billOf(owner.customerId, "2026-01-01")).toMatchObject({ totalFen: 20_000n });
  const bills = await db().customerBill.findMany({ where: { customerId: owner.customerId } });
  expect(await owedIn(db(), owner.customerId)).toBe(bills.reduce((sum, row) => sum + row.totalFen - row.paidFen, 0n));
  expect(await proveLedger(at)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("BI13, BI15: a credit above the bill becomes the company's cash", async () => {
  const owner = await customer({ platformId: "GD", payType: "postpaid" });
  await runningProduct(owner, { startedOn: "2026-05-01", seats: 10 });
  await billUntil("2026-06-03 09:00");
  const bill = await billOf(owner.customerId, "2026-05-01");
  const at = await scopeAt("GD", "2026-06-10 09:00");
  const opened = await openDispute({ ...(await owner.scope()), now: at.now }, { key: randomUUID(), rateId: bill.rates[0]!.id, text: "整月不能使用" });
  await db().product.updateMany({ where: { customerId: owner.customerId }, data: { seats: 1 } });
  await answerDispute({ ...(await (await operator({ platformId: "GD", roles: ["service"] })).scope()), now: at.now }, { key: randomUUID(), disputeId: opened.disputeId, version: 0, answer: "整月退还", creditFen: 20_000n });
  // What was granted is dunned by nobody, though the line stays open until the next bill brings the credit.
  await dunDebts(await scopeAt("GD", "2026-07-02 09:00"), { again: true });
  expect(await db().dunningStep.count({ where: { billId: bill.id, kind: { in: ["dueToday", "overdue"] } } })).toBe(0);
  await billUntil("2026-07-03 09:00");
  const june = await billOf(owner.customerId, "2026-06-01");
  expect(june).toMatchObject({ totalFen: -18_000n, paidFen: 0n, state: "settled" });
  // The 18,000 are the company's money, and at once pay what it owes of May.
  expect((await balanceIn(db(), owner.customerId)).cashFen + 20_000n - (await owedIn(db(), owner.customerId))).toBe(18_000n);
  expect(await proveLedger(at)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("BI7: a company may promise to pay once at a time, by ten days at the most, and only when it owes", async () => {
  const owner = await customer({ platformId: "GD", payType: "postpaid" });
  const at = await scopeAt("GD", "2026-08-10 09:00");
  const buyer = { ...(await owner.scope()), now: at.now };
  const promise = (untilOn: string) => codeOf(promiseToPay(buyer, { key: randomUUID(), untilOn }));
  expect(await promise("2026-08-15")).toBe("FIELDS_REFUSED");
  await (await import("../../e2e/fixtures/billing")).publishedBill(owner, { periodFrom: "2019-03-01", isDisputed: false });
  expect(businessDayOf(at.now())).toBe("2026-08-10");
  expect([await promise("2026-08-21"), await promise("2026-08-20"), await promise("2026-08-19")]).toEqual(["FIELDS_REFUSED", "ok", "FIELDS_REFUSED"]);
});

it("BI18: a proven overcharge comes back double where the province promises it: once as a credit, once more as cash that is our cost", async () => {
  const owner = await customer({ platformId: "GD", payType: "postpaid" });
  await runningProduct(owner, { startedOn: "2026-07-01", seats: 10 });
  await billUntil("2026-08-03 09:00");
  const bill = await billOf(owner.customerId, "2026-07-01");
  const at = await scopeAt("GD", "2026-08-10 09:00");
  const buyer = { ...(await owner.scope()), now: at.now };
  const finance = await operator({ platformId: "GD", roles: ["finance"] });
  const clerk = { ...(await finance.scope()), now: at.now };
  const goodwill = async () => (await db().ledgerAccount.findFirst({ where: { kind: "goodwill" }, select: { balanceFen: true } }))?.balanceFen ?? 0n;
  const before = await goodwill();
  const answer = async (isOverchargeProven: boolean) => {
    const { disputeId } = await openDispute(buyer, { key: randomUUID(), rateId: bill.rates[0]!.id, text: "席位多算了五个" });
    await answerDispute(clerk, { key: randomUUID(), disputeId, version: 0, answer: "经核对确有多算", creditFen: 5_000n, isOverchargeProven });
    return (await balanceIn(db(), owner.customerId)).cashFen;
  };
  // Without the promise, and with it for what is no fault of ours, the credit is all.
  expect(await answer(true)).toBe(0n);
  await (await finance.as()).billingDesk.editSetting({ provinceId: "GD", returnsDouble: true });
  expect(await answer(false)).toBe(0n);
  expect(await answer(true)).toBe(5_000n);
  expect(await goodwill()).toBe(before - 5_000n);
  expect(await db().billDispute.findMany({ where: { billId: bill.id }, orderBy: { openedAt: "asc" }, select: { creditFen: true, goodwillFen: true } })).toEqual(expect.arrayContaining([{ creditFen: 5_000n, goodwillFen: 5_000n }, { creditFen: 5_000n, goodwillFen: null }]));
  const credits = await db().appliedCustomerBillingRate.findMany({ where: { customerId: owner.customerId, kind: "credit" } });
  expect(credits.map(({ grossFen }) => grossFen)).toEqual([-5_000n, -5_000n, -5_000n]);
  expect(await proveLedger(at)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});
