import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { runningProduct } from "../../e2e/fixtures/billing";
import { type Machine, machine } from "../../e2e/fixtures/machine";
import { type TestCustomer, customer, orderInput } from "../../e2e/fixtures/people";
import { approveOrder, returnOrder } from "../../e2e/fixtures/review";
import { deliverTo97 } from "../bss/bss.service";
import { dbFor } from "../db";
import { env } from "../env";
import { sendServiceOrder } from "../provisioning/send.service";
import { systemScope } from "../scope";

const ORDERS = "/productOrderingManagement/v4/productOrder";
const CANCEL = "/productOrderingManagement/v4/cancelProductOrder";
type Order = { id: string; href: string; externalId?: string; state: string; channel: { id: string }[]; note?: { id: string; text: string }[]; productOrderItem: { id: string; action: string; state: string; product: { id?: string; productCharacteristic: { name: string; value: unknown }[] } }[]; cancellationReason?: string };
type Refusal = { code: string; message: string };

let counter: Machine;
let offeringId: string;
beforeAll(async () => {
  counter = await machine();
  offeringId = (await dbFor("SD").productOffering.findFirstOrThrow({ where: { code: "OA-STD" } })).id;
});

const bodyFor = (buyer: TestCustomer, more: object = {}, item: object = {}) => ({
  relatedParty: [{ id: buyer.customerId, role: "customer", "@referredType": "Customer" }],
  productOrderItem: [{ id: "1", action: "add", productOffering: { id: offeringId }, product: { productCharacteristic: [{ name: "seats", value: 10 }, { name: "administratorEmail", value: "admin@company.example" }] }, ...item }],
  ...more,
});
const post = async (body: unknown, by = counter, path = ORDERS) => {
  const answer = await by.call("POST", path, body);
  return { status: answer.status, order: answer.body as Order, refusal: answer.body as Refusal, headers: answer.headers };
};
const prepaid = (cashFen = 5_000_000n) => customer({ cashFen });
const heldFen = async (buyer: TestCustomer) => (await (await buyer.as()).balance.mine({})).heldFen;

it("OR2: a counter's order from 97 is reviewed and opened as the portal's is, and its result goes back until 97 acknowledges it", async () => {
  const buyer = await prepaid();
  const externalId = `97-${randomUUID()}`;
  const { status, order, headers } = await post(bodyFor(buyer, { externalId, channel: [{ id: "counter" }], relatedParty: [{ id: buyer.customerId, role: "customer", "@referredType": "Customer" }, { id: "DL2026", role: "agent", "@referredType": "PartyRole" }], note: [{ text: "客户在历下营业厅办理" }] }));
  expect([status, headers.get("location"), order.state, order.externalId, order.channel[0]?.id, order.note?.map(({ text }) => text)]).toEqual([201, order.href, "acknowledged", externalId, "counter", ["客户在历下营业厅办理"]]);
  const row = await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: order.id } });
  expect([row.stage, row.channel, row.startedOnline, row.agentId, row.acceptedByName, row.contractVersion]).toEqual(["review", "counter", false, "DL2026", "测试人", 1]);
  expect(await heldFen(buyer)).toBe(row.ceilingFen);
  expect(await dbFor("SD").auditRecord.findFirst({ where: { targetId: order.id, action: "productOrder.submit" } })).toMatchObject({ actorKind: "machine", actorId: counter.id });
  await approveOrder("SD", order.id);
  const line = await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { orderId: order.id } });
  await sendServiceOrder(await systemScope("SD"), { id: line.id });
  const message = await dbFor("SD").bssMessage.findFirstOrThrow({ where: { orderId: order.id, kind: "orderResult" } });
  expect(message.payload).toMatchObject({ externalId, state: "completed", channel: "counter", agentId: "DL2026" });
  // Nobody listens there.
  const home = env().BSS97_URL;
  Object.assign(env(), { BSS97_URL: "http://127.0.0.1:9" });
  const tell = async () => deliverTo97(await systemScope("SD"), { id: message.id }, async () => undefined);
  await tell();
  expect(await dbFor("SD").bssMessage.findFirst({ where: { id: message.id } })).toMatchObject({ state: "waiting", attempts: 1 });
  Object.assign(env(), { BSS97_URL: home });
  await tell();
  expect(await dbFor("SD").bssMessage.findFirst({ where: { id: message.id } })).toMatchObject({ state: "sent", attempts: 2 });
  const after = (await counter.call("GET", `${ORDERS}/${order.id}`)).body as Order;
  expect([after.state, after.productOrderItem[0]?.state, typeof after.productOrderItem[0]?.product.id]).toEqual(["completed", "completed", "string"]);
});

