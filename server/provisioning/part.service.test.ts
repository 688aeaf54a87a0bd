import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { linesOf, orderedBundle, productsOf } from "../../e2e/fixtures/bundles";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { proveLedger } from "../ledger/proof.service";
import { type Scope, systemScope } from "../scope";
import { callProvider } from "./ap-call.service";
import { apRequest } from "./ap-request.rules";
import { settleDropped } from "./dropped.service";
import { expirePartChoices } from "./part.service";
import { applyAnswer, sendServiceOrder } from "./send.service";

const db = () => dbFor("JS");
const CASH = 2_000_000n;
const refusal = { kind: "failed", code: "NOT_ALLOWED", message: "域名已被占用" } as const;
type Ordered = Awaited<ReturnType<typeof orderedBundle>>;

/** Of an ordered bundle the mail part is refused; the two others open before or after that. */
async function withRefusedMail({ opensFirst = true } = {}) {
  const made = await orderedBundle();
  const scope = await systemScope("JS");
  const mail = await db().productOrderItem.findFirstOrThrow({ where: { orderId: made.orderId, offeringCode: "MAIL-BIZ" } });
  const lines = await linesOf(made.orderId);
  const refused = lines.find(({ orderItemId }) => orderItemId === mail.id);
  const open = async () => {
    for (const { id } of lines.filter(({ orderItemId }) => orderItemId !== mail.id)) await sendServiceOrder(scope, { id });
  };
  if (opensFirst) await open();
  await applyAnswer(scope, { id: refused?.id ?? "", attempt: 0 }, refusal);
  return { ...made, scope, mailItemId: mail.id, refusedLineId: refused?.id ?? "", open };
}

async function onlyPart({ caller, orderId }: Ordered) {
  const { rows } = await caller.bundlePart.failed({ orderId });
  expect(rows.length).toBe(1);
  const part = rows[0];
  if (!part) throw new Error("no failed part");
  return part;
}

