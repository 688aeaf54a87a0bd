import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Provider, cashOf, paidTopUp, payByCard, paymentRow, signed, startProvider, webhook } from "../../e2e/fixtures/payments";
import { type TestCustomer, customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { proveLedger } from "../ledger/proof.service";
import { systemScope } from "../scope";
import { applyEvent } from "./event.service";
import { fetchLostEvents, reconcilePayments } from "./reconcile.service";

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterEach(() => provider.mock.control.reset());
afterAll(() => provider.close());

const rowsOf = async (eventId: string) => (await Promise.all(["ZX", "SD", "SH", "HA"].map((platformId) => dbFor(platformId).paymentEvent.findMany({ where: { eventId } })))).flat();
const eventsOf = async (intentId: string): Promise<Stripe.Event[]> => {
  const all = (await provider.stripe.events.list({ limit: 100 })).data;
  return all.filter((event) => [(event.data.object as { id?: string }).id, (event.data.object as { payment_intent?: string }).payment_intent].includes(intentId));
};
const post = (event: Stripe.Event) => {
  const body = JSON.stringify(event);
  return webhook(body, signed(body));
};
/** Robots of a platform whose groups would be told; the messages wait in the table. */
const robot = (platformId: string) => dbFor(platformId).groupRobot.create({ data: { name: "财务群", channel: "wecom", provinceId: null, sealedKey: "", createdAt: new Date() } });
const told = (platformId: string, kind: string) => dbFor(platformId).notification.findMany({ where: { kind } });
const suspense = async (platformId: string) => (await dbFor(platformId).ledgerAccount.findFirst({ where: { kind: "suspense", customerId: null } }))?.balanceFen ?? 0n;

it("BI19, promise 8: a forged, old, unsigned or broken message and one dated ahead is a 400 that says nothing and leaves no row", async () => {
  const id = `evt_${randomUUID()}`;
  const body = JSON.stringify({ id, object: "event", type: "checkout.session.completed", data: { object: { id: "cs_x", object: "checkout.session", metadata: { platformId: "SD" } } } });
  const answers = [
    await webhook(body, signed(body, { secret: "whsec_somebody_else" })),
    await webhook(body, signed(body, { ageSeconds: 301 })),
    await webhook(body, signed(body, { ageSeconds: -305 })),
    await webhook(body, signed(`${body} `)),
    await webhook(body, null),
    await webhook(body, "t=1,v1=00"),
    await webhook("{", signed("{")),
    await webhook("[]", signed("[]")),
    await webhook(body, signed(body), { "content-length": "262145" }),
    await webhook(`${body}${" ".repeat(262_144)}`, signed(`${body}${" ".repeat(262_144)}`)),
  ];
  expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual(answers.map(() => [400, ""]));
  expect((await webhook(body, signed(body), { host: "sd.kdsw.localhost" })).status).toBe(404);
  expect(await rowsOf(id)).toEqual([]);
});

it("BI19, promise 7: fifty copies of a message are one row, one effect and one mail", async () => {
  provider.mock.control.set({ webhooksStopped: true });
  const buyer = await customer();
  const { paymentId } = await paidTopUp(buyer, 10_000n);
  const intent = (await provider.stripe.paymentIntents.list({ limit: 1 })).data[0]?.id ?? "";
  const paid = (await eventsOf(intent)).find((event) => event.type === "checkout.session.completed") as Stripe.Event;
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(paid)));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect((await rowsOf(paid.id)).map((row) => [row.platformId, row.state])).toEqual([["SD", "waiting"]]);
  const scope = await systemScope("SD");
  await Promise.all(Array.from({ length: 8 }, () => applyEvent(scope, { id: paid.id })));
  expect([await cashOf(buyer), (await paymentRow(buyer, paymentId)).state]).toEqual([10_000n, "done"]);
  expect(await dbFor("SD").notification.count({ where: { customerId: buyer.customerId } })).toBe(1);
  // A replay, days later as well, is known.
  expect((await post(paid)).status).toBe(200);
  await applyEvent(scope, { id: paid.id });
  expect(await cashOf(buyer)).toBe(10_000n);
});