it("OR2: where the portal takes no orders a counter's is reviewed, for the client's own provinces alone", async () => {
  const [sichuan, hubei] = [await customer({ platformId: "NF", provinceId: "SC", cashFen: 5_000_000n }), await customer({ platformId: "NF", provinceId: "HB", cashFen: 5_000_000n })];
  const client = await machine({ platformId: "NF", provinces: ["SC"] });
  const offering = await dbFor("NF").productOffering.findFirstOrThrow({ where: { code: "OA-STD" } });
  const ask = (buyer: TestCustomer) => post(bodyFor(buyer, {}, { productOffering: { id: offering.id } }), client);
  const taken = await ask(sichuan);
  expect([taken.status, taken.order.state]).toEqual([201, "acknowledged"]);
  const row = await dbFor("NF").productOrder.findFirstOrThrow({ where: { id: taken.order.id } });
  expect([row.stage, row.decision, row.reasonCodes]).toEqual(["review", "counter", ["C_PROVINCE"]]);
  const [foreign, unknown] = [await ask(hubei), await post(bodyFor({ ...hubei, customerId: randomUUID() }, {}, { productOffering: { id: offering.id } }), client)];
  expect([foreign.status, foreign.refusal]).toEqual([400, unknown.refusal]);
  expect(await dbFor("NF").productOrder.count({ where: { customerId: hubei.customerId } })).toBe(0);
});

it("IN8: a client's own number makes one order, whatever is sent how often; another body under it is refused, another client's is its own", async () => {
  const buyer = await prepaid(50_000_000n);
  const body = bodyFor(buyer, { externalId: `X${randomUUID()}` });
  const many = await Promise.all(Array.from({ length: 4 }, () => post(body)));
  expect(new Set(many.map(({ status, order }) => `${status} ${order.id}`)).size).toBe(1);
  expect(many[0]?.status).toBe(201);
  const other = await post({ ...body, note: [{ text: "另一张" }] });
  expect([other.status, other.refusal.code, other.refusal.message]).toEqual([409, "3", "KEY_REUSED"]);
  // The number counts for ever, also when the record of the first call is gone.
  await dbFor("SD").idempotencyRecord.deleteMany({ where: { actorId: counter.id } });
  expect((await post(body)).status).toBe(409);
  const second = await machine();
  expect((await post(body, second)).order.id).not.toBe(many[0]?.order.id);
  expect(await dbFor("SD").productOrder.count({ where: { customerId: buyer.customerId } })).toBe(2);
  const [plain, again] = [await post(bodyFor(buyer)), await post(bodyFor(buyer))];
  expect(plain.order.id).not.toBe(again.order.id);
});

it("CH8, OR2: a product is given up at the counter by an item that deletes it: reviewed, and for the end of its term; a stranger's is unknown", async () => {
  const [buyer, stranger] = [await customer({ payType: "postpaid" }), await customer({ payType: "postpaid" })];
  const productId = await runningProduct(buyer, { startedOn: "2026-02-01" });
  const end = (who: TestCustomer) => post(bodyFor(who, { externalId: `E${who.customerId}`, note: [{ text: "到营业厅退订" }] }, { action: "delete", product: { id: productId }, productOffering: undefined }));
  expect((await end(stranger)).status).toBe(400);
  const { status, order } = await end(buyer);
  expect([status, order.state, order.productOrderItem[0]?.action]).toEqual([201, "acknowledged", "delete"]);
  expect(await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: order.id } })).toMatchObject({ operation: "cancel", stage: "review", channel: "counter" });
  expect(await dbFor("SD").productChange.findFirstOrThrow({ where: { orderId: order.id } })).toMatchObject({ kind: "cancel", state: "previewed", details: { when: "term", comment: "到营业厅退订" } });
  expect((await end(buyer)).order.id).toBe(order.id);
});

it("OR3: orders come by counter, 10060 or account manager, and never as if by the portal", async () => {
  const buyer = await prepaid(50_000_000n);
  const by = async (id: string) => {
    const { status, order } = await post(bodyFor(buyer, { channel: [{ id }] }));
    return status === 201 ? (await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: order.id } })).channel : status;
  };
  expect([await by("counter"), await by("10060"), await by("hotline"), await by("accountManager"), await by("portal"), await by("constructor")]).toEqual(["counter", "hotline", "hotline", "accountManager", 400, 400]);
});

