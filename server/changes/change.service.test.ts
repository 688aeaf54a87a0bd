import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type TestCustomer, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { chargesOf } from "../billing/charge.service";
import { dbFor } from "../db";
import { env } from "../env";
import { accountPeriodOf, businessDayOf, dateOf, dayOf, daysBetween, startOfDay } from "../kernel/calendar";
import { divideHalfUp } from "../kernel/money";
import { proveLedger } from "../ledger/proof.service";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";
import { executeDueChanges } from "./execute.service";

const today = () => businessDayOf(new Date());
const lineOf = (platformId: string, orderId: string) => dbFor(platformId).serviceOrder.findFirst({ where: { orderId } });
const changesOf = (platformId: string, productId: string) => dbFor(platformId).productChange.findMany({ where: { productId }, orderBy: { askedAt: "asc" } });

async function send(platformId: string, orderId: string): Promise<void> {
  const line = await lineOf(platformId, orderId);
  await sendServiceOrder(await systemScope(platformId), { id: line?.id ?? "" });
}

async function approve(platformId: string, orderId: string, decision: "approve" | "refuse" = "approve"): Promise<string> {
  const task = await dbFor(platformId).reviewTask.findFirstOrThrow({ where: { orderId, state: "open" } });
  const clerk = await (await operator({ platformId })).as();
  const { version } = await clerk.review.claim({ taskId: task.id });
  const own = { taskId: task.id, key: randomUUID(), version };
  return codeOf(decision === "approve" ? clerk.review.approve({ ...own, text: "" }) : clerk.review.refuse({ ...own, reason: "other", text: "不同意这次变更" }));
}

/** A company of Shandong with an office product of ten seats that its AP has really opened today. */
async function opened({ cashFen = 1_000_000n } = {}) {
  const owner = await customer({ cashFen });
  const caller = await owner.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  await approve("SD", orderId);
  await send("SD", orderId);
  const { id: productId } = await dbFor("SD").product.findFirstOrThrow({ where: { orderId } });
  return { owner, caller, productId };
}

async function wanted(caller: Awaited<ReturnType<TestCustomer["as"]>>, productId: string, to: { seats?: number; offeringCode?: string }) {
  const view = await caller.change.quote({ productId, ...to });
  return { key: randomUUID(), productId, offeringCode: view.offeringCode, seats: view.seats, previewHash: view.preview?.hash ?? "0".repeat(64), contractVersion: view.contract.version, acceptTerms: true as const };
}

type ServiceAtAp = { businessId: string; seats: number; offeringCode: string };
const serviceAtAp = async (businessId: string | null) => {
  const { effects } = (await (await fetch(`${env().AP_URL}/_effects`)).json()) as { effects: { service?: ServiceAtAp; data?: { service?: ServiceAtAp } }[] };
  return effects.flatMap((effect) => effect.service ?? effect.data?.service ?? []).findLast((service) => service.businessId === businessId);
};

