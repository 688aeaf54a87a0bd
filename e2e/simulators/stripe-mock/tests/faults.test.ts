import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clientOf, failureOf, startStand, type Stand, until } from "./kit";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterEach(() => void stand.mock.control.reset());
afterAll(() => stand.close());

const named = async (name: string) => (await stand.stripe.customers.list({ limit: 100 })).data.filter((row) => row.name === name);

describe("faults of the API", () => {
  it.each([["500", Stripe.errors.StripeAPIError], ["503", Stripe.errors.StripeAPIError], ["429", Stripe.errors.StripeRateLimitError]] as const)("fail with %s the told number of times and do nothing", async (failStatus, kind) => {
    const { stripe, mock } = stand;
    mock.control.set({ failNext: 2, failStatus });
    for (let time = 0; time < 2; time += 1) {
      const error = await failureOf(stripe.customers.create({ name: `故障 ${failStatus}` }));
      expect(error).toBeInstanceOf(kind);
      expect(error.statusCode).toBe(Number(failStatus));
    }
    await stripe.customers.create({ name: `故障 ${failStatus}` });
    expect(await named(`故障 ${failStatus}`)).toHaveLength(1);
  });

  it("are overcome by the SDK's own retries", async () => {
    stand.mock.control.set({ failNext: 1, failStatus: "503" });
    const patient = clientOf(stand.mock, undefined, { maxNetworkRetries: 1 });
    await patient.customers.create({ name: "再试" });
    expect(await named("再试")).toHaveLength(1);
  });

  it("drop the answer to work that was done; the retry gets it without doing it again", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ dropReplyNext: 2 });
    const lost = await failureOf(stripe.customers.create({ name: "掐断" }, { idempotencyKey: "key-dropped" }));
    expect(lost).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    const again = await stripe.customers.create({ name: "掐断" }, { idempotencyKey: "key-dropped" });
    expect((await named("掐断")).map((row) => row.id)).toEqual([again.id]);
  });

  it("answer late, or not at all", async () => {
    const { mock } = stand;
    const hasty = clientOf(mock, undefined, { timeout: 100 });
    mock.control.set({ silent: true });
    expect(await failureOf(hasty.customers.create({ name: "沉默" }))).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    mock.control.set({ silent: false, delayMs: 150 });
    const before = performance.now();
    await stand.stripe.customers.list();
    expect(performance.now() - before).toBeGreaterThanOrEqual(145);
    expect(await named("沉默")).toEqual([]);
  });

  it("touch one operation only when told so", async () => {
    const { stripe, mock } = stand;
    mock.control.set({ failNext: 1, onlyOperation: "refunds.create" });
    await stripe.customers.create({ name: "不相干" });
    expect(await failureOf(stripe.refunds.create({ charge: "ch_x" }))).toMatchObject({ statusCode: 500 });
    expect(await failureOf(stripe.refunds.create({ charge: "ch_x" }))).toMatchObject({ code: "resource_missing" });
  });

  it("are strict about switches nobody knows", async () => {
    const { mock } = stand;
    const post = (body: unknown) => fetch(`${mock.url}/_control`, { method: "POST", body: JSON.stringify(body) });
    expect((await post({ failNxt: 1 })).status).toBe(400);
    expect((await post({ failNext: -1 })).status).toBe(400);
    expect((await post({ onlyOperation: "refunds.creat" })).status).toBe(400);
    expect(() => mock.control.set({ failStatus: "418" as never })).toThrow();
    expect(await (await post({ declineNext: 3 })).json()).toMatchObject({ declineNext: 3, failNext: 0 });
    expect(await (await fetch(`${mock.url}/_control/reset`, { method: "POST" })).json()).toMatchObject({ declineNext: 0 });
    const foreign = await fetch(`${mock.url}/_control/reset`, { method: "POST", headers: { "sec-fetch-site": "cross-site" } });
    expect(foreign.status).toBe(403);
  });
});

