import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf, failureOf, order, payByCard, secretKey, startStand, type Stand, until } from "./kit";

let stand: Stand;
const clock = { aheadMs: 0 };
beforeAll(async () => {
  stand = await startStand({ now: () => new Date(Date.now() + clock.aheadMs) });
});
afterAll(() => stand.close());

const form = (body: string, headers: Record<string, string> = {}, path = "/v1/customers") =>
  fetch(`${stand.mock.url}${path}`, { method: "POST", body, headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/x-www-form-urlencoded", ...headers } });
const errorOf = async (answer: Response) => ((await answer.json()) as { error: Record<string, unknown> }).error;

describe("who calls", () => {
  it("needs the key, by bearer or basic, and never repeats a wrong one in full", async () => {
    const absent = await fetch(`${stand.mock.url}/v1/customers`);
    expect(absent.status).toBe(401);
    expect(absent.headers.get("request-id")).toMatch(/^req_/);
    expect(await errorOf(absent)).toMatchObject({ type: "invalid_request_error", message: expect.stringContaining("You did not provide an API key") as string });
    const wrong = await failureOf(clientOf(stand.mock, "sk_test_somebodyelseskey99").customers.list());
    expect(wrong).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(wrong.message).toMatch(/^Invalid API Key provided: sk_test_\*+ey99$/);
    const basic = await fetch(`${stand.mock.url}/v1/customers`, { headers: { authorization: `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}` } });
    expect(basic.status).toBe(200);
  });

  it("speaks the version the SDK pins, and echoes the one it was called with", async () => {
    const { id, lastResponse } = await stand.stripe.customers.create({ name: "版本" });
    const told = await until("the event", () => stand.receiver.events().find((event) => event.type === "customer.created" && event.data.object.id === id));
    expect(told.api_version).toBe(lastResponse.apiVersion);
    expect((await stand.stripe.customers.retrieve(id, {}, { apiVersion: "2024-06-20" })).lastResponse.apiVersion).toBe("2024-06-20");
    expect(await failureOf(stand.stripe.customers.retrieve(id, {}, { apiVersion: "newest" }))).toMatchObject({ statusCode: 400 });
  });

  it("does not know other addresses", async () => {
    expect(await failureOf(stand.stripe.rawRequest("GET", "/v1/nothing"))).toMatchObject({ statusCode: 404, message: expect.stringContaining("Unrecognized request URL (GET: /v1/nothing)") as string });
  });
});

describe("parameters", () => {
  it("that are unknown are refused, with their full name", async () => {
    const { stripe } = stand;
    expect(await failureOf(stripe.customers.create({ nickname: "x" } as Stripe.CustomerCreateParams))).toMatchObject({ statusCode: 400, code: "parameter_unknown", param: "nickname", message: "Received unknown parameter: nickname" });
    const nested = order({ line_items: [{ price_data: { currency: "cny", product_data: { name: "x", colour: "red" } as never, unit_amount: 500 }, quantity: 1 }] });
    expect(await failureOf(stripe.checkout.sessions.create(nested))).toMatchObject({ code: "parameter_unknown", param: "line_items[0][price_data][product_data][colour]" });
    expect(await failureOf(stripe.refunds.list({ status: "x" } as Stripe.RefundListParams))).toMatchObject({ code: "parameter_unknown", param: "status" });
  });

  it("that are missing, empty or of a wrong kind are refused as Stripe words it", async () => {
    const { stripe } = stand;
    const intent = (more: object) => failureOf(stripe.paymentIntents.create({ amount: 5000, currency: "cny", ...more }));
    expect(await intent({ amount: undefined })).toMatchObject({ code: "parameter_missing", param: "amount", message: "Missing required param: amount." });
    expect(await intent({ amount: "many" })).toMatchObject({ code: "parameter_invalid_integer", param: "amount", message: "Invalid integer: many" });
    expect(await intent({ amount: 0 })).toMatchObject({ code: "parameter_invalid_integer", param: "amount" });
    expect(await intent({ description: "" })).toMatchObject({ code: "parameter_invalid_empty", param: "description" });
    expect(await intent({ confirm: "yes" })).toMatchObject({ param: "confirm", message: "Invalid boolean: yes" });
    expect(await intent({ currency: "zzz" })).toMatchObject({ param: "currency" });
    expect(await intent({ metadata: { ["k".repeat(41)]: "v" } })).toMatchObject({ param: "metadata" });
    expect(await failureOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ code: "parameter_invalid_integer", param: "limit" });
    expect(await failureOf(stripe.customers.list({ created: { gte: "soon" as never } }))).toMatchObject({ code: "parameter_invalid_integer", param: "created[gte]" });
  });

  it("are read from every spelling of nested forms", async () => {
    const answer = await form("metadata[a]=1&metadata%5Bb%5D=%E4%BA%8C&preferred_locales[]=zh&preferred_locales[]=en&name=%E5%BC%A0");
    expect(await answer.json()).toMatchObject({ name: "张", metadata: { a: "1", b: "二" }, preferred_locales: ["zh", "en"] });
    expect((await form("metadata[0]=x&metadata[1]=y")).status).toBe(200);
    expect((await form("name[a=1")).status).toBe(400);
    expect((await form("name=1&name[a]=2")).status).toBe(400);
    expect((await form("__proto__[x]=1")).status).toBe(400);
  });

  it("change metadata name by name", async () => {
    const { stripe } = stand;
    const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" }, email: "a@b.cn" });
    expect((await stripe.customers.update(id, { metadata: { b: "", c: "3" }, email: "" })).metadata).toEqual({ a: "1", c: "3" });
    expect(await stripe.customers.update(id, { metadata: "" })).toMatchObject({ metadata: {}, email: null });
  });
});

describe("an idempotency key", () => {
  it("repeats the first answer for the same call", async () => {
    const { stripe } = stand;
    const first = await stripe.customers.create({ name: "同一" }, { idempotencyKey: "key-same" });
    const again = await stripe.customers.create({ name: "同一" }, { idempotencyKey: "key-same" });
    expect(again).toEqual(first);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(again.lastResponse.headers["original-request"]).toBe(first.lastResponse.requestId);
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  });

  it("refuses another call: other parameters, or another address", async () => {
    const { stripe } = stand;
    await stripe.customers.create({ name: "甲" }, { idempotencyKey: "key-other" });
    const other = await failureOf(stripe.customers.create({ name: "乙" }, { idempotencyKey: "key-other" }));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);
    expect(await failureOf(stripe.checkout.sessions.create(order(), { idempotencyKey: "key-other" }))).toMatchObject({ rawType: "idempotency_error" });
  });

  it("repeats a declined payment, but not a call whose parameters were refused", async () => {
    const { stripe } = stand;
    const pay = () => failureOf(stripe.paymentIntents.create({ amount: 5000, currency: "cny", payment_method: "pm_card_chargeDeclined", allowed_payment_method_types: ["card"], confirm: true }, { idempotencyKey: "key-declined" }));
    const [first, again] = [await pay(), await pay()];
    expect(first.charge).toMatch(/^ch_/);
    expect(again.charge).toBe(first.charge);
    await failureOf(stripe.customers.create({ nickname: "x" } as Stripe.CustomerCreateParams, { idempotencyKey: "key-refused" }));
    expect((await stripe.customers.create({ name: "x" }, { idempotencyKey: "key-refused" })).name).toBe("x");
  });

  it("answers 409 while its first call is still running, and does the work once", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ delayMs: 250 });
    const first = stripe.customers.create({ name: "并行" }, { idempotencyKey: "key-parallel" });
    await until("the first call", () => mock.control.calls().some((call) => call.key === "key-parallel"));
    const second = await failureOf(stripe.customers.create({ name: "并行" }, { idempotencyKey: "key-parallel" }));
    expect(second).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use", rawType: "idempotency_error" });
    const { id } = await first;
    mock.control.reset();
    expect((await stripe.customers.create({ name: "并行" }, { idempotencyKey: "key-parallel" })).id).toBe(id);
  });

  it("is kept for a day of the stand-in's clock", async () => {
    const { stripe } = stand;
    const create = () => stripe.customers.create({ name: "一天" }, { idempotencyKey: "key-day" });
    const first = await create();
    clock.aheadMs = 23.9 * 3_600_000;
    expect((await create()).id).toBe(first.id);
    clock.aheadMs = 25 * 3_600_000;
    expect((await create()).id).not.toBe(first.id);
    clock.aheadMs = 0;
  });
});