it("CH9, CH2: more seats come at once: charged for the days left as previewed, once for one key, and the AP has them before the order is completed", async () => {
  const { owner, caller, productId } = await opened();
  const before = await caller.balance.mine({});
  const { preview } = await caller.change.quote({ productId, seats: 15 });
  const period = accountPeriodOf(today());
  const left = BigInt(daysBetween(today(), period.to));
  const product = await dbFor("SD").product.findFirstOrThrow({ where: { id: productId } });
  const seatFen = product.monthlyFen / 10n;
  const expected = divideHalfUp(15n * seatFen * left, BigInt(period.days)) - divideHalfUp(10n * seatFen * left, BigInt(period.days));
  expect(preview).toMatchObject({ kind: "seatsUp", decision: "portalAuto", dueFen: expected, newNextFen: 15n * seatFen, seatsLost: 0 });
  const input = await wanted(caller, productId, { seats: 15 });
  const answers = await Promise.all(Array.from({ length: 5 }, () => caller.change.submit(input)));
  expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1);
  const orderId = answers[0]?.orderId ?? "";
  expect(answers[0]?.stage).toBe("provisioning");
  expect(await dbFor("SD").product.findFirst({ where: { id: productId } })).toMatchObject({ seats: 15, monthlyFen: 15n * seatFen });
  expect((await caller.balance.mine({})).cashFen).toBe(before.cashFen - expected);
  expect(await dbFor("SD").appliedCustomerBillingRate.findMany({ where: { productId, kind: "change" } })).toMatchObject([{ grossFen: expected, paidFen: expected, seats: 15, periodFrom: dateOf(period.from) }]);
  expect((await caller.order.byId({ orderId })).stage).toBe("provisioning");
  expect(await codeOf(caller.change.submit({ ...(await wanted(caller, productId, { seats: 20 })) }))).toBe("RULE_REFUSED");
  await send("SD", orderId);
  expect((await serviceAtAp(product.businessId))?.seats).toBe(15);
  expect((await caller.order.byId({ orderId })).stage).toBe("completed");
  expect(await changesOf("SD", productId)).toMatchObject([{ state: "done" }]);
  expect(await dbFor("SD").bssMessage.count({ where: { orderId, kind: "orderResult" } })).toBe(1);
  expect(await proveLedger(await owner.scope())).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("CH5: a change that waits is replaced by a new one and undone until the cut-off; all stay in the history", async () => {
  const { owner, caller, productId } = await opened();
  const edge = accountPeriodOf(today()).to;
  const first = await caller.change.submit(await wanted(caller, productId, { seats: 5 }));
  expect(first.stage).toBe("scheduled");
  const waiting = (await changesOf("SD", productId))[0];
  // On a month's last evening the edge is the one after.
  expect([edge, accountPeriodOf(edge).to]).toContain(waiting && dayOf(waiting.effectiveOn));
  const second = await caller.change.submit(await wanted(caller, productId, { offeringCode: "OA-PRO" }));
  expect(second.stage).toBe("review");
  expect((await caller.order.byId({ orderId: first.orderId })).stage).toBe("cancelled");
  expect(await approve("SD", second.orderId)).toBe("ok");
  expect(await caller.order.byId({ orderId: second.orderId })).toMatchObject({ stage: "scheduled", holder: "periodEdge", mayCancel: true });
  const scheduled = await dbFor("SD").productChange.findFirstOrThrow({ where: { orderId: second.orderId } });
  const late = { ...(await owner.scope()), now: () => new Date(startOfDay(dayOf(scheduled.effectiveOn)).getTime() - 6 * 3_600_000) };
  const { cancelOrder } = await import("../ordering/outcome.service");
  expect(await codeOf(cancelOrder(late, { orderId: second.orderId, key: randomUUID() }))).toBe("RULE_REFUSED");
  await caller.order.cancel({ orderId: second.orderId, key: randomUUID() });
  expect((await caller.change.history({ productId })).rows).toMatchObject([{ kind: "plan", state: "undone", toName: "专业版" }, { kind: "seatsDown", state: "undone", toSeats: 5, reason: "已被新的变更取代" }]);
  expect(await dbFor("SD").product.findFirst({ where: { id: productId } })).toMatchObject({ offeringCode: "OA-STD", seats: 10 });
  expect(await executeDueChanges({ ...(await systemScope("SD")), now: () => startOfDay(dayOf(scheduled.effectiveOn)) })).toBe(0);
});

it("CH1, CH2: another plan waits for the edge and comes with it once, whatever workers look; its AP is told, and both answers go out", async () => {
  const { caller, productId } = await opened();
  const { preview } = await caller.change.quote({ productId, offeringCode: "OA-PRO" });
  expect(preview).toMatchObject({ kind: "plan", dueFen: 0n, decision: "portalReview" });
  expect(preview?.gained.length).toBeGreaterThan(0);
  const { orderId } = await caller.change.submit(await wanted(caller, productId, { offeringCode: "OA-PRO" }));
  await approve("SD", orderId);
  const change = await dbFor("SD").productChange.findFirstOrThrow({ where: { orderId } });
  const edge = dayOf(change.effectiveOn);
  const scopeOn = async (instant: number) => ({ ...(await systemScope("SD")), now: () => new Date(instant) });
  await executeDueChanges(await scopeOn(startOfDay(edge).getTime() - 1));
  expect(await dbFor("SD").product.findFirst({ where: { id: productId } })).toMatchObject({ offeringCode: "OA-STD", termsFrom: null });
  await Promise.all([1, 2, 3].map(async () => executeDueChanges(await scopeOn(startOfDay(edge).getTime()))));
  const product = await dbFor("SD").product.findFirstOrThrow({ where: { id: productId } });
  expect(product).toMatchObject({ offeringCode: "OA-PRO", seats: 10, termsFrom: dateOf(edge), monthlyFen: preview?.newNextFen });
  expect(await dbFor("SD").serviceOrder.count({ where: { orderId, operation: "change" } })).toBe(1);
  const line = await lineOf("SD", orderId);
  await sendServiceOrder(await scopeOn(startOfDay(edge).getTime() + 60_000), { id: line?.id ?? "" });
  expect((await serviceAtAp(product.businessId))?.offeringCode).toBe("OA-PRO");
  const mails = await dbFor("SD").notification.findMany({ where: { orderId, kind: { in: ["change.scheduled", "change.done"] } } });
  expect(mails.map(({ kind }) => kind).sort()).toEqual(["change.done", "change.scheduled"]);
});

it("CH3, CH4: what was not seen is not taken, too little money leaves nothing behind, and a stranger's product is unknown", async () => {
  const { caller, productId } = await opened({ cashFen: 60_000n });
  const input = await wanted(caller, productId, { seats: 20 });
  expect(await codeOf(caller.change.submit({ ...input, seats: 25 }))).toBe("PRICE_CHANGED");
  expect(await codeOf(caller.change.submit({ ...input, seats: 12 }))).toBe("FIELDS_REFUSED");
  expect(await codeOf(caller.change.submit({ ...input, seats: 10 }))).toBe("FIELDS_REFUSED");
  const poor = await wanted(caller, productId, { seats: 160 });
  expect((await caller.change.quote({ productId, seats: 160 })).preview?.missingFen).toBeGreaterThan(0n);
  expect(await codeOf(caller.change.submit(poor))).toBe("BALANCE_TOO_LOW");
  expect(await changesOf("SD", productId)).toEqual([]);
  const other = await (await customer()).as();
  expect([await codeOf(other.change.quote({ productId })), await codeOf(other.change.history({ productId })), await codeOf(other.change.submit({ ...input, key: randomUUID() }))]).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
});

it("OR11, CH9: many more seats go to two clerks, hold their money meanwhile, and give it back when refused", async () => {
  const { owner, caller, productId } = await opened({ cashFen: 5_000_000n });
  const cash = (await caller.balance.mine({})).cashFen;
  const { orderId, stage } = await caller.change.submit(await wanted(caller, productId, { seats: 300 }));
  expect(stage).toBe("review");
  const held = (await caller.balance.mine({})).heldFen;
  expect(held).toBeGreaterThan(0n);
  await approve("SD", orderId);
  expect((await caller.order.byId({ orderId })).stage).toBe("review");
  await approve("SD", orderId, "refuse");
  expect(await caller.balance.mine({})).toEqual({ cashFen: cash, heldFen: 0n });
  expect(await changesOf("SD", productId)).toMatchObject([{ state: "undone" }]);
  const again = await caller.change.submit(await wanted(caller, productId, { seats: 300 }));
  await approve("SD", again.orderId);
  expect(await approve("SD", again.orderId)).toBe("ok");
  expect(await dbFor("SD").product.findFirst({ where: { id: productId } })).toMatchObject({ seats: 300 });
  expect((await caller.balance.mine({})).heldFen).toBe(0n);
  expect(await proveLedger(await owner.scope())).toMatchObject({ holdsWithoutOpenOrder: 0, totalFen: 0n });
});

it("CH1, OR5: where a province keeps changes at the counter, the filled form waits there, comes back to life and is scheduled", async () => {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const caller = await owner.as();
  const productId = await runningProduct(owner, { startedOn: "2026-01-05" });
  const view = await caller.change.quote({ productId, offeringCode: "OA-PRO" });
  expect(view.preview).toMatchObject({ decision: "counter", reasons: ["C_PROVINCE"] });
  const { orderId, stage } = await caller.change.submit(await wanted(caller, productId, { offeringCode: "OA-PRO" }));
  expect(stage).toBe("handedOff");
  const { code } = await dbFor("NF").handOff.findFirstOrThrow({ where: { orderId } });
  const clerk = await (await operator({ platformId: "NF" })).as();
  await clerk.review.openHandOff({ code, channel: "counter", key: randomUUID() });
  expect(await approve("NF", orderId)).toBe("ok");
  expect((await caller.order.byId({ orderId })).stage).toBe("scheduled");
});

it("CH9, SC8: a discount that more seats lose is charged back beside its line, which nothing reduces", () => {
  const line = { componentId: "seat", name: "席位费", formula: "", grossFen: 600n, netFen: 566n, taxFen: 34n, taxRateBp: 600 };
  const back = { ...line, name: "优惠", grossFen: 21n, netFen: 20n, taxFen: 1n, discountId: randomUUID() };
  const of = { id: randomUUID(), customerId: randomUUID(), provinceId: "NF", specificationCode: "OA", specificationName: "协同办公", offeringName: "标准版", seats: 20, priceBookVersion: 1 };
  const charges = chargesOf(of, { kind: "change", periodFrom: "2031-06-01", lines: [line, back], isPaid: false, refOf: () => "x", createdAt: new Date() });
  expect(charges.map(({ reducedFen }) => reducedFen)).toEqual([0n, 0n]);
});

it("CH5, OR10: of two tabs that change a postpaid product at the same moment one gets through", async () => {
  const owner = await customer({ platformId: "NF", payType: "postpaid" });
  const caller = await owner.as();
  const productId = await runningProduct(owner, { startedOn: "2026-01-05" });
  const tabs = await Promise.all([15, 20, 25].map((seats) => wanted(caller, productId, { seats })));
  const codes = await Promise.all(tabs.map((input) => codeOf(caller.change.submit(input))));
  expect(codes.filter((code) => code === "ok").length).toBe(1);
  expect(codes.every((code) => ["ok", "CHANGED_MEANWHILE", "RULE_REFUSED", "PRICE_CHANGED"].includes(code))).toBe(true);
  expect(await dbFor("NF").appliedCustomerBillingRate.count({ where: { productId, kind: "change" } })).toBe(1);
});