const orders = <T>(items: readonly T[]): T[][] => (items.length < 2 ? [[...items]] : items.flatMap((item, place) => orders(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest])));

it("BI19, BI13, promise 7: paid, failed before, refunded and disputed may be told in all twenty-four orders, and end the same", { timeout: 120_000 }, async () => {
  provider.mock.control.set({ webhooksStopped: true });
  const outcomes = new Set<string>();
  let buyer: TestCustomer | null = null;
  const before = await suspense("SD");
  for (const order of orders([0, 1, 2, 3])) {
    buyer = await customer();
    const { paymentId, url } = await (await buyer.as()).payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 10_000n });
    await payByCard(url ?? "", "4000000000000002");
    await payByCard(url ?? "");
    const intent = (await provider.stripe.paymentIntents.list({ limit: 1 })).data[0] as Stripe.PaymentIntent;
    await provider.stripe.refunds.create({ payment_intent: intent.id, amount: 2_500 });
    provider.mock.control.dispute(String(intent.latest_charge), "fraudulent");
    const events = await eventsOf(intent.id);
    const told = ["payment_intent.payment_failed", "checkout.session.completed", "charge.refunded", "charge.dispute.created"].map((type) => events.find((event) => event.type === type) as Stripe.Event);
    for (const place of order) {
      expect((await post(told[place] as Stripe.Event)).status).toBe(200);
      await provider.act();
    }
    const row = await paymentRow(buyer, paymentId);
    const refunds = await dbFor("SD").refund.findMany({ where: { paymentId }, select: { amountFen: true, state: true } });
    outcomes.add(JSON.stringify([row.state, row.amountFen, row.refundedFen, row.failure, await cashOf(buyer), refunds, (await rowsOf(told[3]?.id ?? "")).map((event) => event.state).sort()], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)));
  }
  expect([...outcomes].map((outcome) => JSON.parse(outcome) as unknown)).toEqual([["done", "10000", "2500", null, "7500", [{ amountFen: "2500", state: "done" }], ["applied", "applied"]]]);
  // What the banks took back stands as ours to clear, once per dispute.
  expect((await suspense("SD")) - before).toBe(-24n * 7_500n);
  expect(await proveLedger(await systemScope("SD"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, belowFloor: 0 });
});

const foreignPage = async (metadata: Record<string, string>, amount: number, currency = "cny") => {
  const session = await provider.stripe.checkout.sessions.create({ mode: "payment", success_url: "http://127.0.0.1:9/", metadata, payment_intent_data: { metadata }, line_items: [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: "x" } } }] });
  await payByCard(session.url ?? "");
  return String((await provider.stripe.checkout.sessions.retrieve(session.id)).payment_intent);
};

it("BI19: a payment of another sum, currency or page is set apart with its money, and staff are told once", async () => {
  await robot("HA");
  const buyer = await customer({ platformId: "HA" });
  const begin = async () => (await (await buyer.as()).payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 10_000n })).paymentId;
  const odd = await dbFor("HA").payment.create({ data: { number: `P${randomUUID()}`, customerId: buyer.customerId, provinceId: "HA", purpose: "topUp", channel: "card", amountFen: 9_900n, byName: "x", createdAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) } });
  await foreignPage({ platformId: "HA", paymentId: odd.id }, 5_000);
  await foreignPage({ platformId: "HA", paymentId: await begin() }, 10_000);
  await foreignPage({ platformId: "HA", paymentId: odd.id }, 9_900, "usd");
  await provider.settle();
  const problems = (await dbFor("HA").paymentEvent.findMany({ where: { state: "quarantined" } })).map((event) => event.problem?.split(":")[0]);
  expect([...new Set(problems)].sort()).toEqual(["amountDiffers", "currencyDiffers", "objectDiffers"]);
  expect(await cashOf(buyer)).toBe(0n);
  expect((await paymentRow(buyer, odd.id)).state).toBe("failed");
  // 50.00 of the wrong sum and 100.00 of the wrong page; dollars cannot stand among fen.
  expect(await suspense("HA")).toBe(15_000n);
  expect((await told("HA", "payment.quarantined")).length).toBe(3);
  expect(await proveLedger(await systemScope("HA"))).toMatchObject({ unbalancedJournals: 0, driftingAccounts: 0, totalFen: 0n });
});

