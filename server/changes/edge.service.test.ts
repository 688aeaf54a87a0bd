import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct, scopeAt } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, operator } from "../../e2e/fixtures/people";
import { verifyChain } from "../audit/audit.service";
import { computeAccounts } from "../billing/compute.service";
import { publishSome } from "../billing/publish.service";
import { dbFor } from "../db";
import { accountPeriodOf, addDays, dateOf, startOfDay } from "../kernel/calendar";
import { systemScope } from "../scope";
import { resolveBlocked } from "./blocked.service";
import { approveChange, executeDueChanges } from "./execute.service";
import { quoteChange } from "./preview.service";
import { submitChange } from "./submit.service";

const lineOf = (platformId: string, orderId: string) => dbFor(platformId).serviceOrder.findFirst({ where: { orderId } });
const changesOf = (platformId: string, productId: string) => dbFor(platformId).productChange.findMany({ where: { productId }, orderBy: { askedAt: "asc" } });

// Far from every run of the platform, and computed for these companies alone.
const period = accountPeriodOf("2031-06-01");
async function billOf(owner: TestCustomer, from = period) {
  const scope = await scopeAt("NF", `${from.to} 02:00`);
  await dbFor("NF").billRun.createMany({ data: [{ periodFrom: dateOf(from.from), accounts: 0, byName: "测试", startedAt: scope.now(), state: "published", publishedAt: scope.now() }], skipDuplicates: true });
  const { id: runId } = await dbFor("NF").billRun.findFirstOrThrow({ where: { periodFrom: dateOf(from.from) } });
  await scope.transaction((tx) => computeAccounts(tx, scope, { runId, period: from, where: { id: owner.customerId }, numbersOf: (prefixes) => Promise.resolve(prefixes.map(() => `T${randomUUID()}`)) }));
  while (await publishSome(scope, { runId }));
  return dbFor("NF").customerBill.findFirstOrThrow({ where: { customerId: owner.customerId, periodFrom: dateOf(from.from) }, include: { rates: { orderBy: { ref: "asc" } } } });
}

