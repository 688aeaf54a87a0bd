import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type Stripe from "stripe";
import { dbFor } from "../../../server/db";
import { cashOf, payByCard, paymentRow } from "../../fixtures/payments";
import { type TestCustomer, customer, operator } from "../../fixtures/people";
import { type Answer, send } from "../kit/http";
import { browserOf, mutate } from "../kit/portal";
import { type ProviderStand, idleEvent, keptEvents, postEvent, strangePage } from "../kit/provider";
import { inLanes } from "../kit/lanes";
import { type Stand } from "../kit/stand";
import { quantile } from "../kit/statistics";
import { until } from "../kit/crash";

const db = () => dbFor("SD");
const TOLD_FEN = 10_000n;

/** Begins a top-up as a browser does; nothing is paid yet. */
export async function begunTopUp(stand: Stand, buyer: TestCustomer, amountFen = TOLD_FEN): Promise<{ paymentId: string; url: string }> {
  const { data, answer } = await mutate<{ paymentId: string; url: string }>(stand, await browserOf(stand, buyer), "payment.begin", { key: randomUUID(), purpose: "topUp", amountFen });
  if (!data?.url) throw new Error(`no payment page: ${answer.status} ${answer.text.slice(0, 200)}`);
  return data;
}
const creditsOf = (paymentId: string) => db().journal.count({ where: { extRef: `payment:${paymentId}` } });
const areActedOn = (stand: Stand, eventIds: string[]) => until(async () => (await keptEvents(stand, eventIds)).every(({ state }) => state !== "waiting"), 30);

async function fiftyCopies(stand: Stand, provider: ProviderStand): Promise<void> {
  const since = new Date(Date.now() - 1000);
  await provider.set({ webhooksStopped: true });
  const buyer = await customer();
  const { paymentId, url } = await begunTopUp(stand, buyer);
  await payByCard(url);
  const { data } = await provider.stripe.paymentIntents.list({ limit: 1 });
  const intentId = data[0]?.id ?? "";
  const paid = (await provider.eventsOf([intentId], since)).get(intentId)?.find(({ type }) => type === "checkout.session.completed") as Stripe.Event;
  const answers = await Promise.all(Array.from({ length: 50 }, () => postEvent(stand, paid)));
  await areActedOn(stand, [paid.id]);
  const [statuses, kept, credits, cashFen] = [[...new Set(answers.map(({ status }) => status))], (await keptEvents(stand, [paid.id])).length, await creditsOf(paymentId), await cashOf(buyer)];
  await provider.set({ webhooksStopped: false, webhookTwice: true });
  await provider.delivered();
  await postEvent(stand, paid);
  await wait(1500);
  await provider.reset();
  const later = await cashOf(buyer);
  stand.judge("8 fifty copies of one message at once, and the provider's own twice more: one credit", statuses.join() === "200" && kept === 1 && credits === 1 && cashFen === TOLD_FEN && later === TOLD_FEN && (await creditsOf(paymentId)) === 1, `answers ${statuses.join(", ")}, ${kept} row, ${credits} credit, ${cashFen} fen, then ${later}`);

  await stand.owner("create table promises_naive_inbox (id text)");
  let naive = 0;
  await Promise.all(Array.from({ length: 50 }, async () => {
    if ((await stand.owner("select 1 from promises_naive_inbox where id = $1", [paid.id])).length > 0) return;
    await stand.owner("insert into promises_naive_inbox values ($1)", [paid.id]);
    naive += 1;
  }));
  await stand.owner("drop table promises_naive_inbox");
  stand.judge("8 the attack bites: looking first and inserting then credits more than once", naive > 1, `${naive} credits of 50 copies`);
}

const ordersOf = <T>(items: readonly T[]): T[][] => (items.length < 2 ? [[...items]] : items.flatMap((item, place) => ordersOf(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest])));
const told = ["payment_intent.payment_failed", "checkout.session.completed", "charge.refunded", "charge.dispute.created"] as const;

/** A top-up that was refused once, then paid, partly sent back and disputed, with nothing told yet. */
async function eventful(stand: Stand, provider: ProviderStand) {
  const buyer = await customer();
  const { paymentId, url } = await begunTopUp(stand, buyer);
  await payByCard(url, "4000000000000002");
  await payByCard(url);
  const { providerSessionId } = await paymentRow(buyer, paymentId);
  const { payment_intent: intentId } = await provider.stripe.checkout.sessions.retrieve(providerSessionId ?? "");
  const intent = await provider.stripe.paymentIntents.retrieve(String(intentId));
  await provider.stripe.refunds.create({ payment_intent: intent.id, amount: 2_500 });
  await provider.dispute(String(intent.latest_charge));
  return { buyer, paymentId, intentId: intent.id };
}

