import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { publishedBill, runningProduct } from "../../e2e/fixtures/billing";
import { type Machine, type TmfAnswer, machine, tmf } from "../../e2e/fixtures/machine";
import { type TestCustomer, customer, orderInput } from "../../e2e/fixtures/people";
import { dbFor } from "../db";

const ORDERS = "/productOrderingManagement/v4/productOrder";
const rowsOf = (answer: TmfAnswer) => answer.body as Record<string, unknown>[];
const idsOf = (answer: TmfAnswer) => rowsOf(answer).map((row) => row.id);

let system: Machine;
let buyer: TestCustomer;
let orders: string[];

beforeAll(async () => {
  system = await machine();
  buyer = await customer({ cashFen: 50_000_000n });
  const caller = await buyer.as();
  orders = [];
  for (const seats of [10, 20, 30]) orders.push((await caller.order.submit(await orderInput(caller, { seats }))).orderId);
});
const mine = () => `relatedParty.id=${buyer.customerId}`;

it("IN7: orders are listed in TM Forum's form: counts, 206 only for a part that was asked for, links, fields, order", async () => {
  const all = await system.call("GET", `${ORDERS}?${mine()}`);
  expect([all.status, idsOf(all), all.headers.get("x-total-count"), all.headers.get("x-result-count"), all.headers.get("link"), all.headers.get("content-type")]).toEqual([200, orders, "3", "3", null, "application/json;charset=utf-8"]);
  expect(rowsOf(all)[0]).toMatchObject({ href: `http://api.kdsw.localhost:3000/tmf-api${ORDERS}/${orders[0]}`, state: "acknowledged", category: "order", "@type": "ProductOrder", channel: [{ id: "portal" }], relatedParty: [{ id: buyer.customerId, "@referredType": "Customer" }] });
  const part = await system.call("GET", `${ORDERS}?${mine()}&offset=1&limit=1&sort=-orderDate&fields=state`);
  expect([part.status, part.body, part.headers.get("x-total-count"), part.headers.get("x-result-count")]).toEqual([206, [{ id: orders[1], href: expect.any(String), state: "acknowledged" }], "3", "1"]);
  expect(part.headers.get("link")).toContain(`${ORDERS}?${mine()}&sort=-orderDate&fields=state&offset=2&limit=1>; rel="next"`);
  const whole = await system.call("GET", `${ORDERS}?${mine()}&limit=3`);
  expect([whole.status, idsOf(whole).length]).toEqual([200, 3]);
  const beyond = await system.call("GET", `${ORDERS}?${mine()}&offset=9`);
  expect([beyond.status, beyond.body]).toEqual([206, []]);
  expect(rowsOf(await system.call("GET", `${ORDERS}?${mine()}&fields=none`)).map((row) => Object.keys(row))).toEqual(Array(3).fill(["id", "href"]));
});

it("IN7: filters reach the database, through lists and by words, and one that is not declared is 400", async () => {
  const account = await dbFor("SD").billingAccount.findFirstOrThrow({ where: { customerId: buyer.customerId } });
  const offering = await dbFor("SD").productOffering.findFirstOrThrow({ where: { code: "OA-STD" } });
  const count = async (query: string) => idsOf(await system.call("GET", `${ORDERS}?${mine()}&${query}`)).length;
  expect([await count("state=acknowledged"), await count("state=completed"), await count("state=completed,acknowledged"), await count("state=banana"), await count(`billingAccount.id=${account.id}`), await count(`productOrderItem.productOffering.id=${offering.id}`), await count(`productOrderItem.productOffering.id=${randomUUID()}`), await count("orderDate.gt=2020-01-01&orderDate%3C2020-02-01"), await count(`id=${orders[0]},${orders[2]}`), await count("id=42")]).toEqual([3, 0, 3, 0, 3, 3, 0, 0, 2, 0]);
  const either = await system.call("GET", `${ORDERS}?id=${orders[0]};id=${orders[1]}`);
  expect(idsOf(either)).toEqual([orders[0], orders[1]]);
  const [order] = rowsOf(await system.call("GET", `${ORDERS}?id=${orders[0]}`));
  expect(idsOf(await system.call("GET", `${ORDERS}?description.regex=%5E${order?.description as string}%24`))).toEqual([orders[0]]);
  for (const bad of ["colour=red", "a=1;b=2&c=3", "sort=colour", "limit=-1", "description.regex=.*", "orderDate.gt=soon"]) {
    const answer = await system.call("GET", `${ORDERS}?${bad}`);
    expect([bad, answer.status, answer.body]).toEqual([bad, 400, { code: "28", reason: "Invalid query parameter", message: expect.any(String), status: "400-28", "@type": "Error" }]);
  }
});

it("IN7: a word that a resource never says finds none, one that each of them says finds all", async () => {
  const total = async (path: string) => Number((await system.call("GET", `${path}${path.includes("?") ? "&" : "?"}limit=1`)).headers.get("x-total-count"));
  const [offerings, organizations] = ["/productCatalogManagement/v4/productOffering", "/party/v4/organization"];
  expect(await total(offerings)).toBeGreaterThan(0);
  expect([await total(`${offerings}?lifecycleStatus=banana`), await total(`${offerings}?lifecycleStatus=banana&isBundle=false`), await total(`${organizations}?isLegalEntity=false`), await total("/productCatalogManagement/v4/productOfferingPrice?lifecycleStatus=banana"), await total("/party/v4/individual?status=banana")]).toEqual([0, 0, 0, 0, 0]);
  expect(await total(`${organizations}?isLegalEntity=true&id=${buyer.organizationId}`)).toBe(1);
});

