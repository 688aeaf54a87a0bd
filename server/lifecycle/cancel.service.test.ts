import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { component } from "../../e2e/fixtures/components";
import { type TestCustomer, type TestOperator, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { claimedTask } from "../../e2e/fixtures/review";
import { endAtPeriodEnd, setRenewal } from "../billing/forecast.service";
import { executeChange, executeDueChanges } from "../changes/execute.service";
import { listChanges } from "../changes/history.service";
import { quoteChange } from "../changes/preview.service";
import { submitChange } from "../changes/submit.service";
import { dbFor } from "../db";
import { dateOf } from "../kernel/calendar";
import { splitTax } from "../kernel/money";
import { balanceIn } from "../ledger/ledger.service";
import { proveLedger } from "../ledger/proof.service";
import { cancelOrder } from "../ordering/outcome.service";
import type { CancelTime } from "./cancel.rules";
import { quoteCancel, submitCancel } from "./cancel.service";

const db = () => dbFor("GD");
const on = { platformId: "GD" } as const;
const product = (id: string) => db().product.findFirstOrThrow({ where: { id } });
const orderOf = (id: string) => db().productOrder.findFirstOrThrow({ where: { id } });
const cashOf = async (owner: TestCustomer) => (await balanceIn(db(), owner.customerId)).cashFen;
const at = async (owner: TestCustomer, time: string) => ({ ...(await owner.scope()), now: (await scopeAt("GD", time)).now });
const edge = async (time: string) => {
  const scope = await scopeAt("GD", time);
  while ((await executeDueChanges(scope)) >= 100);
  await endAtPeriodEnd(scope);
};

async function ask(owner: TestCustomer, productId: string, when: CancelTime, time: string) {
  const scope = await at(owner, time);
  const seen = await quoteCancel(scope, { productId, when });
  return submitCancel(scope, { key: randomUUID(), productId, when, reason: "tooDear", comment: "", previewHash: seen.hash, isUnderstood: true });
}

async function decide(orderId: string, time: string, decision: "approve" | "refuse" = "approve", by?: TestOperator) {
  const { clerk, own } = await claimedTask("GD", { orderId }, { by, now: (await scopeAt("GD", time)).now });
  return decision === "approve" ? clerk.review.approve({ ...own, text: "" }) : clerk.review.refuse({ ...own, reason: "other", text: "请先联系客户经理" });
}

it("CH8, CH2: a product is given up for the end of its period: reviewed, scheduled, undone until the cut-off, and ended once with its last day", async () => {
  const owner = await customer({ ...on, cashFen: 100_000n });
  const id = await runningProduct(owner, { startedOn: "2026-03-05", isPrepaid: true });
  const seen = await quoteCancel(await at(owner, "2026-03-20 10:00"), { productId: id });
  expect(seen).toMatchObject({ decision: "portalReview", ways: [{ when: "term", endsOn: "2026-03-31", refundFen: 0n }], isPrepaid: true, notNow: null });
  const first = await ask(owner, id, "term", "2026-03-20 10:00");
  expect(first.stage).toBe("review");
  await decide(first.orderId, "2026-03-21 10:00");
  expect(await product(id)).toMatchObject({ state: "pendingTerminate", endsOn: dateOf("2026-03-31") });
  expect(await codeOf(setRenewal(await at(owner, "2026-03-22 10:00"), { key: randomUUID(), productId: id, isOn: true }))).toBe("RULE_REFUSED");
  expect(await codeOf(ask(owner, id, "term", "2026-03-22 10:00"))).toBe("RULE_REFUSED");
  await cancelOrder(await at(owner, "2026-03-22 11:00"), { orderId: first.orderId, key: randomUUID() });
  expect(await product(id)).toMatchObject({ state: "active", endsOn: null });
  const second = await ask(owner, id, "term", "2026-03-23 10:00");
  await decide(second.orderId, "2026-03-23 11:00");
  expect(await codeOf(cancelOrder(await at(owner, "2026-03-31 18:00"), { orderId: second.orderId, key: randomUUID() }))).toBe("RULE_REFUSED");
  await Promise.all([edge("2026-04-01 00:00"), edge("2026-04-01 00:00"), edge("2026-04-01 00:01")]);
  const ended = await product(id);
  expect(ended).toMatchObject({ state: "terminated", endsOn: dateOf("2026-03-31") });
  expect(await db().serviceOrder.count({ where: { orderItemId: ended.orderItemId, operation: "cancel", cause: "customer" } })).toBe(1);
  expect(await orderOf(second.orderId)).toMatchObject({ operation: "cancel", stage: "completed" });
  expect((await listChanges(await at(owner, "2026-04-02 10:00"), { productId: id })).rows.map(({ state }) => state)).toEqual(["done", "undone"]);
  expect(await db().notification.count({ where: { customerId: owner.customerId, kind: { in: ["product.cancel", "product.ended"] } } })).toBe(1);
  expect(await db().bssMessage.count({ where: { orderId: second.orderId, kind: "orderResult" } })).toBe(1);
});

it("CH8: a clerk who refuses leaves the product running; approved after its edge it ends with the next one", async () => {
  const owner = await customer({ ...on, payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2031-03-05" });
  const refused = await ask(owner, id, "term", "2031-03-20 10:00");
  await decide(refused.orderId, "2031-03-20 11:00", "refuse");
  expect(await product(id)).toMatchObject({ state: "active", endsOn: null });
  const late = await ask(owner, id, "term", "2031-03-31 17:59");
  await decide(late.orderId, "2031-03-31 18:30");
  expect(await product(id)).toMatchObject({ state: "pendingTerminate", endsOn: dateOf("2031-04-30") });
  expect((await quoteCancel(await at(owner, "2031-03-31 18:30"), { productId: await runningProduct(owner, { startedOn: "2031-03-05" }) })).ways[0]?.endsOn).toBe("2031-04-30");
});

it("CH8, CH5: a change of terms that waits gives way to a cancellation; a cancellation that waits to no change", async () => {
  const owner = await customer({ ...on, payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2031-03-05" });
  const scope = await at(owner, "2031-03-10 10:00");
  const view = await quoteChange(scope, { productId: id, seats: 5 });
  await submitChange(scope, { key: randomUUID(), productId: id, offeringCode: view.offeringCode, seats: 5, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
  expect((await quoteCancel(scope, { productId: id })).replaces).toMatchObject({ toSeats: 5, seatName: "席" });
  await ask(owner, id, "term", "2031-03-11 10:00");
  expect((await listChanges(scope, { productId: id })).rows.map(({ kind, state }) => [kind, state])).toEqual([["cancel", "previewed"], ["seatsDown", "undone"]]);
  const again = await quoteChange(await at(owner, "2031-03-12 10:00"), { productId: id, seats: 5 });
  expect(await codeOf(submitChange(await at(owner, "2031-03-12 10:00"), { key: randomUUID(), productId: id, offeringCode: again.offeringCode, seats: 5, previewHash: again.preview?.hash ?? "", contractVersion: again.contract.version, acceptTerms: true }))).toBe("RULE_REFUSED");
});

const year = [component({ id: "year", kind: "yearly", name: "年费", feeFen: 360_000n, monthFeeFen: 36_000n })];

it("CH8, SC3: a year plan ended early returns what was paid less the list price of the months begun, shown first, to the fen and once", async () => {
  const owner = await customer({ ...on, cashFen: 5_000n });
  const id = await runningProduct(owner, { startedOn: "2026-03-10", isPrepaid: true, components: year, seats: 1 });
  await db().product.updateMany({ where: { id }, data: { paidTo: dateOf("2027-03-01") } });
  const seen = await quoteCancel(await at(owner, "2026-07-20 10:00"), { productId: id, when: "month" });
  // March to July: five months at ¥360.00 of ¥3,600.00.
  expect(seen.ways).toEqual([
    expect.objectContaining({ when: "term", endsOn: "2027-02-28", refundFen: 0n }),
    expect.objectContaining({ when: "month", endsOn: "2026-07-31", refundFen: 180_000n, year: { months: 5, monthFen: 36_000n, paidFen: 360_000n, usedFen: 180_000n } }),
  ]);
  const { orderId } = await ask(owner, id, "month", "2026-07-20 10:00");
  await decide(orderId, "2026-07-21 10:00");
  expect(await cashOf(owner)).toBe(5_000n);
  await Promise.all([edge("2026-08-01 00:00"), edge("2026-08-01 00:00")]);
  expect(await product(id)).toMatchObject({ state: "terminated", endsOn: dateOf("2026-07-31") });
  expect(await cashOf(owner)).toBe(185_000n);
  const { netFen, taxFen } = splitTax(180_000n, 600);
  expect(await db().appliedCustomerBillingRate.findMany({ where: { productId: id, kind: "credit" } })).toMatchObject([{ grossFen: -180_000n, netFen: -netFen, taxFen: -taxFen, paidFen: -180_000n }]);
  expect(await db().appliedCustomerBillingRate.findFirst({ where: { productId: id, kind: "firstPeriod" } })).toMatchObject({ grossFen: 360_000n, reducedFen: 180_000n });
  expect(await proveLedger(await scopeAt("GD", "2026-08-02 09:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("OR11, CH8: a refund above the province's sum needs two clerks", async () => {
  const owner = await customer({ ...on, payType: "postpaid" });
  const dear = [component({ id: "year", kind: "yearly", name: "年费", feeFen: 3_600_000n, monthFeeFen: 360_000n })];
  const id = await runningProduct(owner, { startedOn: "2031-03-10", components: dear, seats: 1 });
  const { orderId } = await ask(owner, id, "month", "2031-04-10 10:00");
  const first = await operator(on);
  expect(await decide(orderId, "2031-04-10 11:00", "approve", first)).toMatchObject({ isFinal: false });
  expect(await codeOf(decide(orderId, "2031-04-10 11:05", "approve", first))).toBe("OWN_WORK");
  expect((await product(id)).state).toBe("active");
});

/** A product that may be given back within seven days. */
async function returnable(owner: TestCustomer, { startedOn, isPrepaid }: { startedOn: string; isPrepaid: boolean }) {
  const id = await runningProduct(owner, { startedOn, isPrepaid });
  await db().product.updateMany({ where: { id }, data: { offeringCode: "CRM-YEAR" } });
  return id;
}

it("CH8: within its first days an unused product is given back at once for all that was paid; afterwards, used, or a fourth time in a year it is not", async () => {
  const owner = await customer({ ...on, cashFen: 1_000n });
  const give = async (startedOn: string, time: string) => {
    const id = await returnable(owner, { startedOn, isPrepaid: true });
    const made = await ask(owner, id, "now", time);
    await decide(made.orderId, time);
    return id;
  };
  const id = await give("2026-03-10", "2026-03-16 23:00");
  // 22 days of 31 of ¥200.00.
  expect(await cashOf(owner)).toBe(1_000n + 14_194n);
  expect(await product(id)).toMatchObject({ state: "terminated" });
  const late = await returnable(owner, { startedOn: "2026-03-10", isPrepaid: true });
  expect((await quoteCancel(await at(owner, "2026-03-17 00:00"), { productId: late })).notNow).toBe("returnOver");
  expect(await codeOf(ask(owner, late, "now", "2026-03-17 00:00"))).toBe("FIELDS_REFUSED");
  const used = await returnable(owner, { startedOn: "2026-03-15", isPrepaid: true });
  await db().productUsage.create({ data: { productId: used, customerId: owner.customerId, componentId: "fee", periodFrom: dateOf("2026-03-01"), used: 1, reportedAt: new Date() } });
  expect((await quoteCancel(await at(owner, "2026-03-16 00:00"), { productId: used })).notNow).toBe("returnUsed");
  await give("2026-04-02", "2026-04-03 10:00");
  await give("2026-05-02", "2026-05-03 10:00");
  expect((await quoteCancel(await at(owner, "2026-05-04 10:00"), { productId: await returnable(owner, { startedOn: "2026-05-03", isPrepaid: true }) })).notNow).toBe("returnsUsedUp");
  expect(await proveLedger(await scopeAt("GD", "2026-05-05 09:00"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("CH8: of many clicks with one key, and of two forms, one asks; what was not seen is refused, and a stranger's product is unknown", async () => {
  const [owner, stranger] = [await customer({ ...on, payType: "postpaid" }), await customer(on)];
  const id = await runningProduct(owner, { startedOn: "2031-03-05" });
  const scope = await at(owner, "2031-03-20 10:00");
  const { hash } = await quoteCancel(scope, { productId: id });
  const input = { key: randomUUID(), productId: id, when: "term" as const, reason: "notNeeded" as const, comment: "", previewHash: hash, isUnderstood: true as const };
  expect(await codeOf(submitCancel(scope, { ...input, previewHash: "0".repeat(64) }))).toBe("PRICE_CHANGED");
  const answers = await Promise.all(Array.from({ length: 8 }, () => submitCancel(scope, input)));
  expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1);
  const others = await Promise.all(Array.from({ length: 3 }, () => codeOf(submitCancel(scope, { ...input, key: randomUUID() }))));
  expect(others.every((code) => code === "RULE_REFUSED" || code === "CHANGED_MEANWHILE")).toBe(true);
  expect(await db().productChange.count({ where: { productId: id } })).toBe(1);
  expect(await codeOf((await stranger.as()).life.quoteCancel({ productId: id }))).toBe("NOT_FOUND");
  expect(await codeOf((await owner.as("finance")).life.cancel({ ...input, key: randomUUID() }))).toBe("FORBIDDEN");
});

it("CH8: a second year that a postpaid plan has begun and its run has not charged yet is counted as what it will cost, and given back once it is charged", async () => {
  const owner = await customer({ ...on, payType: "postpaid" });
  const id = await runningProduct(owner, { startedOn: "2030-07-01", components: year, seats: 1 });
  const seen = await quoteCancel(await at(owner, "2031-07-10 10:00"), { productId: id, when: "month" });
  expect(seen.ways.find(({ when }) => when === "month")).toMatchObject({ refundFen: 324_000n, year: { months: 1, paidFen: 360_000n } });
  const { orderId } = await ask(owner, id, "month", "2031-07-10 10:00");
  await decide(orderId, "2031-07-11 10:00");
  const change = await db().productChange.findFirstOrThrow({ where: { orderId } });
  const atEdge = await scopeAt("GD", "2031-08-01 00:00");
  expect(await codeOf(atEdge.transaction((tx) => executeChange(tx, atEdge, change.id)))).toBe("CHANGED_MEANWHILE");
  expect(await product(id)).toMatchObject({ state: "pendingTerminate", endsOn: dateOf("2031-07-31") });
  const { netFen, taxFen } = splitTax(360_000n, 600);
  await db().appliedCustomerBillingRate.create({ data: { ref: `month:${id}:year:2031-07-01`, customerId: owner.customerId, usedById: owner.customerId, provinceId: "GD", productId: id, kind: "recurring", componentId: "year", periodFrom: dateOf("2031-07-01"), specificationName: "客户关系 CRM", name: "年费", formula: "1 年", seats: 1, grossFen: 360_000n, netFen, taxFen, taxRateBp: 600, createdAt: new Date() } });
  const later = await scopeAt("GD", "2031-08-01 02:10");
  expect(await later.transaction((tx) => executeChange(tx, later, change.id))).toBe(true);
  expect(await db().appliedCustomerBillingRate.findMany({ where: { productId: id, kind: "credit" } })).toMatchObject([{ grossFen: -324_000n, paidFen: 0n }]);
});