async function endOf({ buyer, paymentId }: { buyer: TestCustomer; paymentId: string }, disputeId: string): Promise<string> {
  const { state, amountFen, refundedFen, failure } = await paymentRow(buyer, paymentId);
  const refunds = await db().refund.findMany({ where: { paymentId }, select: { amountFen: true, state: true } });
  const disputes = await db().journal.count({ where: { extRef: `dispute:${disputeId}` } });
  return JSON.stringify([state, amountFen, refundedFen, failure, await cashOf(buyer), refunds, await creditsOf(paymentId), disputes], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

async function anyOrder(stand: Stand, provider: ProviderStand): Promise<void> {
  const since = new Date(Date.now() - 1000);
  await provider.set({ webhooksStopped: true });
  const lanes = await inLanes(6, ordersOf(told), async (order) => ({ order, lane: await eventful(stand, provider) }));
  const events = await provider.eventsOf(lanes.map(({ lane }) => lane.intentId), since);
  const eventOf = (intentId: string, type: string) => events.get(intentId)?.find((one) => one.type === type) as Stripe.Event;
  const ends = async () => new Set(await inLanes(6, lanes, ({ lane }) => endOf(lane, (eventOf(lane.intentId, told[3]).data.object as { id?: string }).id ?? "")));
  const answers: number[] = [];
  let isStrict = true;
  for (const place of told.keys()) {
    const next = lanes.map(({ order, lane }) => eventOf(lane.intentId, order[place] ?? ""));
    answers.push(...(await Promise.all(next.map((event) => postEvent(stand, event)))).map(({ status }) => status));
    // The next is told only when this one has had its effect, or it would be no order.
    isStrict = (await areActedOn(stand, next.map(({ id }) => id))) && isStrict;
  }
  const inOrder = await ends();
  await provider.reset();
  await provider.delivered();
  await areActedOn(stand, [...events.values()].flat().map(({ id }) => id));
  const after = await ends();
  const wanted = JSON.stringify(["done", "10000", "2500", null, "7500", [{ amountFen: "2500", state: "done" }], 1, 1]);
  stand.judge("8 refused, paid, refunded and disputed, told in all 24 orders, end the same", lanes.length === 24 && isStrict && answers.every((status) => status === 200) && [...inOrder, ...after].join() === [wanted, wanted].join(), `${lanes.length} orders, ${inOrder.size} end: ${[...inOrder].join(" | ").slice(0, 300)}`);
  const naive = new Set(ordersOf(told).map((order) => order.reduce((_, type) => type, "")));
  stand.judge("8 the attack bites: believing the message that came last gives several ends", naive.size > 1, `${naive.size} ends`);
}

/** What a strange payment names, and what of it is not so. */
async function mismatches(stand: Stand, provider: ProviderStand): Promise<void> {
  for (const platformId of ["SD", "SH"]) await (await (await operator({ platformId, roles: ["nationalAdmin"] })).as()).groupRobot.add({ name: "财务群", channel: "wecom", provinceId: "", key: randomUUID().replaceAll("-", ""), signs: "" });
  const [honest, amount, currency, tenant] = await inLanes(2, Array.from({ length: 4 }), async () => {
    const buyer = await customer();
    return { buyer, ...(await begunTopUp(stand, buyer)) };
  }) as [Begun, Begun, Begun, Begun];
  // As if our own page had been lost: the strange one is all that tells of the payment.
  await db().payment.updateMany({ where: { id: { in: [amount.paymentId, currency.paymentId] } }, data: { providerSessionId: null } });
  const intents = [
    await strangePage(provider.stripe, { metadata: { platformId: "SD", paymentId: amount.paymentId }, amount: 5_000 }),
    await strangePage(provider.stripe, { metadata: { platformId: "SD", paymentId: currency.paymentId }, amount: 10_000, currency: "usd" }),
    await strangePage(provider.stripe, { metadata: { platformId: "SH", paymentId: tenant.paymentId }, amount: 10_000 }),
  ];
  await payByCard(honest.url);
  const apart = async () => (await Promise.all(["SD", "SH"].map((platformId) => dbFor(platformId).paymentEvent.findMany({ where: { state: "quarantined" }, select: { problem: true } })))).flat().map(({ problem }) => problem ?? "");
  const alerts = async (intentId: string) => (await Promise.all(["SD", "SH"].map((platformId) => dbFor(platformId).notification.count({ where: { kind: "payment.quarantined", text: { contains: intentId } } })))).reduce((sum, count) => sum + count, 0);
  await until(async () => { const problems = await apart(); return intents.every((id) => problems.some((problem) => problem.endsWith(id))) && (await paymentRow(honest.buyer, honest.paymentId)).state === "done"; }, 30);
  const problems = intents.map(async (id) => (await apart()).find((problem) => problem.endsWith(id))?.split(":")[0] ?? "not set apart");
  const [seen, told] = [await Promise.all(problems), await Promise.all(intents.map(alerts))];
  const credits = await Promise.all([amount, currency, tenant].map(({ paymentId }) => creditsOf(paymentId)));
  const cash = await Promise.all([amount, currency, tenant].map(({ buyer }) => cashOf(buyer)));
  stand.judge("8 another amount, currency or platform is set apart, told to staff and credits nobody", seen.join() === "amountDiffers,currencyDiffers,unknownPayment" && told.every((count) => count === 1) && credits.every((count) => count === 0) && cash.every((fen) => fen === 0n), `${seen.join(", ")}; told ${told.join(", ")} times; ${credits.join(", ")} credits`);
  const right = (await paymentRow(honest.buyer, honest.paymentId)).providerPaymentId ?? "";
  stand.judge("8 the attack bites: the same with everything right is credited and nobody is alarmed", (await creditsOf(honest.paymentId)) === 1 && (await alerts(right)) === 0, `${await cashOf(honest.buyer)} fen`);
}
type Begun = { buyer: TestCustomer; paymentId: string; url: string };

/** A receiver that says yes first and keeps the message then. */
async function naiveReceiver(keep: (body: string) => Promise<void>): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      response.writeHead(200).end();
      void keep(Buffer.concat(parts).toString());
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }) };
}

