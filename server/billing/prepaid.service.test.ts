import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { customer, operator } from "../../e2e/fixtures/people";
import { approveOrder } from "../../e2e/fixtures/review";
import { quoteBreak, submitBreak } from "../changes/break.service";
import { approveChange, executeDueChanges } from "../changes/execute.service";
import { listChanges } from "../changes/history.service";
import { quoteChange } from "../changes/preview.service";
import { submitChange } from "../changes/submit.service";
import { dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { owedIn } from "../ledger/billing-movement.service";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { cancelOrder } from "../ordering/outcome.service";
import { bookDeposit } from "../payments/deposit.service";
import { resumePaid } from "./arrears.service";
import { endAtPeriodEnd, setRenewal } from "./forecast.service";
import { endLapsed, renewPrepaid } from "./prepaid.service";
import { advanceRuns } from "./run.service";

const db = () => dbFor("HL");
const on = { platformId: "HL" } as const;
const renewAll = async (at: string) => {
  const scope = await scopeAt("HL", at);
  while ((await renewPrepaid(scope)) >= 100);
  return scope;
};
const product = (id: string) => db().product.findFirstOrThrow({ where: { id }, include: { suspensions: true } });

it("BI3: a prepaid month is taken on the last day at 22:00, the oldest product first, whole or not at all; three workers take it once", async () => {
  const owner = await customer({ ...on, cashFen: 50_000n });
  const old = await runningProduct(owner, { startedOn: "2026-03-05", seats: 10, isPrepaid: true });
  const dear = await runningProduct(owner, { startedOn: "2026-03-06", seats: 20, isPrepaid: true });
  const young = await runningProduct(owner, { startedOn: "2026-03-20", seats: 5, isPrepaid: true });
  await renewAll("2026-03-31 21:59");
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(50_000n);
  await Promise.all([renewAll("2026-03-31 22:00"), renewAll("2026-03-31 22:00"), renewAll("2026-03-31 22:00")]);
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(20_000n);
  expect((await product(dear)).state).toBe("active");
  const scope = await renewAll("2026-04-01 00:00");
  expect(await Promise.all([old, dear, young].map(async (id) => (await product(id)).state))).toEqual(["active", "suspended", "active"]);
  expect((await product(dear)).suspensions).toMatchObject([{ cause: "arrears", liftedAt: null }]);
  expect(await db().serviceOrder.count({ where: { orderItemId: (await product(dear)).orderItemId, operation: "suspend", cause: "arrears" } })).toBe(1);
  expect(await db().notification.count({ where: { customerId: owner.customerId, kind: "product.suspended" } })).toBe(1);
  expect(await proveLedger(scope)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("CH7: money brings a suspended product back for the days that are left, once, and not while there is too little", async () => {
  const owner = await customer({ ...on, cashFen: 100n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", seats: 10, isPrepaid: true });
  await renewAll("2026-04-01 00:10");
  expect((await product(id)).state).toBe("suspended");
  const scope = await scopeAt("HL", "2026-04-11 09:00");
  expect(await scope.transaction((tx) => resumePaid(tx, scope, owner.customerId))).toBe(0);
  const finance = await operator({ platformId: "HL", roles: ["finance"] });
  const clerk = { ...(await finance.scope()), now: scope.now };
  await Promise.all([10_000n, 10_000n].map((amountFen) => bookDeposit(clerk, { key: randomUUID(), customerId: owner.customerId, amountFen, source: "counterCash", reference: `R${randomUUID()}`, note: "" })));
  // 20 days of 30 of ¥200.00.
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(20_100n - 13_333n);
  expect(await product(id)).toMatchObject({ state: "active", paidTo: dateOf("2026-05-01") });
});

it("BI1, BI2: a prepaid account's bill lists what was taken and is settled; usage is taken from its cash", async () => {
  const owner = await customer({ ...on, cashFen: 100_000n });
  const usage = component({ id: "pages", kind: "usage", name: "传真页", feeFen: 10n, freeUnits: 100, unitName: "页" });
  const id = await runningProduct(owner, { startedOn: "2026-01-10", seats: 10, components: [component(), usage], isPrepaid: true });
  await renewAll("2026-01-31 22:00");
  await db().productUsage.create({ data: { productId: id, customerId: owner.customerId, componentId: "pages", periodFrom: dateOf("2026-02-01"), used: 150, reportedAt: new Date() } });
  for (const at of ["2026-02-03 09:00", "2026-03-03 09:00"]) {
    const scope = await scopeAt("HL", at);
    while (await advanceRuns(scope));
  }
  const bill = await db().customerBill.findFirstOrThrow({ where: { customerId: owner.customerId, periodFrom: dateOf("2026-02-01") }, include: { rates: { orderBy: { ref: "asc" } } } });
  expect(bill).toMatchObject({ state: "settled", totalFen: 20_500n, paidFen: 20_500n });
  expect(bill.rates).toMatchObject([{ kind: "recurring", grossFen: 20_000n }, { kind: "usage", grossFen: 500n, formula: "（150 − 100 免费）页 × ¥0.10" }]);
  expect((await balanceIn(db(), owner.customerId)).cashFen).toBe(100_000n - 20_000n - 500n);
  expect(await owedIn(db(), owner.customerId)).toBe(0n);
});

it("CH6: a prepaid product that stands still for fifteen days ends, once, and its AP is asked to cancel for arrears", async () => {
  const owner = await customer({ ...on, cashFen: 100n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", seats: 10, isPrepaid: true });
  await renewAll("2026-04-01 00:10");
  await endLapsed(await scopeAt("HL", "2026-04-16 00:09"));
  expect((await product(id)).state).toBe("suspended");
  await Promise.all([endLapsed(await scopeAt("HL", "2026-04-16 00:11")), endLapsed(await scopeAt("HL", "2026-04-16 00:11"))]);
  expect((await product(id)).state).toBe("terminated");
  expect(await db().serviceOrder.findMany({ where: { orderItemId: (await product(id)).orderItemId, operation: "cancel" }, select: { cause: true } })).toEqual([{ cause: "arrears" }]);
});

/** Other seats, asked for at an instant. */
async function askSeats(owner: Awaited<ReturnType<typeof customer>>, productId: string, seats: number, at: string) {
  const asked = { ...(await owner.scope()), now: (await scopeAt("HL", at)).now };
  const view = await quoteChange(asked, { productId, seats });
  return { view, ...(await submitChange(asked, { key: randomUUID(), productId, offeringCode: "OA-STD", seats, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true })) };
}
const cashOf = async (customerId: string) => (await balanceIn(db(), customerId)).cashFen;

it("CH1, CH9: a prepaid month that is charged before its edge goes by the terms that wait for it; seats added after that pay for both months", async () => {
  const owner = await customer({ ...on, cashFen: 100_000n });
  const id = await runningProduct(owner, { startedOn: "2027-03-05", seats: 20, isPrepaid: true });
  const { view, stage } = await askSeats(owner, id, 10, "2027-03-31 17:59");
  expect([stage, view.preview?.effectiveOn]).toEqual(["scheduled", "2027-04-01"]);
  await renewAll("2027-03-31 22:00");
  expect(await cashOf(owner.customerId)).toBe(80_000n);
  expect(await product(id)).toMatchObject({ seats: 20, paidTo: dateOf("2027-05-01") });
  await executeDueChanges(await scopeAt("HL", "2027-04-01 00:00"));
  expect(await product(id)).toMatchObject({ seats: 10, state: "active" });
  await db().productChange.updateMany({ where: { productId: id }, data: { state: "done" } });
  await renewAll("2027-04-30 22:00");
  expect(await cashOf(owner.customerId)).toBe(60_000n);
  // Five more on the last evening: one day of April, and the whole of May that is paid already.
  const more = await askSeats(owner, id, 15, "2027-04-30 22:30");
  expect(more.view.preview).toMatchObject({ dueFen: 333n + 10_000n, due: [{ periodFrom: "2027-04-01" }, { periodFrom: "2027-05-01" }] });
  expect(await cashOf(owner.customerId)).toBe(60_000n - 10_333n);
  const scope = await renewAll("2027-05-31 22:00");
  expect(await cashOf(owner.customerId)).toBe(60_000n - 10_333n - 30_000n);
  expect(await proveLedger(scope)).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("CH4: a prepaid month that would not cost what its change promised is charged at the old price, and the change waits for a clerk", async () => {
  const owner = await customer({ ...on, cashFen: 100_000n });
  const id = await runningProduct(owner, { startedOn: "2027-03-05", seats: 20, isPrepaid: true });
  await askSeats(owner, id, 10, "2027-05-20 10:00");
  const change = await db().productChange.findFirstOrThrow({ where: { productId: id } });
  await db().productChange.updateMany({ where: { id: change.id }, data: { after: { ...(change.after as object), seats: 11 } } });
  await db().product.updateMany({ where: { id }, data: { paidTo: dateOf("2027-06-01") } });
  await renewAll("2027-05-31 22:00");
  expect(await cashOf(owner.customerId)).toBe(60_000n);
  expect(await db().productChange.findFirst({ where: { id: change.id } })).toMatchObject({ state: "blocked", executedAt: null });
  await executeDueChanges(await scopeAt("HL", "2027-06-01 00:00"));
  expect((await product(id)).seats).toBe(20);
});

/** A bundle at ¥300.00 a month with an office product of ten seats and a CRM of ten, running since March. */
async function runningBundle(owner: Awaited<ReturnType<typeof customer>>) {
  const bundle = await runningProduct(owner, { startedOn: "2027-03-05", seats: 1, components: [component({ id: "bundle", kind: "bundle", name: "套餐月费", feeFen: 30_000n })], isPrepaid: true, name: "贸易流通套餐" });
  const part = async (offering: { specificationCode: string; offeringCode: string; specificationName: string }) => {
    const id = await runningProduct(owner, { startedOn: "2027-03-05", components: [] });
    await db().product.updateMany({ where: { id }, data: { bundleId: bundle, ...offering } });
    return id;
  };
  return { bundle, office: await part({ specificationCode: "OA", offeringCode: "OA-STD", specificationName: "协同办公 OA" }), crm: await part({ specificationCode: "CRM", offeringCode: "CRM-STD", specificationName: "客户关系 CRM" }) };
}

it("SC4, CH12: a broken bundle ends with its period; the kept part pays its own list price from then on, as previewed, and the other ends at its provider", async () => {
  const owner = await customer({ ...on, cashFen: 200_000n });
  const { bundle, office, crm } = await runningBundle(owner);
  await db().product.updateMany({ where: { id: bundle }, data: { paidTo: dateOf("2027-07-01") } });
  const asked = { ...(await owner.scope()), now: (await scopeAt("HL", "2027-06-20 10:00")).now };
  const view = await quoteBreak(asked, { productId: bundle, keep: [office] });
  // Ten seats at the province's list price.
  const aloneFen = view.parts.find(({ id }) => id === office)?.aloneFen ?? 0n;
  expect(view).toMatchObject({ effectiveOn: "2027-07-01", bundleFen: 30_000n, newFen: aloneFen, decision: "portalReview" });
  expect(view.parts.map(({ id }) => id)).toEqual([office, crm]);
  const input = { key: randomUUID(), productId: bundle, keep: [office], previewHash: view.hash, contractVersion: view.contract.version, acceptTerms: true as const };
  const refused = async (part: Partial<typeof input>) => submitBreak(asked, { ...input, key: randomUUID(), ...part }).then(() => "ok", (error: { code: string }) => error.code);
  expect([await refused({ keep: [office, crm] }), await refused({ keep: [] }), await refused({ keep: [randomUUID()] })]).toEqual(["PRICE_CHANGED", "FIELDS_REFUSED", "FIELDS_REFUSED"]);
  const { orderId, stage } = await submitBreak(asked, input);
  expect(stage).toBe("review");
  await approveOrder("HL", orderId, { now: asked.now });
  expect([await product(bundle), await product(crm), await product(office)]).toMatchObject([{ state: "pendingTerminate", endsOn: dateOf("2027-06-30") }, { state: "pendingTerminate" }, { state: "active", paidTo: dateOf("2027-07-01") }]);
  await renewAll("2027-06-30 22:00");
  expect(await cashOf(owner.customerId)).toBe(200_000n - aloneFen);
  // Whichever of the two comes first at the edge.
  for (const work of [endAtPeriodEnd, executeDueChanges, endAtPeriodEnd]) await work(await scopeAt("HL", "2027-07-01 00:00"));
  expect([await product(bundle), await product(crm), await product(office)]).toMatchObject([{ state: "terminated" }, { state: "terminated" }, { state: "active", bundleId: null, monthlyFen: aloneFen, termsFrom: dateOf("2027-07-01"), paidTo: dateOf("2027-08-01") }]);
  expect(await db().serviceOrder.count({ where: { orderItemId: (await product(crm)).orderItemId, operation: "cancel" } })).toBe(1);
  expect(await db().serviceOrder.count({ where: { orderItemId: (await product(office)).orderItemId } })).toBe(0);
  expect(await db().productOrder.findFirst({ where: { id: orderId } })).toMatchObject({ stage: "completed" });
  await renewAll("2027-07-31 22:00");
  expect(await cashOf(owner.customerId)).toBe(200_000n - 2n * aloneFen);
});

it("SC4, CH5: a break that is undone before the cut-off leaves the bundle and all its parts as they were", async () => {
  const owner = await customer({ ...on, cashFen: 200_000n });
  const { bundle, office, crm } = await runningBundle(owner);
  await db().product.updateMany({ where: { id: bundle }, data: { paidTo: dateOf("2027-09-01") } });
  const asked = { ...(await owner.scope()), now: (await scopeAt("HL", "2027-08-20 10:00")).now };
  const breakFor = async (keep: string[]) => {
    const view = await quoteBreak(asked, { productId: bundle, keep });
    return submitBreak(asked, { key: randomUUID(), productId: bundle, keep, previewHash: view.hash, contractVersion: view.contract.version, acceptTerms: true });
  };
  // A second break replaces the first, although no part is kept by both.
  const first = await breakFor([crm]);
  const { orderId } = await breakFor([office]);
  expect(await db().productOrder.findFirst({ where: { id: first.orderId } })).toMatchObject({ stage: "cancelled" });
  expect(await db().reviewTask.count({ where: { orderId: first.orderId, state: "open" } })).toBe(0);
  await approveOrder("HL", orderId, { now: asked.now });
  // What a break ends does not renew by itself: the whole is undone, or nothing.
  for (const productId of [bundle, crm]) await expect(setRenewal(asked, { key: randomUUID(), productId, isOn: true })).rejects.toMatchObject({ code: "RULE_REFUSED" });
  expect((await listChanges(asked, { productId: bundle })).rows[0]).toMatchObject({ kind: "end", state: "scheduled", orderId });
  await cancelOrder(asked, { orderId, key: randomUUID() });
  expect([await product(bundle), await product(crm), await product(office)]).toMatchObject([{ state: "active", endsOn: null }, { state: "active", endsOn: null, bundleId: bundle }, { state: "active", paidTo: null, bundleId: bundle }]);
  await renewAll("2027-08-31 22:00");
  expect(await cashOf(owner.customerId)).toBe(170_000n);
});

it("SC4, CH7: while a bundle is not paid no payment lets its parts run; once it is, all run again", async () => {
  const owner = await customer({ ...on, cashFen: 100n });
  const { bundle, office, crm } = await runningBundle(owner);
  await db().product.updateMany({ where: { id: bundle }, data: { paidTo: dateOf("2027-10-01") } });
  const scope = await renewAll("2027-10-01 00:10");
  const states = async () => [(await product(bundle)).state, (await product(office)).state, (await product(crm)).state];
  expect(await states()).toEqual(["suspended", "suspended", "suspended"]);
  const clerk = { ...(await (await operator({ platformId: "HL", roles: ["finance"] })).scope()), now: scope.now };
  const pay = (amountFen: bigint) => bookDeposit(clerk, { key: randomUUID(), customerId: owner.customerId, amountFen, source: "counterCash", reference: `R${randomUUID()}`, note: "" });
  await pay(1n);
  expect(await states()).toEqual(["suspended", "suspended", "suspended"]);
  await pay(100_000n);
  expect(await states()).toEqual(["active", "active", "active"]);
});

it("CH5: what was scheduled can no longer be replaced after its cut-off, and comes although renewal is turned off that evening", async () => {
  const owner = await customer({ ...on, cashFen: 200_000n });
  const id = await runningProduct(owner, { startedOn: "2027-10-05", seats: 20, isPrepaid: true });
  await askSeats(owner, id, 10, "2027-10-20 10:00");
  await renewAll("2027-10-31 22:00");
  expect(await cashOf(owner.customerId)).toBe(180_000n);
  await expect(askSeats(owner, id, 15, "2027-10-31 22:30")).rejects.toMatchObject({ code: "RULE_REFUSED" });
  await expect(askSeats(owner, id, 30, "2027-10-31 22:30")).rejects.toMatchObject({ code: "RULE_REFUSED" });
  await setRenewal({ ...(await owner.scope()), now: (await scopeAt("HL", "2027-10-31 22:40")).now }, { key: randomUUID(), productId: id, isOn: false });
  await executeDueChanges(await scopeAt("HL", "2027-11-01 00:00"));
  expect(await product(id)).toMatchObject({ seats: 10, state: "pendingTerminate", endsOn: dateOf("2027-11-30") });
});

it("SC4: a bundle that is broken after the last evening's cut-off still pays the month that it runs", async () => {
  const owner = await customer({ ...on, cashFen: 200_000n });
  const { bundle, office } = await runningBundle(owner);
  await db().product.updateMany({ where: { id: bundle }, data: { paidTo: dateOf("2027-12-01") } });
  const asked = { ...(await owner.scope()), now: (await scopeAt("HL", "2027-11-30 19:00")).now };
  const view = await quoteBreak(asked, { productId: bundle, keep: [office] });
  expect(view.effectiveOn).toBe("2028-01-01");
  const { orderId } = await submitBreak(asked, { key: randomUUID(), productId: bundle, keep: [office], previewHash: view.hash, contractVersion: view.contract.version, acceptTerms: true });
  const order = await db().productOrder.findFirstOrThrow({ where: { id: orderId } });
  await asked.transaction((tx) => approveChange(tx, asked, order, ""));
  await renewAll("2027-11-30 22:00");
  expect([await cashOf(owner.customerId), (await product(bundle)).state]).toEqual([170_000n, "pendingTerminate"]);
});

it("SC4: refusing a break that was only asked for leaves a bundle that was to end as it was", async () => {
  const owner = await customer({ ...on, cashFen: 200_000n });
  const { bundle, office } = await runningBundle(owner);
  await db().product.updateMany({ where: { id: bundle }, data: { paidTo: dateOf("2028-02-01") } });
  const asked = { ...(await owner.scope()), now: (await scopeAt("HL", "2028-01-20 10:00")).now };
  const view = await quoteBreak(asked, { productId: bundle, keep: [office] });
  const { orderId } = await submitBreak(asked, { key: randomUUID(), productId: bundle, keep: [office], previewHash: view.hash, contractVersion: view.contract.version, acceptTerms: true });
  await setRenewal(asked, { key: randomUUID(), productId: bundle, isOn: false });
  const order = await db().productOrder.findFirstOrThrow({ where: { id: orderId } });
  await expect(asked.transaction((tx) => approveChange(tx, asked, order, ""))).rejects.toMatchObject({ code: "RULE_REFUSED" });
  await cancelOrder(asked, { orderId, key: randomUUID() });
  expect(await product(bundle)).toMatchObject({ state: "pendingTerminate", endsOn: dateOf("2028-01-31") });
});
