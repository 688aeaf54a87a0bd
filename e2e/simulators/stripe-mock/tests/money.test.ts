import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { failureOf, goodCard, order, payByCard, payByWallet, startStand, type Stand, until, visit } from "./kit";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterEach(() => void stand.mock.control.reset());
afterAll(() => stand.close());

async function paid(type: "card" | "alipay" | "wechat_pay" = "card"): Promise<{ intent: string; charge: string }> {
  const session = await stand.stripe.checkout.sessions.create(order());
  await (type === "card" ? payByCard(session) : payByWallet(session, type, "confirm"));
  const { payment_intent: intent } = await stand.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
  return { intent: (intent as Stripe.PaymentIntent).id, charge: String((intent as Stripe.PaymentIntent).latest_charge) };
}

async function savedCard(cardNumber = goodCard.cardNumber): Promise<{ customer: string; method: string }> {
  const { stripe } = stand;
  const { id: customer } = await stripe.customers.create({ name: "自动付款" });
  const session = await stripe.checkout.sessions.create({ ...order({ customer, payment_intent_data: { setup_future_usage: "off_session" } }), payment_method_options: {} });
  const step = await payByCard(session, { ...goodCard, cardNumber });
  if (step.location?.endsWith("/challenge")) await visit(`${session.url}/challenge`, { decision: "approve" });
  const methods = await stripe.customers.listPaymentMethods(customer);
  return { customer, method: methods.data[0]?.id ?? "" };
}

describe("payments without the payer", () => {
  const charge = (given: { customer?: string; method: string }, key?: string) =>
    stand.stripe.paymentIntents.create(
      { amount: 9_900, currency: "cny", ...(given.customer === undefined ? {} : { customer: given.customer }), payment_method: given.method, allowed_payment_method_types: ["card"], off_session: true, confirm: true },
      key === undefined ? {} : { idempotencyKey: key },
    );

  it("take a saved card, once per idempotency key", async () => {
    const saved = await savedCard();
    const intent = await charge(saved, "month-11");
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 9_900, customer: saved.customer, payment_method: saved.method });
    expect((await charge(saved, "month-11")).id).toBe(intent.id);
    expect((await stand.stripe.charges.list({ customer: saved.customer })).data).toHaveLength(2);
  });

  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_authenticationRequired", "authentication_required", "authentication_required"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ])("%s ends in %s (%s), and the intent remembers", async (method, code, declineCode) => {
    const error = await failureOf(charge({ method }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode, payment_intent: { status: "requires_payment_method" } });
    const intent = await stand.stripe.paymentIntents.retrieve(error.payment_intent?.id ?? "");
    expect(intent.last_payment_error).toMatchObject({ code, decline_code: declineCode, charge: error.charge });
    expect(await stand.stripe.charges.retrieve(error.charge ?? "")).toMatchObject({ status: "failed", paid: false, failure_code: code });
    await until("the failed event", () => stand.receiver.events().some((event) => event.type === "payment_intent.payment_failed" && event.data.object.id === intent.id));
  });

  it("know cards that ask each time from cards that ask only once", async () => {
    expect(await failureOf(charge(await savedCard("4000002760003184")))).toMatchObject({ code: "authentication_required" });
    expect((await charge(await savedCard("4000002500003155"))).status).toBe("succeeded");
    expect(await failureOf(charge(await savedCard().then(({ method }) => ({ method }))))).toMatchObject({ param: "payment_method" });
  });

  it("cannot use a method that was detached", async () => {
    const saved = await savedCard();
    expect((await stand.stripe.paymentMethods.detach(saved.method)).customer).toBeNull();
    expect((await stand.stripe.customers.listPaymentMethods(saved.customer)).data).toEqual([]);
    expect(await failureOf(stand.stripe.paymentMethods.detach(saved.method))).toMatchObject({ statusCode: 400 });
    await until("the detached event", () => stand.receiver.types().includes("payment_method.detached"));
  });

  it("are confirmed and canceled step by step", async () => {
    const { stripe } = stand;
    const intent = await stripe.paymentIntents.create({ amount: 5_000, currency: "cny" });
    expect(intent.status).toBe("requires_payment_method");
    expect(await failureOf(stripe.paymentIntents.confirm(intent.id))).toMatchObject({ code: "payment_intent_unexpected_state" });
    expect(await failureOf(stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" }))).toMatchObject({ param: "return_url" });
    expect(await failureOf(stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_authenticationRequired", error_on_requires_action: true, return_url: "http://127.0.0.1:9/back" }))).toMatchObject({ statusCode: 402, code: "authentication_required" });
    const waiting = await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_authenticationRequired", return_url: "http://127.0.0.1:9/back" });
    expect(waiting).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const back = await visit(waiting.next_action?.redirect_to_url?.url ?? "", { decision: "approve" });
    expect(back.location).toContain("redirect_status=succeeded");
    expect(await failureOf(stripe.paymentIntents.cancel(intent.id))).toMatchObject({ code: "payment_intent_unexpected_state" });
    const other = await stripe.paymentIntents.create({ amount: 5_000, currency: "cny" });
    expect(await stripe.paymentIntents.cancel(other.id, { cancellation_reason: "abandoned" })).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
  });
});

describe("refunds", () => {
  it("of a card end at once, in parts, and never above the charge", async () => {
    const { stripe } = stand;
    const { intent, charge } = await paid();
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 2_800, reason: "requested_by_customer", metadata: { case: "9" } });
    expect(part).toMatchObject({ status: "succeeded", amount: 2_800, charge, metadata: { case: "9" } });
    expect(await failureOf(stripe.refunds.create({ charge, amount: 10_001 }))).toMatchObject({ statusCode: 400, param: "amount", message: expect.stringContaining("greater than unrefunded amount") as string });
    await stripe.refunds.create({ charge });
    expect(await failureOf(stripe.refunds.create({ charge }))).toMatchObject({ code: "charge_already_refunded" });
    const whole = await stripe.charges.retrieve(charge, { expand: ["refunds"] });
    expect(whole).toMatchObject({ refunded: true, amount_refunded: 12_800 });
    expect(whole.refunds?.data.map((refund) => refund.amount)).toEqual([10_000, 2_800]);
    const line = await stripe.balanceTransactions.retrieve(String(part.balance_transaction));
    expect(line).toMatchObject({ amount: -2_800, fee: 0, net: -2_800, type: "refund", source: part.id });
    await until("both events", () => stand.receiver.events().filter((event) => event.type === "charge.refunded" && event.data.object.id === charge).length === 2);
  });

  it.each([["alipay", "succeeded"], ["wechat_pay", "failed"]] as const)("of %s are pending first and %s later", async (type, outcome) => {
    const { stripe, mock } = stand;
    mock.control.set({ refundAfterMs: 0 });
    const { charge } = await paid(type);
    const refund = await stripe.refunds.create({ charge });
    expect(refund.status).toBe("pending");
    expect(mock.control.settle(refund.id, outcome)).toEqual([refund.id]);
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe(outcome);
    expect((await stripe.charges.retrieve(charge)).amount_refunded).toBe(outcome === "failed" ? 0 : 12_800);
    const told = outcome === "failed" ? "refund.failed" : "refund.updated";
    await until(told, () => stand.receiver.events().some((event) => event.type === told && event.data.object.id === refund.id));
  });

  it("end by themselves after their time, failing when told to", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ refundAfterMs: 30, refundFailNext: 1 });
    const { charge } = await paid("alipay");
    const refund = await stripe.refunds.create({ charge });
    await until("the failed refund", async () => (await stripe.refunds.retrieve(refund.id)).status === "failed");
    const again = await stripe.refunds.create({ charge });
    await until("the good refund", async () => (await stripe.refunds.retrieve(again.id)).status === "succeeded");
  });
});