async function yesAfterCommit(stand: Stand): Promise<void> {
  const [CLIENTS, EACH] = [10, 30];
  const isKept = async (eventId: string) => (await db().paymentEvent.count({ where: { eventId } })) === 1;
  const early: string[] = [];
  const times: number[] = [];
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let n = 0; n < EACH; n += 1) {
      const event = idleEvent(`evt_${randomUUID()}`);
      const { status, ms } = await postEvent(stand, event);
      times.push(ms);
      if (status !== 200 || !(await isKept(event.id))) early.push(`${status}`);
    }
  }));
  const ready: number[] = [];
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let n = 0; n < EACH; n += 1) ready.push((await stand.at("sd", { path: "/readyz" })).ms);
  }));
  const [p95, plain] = [quantile(times, 0.95), quantile(ready, 0.95)];
  stand.judge("8 a yes means that the message is kept", early.length === 0, `${times.length} messages, ${early.length} not there when the answer came`);
  stand.judge("8 the answer comes within 500 ms at the 95th percentile, or within ten times a bare look into the database", p95 < Math.max(500, plain * 10), `${CLIENTS} at once: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; /readyz p95 ${plain.toFixed(0)} ms`);

  const naive = await naiveReceiver(async (body) => {
    await wait(50);
    await stand.owner("select $1::text", [body]);
  });
  const before = idleEvent(`evt_${randomUUID()}`);
  const { status } = await send(naive.port, { method: "POST", path: "/", body: JSON.stringify(before) });
  stand.judge("8 the attack bites: a receiver that says yes first is seen", status === 200 && !(await isKept(before.id)), `${status}, nothing there`);
  await naive.close();

  const lost: Answer[] = [];
  const again: Answer[] = [];
  const events = Array.from({ length: 5 }, () => idleEvent(`evt_${randomUUID()}`));
  const cutBefore = stand.proxy.cut();
  for (const event of events) {
    stand.proxy.cutCommits(1);
    lost.push(await postEvent(stand, event));
    stand.proxy.cutCommits(0);
    again.push(await postEvent(stand, event));
  }
  const rows = await keptEvents(stand, events.map(({ id }) => id));
  const cut = stand.proxy.cut() - cutBefore;
  stand.judge("8 an unknown commit is no yes; the provider's next try is, and the row is one", cut === events.length && lost.every((answer) => answer.status === 503) && again.every((answer) => answer.status === 200) && rows.length === events.length, `${cut} commits cut, answers ${lost.map((answer) => answer.status).join(", ")}, then ${again.map((answer) => answer.status).join(", ")}; ${rows.length} rows`);

  const unheard = idleEvent(`evt_${randomUUID()}`);
  stand.proxy.become("refuse");
  const refused = await postEvent(stand, unheard);
  stand.proxy.become("pass");
  const wasKept = await isKept(unheard.id);
  await until(async () => (await stand.at("sd", { path: "/readyz" })).status === 200, 20);
  const heard = await postEvent(stand, unheard);
  stand.judge("8 without the database the answer is no", refused.status === 503 && !wasKept && heard.status === 200 && (await isKept(unheard.id)), `${refused.status} after ${refused.ms.toFixed(0)} ms, then ${heard.status}`);
}

/** Row 8. */
export async function replayedWebhooks(stand: Stand, provider: ProviderStand): Promise<void> {
  await fiftyCopies(stand, provider);
  await anyOrder(stand, provider);
  await mismatches(stand, provider);
  await yesAfterCommit(stand);
}
