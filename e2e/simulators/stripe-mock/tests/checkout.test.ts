import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureOf, goodCard, order, payByCard, payByWallet, startStand, type Stand, until, visit } from "./kit";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.close());

const typesOf = (id: string) => stand.receiver.events().filter((event) => JSON.stringify(event.data.object).includes(id)).map((event) => event.type);

describe("a Checkout Session, through the SDK", () => {
  it("is created as Stripe creates it", async () => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order({ client_reference_id: "O-1", metadata: { order: "1" }, payment_intent_data: { metadata: { order: "1" } }, locale: "zh" }));
    expect(session).toMatchObject({ object: "checkout.session", amount_total: 12_800, currency: "cny", status: "open", payment_status: "unpaid", payment_intent: null, client_reference_id: "O-1", metadata: { order: "1" }, livemode: false });
    expect(session.id).toMatch(/^cs_test_/);
    expect(session.url).toBe(`${stand.mock.url}/c/pay/${session.id}`);
    expect(session.expires_at - session.created).toBe(86_400);
    expect(session.lastResponse.requestId).toMatch(/^req_/);
    expect(session.lastResponse.apiVersion).toBe("2026-10-28.endive");
    expect(await stripe.checkout.sessions.retrieve(session.id)).toEqual(session);
  });

  it("lists and expands its lines, in their order", async () => {
    const { stripe } = stand;
    const line = (name: string, amount: number, quantity: number) => ({ price_data: { currency: "cny", product_data: { name }, unit_amount: amount }, quantity });
    const session = await stripe.checkout.sessions.create({ ...order({ line_items: [line("专线", 50_000, 2), line("固定 IP", 3_000, 1)] }), expand: ["line_items"] });
    expect(session.line_items?.data.map((item) => [item.description, item.quantity, item.amount_total])).toEqual([["专线", 2, 100_000], ["固定 IP", 1, 3_000]]);
    const page = await stripe.checkout.sessions.listLineItems(session.id, { limit: 1 });
    expect(page.data.map((item) => item.description)).toEqual(["专线"]);
    expect(page.has_more).toBe(true);
    expect(session.amount_total).toBe(103_000);
  });

  it("offers what fits, narrowed by what is allowed", async () => {
    const offered = async (more: Partial<Stripe.Checkout.SessionCreateParams>) => (await stand.stripe.checkout.sessions.create(order(more))).payment_method_types;
    expect(await offered({})).toEqual(["card", "alipay", "wechat_pay"]);
    expect(await offered({ allowed_payment_method_types: ["alipay", "card"] })).toEqual(["alipay", "card"]);
    expect(await offered({ excluded_payment_method_types: ["wechat_pay"] })).toEqual(["card", "alipay"]);
    expect(await offered({ payment_intent_data: { setup_future_usage: "off_session" } })).toEqual(["card"]);
    expect(await offered({ payment_method_options: { card: { setup_future_usage: "off_session" } } })).toEqual(["card", "alipay", "wechat_pay"]);
  });

  it("refuses what Stripe refuses", async () => {
    const { stripe } = stand;
    const create = (more: object) => failureOf(stripe.checkout.sessions.create(order(more as Partial<Stripe.Checkout.SessionCreateParams>)));
    expect(await create({ payment_method_types: ["card"] })).toMatchObject({ code: "parameter_unknown", param: "payment_method_types" });
    expect(await create({ payment_method_options: { wechat_pay: { app_id: "wx1" } } })).toMatchObject({ code: "parameter_missing", param: "payment_method_options[wechat_pay][client]" });
    expect(await create({ payment_method_options: { wechat_pay: { client: "ios" } } })).toMatchObject({ param: "payment_method_options[wechat_pay][client]" });
    expect(await create({ allowed_payment_method_types: ["alipay"], payment_intent_data: { setup_future_usage: "off_session" } })).toMatchObject({ statusCode: 400, param: "allowed_payment_method_types" });
    expect(await create({ customer: "cus_nobody" })).toMatchObject({ code: "resource_missing", param: "customer", statusCode: 400 });
    expect(await create({ expires_at: Math.floor(Date.now() / 1000) + 60 })).toMatchObject({ param: "expires_at" });
    expect(await create({ expires_at: Math.floor(Date.now() / 1000) + 100_000 })).toMatchObject({ param: "expires_at" });
    expect(await create({ line_items: [{ price_data: { currency: "cny", product_data: { name: "便宜" }, unit_amount: 399 }, quantity: 1 }] })).toMatchObject({ code: "amount_too_small" });
    expect(await create({ line_items: [{ price_data: { currency: "cny", product_data: { name: "半分" }, unit_amount: 1280.5 }, quantity: 1 }] })).toMatchObject({ code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]" });
    expect(await create({ mode: "free" })).toMatchObject({ param: "mode", message: "Invalid mode: must be one of payment, setup, or subscription" });
    expect(await create({ success_url: "nowhere" })).toMatchObject({ code: "url_invalid", param: "success_url" });
  });

  it("is paid by card: one charge with its fee, and every event is told and verified", async () => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order({ payment_intent_data: { metadata: { order: "7" } } }));
    const paid = await payByCard(session, { ...goodCard, email: "li@example.com", billingName: "李雷" });
    expect(paid).toMatchObject({ status: 303, location: `http://127.0.0.1:9/paid?session=${session.id}` });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge.balance_transaction"] });
    expect(done).toMatchObject({ status: "complete", payment_status: "paid", url: null, customer_details: { email: "li@example.com", name: "李雷" } });
    const intent = done.payment_intent as Stripe.PaymentIntent;
    const charge = intent.latest_charge as Stripe.Charge;
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 12_800, metadata: { order: "7" } });
    expect(charge).toMatchObject({ paid: true, amount: 12_800, payment_method_details: { type: "card", card: { last4: "4242", brand: "visa" } } });
    const line = charge.balance_transaction as Stripe.BalanceTransaction;
    expect(line.fee).toBe(635);
    expect(line.net).toBe(12_800 - line.fee);
    await until("the completed event", () => typesOf(session.id).includes("checkout.session.completed"));
    expect(typesOf(intent.id).sort()).toEqual(["charge.succeeded", "checkout.session.completed", "payment_intent.created", "payment_intent.succeeded"]);
  });

  it("is charged once, however often the button is pressed", async () => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order());
    const presses = await Promise.all([payByCard(session), payByCard(session), payByCard(session)]);
    expect(presses.map((press) => press.location)).toEqual(Array.from({ length: 3 }, () => `http://127.0.0.1:9/paid?session=${session.id}`));
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
    expect((await stripe.charges.list({ payment_intent: String(intent) })).data).toHaveLength(1);
    expect((await visit(session.url ?? "")).text).toContain("这笔款已经付过");
  });

  it.each([
    ["4000 0000 0000 0002", "generic_decline", "银行拒绝了这张卡"],
    ["4000 0000 0000 9995", "insufficient_funds", "余额不足"],
  ])("card %s is refused with %s, and another card still pays", async (cardNumber, declineCode, words) => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order());
    const refused = await payByCard(session, { ...goodCard, cardNumber });
    expect(refused.status).toBe(402);
    expect(refused.text).toContain(words);
    const open = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(open.status).toBe("open");
    expect(open.payment_intent).toMatchObject({ status: "requires_payment_method", last_payment_error: { code: "card_declined", decline_code: declineCode } });
    expect((await payByCard(session)).status).toBe(303);
    const charges = await stripe.charges.list({ payment_intent: (open.payment_intent as Stripe.PaymentIntent).id });
    expect(charges.data.map((charge) => charge.status)).toEqual(["succeeded", "failed"]);
  });

  it("says at the field what is wrong with a card", async () => {
    const session = await stand.stripe.checkout.sessions.create(order());
    const wrong = await payByCard(session, { cardNumber: "4242 4242 4242 4241", cardExpiry: "01/20", cardCvc: "1" });
    expect(wrong.status).toBe(422);
    for (const name of ["cardNumber", "cardExpiry", "cardCvc"]) expect(wrong.text).toContain(`id="${name}-error"`);
    expect((await payByCard(session, { cardNumber: "", cardExpiry: "13/40", cardCvc: "" })).text).toContain("请填写卡号");
    expect((await stand.stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });

  it("asks the bank where a card wants it: passed pays, turned down does not", async () => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order());
    const card = { ...goodCard, cardNumber: "4000 0027 6000 3184" };
    expect((await payByCard(session, card)).location).toBe(`/c/pay/${session.id}/challenge`);
    expect((await visit(`${session.url}/challenge`)).text).toContain("通过");
    expect((await visit(`${session.url}/challenge`, { decision: "reject" })).location).toContain("notice=challenge");
    const open = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(open.payment_intent).toMatchObject({ status: "requires_payment_method", last_payment_error: { code: "payment_intent_authentication_failure" } });
    await payByCard(session, card);
    expect((await visit(`${session.url}/challenge`, { decision: "approve" })).location).toContain("/paid?");
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    await until("the action event", () => stand.receiver.types().includes("payment_intent.requires_action"));
  });

  it.each([["alipay", "支付宝"], ["wechat_pay", "微信"]] as const)("%s pays, and can be turned away from", async (type, name) => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order());
    const away = await payByWallet(session, type, "cancel");
    expect(away.location).toBe(`/c/pay/${session.id}?method=${type}&notice=canceled`);
    expect((await visit(`${stand.mock.url}${away.location ?? ""}`)).text).toContain(`已取消${name}`);
    expect((await payByWallet(session, type, "confirm")).location).toContain("/paid?");
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge"] });
    expect((done.payment_intent as Stripe.PaymentIntent).latest_charge).toMatchObject({ status: "succeeded", payment_method_details: { type } });
  });

  it("expires by call and cannot be paid afterwards", async () => {
    const { stripe } = stand;
    const session = await stripe.checkout.sessions.create(order());
    const expired = await stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: "expired", url: null });
    expect((await payByCard(session)).status).toBe(410);
    expect((await visit(session.url ?? "")).text).toContain("已过期");
    expect(await failureOf(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
    await until("the expired event", () => typesOf(session.id).includes("checkout.session.expired"));
  });

  it("sets up a card for later in setup mode", async () => {
    const { stripe } = stand;
    const customer = await stripe.customers.create({ name: "宏达公司", email: "caiwu@example.com" });
    const session = await stripe.checkout.sessions.create({ mode: "setup", currency: "cny", customer: customer.id, success_url: "http://127.0.0.1:9/ok", setup_intent_data: { metadata: { company: "8" } } });
    expect((await payByCard(session, { ...goodCard, cardNumber: "4000000000000002" })).status).toBe(402);
    expect((await payByCard(session)).location).toBe("http://127.0.0.1:9/ok");
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent.payment_method"] });
    const setup = done.setup_intent as Stripe.SetupIntent;
    expect(setup).toMatchObject({ status: "succeeded", usage: "off_session", metadata: { company: "8" }, payment_method: { customer: customer.id, card: { last4: "4242" } } });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data.map((method) => method.id)).toEqual([(setup.payment_method as Stripe.PaymentMethod).id]);
    await until("the setup events", () => ["setup_intent.succeeded", "payment_method.attached"].every((type) => stand.receiver.types().includes(type)));
  });

  it("shows an unknown session as not found", async () => {
    expect((await visit(`${stand.mock.url}/c/pay/cs_test_none`)).status).toBe(404);
    expect(await failureOf(stand.stripe.checkout.sessions.retrieve("cs_test_none"))).toMatchObject({ statusCode: 404, code: "resource_missing", param: "id" });
  });
});