it("IN7: an order that says too little, too much or what cannot be is refused with TM Forum's code, and leaves nothing", async () => {
  const buyer = await prepaid();
  const stranger = await customer();
  const account = await dbFor("SD").billingAccount.findFirstOrThrow({ where: { customerId: stranger.customerId } });
  const good = bodyFor(buyer);
  const item = good.productOrderItem[0];
  const tries: [string, unknown, number, string][] = [
    ["no item", { ...good, productOrderItem: undefined }, 400, "23"], ["an empty list", { ...good, productOrderItem: [] }, 400, "24"], ["two items", { ...good, productOrderItem: [item, { ...item, id: "2" }] }, 422, "2"], ["no action", bodyFor(buyer, {}, { action: undefined }), 400, "23"], ["a strange action", bodyFor(buyer, {}, { action: "buy" }), 400, "24"],
    ["no offering", bodyFor(buyer, {}, { productOffering: undefined }), 400, "23"], ["an unknown offering", bodyFor(buyer, {}, { productOffering: { id: randomUUID() } }), 400, "24"], ["nobody", { ...good, relatedParty: undefined }, 400, "23"], ["a foreign account", { ...good, billingAccount: { id: account.id } }, 400, "24"],
    ["an id", { ...good, id: randomUUID() }, 400, "24"], ["a state", { ...good, state: "completed" }, 400, "24"], ["too few seats", bodyFor(buyer, {}, { product: { productCharacteristic: [{ name: "seats", value: 1 }, { name: "administratorEmail", value: "a@b.example" }] } }), 400, "24"], ["no fact", bodyFor(buyer, {}, { product: { productCharacteristic: [{ name: "seats", value: 10 }] } }), 400, "24"],
    ["an unknown characteristic", bodyFor(buyer, {}, { product: { productCharacteristic: [{ name: "colour", value: "red" }] } }), 400, "24"], ["half a seat", bodyFor(buyer, {}, { product: { productCharacteristic: [{ name: "seats", value: 1.5 }] } }), 400, "24"], ["the end of a product that is not there", bodyFor(buyer, {}, { action: "delete", product: { id: randomUUID() } }), 400, "24"], ["an item that changes nothing", bodyFor(buyer, {}, { action: "noChange" }), 422, "2"],
    ["too little money", bodyFor(stranger), 422, "2"], ["no JSON", "{", 400, "22"], ["no body", "", 400, "21"], ["a list", [], 400, "22"], ["a wrong agent", { ...good, relatedParty: [...good.relatedParty, { id: "!", role: "agent" }] }, 400, "24"],
  ];
  for (const [name, body, status, code] of tries) {
    const answer = await post(body);
    expect([name, answer.status, answer.refusal.code]).toEqual([name, status, code]);
  }
  expect((await counter.call("POST", ORDERS, good, { "content-type": "text/xml" })).status).toBe(415);
  expect(await dbFor("SD").productOrder.count({ where: { customerId: { in: [buyer.customerId, stranger.customerId] } } })).toBe(0);
  expect((await post(good, await machine({ scopes: ["tmf622:read"] }))).status).toBe(403);
});

it("OR13: a task takes an order back and gives its money free; once it is being opened, or has ended, it is 409 and leaves no task", async () => {
  const buyer = await prepaid(50_000_000n);
  const { order } = await post(bodyFor(buyer));
  const task = await post({ productOrder: { id: order.id }, cancellationReason: "客户改变主意" }, counter, CANCEL);
  expect([task.status, task.order.state, task.order.cancellationReason]).toEqual([201, "done", "客户改变主意"]);
  const after = (await counter.call("GET", `${ORDERS}/${order.id}`)).body as Order;
  expect([after.state, after.productOrderItem[0]?.state, await heldFen(buyer)]).toEqual(["cancelled", "cancelled", 0n]);
  expect(await dbFor("SD").reviewTask.count({ where: { orderId: order.id, state: "open" } })).toBe(0);
  const again = await post({ productOrder: { id: order.id } }, counter, CANCEL);
  expect([again.status, again.refusal.code]).toEqual([409, "3"]);
  const second = (await post(bodyFor(buyer))).order;
  await approveOrder("SD", second.id);
  expect((await post({ productOrder: { id: second.id } }, counter, CANCEL)).status).toBe(409);
  expect(await dbFor("SD").orderCancellation.findMany({ where: { orderId: { in: [order.id, second.id] } } })).toHaveLength(1);
  expect([(await post({ productOrder: { id: randomUUID() } }, counter, CANCEL)).status, (await post({}, counter, CANCEL)).status, (await post({ productOrder: { id: order.id }, requestedCancellationDate: "2099-01-01T00:00:00Z" }, counter, CANCEL)).status]).toEqual([400, 400, 422]);
  expect((await counter.call("GET", `${CANCEL}?productOrder.id=${order.id}`)).headers.get("x-total-count")).toBe("1");
});