it("IN7: one resource by its id, with a tag; an id of a wrong form and an unknown one are 404", async () => {
  const found = await system.call("GET", `${ORDERS}/${orders[0]}`);
  expect([found.status, found.body]).toEqual([200, expect.objectContaining({ id: orders[0], productOrderItem: [expect.objectContaining({ action: "add", quantity: 1, productOffering: expect.objectContaining({ name: "标准版" }), product: expect.objectContaining({ productCharacteristic: expect.arrayContaining([{ name: "seats", valueType: "number", value: 10, "@type": "Characteristic" }]) }) })] })]);
  const etag = found.headers.get("etag") ?? "";
  const again = await system.call("GET", `${ORDERS}/${orders[0]}`, undefined, { "if-none-match": etag });
  expect([again.status, again.body]).toEqual([304, null]);
  for (const id of ["42", randomUUID(), "%00", "..", `${orders[0]}/items`]) expect([id, (await system.call("GET", `${ORDERS}/${id}`)).status]).toEqual([id, 404]);
  const head = await system.call("HEAD", `${ORDERS}/${orders[0]}`);
  expect([head.status, head.body, head.headers.get("etag")]).toEqual([200, null, etag]);
});

it("IN7: what is not served is 404 or 405 with what is allowed, and never a page", async () => {
  const bill = "/customerBillManagement/v4/customerBill";
  const post = await system.call("POST", bill, {});
  expect([post.status, post.headers.get("allow"), (post.body as { code: string }).code]).toEqual([405, "GET, HEAD, OPTIONS", "61"]);
  expect([(await system.call("PUT", `${ORDERS}/${orders[0]}`, {})).status, (await system.call("OPTIONS", bill)).status, (await system.call("GET", "/unknown/v4/x")).status, (await system.call("GET", "/productOrderingManagement/v5/productOrder")).status, (await system.call("GET", "/constructor/v4/x")).status]).toEqual([405, 204, 404, 404, 404]);
  for (const [status, token] of [[401, undefined], [401, "nonsense"]] as const) {
    const answer = await tmf("GET", ORDERS, token ? { token } : {});
    expect([answer.status, answer.headers.get("www-authenticate") !== null]).toEqual([status, true]);
  }
});

it("IN7: a client sees its own platform alone, and of the shared one just its provinces: a foreign id answers as an unknown one", async () => {
  const [sichuan, hubei] = [await customer({ platformId: "NF", provinceId: "SC", cashFen: 5_000_000n }), await customer({ platformId: "NF", provinceId: "HB", cashFen: 5_000_000n })];
  const [ofSichuan, ofBeijing, ofAll] = [await machine({ platformId: "NF", provinces: ["SC"] }), await machine({ platformId: "BJ" }), await machine({ platformId: "NF" })];
  const things: [string, TestCustomer][] = [["/customerManagement/v4/customer", sichuan], ["/customerManagement/v4/customer", hubei]];
  const seen = async (who: Machine, path: string, id: string) => (await who.call("GET", `${path}/${id}`)).status;
  expect(await Promise.all(things.map(([path, who]) => seen(ofSichuan, path, who.customerId)))).toEqual([200, 404]);
  expect(await Promise.all(things.map(([path, who]) => seen(ofAll, path, who.customerId)))).toEqual([200, 200]);
  expect([await seen(ofBeijing, ORDERS, orders[0] ?? ""), idsOf(await ofBeijing.call("GET", `${ORDERS}?${mine()}`)), idsOf(await ofSichuan.call("GET", `/customerManagement/v4/customer?id=${sichuan.customerId},${hubei.customerId}`))]).toEqual([404, [], [sichuan.customerId]]);
  const product = await runningProduct(hubei, { startedOn: "2026-05-11" });
  const { billId, rateId } = await publishedBill(hubei);
  const accounts = await dbFor("NF").billingAccount.findFirstOrThrow({ where: { customerId: hubei.customerId } });
  const bucket = await dbFor("NF").ledgerAccount.findFirstOrThrow({ where: { customerId: hubei.customerId, kind: "prepaidCash" } });
  const all: [string, string][] = [
    ["/productInventory/v4/product", product], ["/customerBillManagement/v4/customerBill", billId], ["/customerBillManagement/v4/appliedCustomerBillingRate", rateId], ["/accountManagement/v4/billingAccount", accounts.id], ["/accountManagement/v4/partyAccount", accounts.id], ["/accountManagement/v4/financialAccount", bucket.id],
    ["/prepayBalanceManagement/v4/bucket", bucket.id], ["/prepayBalanceManagement/v4/accumulatedBalance", bucket.id], ["/party/v4/organization", hubei.organizationId], ["/party/v4/individual", hubei.personId],
  ];
  for (const [path, id] of all) expect([path, await seen(ofAll, path, id), await seen(ofSichuan, path, id), await seen(ofBeijing, path, id)]).toEqual([path, 200, 404, 404]);
});

it("IN7: contact data leaves masked, and no password, key or citizen's number at all", async () => {
  const { body } = await system.call("GET", `/customerManagement/v4/customer/${buyer.customerId}`);
  const person = (await system.call("GET", `/party/v4/individual/${buyer.personId}`)).body;
  for (const text of [JSON.stringify(body), JSON.stringify(person)]) {
    expect(text).not.toContain(buyer.email);
    expect(text).not.toContain("13800000000");
    expect(text).not.toMatch(/password|hash|secret/i);
  }
});
