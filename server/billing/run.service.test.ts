import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { componentsToJson } from "../catalog/price.rules";
import { dbFor } from "../db";
import { accountPeriodOf, dateOf } from "../kernel/calendar";
import { owedIn } from "../ledger/billing-movement.service";
import { proveLedger } from "../ledger/proof.service";
import { publishSome } from "./publish.service";
import { advanceRuns, beginRun, rerunAccount, runBatch } from "./run.service";

// A platform of their own for these tests: a run takes in every company of its platform.
const db = () => dbFor("JL");
const period = accountPeriodOf("2026-05-01");
const on = { platformId: "JL", payType: "postpaid" } as const;

type Bill = Awaited<ReturnType<typeof billOf>>;
const billOf = (customerId: string, from = "2026-05-01") => db().customerBill.findFirst({ where: { customerId, periodFrom: dateOf(from) }, include: { rates: { orderBy: { ref: "asc" } } } });
const plain = (bill: Bill) => bill && { totalFen: bill.totalFen, netFen: bill.netFen, taxFen: bill.taxFen, lines: bill.rates.map(({ ref, grossFen, netFen, taxFen, formula, seats, kind }) => ({ ref, grossFen, netFen, taxFen, formula, seats, kind })) };

async function compute(): Promise<string> {
  const scope = await scopeAt("JL", "2026-06-01 02:00");
  const runId = await beginRun(scope, period);
  while (await runBatch(scope, { runId, period }));
  return runId;
}

it("BI1, BI2, BI11: three runners at once and a rerun give one bill an account, each line with its formula, net and tax adding up", async () => {
  const [steady, fresh, none] = [await customer(on), await customer(on), await customer(on)];
  await runningProduct(steady, { startedOn: "2026-04-10", seats: 25 });
  const bigId = await runningProduct(fresh, { startedOn: "2026-05-11", seats: 1, components: [component({ kind: "monthly", feeFen: 36_000n })] });
  const scope = await scopeAt("JL", "2026-06-01 02:00");
  await Promise.all(Array.from({ length: 3 }, () => compute()));
  const [first, second] = [await billOf(steady.customerId), await billOf(fresh.customerId)];
  expect(first?.rates.find(({ kind }) => kind === "recurring")).toMatchObject({ grossFen: 50_000n, formula: "25 × ¥20.00", seats: 25, priceBookVersion: 1 });
  expect(second).toMatchObject({ totalFen: 24_387n, state: "validated", rates: [{ productId: bigId, kind: "firstPeriod", formula: "¥360.00 × 21/31 天" }] });
  for (const bill of [first, second]) {
    expect(bill!.rates.reduce((sum, rate) => sum + rate.grossFen, 0n)).toBe(bill!.totalFen);
    expect(bill!.rates.reduce((sum, rate) => sum + rate.taxFen, 0n)).toBe(bill!.taxFen);
    expect(bill!.netFen + bill!.taxFen).toBe(bill!.totalFen);
  }
  expect(await billOf(none.customerId)).toBeNull();
  const before = plain(first);
  const finance = await operator({ platformId: "JL", roles: ["finance"] });
  await rerunAccount({ ...(await finance.scope()), now: scope.now }, { runId: first!.runId, customerId: steady.customerId, key: randomUUID() });
  expect(plain(await billOf(steady.customerId))).toEqual(before);
  expect(await db().customerBill.count({ where: { customerId: { in: [steady.customerId, fresh.customerId] } } })).toBe(2);
});

it("BI1: an account whose price does not know its seats is parked, the others are billed, and a rerun after the mending bills it too", async () => {
  const [broken, good] = [await customer(on), await customer(on)];
  const productId = await runningProduct(good, { startedOn: "2026-03-01" });
  const bands = { kind: "volume" as const, bands: [{ upTo: 5, feeFen: 100n }] };
  const brokenId = await runningProduct(broken, { startedOn: "2026-03-01", seats: 5, components: [component(bands)] });
  await db().product.updateMany({ where: { id: brokenId }, data: { seats: 50 } });
  const april = accountPeriodOf("2026-04-01");
  const scope = await scopeAt("JL", "2026-05-01 02:00");
  const runId = await beginRun(scope, april);
  while (await runBatch(scope, { runId, period: april }));
  expect(await billOf(broken.customerId, "2026-04-01")).toBeNull();
  expect(await db().parkedBill.findFirst({ where: { runId, customerId: broken.customerId } })).toMatchObject({ problem: "bands end before the seats do", solvedAt: null });
  expect((await billOf(good.customerId, "2026-04-01"))?.rates.some((rate) => rate.productId === productId)).toBe(true);
  await db().product.updateMany({ where: { id: brokenId }, data: { seats: 5 } });
  const finance = await operator({ platformId: "JL", roles: ["finance"] });
  expect(await rerunAccount({ ...(await finance.scope()), now: scope.now }, { runId, customerId: broken.customerId, key: randomUUID() })).toEqual({ bills: 1 });
  expect(await db().parkedBill.findFirst({ where: { runId, customerId: broken.customerId } })).toMatchObject({ solvedAt: expect.any(Date) as Date });
});