it("IN7: a patch takes back, adds notes and nothing else; a state that does not follow is 409, and a stale tag 412", async () => {
  const buyer = await prepaid(50_000_000n);
  const { order } = await post(bodyFor(buyer, { note: [{ text: "第一条" }] }));
  const path = `${ORDERS}/${order.id}`;
  const patch = async (body: unknown, headers?: Record<string, string>) => {
    const answer = await counter.call("PATCH", path, body, headers);
    return { status: answer.status, order: answer.body as Order, headers: answer.headers };
  };
  const noted = await patch({ note: [{ text: "第一条" }, { text: "补充说明" }] });
  expect([noted.status, noted.order.note?.map(({ text }) => text)]).toEqual([200, ["第一条", "补充说明"]]);
  expect((await (await buyer.as()).order.byId({ orderId: order.id })).messages.map(({ text }) => text)).toEqual(["补充说明"]);
  expect([(await patch({ note: [] })).status, (await patch({ state: "completed" })).status, (await patch({ state: "banana" })).status, (await patch({ id: randomUUID() })).status, (await patch({ externalId: "neu" })).status, (await patch({ cancellationReason: "x" })).status, (await patch({ productOrderItem: [{ id: order.productOrderItem[0]?.id, action: "add", quantity: 30, product: { productCharacteristic: [{ name: "seats", value: 30 }] } }] })).status]).toEqual([409, 409, 400, 400, 400, 400, 409]);
  expect([(await patch({ state: "acknowledged", id: order.id })).status, (await patch({ state: "cancelled" }, { "if-match": '"old"' })).status, (await patch({}, { "content-type": "application/json-patch+json" })).status]).toEqual([200, 412, 415]);
  const current = await counter.call("GET", path);
  const ended = await patch({ state: "cancelled", cancellationReason: "重复下单" }, { "if-match": current.headers.get("etag") ?? "", "content-type": "application/json" });
  expect([ended.status, ended.order.state]).toEqual([200, "cancelled"]);
  expect((await patch({ state: "acknowledged" })).status).toBe(409);
  expect((await counter.call("PATCH", `${ORDERS}/${randomUUID()}`, {})).status).toBe(404);
});

it("OR7: an order that came back is mended over the API in what was marked, and is reviewed again", async () => {
  const buyer = await prepaid(50_000_000n);
  const { order } = await post(bodyFor(buyer));
  await returnOrder("SD", order.id);
  const path = `${ORDERS}/${order.id}`;
  const mend = (characteristics: object[], id = order.productOrderItem[0]?.id) => counter.call("PATCH", path, { productOrderItem: [{ id, action: "add", quantity: 1, product: { productCharacteristic: characteristics } }] });
  expect(((await counter.call("GET", path)).body as Order).state).toBe("pending");
  expect([(await mend([{ name: "seats", value: 20 }, { name: "administratorEmail", value: "evil@other.example" }])).status, (await mend([{ name: "seats", value: 20 }], randomUUID())).status]).toEqual([409, 400]);
  const mended = await mend([{ name: "seats", value: 20 }]);
  expect([mended.status, (mended.body as Order).state, (mended.body as Order).productOrderItem[0]?.product.productCharacteristic[0]?.value]).toEqual([200, "acknowledged", 20]);
  const row = await dbFor("SD").productOrder.findFirstOrThrow({ where: { id: order.id } });
  expect([row.stage, await heldFen(buyer)]).toEqual(["review", row.ceilingFen]);
});

it("CH1, CH2: seats and plan of a running product change by an order of the counter, under the same rules as on the portal", async () => {
  const buyer = await customer({ payType: "postpaid" });
  const productId = await runningProduct(buyer, { startedOn: "2026-05-11", seats: 10 });
  const change = (seats: number, more: object = {}) => post(bodyFor(buyer, {}, { action: "modify", productOffering: undefined, product: { id: productId, productCharacteristic: [{ name: "seats", value: seats }] }, ...more }));
  const more = await change(20);
  expect([more.status, more.order.productOrderItem[0]?.action]).toEqual([201, "modify"]);
  const [row] = await dbFor("SD").productChange.findMany({ where: { orderId: more.order.id } });
  expect([row?.kind, row?.productId]).toEqual(["seatsUp", productId]);
  expect(await dbFor("SD").productOrder.findFirst({ where: { id: more.order.id } })).toMatchObject({ channel: "counter", operation: "seats", clientId: counter.id, acceptedByPersonId: null });
  expect([(await change(20)).status, (await change(10, { product: { id: randomUUID() } })).status]).toEqual([400, 400]);
  const stranger = await customer({ payType: "postpaid" });
  expect((await post(bodyFor(stranger, {}, { action: "modify", productOffering: undefined, product: { id: productId, productCharacteristic: [{ name: "seats", value: 30 }] } }))).status).toBe(400);
});

it("IN7: what the portal sent is seen too, and a machine takes back what its company asks it to", async () => {
  const buyer = await prepaid();
  const caller = await buyer.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const task = await post({ productOrder: { id: orderId } }, counter, CANCEL);
  expect([task.status, (await caller.order.byId({ orderId })).stage]).toEqual([201, "cancelled"]);
});
