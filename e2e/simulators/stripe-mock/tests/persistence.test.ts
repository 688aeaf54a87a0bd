import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startStripeMock } from "stripe-mock";
import { clientOf, order, payByCard, payByWallet, secretKey, startReceiver, startStand, type Stand, until, visit, webhookSecret } from "./kit";

let dataDir: string;
const running: { close: () => Promise<void> }[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "stripe-mock-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  rmSync(dataDir, { recursive: true, force: true });
});
async function stand(options: Parameters<typeof startStand>[0] = {}): Promise<Stand> {
  const started = await startStand({ dataDir, ...options });
  running.push(started);
  return started;
}

describe("after a restart", () => {
  it("everything is as it was, and a key still repeats its answer", async () => {
    const before = await stand();
    const session = await before.stripe.checkout.sessions.create(order(), { idempotencyKey: "key-restart" });
    await payByCard(session);
    const done = await before.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge", "line_items"] });
    await until("the deliveries", () => before.mock.control.waiting() === 0);
    await before.close();
    // What a process leaves that is killed in mid-write.
    appendFileSync(path.join(dataDir, "stripe.jsonl"), '[["customers","cus_half",{"id":"cus_');
    const after = await stand();
    expect(await after.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge", "line_items"] })).toEqual(done);
    const replayed = await after.stripe.checkout.sessions.create(order(), { idempotencyKey: "key-restart" });
    expect(replayed.id).toBe(session.id);
    expect(replayed.lastResponse.headers["idempotent-replayed"]).toBe("true");
    const { id } = await after.stripe.customers.create({ name: "之后" });
    await after.close();
    expect((await (await stand()).stripe.customers.retrieve(id)).id).toBe(id);
  });

  it("what was not delivered is delivered, and what was is not sent again", async () => {
    const before = await stand();
    await before.stripe.customers.create({ name: "已送" });
    await until("the first", () => before.mock.control.waiting() === 0);
    before.mock.control.set({ webhooksStopped: true });
    const { id } = await before.stripe.customers.create({ name: "未送" });
    await before.close();
    const after = await stand();
    const event = await until("the waiting one", () => after.receiver.events()[0]);
    expect((event.data.object as { id: string }).id).toBe(id);
    await until("quiet", () => after.mock.control.waiting() === 0);
    expect(after.receiver.events()).toHaveLength(1);
  });

  it("money that was on its way still arrives, and an open challenge goes on", async () => {
    const before = await stand();
    before.mock.control.set({ asynchronous: true, settleAfterMs: 300 });
    const later = await before.stripe.checkout.sessions.create(order());
    await payByWallet(later, "alipay", "confirm");
    const asked = await before.stripe.checkout.sessions.create(order());
    await payByCard(asked, { cardNumber: "4000002760003184", cardExpiry: "1/40", cardCvc: "123" });
    await before.close();
    const after = await stand();
    await until("the money", async () => (await after.stripe.checkout.sessions.retrieve(later.id)).payment_status === "paid");
    const there = `${after.mock.url}/c/pay/${asked.id}/challenge`;
    expect((await visit(there, { decision: "approve" })).location).toContain("/paid?");
  });
});

describe("time", () => {
  it("expires a session that nobody paid, by the stand-in's clock", async () => {
    let aheadMs = 0;
    const { stripe, receiver } = await stand({ now: () => new Date(Date.now() + aheadMs) });
    const session = await stripe.checkout.sessions.create(order({ expires_at: Math.floor(Date.now() / 1000) + 1_800 }));
    aheadMs = 1_799_000 - 5_000;
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    aheadMs = 1_801_000;
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired");
    aheadMs = 0;
    await until("the event", () => receiver.types().includes("checkout.session.expired"));
  });

  it("expires it also when nobody looks, and the payment page as soon as somebody does", async () => {
    let aheadMs = 0;
    const { stripe, mock, receiver } = await stand({ now: () => new Date(Date.now() + aheadMs) });
    const session = await stripe.checkout.sessions.create(order());
    await payByCard(session, { cardNumber: "4000000000000002", cardExpiry: "1/40", cardCvc: "123" });
    aheadMs = 86_401_000;
    const told = await until("the event", () => receiver.received.find(({ raw }) => raw.includes("checkout.session.expired")));
    expect(told.raw).toContain(session.id);
    expect((await visit(session.url ?? "")).text).toContain("付款页面已过期");
    expect((await stripe.paymentIntents.list()).data[0]).toMatchObject({ status: "canceled", cancellation_reason: "expired" });
    expect(mock.control.calls().some((call) => call.operation === "checkout.sessions.retrieve")).toBe(false);
  });
});

describe("a start", () => {
  it("takes test keys only, and says plainly when its port is taken", async () => {
    await expect(startStripeMock({ port: 0, secretKey: "sk_live_x", webhookSecret })).rejects.toThrow("test keys only");
    const { mock } = await stand();
    await expect(startStripeMock({ port: Number(new URL(mock.url).port), secretKey, webhookSecret })).rejects.toThrow("already taken");
  });

  it("needs no receiver: events are listed and nothing is sent", async () => {
    const mock = await startStripeMock({ port: 0, secretKey, webhookSecret });
    running.push(mock);
    const stripe = clientOf(mock);
    await stripe.customers.create({ name: "无接收方" });
    expect((await stripe.events.list()).data).toMatchObject([{ type: "customer.created", pending_webhooks: 0 }]);
    expect(mock.control.waiting()).toBe(0);
  });
});

describe("speed", () => {
  it("makes and pays a hundred sessions in a moment, events and journal included, even on a busy machine", async () => {
    const receiver = await startReceiver();
    running.push(receiver);
    const { stripe, mock } = await stand({ webhookUrl: receiver.url });
    const before = performance.now();
    const one = async () => {
      for (let count = 0; count < 10; count += 1) expect((await payByCard(await stripe.checkout.sessions.create(order()))).status).toBe(303);
    };
    await Promise.all(Array.from({ length: 10 }, one));
    const tookMs = performance.now() - before;
    await until("every event", () => receiver.types().filter((type) => type === "checkout.session.completed").length === 100, 10_000);
    expect(mock.control.calls().length).toBeGreaterThanOrEqual(100);
    expect(tookMs).toBeLessThan(4_000);
  });
});