it("BI1: an account that the database refuses holds nobody up: its batch is taken one by one, it alone is parked, and its mended bill comes with a rerun", async () => {
  const [broken, good] = [await customer(on), await customer(on)];
  await runningProduct(good, { startedOn: "2026-02-10" });
  const id = await runningProduct(broken, { startedOn: "2026-02-10", seats: 9 });
  const known = await db().product.findFirstOrThrow({ where: { id } });
  // A fee that a bill can be reckoned with and no column holds.
  await db().product.updateMany({ where: { id }, data: { components: componentsToJson([component({ feeFen: 9_000_000_000_000_000_000n })]) } });
  const march = accountPeriodOf("2026-03-01");
  const scope = await scopeAt("JL", "2026-04-01 02:00");
  const runId = await beginRun(scope, march);
  await Promise.all([1, 2].map(async () => { while (await runBatch(scope, { runId, period: march })); }));
  expect(await db().billRunBatch.count({ where: { runId, state: "waiting" } })).toBe(0);
  expect(await db().parkedBill.findMany({ where: { runId }, select: { customerId: true, solvedAt: true } })).toEqual([{ customerId: broken.customerId, solvedAt: null }]);
  expect(await billOf(good.customerId, "2026-03-01")).toMatchObject({ state: "validated" });
  await db().product.updateMany({ where: { id }, data: { components: known.components ?? [] } });
  const finance = await operator({ platformId: "JL", roles: ["finance"] });
  expect(await rerunAccount({ ...(await finance.scope()), now: scope.now }, { runId, customerId: broken.customerId, key: randomUUID() })).toEqual({ bills: 1 });
});

it("BI1, promise 6: an account whose rows somebody holds for some seconds is billed and not parked", async () => {
  const [held, good] = [await customer(on), await customer(on)];
  for (const who of [held, good]) await runningProduct(who, { startedOn: "2026-07-10" });
  const july = accountPeriodOf("2026-07-01");
  const scope = await scopeAt("JL", "2026-08-01 02:00");
  const runId = await beginRun(scope, july);
  const holder = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await holder.connect();
  await holder.query("begin");
  await holder.query(`select from "AppliedCustomerBillingRate" where "customerId" = $1 for update`, [held.customerId]);
  // Two tries of the whole batch and the first of the account alone each wait two seconds for the lock.
  const release = wait(7000).then(() => holder.query("rollback"));
  const began = performance.now();
  while (await runBatch(scope, { runId, period: july }));
  expect(performance.now() - began).toBeGreaterThan(6000);
  await release;
  await holder.end();
  expect(await db().parkedBill.count({ where: { runId, customerId: { in: [held.customerId, good.customerId] } } })).toBe(0);
  for (const who of [held, good]) expect(await billOf(who.customerId, "2026-07-01")).toMatchObject({ state: "validated" });
}, 60_000);