describe("a card refund the bank sends back", () => {
  it("succeeds first and fails later, and the money can be refunded again", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ refundFailNext: 1, refundAfterMs: 20 });
    const { charge } = await paid();
    const refund = await stripe.refunds.create({ charge });
    expect(refund.status).toBe("succeeded");
    await until("the failure", async () => (await stripe.refunds.retrieve(refund.id)).status === "failed");
    expect((await stripe.charges.retrieve(charge)).amount_refunded).toBe(0);
    expect((await stripe.refunds.create({ charge })).status).toBe("succeeded");
    const { receipt_url: receipt } = await stripe.charges.retrieve(charge);
    expect((await visit(receipt ?? "")).text).toContain("其中已退款 ¥128.00");
  });
});

describe("money that arrives later", () => {
  it.each([["succeeded", "paid"], ["failed", "unpaid"]] as const)("%s: the session is complete at once and hears the end", async (outcome, status) => {
    const { stripe, mock } = stand;
    mock.control.set({ asynchronous: true, settleAfterMs: 0 });
    const session = await stripe.checkout.sessions.create(order());
    expect((await payByWallet(session, "wechat_pay", "confirm")).location).toContain("/paid?");
    const waiting = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(waiting).toMatchObject({ status: "complete", payment_status: "unpaid", payment_intent: { status: "processing" } });
    mock.control.settle((waiting.payment_intent as Stripe.PaymentIntent).id, outcome);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe(status);
    const told = `checkout.session.async_payment_${outcome}`;
    await until(told, () => stand.receiver.events().some((event) => event.type === told && (event.data.object as { id: string }).id === session.id));
    expect(stand.receiver.types()).toContain("payment_intent.processing");
  });

  it("settles by itself, and fails when told to", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ asynchronous: true, settleAfterMs: 20, settleFailNext: 1 });
    const session = await stripe.checkout.sessions.create(order());
    await payByWallet(session, "alipay", "confirm");
    const intent = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
    await until("the failure", async () => (await stripe.paymentIntents.retrieve(intent)).status === "requires_payment_method");
  });

  it("declines the next payments when told to", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ declineNext: 2 });
    const session = await stripe.checkout.sessions.create(order());
    expect((await payByCard(session)).status).toBe(402);
    expect((await payByWallet(session, "alipay", "confirm")).location).toContain("notice=declined");
    expect((await payByCard(session)).status).toBe(303);
  });
});

describe("disputes and the balance", () => {
  it("take the money back, and return it when they are won", async () => {
    const { stripe, mock } = stand;
    const { charge, intent } = await paid();
    const dispute = mock.control.dispute(charge, "product_not_received");
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "needs_response", amount: 12_800, charge, payment_intent: intent, reason: "product_not_received" });
    expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
    expect(await failureOf(stripe.refunds.create({ charge }))).toMatchObject({ code: "charge_disputed" });
    mock.control.closeDispute(dispute.id, "won");
    expect((await stripe.disputes.list({ charge })).data[0]?.status).toBe("won");
    const lines = await stripe.balanceTransactions.list({ source: dispute.id });
    expect(lines.data.map((line) => line.amount)).toEqual([12_800, -12_800]);
    await until("both events", () => ["charge.dispute.created", "charge.dispute.closed"].every((type) => stand.receiver.types().includes(type)));
  });

  it("adds up: what was booked is what was received, less what went back", async () => {
    const { stripe } = stand;
    const lines = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    const received = charges.reduce((sum, charge) => sum + (charge.paid ? charge.amount - charge.amount_refunded : 0), 0);
    expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(received);
    expect(lines.every((line) => line.net === line.amount - line.fee)).toBe(true);
  });
});