describe("faults of the webhooks", () => {
  const create = async (count: number, name: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push((await stand.stripe.customers.create({ name })).id);
    return ids;
  };
  const told = (ids: readonly string[]) => stand.receiver.events().map((event) => (event.data.object as { id: string }).id).filter((id) => ids.includes(id));
  const deliveryOf = async (id: string) => {
    const { data } = await stand.stripe.events.list({ type: "customer.created", limit: 100 });
    const event = data.find((row) => (row.data.object as { id: string }).id === id);
    return stand.mock.control.deliveries().find((row) => row.id === event?.id);
  };
  const quiet = () => until("all deliveries", () => stand.mock.control.waiting() === 0);

  it("lose the next ones, until they are sent again by hand", async () => {
    stand.mock.control.set({ loseNext: 1 });
    const ids = await create(2, "丢失");
    await quiet();
    expect(told(ids)).toEqual([ids[1]]);
    const lost = await deliveryOf(ids[0] ?? "");
    expect(lost?.state).toBe("lost");
    expect((await fetch(`${stand.mock.url}/_resend`, { method: "POST", body: JSON.stringify({ event: lost?.id }) })).status).toBe(200);
    await until("the resent event", () => told(ids).length === 2);
    expect((await fetch(`${stand.mock.url}/_resend`, { method: "POST", body: JSON.stringify({ event: "evt_none" }) })).status).toBe(404);
  });

  it("lose a share that is the same for the same seed", async () => {
    const lostOf = async () => {
      stand.mock.control.set({ losePercent: 50, loseSeed: 7 });
      const ids = await create(20, "随机");
      await quiet();
      const arrived = told(ids);
      return ids.map((id) => arrived.includes(id));
    };
    const [first, second] = [await lostOf(), await lostOf()];
    expect(second).toEqual(first);
    expect(first).toContain(true);
    expect(first).toContain(false);
  });

  it("deliver each twice, byte for byte", async () => {
    stand.mock.control.set({ webhookTwice: true });
    const ids = await create(1, "两遍");
    await until("both", () => told(ids).length === 2);
    const bodies = stand.receiver.received.filter(({ raw }) => raw.includes(ids[0] ?? "")).map(({ raw }) => raw);
    expect(bodies[1]).toBe(bodies[0]);
  });

  it("deliver later", async () => {
    stand.mock.control.set({ webhookDelayMs: 200 });
    const before = performance.now();
    const ids = await create(1, "推迟");
    await until("the event", () => told(ids).length === 1);
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  });

  it("deliver in another order: reversed, and shuffled by the seed", async () => {
    stand.mock.control.set({ reorderCount: 4 });
    const reversed = await create(4, "倒序");
    await until("all four", () => told(reversed).length === 4);
    expect(told(reversed)).toEqual([...reversed].reverse());
    stand.mock.control.set({ reorderCount: 6, reorderMode: "shuffled", loseSeed: 3 });
    const shuffled = await create(6, "打乱");
    await until("all six", () => told(shuffled).length === 6);
    expect(told(shuffled)).not.toEqual(shuffled);
    const kept = await create(2, "攒着");
    expect(stand.mock.control.waiting()).toBe(2);
    stand.mock.control.set({ reorderCount: 0 });
    await until("what was kept", () => told(kept).length === 2);
  });

  it("stop, and go on with what waited", async () => {
    stand.mock.control.set({ webhooksStopped: true });
    const ids = await create(2, "停发");
    await until("the waiting ones", async () => (await deliveryOf(ids[1] ?? ""))?.state === "queued" && stand.mock.control.waiting() === 2);
    expect(told(ids)).toEqual([]);
    stand.mock.control.set({ webhooksStopped: false });
    await until("both", () => told(ids).length === 2);
  });

  it("sign wrongly, and rightly at the retry", async () => {
    stand.mock.control.set({ badSignatureNext: 1 });
    const ids = await create(1, "错签");
    await until("the good one", () => told(ids).length === 1);
    const attempts = stand.receiver.received.filter(({ raw }) => raw.includes(ids[0] ?? ""));
    expect(attempts.map(({ event }) => event === null)).toEqual([true, false]);
    await until("the end", async () => (await deliveryOf(ids[0] ?? ""))?.state === "delivered");
  });

  it("speak an older version", async () => {
    stand.mock.control.set({ webhookApiVersion: "2020-08-27" });
    const ids = await create(1, "旧版");
    const event = await until("the event", () => stand.receiver.events().find((row) => (row.data.object as { id: string }).id === ids[0]));
    expect(event.api_version).toBe("2020-08-27");
  });

  it("are retried while the receiver refuses, and given up after the last wait", async () => {
    stand.receiver.answer(500);
    const ids = await create(1, "拒收");
    await until("the end", async () => (await deliveryOf(ids[0] ?? ""))?.state === "failed");
    expect(await deliveryOf(ids[0] ?? "")).toMatchObject({ attempts: 4, status: 500 });
    stand.receiver.answer(200);
    const event = (await stand.stripe.events.list({ delivery_success: false, type: "customer.created", limit: 100 })).data.find((row) => (row.data.object as { id: string }).id === ids[0]);
    expect(event?.pending_webhooks).toBe(1);
    stand.mock.control.resend(event?.id ?? "");
    await until("the resent one", async () => (await stand.stripe.events.retrieve(event?.id ?? "")).pending_webhooks === 0);
  });

  it("are listed as events, by type and by time", async () => {
    const { stripe } = stand;
    const ids = await create(1, "列表");
    const newest = (await stripe.events.list({ types: ["customer.created", "charge.*"], limit: 1 })).data[0];
    expect(newest).toMatchObject({ object: "event", type: "customer.created", data: { object: { id: ids[0] } }, request: { id: expect.stringMatching(/^req_/) as string } });
    expect((await stripe.events.list({ type: "charge.succeeded" })).data).toEqual([]);
    expect((await stripe.events.list({ created: { gte: (newest?.created ?? 0) + 60 } })).data).toEqual([]);
    expect((await stripe.events.list({ created: { gte: newest?.created ?? 0 }, limit: 1 })).data[0]?.id).toBe(newest?.id);
  });
});
