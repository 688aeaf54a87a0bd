import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { codeOf, customer, operator, type TestCustomer } from "../../e2e/fixtures/people";
import { advanceRuns } from "../billing/run.service";
import { deliverTo97 } from "../bss/bss.service";
import { dbFor } from "../db";
import { env } from "../env";
import { businessDayOf } from "../kernel/calendar";
import { owedIn } from "../ledger/billing-movement.service";
import { findingsOf, proveLedger } from "../ledger/proof.service";
import { systemScope } from "../scope";
import { callSigned } from "../signed-call";
import { closeDifference, compareDay, listDifferences, resendBill, syncWithProvince } from "./province.service";

// A platform of their own, since the sync reads everything that its province collected.
const db = () => dbFor("ZJ");
const today = () => businessDayOf(new Date());
const control = async (switches: Record<string, unknown>) => {
  const answer = await fetch(`${env().BILLING_URL}/_control`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
  if (!answer.ok) throw new Error(`the simulator refused ${JSON.stringify(switches)}`);
};
afterEach(async () => void (await fetch(`${env().BILLING_URL}/_control/reset`, { method: "POST" })));

async function boundCompany(account: string): Promise<TestCustomer> {
  const owner = await customer({ platformId: "ZJ", payType: "postpaid" });
  await db().billingAccount.updateMany({ where: { customerId: owner.customerId }, data: { boundAccountNumber: account, boundHolderName: "测试户名" } });
  return owner;
}
const collect = (accountNumber: string, amount: string, correlatorId: string | null = null) => callSigned({ base: env().BILLING_URL, path: "/v1/payments", key: randomUUID(), secret: env().BSS_SHARED_SECRET, timeoutMs: 4000, body: { provinceId: "ZJ", accountNumber, amount, correlatorId } });
async function deliverAll(): Promise<void> {
  const scope = await systemScope("ZJ");
  for (const { id } of await db().bssMessage.findMany({ where: { state: "waiting" }, select: { id: true } })) await deliverTo97(scope, { id }, () => Promise.resolve());
}
async function billed(account: string, at: string): Promise<{ owner: TestCustomer; billId: string; number: string }> {
  const owner = await boundCompany(account);
  await runningProduct(owner, { startedOn: `${at.slice(0, 8)}01`, seats: 10 });
  const next = new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)), 3)).toISOString().slice(0, 10);
  const scope = await scopeAt("ZJ", `${next} 09:00`);
  while (await advanceRuns(scope));
  const bill = await db().customerBill.findFirstOrThrow({ where: { customerId: owner.customerId } });
  return { owner, billId: bill.id, number: bill.number };
}

it("BI20, IN2: a bill goes out until it is acknowledged, and what the province collects pays it once, whatever is repeated or down", async () => {
  const { owner, billId, number } = await billed("ZJ0531900001", "2026-01-01");
  await control({ failNext: 1 });
  await deliverAll();
  expect(await db().bssMessage.findFirstOrThrow({ where: { requestKey: `bill:${billId}:1` } })).toMatchObject({ state: "waiting", attempts: 1 });
  await control({ dropReplyNext: 1 });
  await deliverAll();
  await deliverAll();
  expect(await db().bssMessage.findFirstOrThrow({ where: { requestKey: `bill:${billId}:1` } })).toMatchObject({ state: "sent" });
  await collect("ZJ0531900001", "150.00", number);
  const scope = await systemScope("ZJ");
  await control({ failAlways: true });
  await expect(syncWithProvince(scope)).rejects.toThrow();
  await control({ failAlways: false });
  await Promise.all([syncWithProvince(scope), syncWithProvince(scope)]);
  await syncWithProvince(scope);
  expect(await db().payment.findMany({ where: { customerId: owner.customerId }, select: { channel: true, amountFen: true, billId: true } })).toEqual([{ channel: "provinceBilling", amountFen: 15_000n, billId }]);
  expect(await owedIn(db(), owner.customerId)).toBe(5_000n);
  await collect("ZJ0531900001", "80.00");
  await syncWithProvince(scope);
  expect(await db().customerBill.findFirstOrThrow({ where: { id: billId } })).toMatchObject({ state: "settled" });
  expect(findingsOf(await proveLedger(scope))).toEqual({});
});

it("BI20: nothing is dropped silently: a forgotten bill, a payment for nobody and one whose sum was changed become differences; the day's comparing heals what it can", async () => {
  const { owner, billId, number } = await billed("ZJ0531900002", "2026-03-01");
  const own = await db().bssMessage.findFirstOrThrow({ where: { requestKey: `bill:${billId}:1` } });
  await control({ forgetNext: 1 });
  await deliverTo97(await systemScope("ZJ"), own, () => Promise.resolve());
  await deliverAll();
  const scope = await systemScope("ZJ");
  const clerk = await (await operator({ platformId: "ZJ", roles: ["finance"] })).scope();
  await collect("ZJ0531999999", "12.34");
  await syncWithProvince(scope);
  await compareDay(scope, "ZJ", today());
  await compareDay(scope, "ZJ", today());
  const open = () => listDifferences(clerk, { tab: "open" }).then(({ rows }) => rows.map(({ kind, reference, oursFen, theirsFen }) => ({ kind, reference, oursFen, theirsFen })).sort((a, b) => (a.kind < b.kind ? -1 : 1)));
  expect(await open()).toEqual([{ kind: "billMissingThere", reference: number, oursFen: 20_000n, theirsFen: null }, { kind: "paymentUnknownAccount", reference: expect.stringMatching(/^ZJPAY/) as string, oursFen: null, theirsFen: 1_234n }]);
  const suspense = await db().ledgerAccount.findFirst({ where: { kind: "suspense", customerId: null } });
  expect(suspense?.balanceFen).toBe(1_234n);
  const [missing] = await db().billingDifference.findMany({ where: { kind: "billMissingThere" } });
  await resendBill(clerk, { key: randomUUID(), differenceId: missing!.id });
  await deliverAll();
  const listed = await callSigned({ base: env().BILLING_URL, path: `/v1/customer-bills?provinceId=ZJ&day=${today()}`, method: "GET", key: "", secret: env().BSS_SHARED_SECRET, timeoutMs: 4000 });
  expect((listed.body as { bills: { id: string }[] }).bills.map(({ id }) => id)).toContain(billId);
  await closeDifference(clerk, { key: randomUUID(), differenceId: missing!.id, explanation: "对方漏存，已重发" });
  expect(await codeOf(closeDifference(clerk, { key: randomUUID(), differenceId: missing!.id, explanation: "对方漏存，已重发" }))).toBe("CHANGED_MEANWHILE");
  expect((await open()).map(({ kind }) => kind)).toEqual(["paymentUnknownAccount"]);
  // A payment that the reading missed is found by the day's comparing.
  await collect("ZJ0531900002", "200.00");
  await db().provinceBillingSync.updateMany({ where: { provinceId: "ZJ" }, data: { cursor: "999999" } });
  await compareDay(scope, "ZJ", today());
  expect(await db().customerBill.findFirstOrThrow({ where: { customerId: owner.customerId } })).toMatchObject({ state: "settled" });
  expect(findingsOf(await proveLedger(scope))).toEqual({});
});
