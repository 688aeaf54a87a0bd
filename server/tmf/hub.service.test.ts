import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishedBill, runningProduct } from "../../e2e/fixtures/billing";
import { type Receiver, eventWorker, receiver, signatureBy } from "../../e2e/fixtures/events";
import { type Machine, machine } from "../../e2e/fixtures/machine";
import { type TestCustomer, codeOf, customer, operator, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { deliverEvents, fanOutEvents } from "./outbox.service";

const HUB = "/productOrderingManagement/v4/hub";
type Subscription = { id: string; href: string; callback: string; query: string; secret: string };

const open: Receiver[] = [];
const listen = async () => {
  const made = await receiver();
  open.push(made);
  return made;
};
afterAll(() => Promise.all(open.map((one) => one.close())));

// A platform of this file's own, so that no other test's orders are among its events.
const platformId = "SX";
let system: Machine;
beforeAll(async () => {
  const { seedFoundations } = await import("../../prisma/seed/foundations");
  const { seedCatalogue } = await import("../../prisma/seed/catalogue");
  await seedFoundations(dbFor(platformId), platformId);
  await seedCatalogue(dbFor(platformId), platformId);
  system = await machine({ platformId });
});

const subscribe = async (callback: string, query = "", { by = system, hub = HUB } = {}) => {
  const answer = await by.call("POST", hub, { callback, query });
  return { status: answer.status, body: answer.body as Subscription, headers: answer.headers };
};
const turn = async () => {
  const scope = await systemScope(platformId);
  await fanOutEvents(scope);
  return deliverEvents(scope);
};
const buyerOf = () => customer({ platformId, cashFen: 50_000_000n });
const orderOf = async (buyer: TestCustomer) => {
  const caller = await buyer.as();
  return (await caller.order.submit(await orderInput(caller))).orderId;
};
const cancel = async (buyer: TestCustomer, orderId: string) => (await buyer.as()).order.cancel({ orderId, key: randomUUID() });
const toldOf = (at: Receiver, id: string) => at.got.filter(({ told }) => Object.values(told.event)[0]?.id === id).map(({ told }) => `${told.eventType} ${Object.values(told.event)[0]?.state ?? Object.values(told.event)[0]?.status}`);
/** As if so much time had passed for what waits. */
async function hurry(ms: number): Promise<void> {
  const earlier = (date: Date) => new Date(date.getTime() - ms);
  for (const { id, nextAttemptAt, giveUpAt } of await dbFor(platformId).eventDelivery.findMany({ where: { state: "waiting" } })) await dbFor(platformId).eventDelivery.updateMany({ where: { id }, data: { nextAttemptAt: earlier(nextAttemptAt), giveUpAt: earlier(giveUpAt) } });
}

it("IN5: a subscriber is told of each change once, in order, signed over time and body by a secret of its own", async () => {
  const at = await listen();
  const { status, body, headers } = await subscribe(at.url);
  expect([status, headers.get("location"), body.callback, body.query, body.secret.length > 40]).toEqual([201, body.href, at.url, "", true]);
  const buyer = await buyerOf();
  const orderId = await orderOf(buyer);
  await cancel(buyer, orderId);
  for (let n = 0; n < 3; n += 1) await turn();
  expect(toldOf(at, orderId)).toEqual(["ProductOrderCreateEvent acknowledged", "ProductOrderStateChangeEvent cancelled"]);
  for (const { headers: sent, body: text, told } of at.got) {
    expect([sent["x-kdsw-signature"], sent["x-kdsw-event"], sent["content-type"]]).toEqual([signatureBy(body.secret, sent["x-kdsw-timestamp"] ?? "", text), told.eventId, "application/json;charset=utf-8"]);
    expect(Math.abs(Date.now() / 1000 - Number(sent["x-kdsw-timestamp"]))).toBeLessThan(60);
  }
  expect((await system.call("DELETE", `${HUB}/${body.id}`)).status).toBe(204);
  expect([(await system.call("DELETE", `${HUB}/${body.id}`)).status, (await system.call("GET", `${HUB}/${body.id}`)).status]).toEqual([404, 404]);
  const later = await orderOf(buyer);
  await turn();
  expect(toldOf(at, later)).toEqual([]);
});

it("IN5: a subscription is refused that has no address, one inside the operator's network, a wrong query, or is there already", async () => {
  const at = await listen();
  const first = await subscribe(at.url, "eventType=ProductOrderCreateEvent");
  expect([(await subscribe(at.url, "eventType=ProductOrderCreateEvent")).status, (await subscribe(at.url, "a=1;b=2&c=3")).status, (await subscribe("http://10.0.0.1/")).status, (await subscribe("https://169.254.169.254/latest")).status, (await subscribe("https://localhost.example/")).status]).toEqual([409, 400, 400, 400, 201]);
  expect([(await system.call("POST", HUB, {})).status, (await system.call("POST", HUB, { callback: 1 })).status]).toEqual([400, 400]);
  const list = (await system.call("GET", HUB)).body as Subscription[];
  expect(list.map(({ id }) => id)).toContain(first.body.id);
  expect(JSON.stringify(list)).not.toContain(first.body.secret);
  const stranger = await machine({ platformId });
  expect([(await stranger.call("GET", `${HUB}/${first.body.id}`)).status, (await stranger.call("DELETE", `${HUB}/${first.body.id}`)).status, (await subscribe(at.url, "", { by: await machine({ platformId, scopes: ["tmf620:write"] }) })).status]).toEqual([404, 404, 403]);
  for (const { id } of list) await system.call("DELETE", `${HUB}/${id}`);
});

it("IN5: queries choose events; each API tells of its own; products tell of other terms", async () => {
  const [orders, products, payments] = [await listen(), await listen(), await listen()];
  await subscribe(orders.url, "eventType=ProductOrderStateChangeNotification&event.productOrder.state=cancelled");
  await subscribe(products.url, "", { hub: "/productInventory/v4/hub" });
  await subscribe(payments.url, "fields=event.payment.id,event.payment.status", { hub: "/payment/v4/hub" });
  const buyer = await buyerOf();
  const orderId = await orderOf(buyer);
  await cancel(buyer, orderId);
  const productId = await runningProduct(buyer, { startedOn: "2026-05-11" });
  await dbFor(platformId).product.updateMany({ where: { id: productId }, data: { seats: 20 } });
  await dbFor(platformId).product.updateMany({ where: { id: productId }, data: { state: "suspended" } });
  await dbFor(platformId).product.updateMany({ where: { id: productId }, data: { tag: "销售部" } });
  const payment = await dbFor(platformId).payment.create({ data: { customerId: buyer.customerId, provinceId: platformId, createdAt: new Date(), number: `P${randomUUID()}`, purpose: "topUp", channel: "alipay", amountFen: 10_000n, byName: "测试" } });
  await dbFor(platformId).payment.updateMany({ where: { id: payment.id }, data: { state: "done" } });
  for (let n = 0; n < 4; n += 1) await turn();
  expect(toldOf(orders, orderId)).toEqual(["ProductOrderStateChangeEvent cancelled"]);
  expect(toldOf(products, productId)).toEqual(["ProductCreateEvent active", "ProductAttributeValueChangeEvent active", "ProductStateChangeEvent suspended"]);
  expect(toldOf(payments, payment.id)).toEqual(["PaymentCreateEvent pendingAuthorization", "PaymentStateChangeEvent done"]);
  expect(Object.keys(payments.got.at(-1)?.told.event.payment ?? {})).toEqual(["id", "href", "status"]);
  await dbFor(platformId).eventSubscription.updateMany({ data: { endedAt: new Date() } });
});

it("IN5: what a client may not see it is not told: another platform, another province, an API that was taken from it", async () => {
  const at = await listen();
  const [ofSichuan, ofBeijing] = [await machine({ platformId: "NF", provinces: ["SC"] }), await machine({ platformId: "HL" })];
  await subscribe(at.url, "", { by: ofSichuan });
  await subscribe(at.url, "", { by: ofBeijing });
  const [sichuan, hubei] = [await customer({ platformId: "NF", provinceId: "SC", cashFen: 5_000_000n }), await customer({ platformId: "NF", provinceId: "HB", cashFen: 5_000_000n })];
  const [mine, others] = [await orderOf(sichuan), await orderOf(hubei)];
  const scope = await systemScope("NF");
  while ((await fanOutEvents(scope)) > 0);
  await deliverEvents(scope);
  expect([toldOf(at, mine), toldOf(at, others)]).toEqual([["ProductOrderCreateEvent cancelled"], []]);
  await dbFor("NF").apiClient.updateMany({ where: { id: ofSichuan.id }, data: { scopes: ["tmf620:read"] } });
  const later = await orderOf(sichuan);
  while ((await fanOutEvents(scope)) > 0);
  await deliverEvents(scope);
  expect(toldOf(at, later)).toEqual([]);
  await dbFor("NF").eventSubscription.updateMany({ where: { clientId: ofSichuan.id }, data: { endedAt: new Date() } });
});

it("IN5: a subscriber that fails is tried again with growing pauses, those behind wait in their order, and after 24 hours staff send it again", async () => {
  const [at, other] = [await listen(), await listen()];
  const { body } = await subscribe(at.url);
  await subscribe(other.url);
  at.answer(503);
  const buyer = await buyerOf();
  const orderId = await orderOf(buyer);
  await cancel(buyer, orderId);
  await turn();
  await turn();
  expect([toldOf(at, orderId), toldOf(other, orderId).length]).toEqual([["ProductOrderCreateEvent acknowledged"], 2]);
  await hurry(5000);
  await turn();
  expect(toldOf(at, orderId)).toEqual(Array(2).fill("ProductOrderCreateEvent acknowledged"));
  expect(new Set(at.got.map(({ body: text }) => text)).size).toBe(1);
  at.answer(302);
  await hurry(15_000);
  await turn();
  expect(await dbFor(platformId).eventDelivery.findFirst({ where: { subscriptionId: body.id, state: "waiting" }, orderBy: { eventAt: "asc" } })).toMatchObject({ attempts: 3, lastAnswer: "302" });
  await hurry(86_400_000);
  await turn();
  await turn();
  const dead = await dbFor(platformId).eventDelivery.findMany({ where: { subscriptionId: body.id, state: "dead" }, orderBy: { eventAt: "asc" } });
  expect(dead.map(({ eventType }) => eventType)).toEqual(["ProductOrderCreateEvent", "ProductOrderStateChangeEvent"]);
  at.answer(200);
  at.got.length = 0;
  const staff = await (await operator({ platformId, roles: ["product"] })).as();
  const page = await staff.apiClient.events({ id: system.id, tab: "dead" });
  expect(page.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(dead.map(({ id }) => id)));
  for (const { id } of dead) await staff.apiClient.replayEvent({ deliveryId: id });
  expect(await codeOf(staff.apiClient.replayEvent({ deliveryId: dead[0]?.id ?? "" }))).toBe("NOT_FOUND");
  await turn();
  await turn();
  expect(toldOf(at, orderId)).toEqual(["ProductOrderCreateEvent acknowledged", "ProductOrderStateChangeEvent cancelled"]);
  for (const one of (await system.call("GET", HUB)).body as Subscription[]) await system.call("DELETE", `${HUB}/${one.id}`);
});

it("IN5: a new secret signs beside the old one for seven days, then alone; a suspended client is told nothing meanwhile and all of it afterwards", async () => {
  const at = await listen();
  const { body } = await subscribe(at.url);
  const staff = await (await operator({ platformId, roles: ["product"] })).as();
  const { secret } = await staff.apiClient.rotateHub({ subscriptionId: body.id });
  const buyer = await buyerOf();
  await orderOf(buyer);
  await turn();
  const [first] = at.got;
  const time = first?.headers["x-kdsw-timestamp"] ?? "";
  expect(first?.headers["x-kdsw-signature"]).toBe(`${signatureBy(secret, time, first?.body ?? "")},${signatureBy(body.secret, time, first?.body ?? "")}`);
  await dbFor(platformId).eventSubscription.updateMany({ where: { id: body.id }, data: { oldSecretUntil: new Date(Date.now() - 1000) } });
  await staff.apiClient.suspend({ id: system.id });
  const orderId = await orderOf(buyer);
  await turn();
  expect(toldOf(at, orderId)).toEqual([]);
  await staff.apiClient.resume({ id: system.id });
  await turn();
  const last = at.got.at(-1);
  expect([toldOf(at, orderId), last?.headers["x-kdsw-signature"]]).toEqual([["ProductOrderCreateEvent acknowledged"], signatureBy(secret, last?.headers["x-kdsw-timestamp"] ?? "", last?.body ?? "")]);
  await system.call("DELETE", `${HUB}/${body.id}`);
});

it("IN10: nothing is told before its commit, and what was rolled back never", async () => {
  const at = await listen();
  const { body } = await subscribe(at.url);
  const buyer = await buyerOf();
  const orderId = await orderOf(buyer);
  await turn();
  at.got.length = 0;
  const db = dbFor(platformId);
  await db.$transaction(async (tx) => {
    await tx.productOrder.updateMany({ where: { id: orderId }, data: { state: "pending" } });
    await turn();
    throw new Error("rolled back");
  }).catch(() => undefined);
  await turn();
  expect([at.got, await db.outboxEvent.count({ where: { resourceId: orderId } })]).toEqual([[], 1]);
  await db.$transaction(async (tx) => {
    await tx.productOrder.updateMany({ where: { id: orderId }, data: { state: "pending" } });
    await turn();
    expect(at.got).toEqual([]);
  });
  await turn();
  expect(toldOf(at, orderId)).toEqual(["ProductOrderStateChangeEvent pending"]);
  await expect(db.outboxEvent.create({ data: { id: randomUUID(), at: new Date(), api: "622", resource: "productOrder", resourceId: orderId, kind: "create" } })).rejects.toThrow();
  await system.call("DELETE", `${HUB}/${body.id}`);
});

it("IN10: a worker that is killed between commit and sending, at whatever point, loses nothing and tells nothing out of order", async () => {
  const at = await listen();
  const { body } = await subscribe(at.url);
  const buyer = await buyerOf();
  const orderId = await orderOf(buyer);
  await cancel(buyer, orderId);
  for (const point of ["event.beforeFanOut", "event.beforeSend", "event.afterSend"]) {
    expect([point, await eventWorker(platformId, point)]).toEqual([point, "SIGKILL"]);
    await hurry(31_000);
  }
  for (let n = 0; n < 4; n += 1) {
    await turn();
    await hurry(31_000);
  }
  // Killed after sending, it could not know that it had sent: the same message comes again, under the same number.
  const told = toldOf(at, orderId);
  expect([told.slice(-2), new Set(told).size, new Set(at.got.map(({ told: one }) => one.eventId)).size]).toEqual([["ProductOrderCreateEvent acknowledged", "ProductOrderStateChangeEvent cancelled"], 2, 2]);
  expect(told.length).toBe(3);
  expect(await dbFor(platformId).eventDelivery.count({ where: { subscriptionId: body.id, state: "waiting" } })).toBe(0);
  expect(await eventWorker(platformId)).toBe(null);
  await system.call("DELETE", `${HUB}/${body.id}`);
}, 120_000);

it("IN5: bills are told of as they come and move, many by one statement", async () => {
  const at = await listen();
  const { body } = await subscribe(at.url, "", { hub: "/customerBillManagement/v4/hub" });
  const buyer = await buyerOf();
  // Of nothing, so that whoever proves this platform's ledger meanwhile finds no claim without its booking.
  const { billId } = await publishedBill(buyer, { isDisputed: false, grossFen: 0n });
  for (let n = 0; n < 3; n += 1) await turn();
  expect(toldOf(at, billId)).toEqual(["CustomerBillCreateEvent validated", "CustomerBillStateChangeEvent sent"]);
  await system.call("DELETE", `/customerBillManagement/v4/hub/${body.id}`);
});