it("BI19: money that names another platform's payment, or nobody's, is nobody's money but set aside in the open", async () => {
  const buyer = await customer();
  const { paymentId } = await (await buyer.as()).payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 10_000n });
  const [before, beforeNational] = [await suspense("SH"), await suspense("ZX")];
  await foreignPage({ platformId: "SH", paymentId }, 10_000);
  await foreignPage({}, 7_000);
  await foreignPage({ platformId: "XX", paymentId: "drop table" }, 3_000);
  await provider.settle();
  expect([(await suspense("SH")) - before, (await suspense("ZX")) - beforeNational]).toEqual([10_000n, 10_000n]);
  expect([await cashOf(buyer), (await paymentRow(buyer, paymentId)).state]).toEqual([0n, "initiated"]);
});

it("BI19, promise 9: what no message told is found in the provider's own records, with refunds and disputes", async () => {
  const buyers = await Promise.all([customer(), customer(), customer()]);
  provider.mock.control.set({ losePercent: 100 });
  const paid = [];
  for (const buyer of buyers) paid.push((await paidTopUp(buyer, 6_000n)).paymentId);
  const intent = (await provider.stripe.paymentIntents.list({ limit: 1 })).data[0] as Stripe.PaymentIntent;
  await provider.stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 });
  await provider.settle();
  expect(await Promise.all(buyers.map(cashOf))).toEqual([0n, 0n, 0n]);
  expect(await fetchLostEvents()).toBeGreaterThan(3);
  await provider.act();
  expect(await Promise.all(buyers.map(cashOf))).toEqual([6_000n, 6_000n, 5_000n]);
  expect(await fetchLostEvents()).toBe(0);
  expect(paid.length).toBe(3);
});

it("BI19: the regular look closes pages that nobody used, heals what was paid, and gives up what never began", async () => {
  provider.mock.control.set({ losePercent: 100 });
  const [paid, idle, unborn] = [await customer({ platformId: "HA" }), await customer({ platformId: "HA" }), await customer({ platformId: "HA" })];
  const settled = await paidTopUp(paid, 6_000n);
  const open = await (await idle.as()).payment.begin({ key: randomUUID(), purpose: "topUp", amountFen: 5_000n });
  const never = await dbFor("HA").payment.create({ data: { number: `P${randomUUID()}`, customerId: unborn.customerId, provinceId: "HA", purpose: "topUp", channel: "card", amountFen: 5_000n, byName: "x", createdAt: new Date(), expiresAt: new Date(Date.now() - 1000) } });
  await dbFor("HA").payment.updateMany({ where: { id: { in: [settled.paymentId, open.paymentId] } }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await reconcilePayments(await systemScope("HA"));
  expect([(await paymentRow(paid, settled.paymentId)).state, (await paymentRow(idle, open.paymentId)).state, (await paymentRow(unborn, never.id)).state]).toEqual(["done", "canceled", "canceled"]);
  expect(await cashOf(paid)).toBe(6_000n);
  expect(await payByCard(open.url ?? "")).toContain("付款页面已过期");
});

it("BI19: while the provider is away its messages wait, and are acted on when it is back", async () => {
  const buyer = await customer();
  await paidTopUp(buyer, 6_000n);
  await provider.deliver();
  provider.mock.control.set({ failNext: 1000, failStatus: "500" });
  await provider.act();
  expect(await cashOf(buyer)).toBe(0n);
  provider.mock.control.reset();
  await provider.act();
  expect(await cashOf(buyer)).toBe(6_000n);
});