it("PR4: a part that cannot be opened stops nothing else: the order waits for the company's word, and nothing is taken", async () => {
  const made = await withRefusedMail();
  const order = await made.caller.order.byId({ orderId: made.orderId });
  expect(order).toMatchObject({ stage: "partChoice", state: "pending", holder: "customer" });
  expect((await made.caller.balance.mine({})).heldFen).toBe(order.ceilingFen);
  expect(order.products.filter(({ isRefused }) => isRefused).map(({ name }) => name)).toEqual(["企业邮箱 商务版"]);
  expect(order.parts.map(({ isOut }) => isOut)).toEqual([false, false, false]);
  const part = await onlyPart(made);
  expect(part).toMatchObject({ name: "企业邮箱 商务版", reason: "域名已被占用", waitUntil: null, now: { monthlyFen: order.monthlyFen } });
  expect(await db().notification.count({ where: { orderId: made.orderId, kind: "order.partFailed" } })).toBe(1);
  expect((await productsOf(made.owner.customerId)).map(({ state }) => state).sort()).toEqual(["active", "active", "pendingActive", "pendingActive"]);
  // Nobody else's order has parts to choose for.
  const other = await (await customer({ platformId: "JS" })).as();
  expect([await codeOf(other.bundlePart.failed({ orderId: made.orderId })), await codeOf(other.bundlePart.choose({ key: randomUUID(), partId: part.id, choice: "giveUp", seenMonthlyFen: part.now.monthlyFen }))]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
});

it("PR4: given up, the bundle runs without the part: its share off the fee, the rest of the hold back, the order partial", async () => {
  for (const opensFirst of [true, false]) {
    const made = await withRefusedMail({ opensFirst });
    const { caller, orderId } = made;
    const part = await onlyPart(made);
    expect(part.without?.monthlyFen).toBeLessThan(part.now.monthlyFen);
    const choice = { key: randomUUID(), partId: part.id, choice: "cancel" as const, seenMonthlyFen: part.without?.monthlyFen ?? 0n };
    expect(await codeOf(caller.bundlePart.choose({ ...choice, key: randomUUID(), seenMonthlyFen: part.now.monthlyFen }))).toBe("PRICE_CHANGED");
    await caller.bundlePart.choose(choice);
    await caller.bundlePart.choose(choice);
    if (!opensFirst) {
      expect((await caller.order.byId({ orderId })).stage).toBe("provisioning");
      await made.open();
    }
    const order = await caller.order.byId({ orderId });
    expect(order).toMatchObject({ stage: "partCompleted", state: "partial", monthlyFen: part.without?.monthlyFen, firstBillFen: part.without?.firstBillFen });
    expect(order.parts.filter(({ isOut }) => isOut).map(({ name }) => name)).toEqual(["企业邮箱 商务版"]);
    expect(order.products.some(({ isRefused }) => isRefused)).toBe(false);
    expect(await caller.balance.mine({})).toEqual({ cashFen: CASH - order.firstBillFen, heldFen: 0n });
    const [bundle, ...parts] = await productsOf(made.owner.customerId);
    expect([bundle?.state, bundle?.monthlyFen]).toEqual(["active", order.monthlyFen]);
    expect(parts.map(({ state }) => state).sort()).toEqual(["active", "active", "terminated"]);
    const charged = await db().appliedCustomerBillingRate.findMany({ where: { productId: bundle?.id ?? "" } });
    expect(charged.reduce((sum, { grossFen }) => sum + grossFen, 0n)).toBe(order.firstBillFen);
    const items = await db().productOrderItem.findMany({ where: { orderId }, select: { offeringCode: true, state: true } });
    expect(items.filter(({ state }) => state === "cancelled").map(({ offeringCode }) => offeringCode)).toEqual(["MAIL-BIZ"]);
    expect(items.filter(({ state }) => state === "completed").length).toBe(3);
    expect(await proveLedger(await made.owner.scope())).toMatchObject({ holdsWithoutOpenOrder: 0, totalFen: 0n });
    // An answer that comes too late opens nothing: its provider is asked to cancel.
    await applyAnswer(made.scope, { id: made.refusedLineId, attempt: 1 }, { kind: "active", businessId: `LATE-${orderId}`, account: { name: "x", administratorName: "x", signInUrl: "https://ap.example" } });
    expect(await db().serviceOrder.count({ where: { orderId, operation: "cancel", businessId: `LATE-${orderId}` } })).toBe(1);
  }
});

it("PR4: asked again with mended facts under a key of its own, the part opens and the bundle costs what was ordered", async () => {
  const made = await withRefusedMail();
  const part = await onlyPart(made);
  expect(part.facts.map(({ kind }) => kind)).toContain("mailDomain");
  const again = { partId: part.id, choice: "wait" as const, seenMonthlyFen: part.now.monthlyFen };
  expect(await codeOf(made.caller.bundlePart.choose({ ...again, key: randomUUID(), facts: { mailDomain: "no domain" } }))).toBe("FIELDS_REFUSED");
  await made.caller.bundlePart.choose({ ...again, key: randomUUID(), facts: { mailDomain: "other-name.example" } });
  expect((await made.caller.order.byId({ orderId: made.orderId })).stage).toBe("provisioning");
  const lines = (await linesOf(made.orderId)).filter(({ orderItemId }) => orderItemId === made.mailItemId);
  expect(lines.map(({ requestKey }) => requestKey.replace(made.mailItemId, ""))).toEqual([":open:1", ":open:2"]);
  // Refused once more it is asked a day later, without asking the company again.
  await applyAnswer(made.scope, { id: lines[1]?.id ?? "", attempt: 0 }, refusal);
  const third = (await linesOf(made.orderId)).find(({ requestKey }) => requestKey.endsWith(":open:3"));
  expect(third?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  expect(await onlyPart(made)).toMatchObject({ reason: "域名已被占用" });
  expect((await onlyPart(made)).waitUntil).not.toBeNull();
  await sendServiceOrder({ ...made.scope, now: () => new Date(Date.now() + 25 * 3_600_000) } as Scope, { id: third?.id ?? "" });
  const order = await made.caller.order.byId({ orderId: made.orderId });
  expect(order).toMatchObject({ stage: "completed", monthlyFen: made.quote.monthlyFen });
  expect(await db().serviceOrder.findFirst({ where: { id: third?.id ?? "" }, select: { requestBody: true } })).toMatchObject({ requestBody: { product: { facts: { mailDomain: "other-name.example" } } } });
  expect((await made.caller.bundlePart.failed({ orderId: made.orderId })).rows).toEqual([]);
});

it("PR4: after a week of waiting the company is asked again", async () => {
  const made = await withRefusedMail();
  const part = await onlyPart(made);
  await made.caller.bundlePart.choose({ key: randomUUID(), partId: part.id, choice: "wait", seenMonthlyFen: part.now.monthlyFen });
  const later = { ...made.scope, now: () => new Date(Date.now() + 8 * 86_400_000) } as Scope;
  const second = (await linesOf(made.orderId)).find(({ requestKey }) => requestKey.endsWith(":open:2"));
  await applyAnswer(later, { id: second?.id ?? "", attempt: 0 }, refusal);
  expect((await made.caller.order.byId({ orderId: made.orderId })).stage).toBe("partChoice");
  expect(await onlyPart(made)).toMatchObject({ waitUntil: null });
  const choice = { partId: part.id, choice: "wait" as const, seenMonthlyFen: part.now.monthlyFen };
  await db().failedPart.updateMany({ where: { id: part.id }, data: { waitUntil: new Date(Date.now() - 1000) } });
  // A week in all: the open parts are not used for nothing without an end.
  expect((await onlyPart(made)).mayWait).toBe(false);
  expect(await codeOf(made.caller.bundlePart.choose({ ...choice, key: randomUUID() }))).toBe("RULE_REFUSED");
  expect((await linesOf(made.orderId)).some(({ requestKey }) => requestKey.endsWith(":open:3"))).toBe(false);
});

it("PR4: another product takes the part's place at no higher price, with the facts that it needs", async () => {
  const made = await withRefusedMail();
  const part = await onlyPart(made);
  expect(part.replacements.length).toBeGreaterThan(0);
  expect(part.replacements.every(({ monthlyFen, firstBillFen }) => monthlyFen <= part.now.monthlyFen && firstBillFen <= part.now.firstBillFen)).toBe(true);
  const other = part.replacements.find(({ offeringCode }) => offeringCode === "MAIL-STD");
  if (!other) throw new Error("the smaller mail plan is no replacement");
  const choice = { partId: part.id, choice: "replace" as const, seenMonthlyFen: other.monthlyFen };
  expect(await codeOf(made.caller.bundlePart.choose({ ...choice, key: randomUUID(), offeringCode: "BROADBAND-1000" }))).toBe("FIELDS_REFUSED");
  await made.caller.bundlePart.choose({ ...choice, key: randomUUID(), offeringCode: "MAIL-STD" });
  const line = (await linesOf(made.orderId)).at(-1);
  await sendServiceOrder(made.scope, { id: line?.id ?? "" });
  const order = await made.caller.order.byId({ orderId: made.orderId });
  expect(order).toMatchObject({ stage: "completed", monthlyFen: other.monthlyFen, firstBillFen: other.firstBillFen });
  expect(await made.caller.balance.mine({})).toEqual({ cashFen: CASH - order.firstBillFen, heldFen: 0n });
  const bundle = (await productsOf(made.owner.customerId)).find(({ bundleId }) => bundleId === null);
  const running = await db().product.findMany({ where: { bundleId: bundle?.id ?? "", state: "active" }, select: { offeringCode: true } });
  expect(running.map(({ offeringCode }) => offeringCode).sort()).toEqual(["CRM-STD", "MAIL-STD", "SCM-STD"]);
});

it("PR4: given up as a whole, or not decided in time, the order ends: money back, what was open cancelled at its provider", async () => {
  const givenUp = await withRefusedMail();
  const part = await onlyPart(givenUp);
  await givenUp.caller.bundlePart.choose({ key: randomUUID(), partId: part.id, choice: "giveUp", seenMonthlyFen: part.now.monthlyFen });
  const late = await withRefusedMail({ opensFirst: false });
  const scopeOn = (days: number) => ({ ...late.scope, now: () => new Date(Date.now() + days * 86_400_000) }) as Scope;
  await expirePartChoices(scopeOn(9));
  expect((await late.caller.order.byId({ orderId: late.orderId })).stage).toBe("partChoice");
  await Promise.all([1, 2, 3].map(() => expirePartChoices(scopeOn(11))));
  for (const made of [givenUp, late]) {
    expect((await made.caller.order.byId({ orderId: made.orderId })).stage).toBe("failed");
    expect(await made.caller.balance.mine({})).toEqual({ cashFen: CASH, heldFen: 0n });
    expect((await productsOf(made.owner.customerId)).every(({ state }) => state === "terminated")).toBe(true);
    expect(await proveLedger(await made.owner.scope())).toMatchObject({ holdsWithoutOpenOrder: 0, totalFen: 0n });
  }
  expect(await db().serviceOrder.count({ where: { orderId: givenUp.orderId, operation: "cancel" } })).toBe(2);
  expect(await codeOf(givenUp.caller.bundlePart.choose({ key: randomUUID(), partId: part.id, choice: "giveUp", seenMonthlyFen: part.now.monthlyFen }))).toBe("CHANGED_MEANWHILE");
});

it("PR4: two choices at one moment are one; with every part refused nothing is left to choose", async () => {
  const made = await withRefusedMail();
  const part = await onlyPart(made);
  const tried = await Promise.all((["cancel", "giveUp", "cancel"] as const).map((choice) => codeOf(made.caller.bundlePart.choose({ key: randomUUID(), partId: part.id, choice, seenMonthlyFen: part.without?.monthlyFen ?? 0n }))));
  expect(tried.filter((code) => code === "ok").length, JSON.stringify(tried)).toBe(1);
  const { cashFen, heldFen } = await made.caller.balance.mine({});
  expect(heldFen).toBe(0n);
  const order = await made.caller.order.byId({ orderId: made.orderId });
  expect(cashFen).toBe(order.stage === "failed" ? CASH : CASH - order.firstBillFen);

  const none = await orderedBundle();
  await Promise.all((await linesOf(none.orderId)).map(async ({ id }) => applyAnswer(await systemScope("JS"), { id, attempt: 0 }, refusal)));
  expect((await none.caller.order.byId({ orderId: none.orderId })).stage).toBe("failed");
  expect(await none.caller.balance.mine({})).toEqual({ cashFen: CASH, heldFen: 0n });
});

it("PR4, PR10: a clerk ends an opening that its provider will not give any more; a clerk's word closes other requests with its proof", async () => {
  const made = await orderedBundle();
  const clerk = await (await operator({ platformId: "JS", roles: ["service"] })).as();
  const [first] = await linesOf(made.orderId);
  const id = first?.id ?? "";
  expect(await codeOf(clerk.provisioning.closeByHand({ serviceOrderId: id, key: randomUUID(), proof: "王工电话确认 11-27" }))).toBe("RULE_REFUSED");
  await clerk.provisioning.failByHand({ serviceOrderId: id, key: randomUUID(), reason: "应用方已停止这项服务" });
  expect((await made.caller.order.byId({ orderId: made.orderId })).stage).toBe("partChoice");
  const part = await onlyPart(made);
  expect(part.reason).toBe("应用方已停止这项服务");
  for (const { id: other } of (await linesOf(made.orderId)).filter((row) => row.id !== id)) await sendServiceOrder(await systemScope("JS"), { id: other });
  await made.caller.bundlePart.choose({ key: randomUUID(), partId: part.id, choice: "giveUp", seenMonthlyFen: part.now.monthlyFen });
  const cancel = await db().serviceOrder.findFirstOrThrow({ where: { orderId: made.orderId, operation: "cancel" } });
  await clerk.provisioning.closeByHand({ serviceOrderId: cancel.id, key: randomUUID(), proof: "应用方邮件确认已注销" });
  expect(await db().serviceOrder.findFirst({ where: { id: cancel.id } })).toMatchObject({ state: "completed", doneWithProof: "应用方邮件确认已注销" });
  expect(await codeOf(clerk.provisioning.failByHand({ serviceOrderId: cancel.id, key: randomUUID(), reason: "不能开通" }))).toBe("RULE_REFUSED");
});

it("PR4, BI3: an opening that happened with its answer lost, and was then given up, is found by its key and cancelled at its provider", async () => {
  const made = await withRefusedMail({ opensFirst: false });
  const [lost, unsent] = (await linesOf(made.orderId)).filter(({ orderItemId }) => orderItemId !== made.mailItemId);
  if (!lost || !unsent) throw new Error("the bundle has three parts");
  const body = { serviceOrderId: lost.id, orderNumber: "JS1", platformId: "JS", provinceId: "JS", product: { specificationCode: "CRM", offeringCode: "CRM-STD", seats: 10, facts: {} }, company: { name: "南京", creditCode: "9132" }, administrator: { name: "甲", email: "a@company.example", phone: "13800000000" }, callbackUrl: "http://127.0.0.1:9/callback" };
  const answer = await callProvider(lost, apRequest.open(body));
  const { businessId } = answer.body as { businessId: string };
  await db().serviceOrder.updateMany({ where: { id: lost.id }, data: { state: "pending", takenUpAt: new Date(), nextAttemptAt: new Date(Date.now() + 60_000) } });
  const part = await onlyPart(made);
  await made.caller.bundlePart.choose({ key: randomUUID(), partId: part.id, choice: "giveUp", seenMonthlyFen: part.now.monthlyFen });
  await Promise.all([1, 2, 3].map(async () => settleDropped(await systemScope("JS"))));
  expect((await db().serviceOrder.findMany({ where: { orderId: made.orderId, operation: "cancel" } })).map((line) => line.businessId)).toEqual([businessId]);
  expect((await db().serviceOrder.findMany({ where: { id: { in: [lost.id, unsent.id] } } })).map(({ state, nextAttemptAt }) => [state, nextAttemptAt])).toEqual([["cancelled", null], ["cancelled", null]]);
});