async function fewerSeats() {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2031-01-10", seats: 20 });
  const asked = { ...(await owner.scope()), now: (await scopeAt("NF", "2031-05-20 10:00")).now };
  const view = await quoteChange(asked, { productId, seats: 10 });
  const { orderId, stage } = await submitChange(asked, { key: randomUUID(), productId, offeringCode: "OA-STD", seats: 10, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
  expect([stage, view.preview?.effectiveOn, view.preview?.newNextFen]).toEqual(["scheduled", "2031-06-01", 20_000n]);
  await executeDueChanges(await scopeAt("NF", "2031-06-01 00:00"));
  return { owner, productId, orderId };
}

it("CH1, CH4: the month before the edge is billed by the old seats, although it is computed after it, and the month after to the fen as previewed", async () => {
  const { owner, productId } = await fewerSeats();
  expect((await billOf(owner, accountPeriodOf("2031-05-01"))).rates.filter(({ kind }) => kind === "recurring")).toMatchObject([{ seats: 20, grossFen: 40_000n }]);
  const june = await billOf(owner);
  expect(june).toMatchObject({ totalFen: 20_000n, holdReason: null, rates: [{ seats: 10, grossFen: 20_000n }] });
  expect(await changesOf("NF", productId)).toMatchObject([{ state: "executing" }]);
});

it("CH4: a bill that would differ from the preview by a fen stops the change: the old price is billed and held, staff and company are told, until a clerk has mended it", async () => {
  const { owner, productId } = await fewerSeats();
  await billOf(owner, accountPeriodOf("2031-05-01"));
  const product = await dbFor("NF").product.findFirstOrThrow({ where: { id: productId } });
  const [component] = product.components as { feeFen: string }[];
  const tamper = (feeFen: string) => dbFor("NF").product.updateMany({ where: { id: productId }, data: { components: [{ ...component, feeFen }] } });
  await tamper("2001");
  const june = await billOf(owner);
  expect(june).toMatchObject({ totalFen: 40_000n, holdReason: "previewDiffers", confirmedAt: null, rates: [{ seats: 20, grossFen: 40_000n }] });
  const [change] = await changesOf("NF", productId);
  expect(change?.state).toBe("blocked");
  expect(await dbFor("NF").notification.count({ where: { customerId: owner.customerId, kind: "change.blocked" } })).toBe(1);
  const finance = await operator({ platformId: "NF", roles: ["finance"] });
  expect((await (await finance.as()).changeDesk.blocked({})).rows.find(({ id }) => id === change?.id)).toMatchObject({ productName: "协同办公", toSeats: 10, promisedFen: 20_000n });
  const resolve = async () => codeOf(resolveBlocked(await finance.scope(), { key: randomUUID(), changeId: change?.id ?? "", reason: "资费录入有误，已更正" }));
  expect(await resolve()).toBe("RULE_REFUSED");
  // Until then nothing else is changed, and further months go by the old price as well.
  expect(await codeOf((await owner.as()).change.quote({ productId, seats: 15 }))).toBe("RULE_REFUSED");
  const july = accountPeriodOf("2031-07-01");
  expect((await billOf(owner, july)).totalFen).toBe(40_000n);
  await tamper("2000");
  expect(await resolve()).toBe("ok");
  expect((await dbFor("NF").customerBill.findFirstOrThrow({ where: { id: june.id } })).confirmedAt).not.toBeNull();
  expect((await billOf(owner, accountPeriodOf("2031-08-01"))).totalFen).toBe(20_000n);
});

it("CH4, CH9: more seats that a clerk accepts in the month after are promised for the month after that, and no bill is held", async () => {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2031-01-10", seats: 20 });
  const asked = { ...(await owner.scope()), now: (await scopeAt("NF", "2031-05-30 10:00")).now };
  const view = await quoteChange(asked, { productId, seats: 120 });
  const { orderId, stage } = await submitChange(asked, { key: randomUUID(), productId, offeringCode: "OA-STD", seats: 120, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
  expect(stage).not.toBe("provisioning");
  const later = await scopeAt("NF", "2031-06-02 09:00");
  await dbFor("NF").productOrder.updateMany({ where: { id: orderId }, data: { stage: "review", state: "acknowledged" } });
  const order = await dbFor("NF").productOrder.findFirstOrThrow({ where: { id: orderId } });
  await later.transaction((tx) => approveChange(tx, later, order, ""));
  await billOf(owner, accountPeriodOf("2031-05-01"));
  const june = await billOf(owner);
  // 20 seats all month, and 100 more for 29 of 30 days.
  expect(june).toMatchObject({ holdReason: null, totalFen: 40_000n + 193_333n });
  expect(await billOf(owner, accountPeriodOf("2031-07-01"))).toMatchObject({ totalFen: 240_000n });
  expect(await changesOf("NF", productId)).toMatchObject([{ state: "executing", effectiveOn: dateOf("2031-06-02") }]);
});

it("CH1: the clock decides to the second: nothing before midnight in Shanghai, all of it at midnight; at a month's end, at the end of a leap February and of one that is none, whatever UTC's day", async () => {
  for (const { asked, last, edge, days } of [{ asked: "2031-04-20 10:00", last: "2031-04-30", edge: "2031-05-01", days: 30 }, { asked: "2032-02-20 10:00", last: "2032-02-29", edge: "2032-03-01", days: 29 }, { asked: "2033-02-20 10:00", last: "2033-02-28", edge: "2033-03-01", days: 28 }]) {
    const owner = await customer({ platformId: "NF", payType: "postpaid" });
    const productId = await runningProduct(owner, { startedOn: addDays(last, -200), seats: 20 });
    const then = { ...(await owner.scope()), now: (await scopeAt("NF", asked)).now };
    const view = await quoteChange(then, { productId, seats: 10 });
    expect(view.preview?.effectiveOn).toBe(edge);
    await submitChange(then, { key: randomUUID(), productId, offeringCode: "OA-STD", seats: 10, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
    const own = { customerId: owner.customerId };
    const at = async (instant: Date) => ({ ...(await systemScope("NF")), now: () => instant });
    const midnight = startOfDay(edge).getTime();
    expect(new Date(midnight).toISOString()).toBe(`${last}T16:00:00.000Z`);
    const seats = async () => (await dbFor("NF").product.findFirstOrThrow({ where: { id: productId } })).seats;
    await executeDueChanges(await at(new Date(midnight - 1)), own);
    expect(await seats()).toBe(20);
    await Promise.all([1, 2].map(async () => executeDueChanges(await at(new Date(midnight)), own)));
    expect(await seats()).toBe(10);
    expect(await changesOf("NF", productId)).toMatchObject([{ state: "executing", effectiveOn: dateOf(edge) }]);
    // The month before is whole by the old seats, the month after by the new.
    expect(accountPeriodOf(last).days).toBe(days);
    expect((await billOf(owner, accountPeriodOf(last))).rates.filter(({ kind }) => kind === "recurring")).toMatchObject([{ seats: 20, grossFen: 40_000n }]);
    expect(await billOf(owner, accountPeriodOf(edge))).toMatchObject({ totalFen: 20_000n, holdReason: null, rates: [{ seats: 10, grossFen: 20_000n }] });
  }
});

it("CH1: many changes of one edge come together, each once whatever workers look; one whose product ended meanwhile fails alone", async () => {
  const platformId = "JS";
  const asked = await Promise.all(Array.from({ length: 6 }, async (_, n) => {
    const owner = await customer({ platformId, payType: "postpaid" });
    const productId = await runningProduct(owner, { startedOn: "2033-04-10" });
    const scope = { ...(await owner.scope()), now: () => new Date("2033-05-10T10:00:00+08:00") };
    const { preview, contract, offeringCode, seats } = await quoteChange(scope, { productId, seats: 5 });
    const { orderId } = await submitChange(scope, { productId, key: randomUUID(), offeringCode, seats, previewHash: preview?.hash ?? "", contractVersion: contract.version, acceptTerms: true });
    return { productId, orderId, isGone: n === 2 };
  }));
  const db = dbFor(platformId);
  await db.product.updateMany({ where: { id: { in: asked.filter(({ isGone }) => isGone).map(({ productId }) => productId) } }, data: { state: "terminated" } });
  const edge = await scopeAt(platformId, "2033-06-01 00:00");
  await Promise.all([1, 2, 3].map(() => executeDueChanges(edge)));
  for (const { productId, orderId, isGone } of asked) {
    const order = await db.productOrder.findFirstOrThrow({ where: { id: orderId }, include: { items: true, events: { orderBy: [{ at: "asc" }, { id: "asc" }] } } });
    const change = await db.productChange.findFirstOrThrow({ where: { orderId } });
    const { seats, monthlyFen } = await db.product.findFirstOrThrow({ where: { id: productId } });
    const [lines, acts] = [await db.serviceOrder.count({ where: { orderId, operation: "seats" } }), await db.auditRecord.count({ where: { targetId: change.id, action: "productChange.execute" } })];
    const steps = order.events.map(({ kind }) => kind).filter((kind) => kind !== "submitted" && kind !== "scheduled");
    expect({ stage: order.stage, state: order.state, item: order.items[0]?.state, change: change.state, seats, monthlyFen, lines, acts, steps }).toEqual(isGone
      ? { stage: "failed", state: "failed", item: "failed", change: "undone", seats: 10, monthlyFen: 20_000n, lines: 0, acts: 0, steps: ["failed"] }
      : { stage: "provisioning", state: "inProgress", item: "inProgress", change: "executing", seats: 5, monthlyFen: 10_000n, lines: 1, acts: 1, steps: ["executed", "sentToAp"] });
  }
  expect((await verifyChain(db, platformId)).fault).toBeNull();
});

it("CH1: a product that ended before its edge is not changed; the order says so, and nothing is charged", async () => {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const productId = await runningProduct(owner, { startedOn: "2031-01-10", seats: 20 });
  const asked = { ...(await owner.scope()), now: (await scopeAt("NF", "2031-05-20 10:00")).now };
  const view = await quoteChange(asked, { productId, seats: 10 });
  const { orderId } = await submitChange(asked, { key: randomUUID(), productId, offeringCode: "OA-STD", seats: 10, previewHash: view.preview?.hash ?? "", contractVersion: view.contract.version, acceptTerms: true });
  await dbFor("NF").product.updateMany({ where: { id: productId }, data: { state: "terminated", endsOn: dateOf(addDays("2031-06-01", -1)) } });
  await executeDueChanges(await scopeAt("NF", "2031-06-01 00:00"));
  expect(await dbFor("NF").productOrder.findFirst({ where: { id: orderId } })).toMatchObject({ stage: "failed" });
  expect(await changesOf("NF", productId)).toMatchObject([{ state: "undone" }]);
  expect(await lineOf("NF", orderId)).toBeNull();
});