describe("lists", () => {
  it("page by cursor both ways, filter by time, and page by themselves in the SDK", async () => {
    const { stripe } = stand;
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.unshift((await stripe.customers.create({ email: "pages@example.com", name: String(index) })).id);
    const list = (more: Stripe.CustomerListParams) => stripe.customers.list({ email: "pages@example.com", ...more });
    const first = await list({ limit: 3 });
    expect(first.data.map((row) => row.id)).toEqual(made.slice(0, 3));
    expect(first.has_more).toBe(true);
    const next = await list({ limit: 3, starting_after: made[2] ?? "" });
    expect(next.data.map((row) => row.id)).toEqual(made.slice(3, 6));
    const back = await list({ limit: 2, ending_before: made[3] ?? "" });
    expect(back.data.map((row) => row.id)).toEqual(made.slice(1, 3));
    expect(back.has_more).toBe(true);
    expect((await list({ limit: 100 }).autoPagingToArray({ limit: 100 })).map((row) => row.id)).toEqual(made);
    expect((await list({ limit: 2 }).autoPagingToArray({ limit: 100 })).map((row) => row.id)).toEqual(made);
    const { created } = await stripe.customers.retrieve(made[0] ?? "") as Stripe.Customer;
    expect((await list({ created: { gt: created } })).data).toEqual([]);
    expect((await list({ created: { gte: created - 60, lte: created } })).data.length).toBe(7);
    expect(await failureOf(list({ starting_after: "cus_none" }))).toMatchObject({ param: "starting_after" });
    expect(await failureOf(list({ starting_after: made[0] ?? "", ending_before: made[1] ?? "" }))).toMatchObject({ code: "parameters_exclusive" });
  });

  it("expand what is inside them, and refuse what cannot be", async () => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order());
    await payByCard(session);
    const page = await stripe.checkout.sessions.list({ limit: 1, expand: ["data.payment_intent.latest_charge", "data.line_items"] });
    expect(page.data[0]).toMatchObject({ id: session.id, payment_intent: { object: "payment_intent", latest_charge: { object: "charge", paid: true } }, line_items: { data: [{ object: "item" }] } });
    expect(await failureOf(stripe.checkout.sessions.retrieve(session.id, { expand: ["nonsense"] }))).toMatchObject({ statusCode: 400, message: expect.stringContaining("This property cannot be expanded (nonsense)") as string });
    expect(await failureOf(stripe.checkout.sessions.list({ expand: ["payment_intent"] }))).toMatchObject({ message: expect.stringContaining("data.payment_intent") as string });
  });
});

describe("customers", () => {
  it("are created, changed and deleted, and a deleted one is still answered for", async () => {
    const { stripe } = stand;
    const { id } = await stripe.customers.create({ name: "将删除" });
    expect(await stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, object: "customer", deleted: true });
    expect(await failureOf(stripe.customers.update(id, { name: "x" }))).toMatchObject({ statusCode: 404 });
    expect((await stripe.customers.list({ limit: 100 })).data.some((row) => row.id === id)).toBe(false);
  });
});