it("BI14: publishing books claim, income and tax once, mails the company, and a published bill and its lines cannot change", async () => {
  const owner = await customer(on);
  await runningProduct(owner, { startedOn: "2026-02-01", seats: 7 });
  const february = accountPeriodOf("2026-02-01");
  const scope = await scopeAt("JL", "2026-03-03 09:00");
  const runId = await beginRun(scope, february);
  while (await runBatch(scope, { runId, period: february }));
  await Promise.all([publishSome(scope, { runId }), publishSome(scope, { runId })]);
  while (await publishSome(scope, { runId }));
  const bill = await billOf(owner.customerId, "2026-02-01");
  expect(bill).toMatchObject({ state: "sent", totalFen: 14_000n, paidFen: 0n, dueOn: dateOf("2026-03-31") });
  expect(await owedIn(db(), owner.customerId)).toBe(14_000n);
  expect(await db().notification.count({ where: { customerId: owner.customerId, kind: "bill.published" } })).toBe(1);
  expect(await proveLedger(scope)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
  const finance = await operator({ platformId: "JL", roles: ["finance"] });
  expect(await codeOf(rerunAccount(await finance.scope(), { runId, customerId: owner.customerId, key: randomUUID() }))).toBe("RULE_REFUSED");
  await expect(db().customerBill.update({ where: { platformId_id: { platformId: "JL", id: bill!.id } }, data: { totalFen: 1n, netFen: 1n, taxFen: 0n } })).rejects.toThrow(/published bill/);
  await expect(db().appliedCustomerBillingRate.updateMany({ where: { billId: bill!.id }, data: { grossFen: 1n, netFen: 1n, taxFen: 0n } })).rejects.toThrow(/does not change/);
  await expect(db().appliedCustomerBillingRate.deleteMany({ where: { billId: bill!.id } })).rejects.toThrow(/does not go/);
  // Nor in what only a reader sees: its number, its due day, a line's seats or product; nor back to a bill that nobody has seen.
  for (const data of [{ number: "Z0" }, { dueOn: dateOf("2026-12-31") }, { state: "validated" as const }]) await expect(db().customerBill.updateMany({ where: { id: bill!.id }, data })).rejects.toThrow(/published bill/);
  for (const data of [{ seats: 1 }, { specificationName: "另一产品" }, { taxRateBp: 0 }, { productId: randomUUID() }]) await expect(db().appliedCustomerBillingRate.updateMany({ where: { billId: bill!.id }, data })).rejects.toThrow(/does not change/);
  const { id: _id, ...line } = bill!.rates[0]!;
  await expect(db().appliedCustomerBillingRate.create({ data: { ...line, paidFen: 0n, ref: `late:${randomUUID()}` } })).rejects.toThrow(/nothing enters a published bill/);
});

it("BI17: a bill of more than five times the mean of those before is told to the company and not taken from its money", async () => {
  const owner = await customer({ platformId: "TJ", payType: "postpaid" });
  const tianjin = dbFor("TJ");
  const productId = await runningProduct(owner, { startedOn: "2026-01-01", seats: 5 });
  for (const [from, at] of [["2026-01-01", "2026-02-03 09:00"], ["2026-02-01", "2026-03-03 09:00"], ["2026-03-01", "2026-04-03 09:00"]] as const) {
    if (from === "2026-03-01") await tianjin.product.updateMany({ where: { id: productId }, data: { seats: 26 } });
    const scope = await scopeAt("TJ", at);
    while (await advanceRuns(scope));
  }
  const bills = await tianjin.customerBill.findMany({ where: { customerId: owner.customerId }, orderBy: { periodFrom: "asc" }, select: { totalFen: true, holdReason: true, state: true } });
  expect(bills).toEqual([{ totalFen: 10_000n, holdReason: null, state: "sent" }, { totalFen: 10_000n, holdReason: null, state: "sent" }, { totalFen: 52_000n, holdReason: "abnormalCharge", state: "sent" }]);
  expect(await tianjin.notification.count({ where: { customerId: owner.customerId, kind: "bill.abnormal" } })).toBe(1);
});

it("BI1: a price that repeats without end charges nothing: its account is parked and told to staff once, the others are billed", async () => {
  const [broken, good] = [await customer(on), await customer(on)];
  const id = await runningProduct(broken, { startedOn: "2025-12-10" });
  await runningProduct(good, { startedOn: "2025-12-10" });
  await db().product.updateMany({ where: { id }, data: { components: componentsToJson(Array.from({ length: 101 }, (_, n) => component({ id: `fee${n}`, feeFen: 1n }))) } });
  await db().groupRobot.create({ data: { name: "财务群", channel: "wecom", sealedKey: "", createdAt: new Date() } });
  const scope = await scopeAt("JL", "2026-02-02 09:00");
  await Promise.all([1, 2, 3].map(async () => { while (await advanceRuns(scope)); }));
  const run = await db().billRun.findFirstOrThrow({ where: { periodFrom: dateOf("2026-01-01") } });
  expect(await db().parkedBill.findMany({ where: { runId: run.id, solvedAt: null }, select: { customerId: true, problem: true } })).toEqual([{ customerId: broken.customerId, problem: "a price gives more lines than a product can have" }]);
  expect(await db().appliedCustomerBillingRate.count({ where: { productId: id, kind: "recurring" } })).toBe(0);
  expect(await billOf(good.customerId, "2026-01-01")).toMatchObject({ state: "validated" });
  expect(await db().notification.findMany({ where: { kind: "group.billsParked" }, select: { text: true } })).toEqual([{ text: "2026年1月出账：1 个帐户未能出账，其他帐户不受影响。请在“帐务 → 出账”查看原因，改好后重新出账。" }]);
});
