import { randomUUID } from "node:crypto";
import { dbFor } from "../../../server/db";
import { topUpLow } from "../../../server/payments/auto.service";
import { systemScope } from "../../../server/scope";
import { cashOf, payByCard } from "../../fixtures/payments";
import { type TestCustomer, customer } from "../../fixtures/people";
import { inLanes } from "../kit/lanes";
import { type Browser, browserOf, codeIn, mutate, staffBrowser } from "../kit/portal";
import { type ProviderStand } from "../kit/provider";
import { type Stand } from "../kit/stand";
import { untilAnswered } from "../money";
import { until } from "../kit/crash";

type Page = { paymentId: string; url: string };
const db = () => dbFor("SD");
const SUM_FEN = 10_000n;
/** So often that a loss is healed within a check; the product's own period is part of its settings. */
const LOOK_SECONDS = { PAYMENT_RECONCILE_SECONDS: "10" };
/** The planted fault: a worker without the provider's key looks into nobody's records, and does all else as ever. */
const NO_LOOK = { ...LOOK_SECONDS, STRIPE_SECRET_KEY: "" };

const doneOf = (ids: readonly string[]) => db().payment.count({ where: { id: { in: [...ids] }, state: "done" } });
const begin = (stand: Stand, browser: Browser, key: string) => untilAnswered(() => mutate<Page>(stand, browser, "payment.begin", { key, purpose: "topUp", amountFen: SUM_FEN }));

async function restartWorker(stand: Stand, settings: Record<string, string>): Promise<void> {
  await stand.stopWorker();
  stand.startWorker(settings);
}

/** Until everything that the provider has to tell is told and acted on. */
async function quiet(provider: ProviderStand): Promise<void> {
  await provider.delivered(60);
  await until(async () => (await db().paymentEvent.count({ where: { state: "waiting" } })) === 0, 60);
}

type Lane = { buyer: TestCustomer; pages: Page[] };

/** What row 9 promises, asked of the ledger: every payment credited, once, and every company's cash the sum of its own. */
async function creditsOf(lanes: readonly Lane[]): Promise<{ isWhole: boolean; done: number; credits: number }> {
  const paymentIds = lanes.flatMap(({ pages }) => pages.map(({ paymentId }) => paymentId));
  const journals = await db().journal.groupBy({ by: ["extRef"], where: { extRef: { in: paymentIds.map((id) => `payment:${id}`) } }, _count: true });
  const cash = await inLanes(4, lanes, async ({ buyer, pages }) => (await cashOf(buyer)) === SUM_FEN * BigInt(pages.length));
  const done = await doneOf(paymentIds);
  return { isWhole: done === paymentIds.length && journals.length === paymentIds.length && journals.every(({ _count }) => _count === 1) && cash.every(Boolean), done, credits: journals.length };
}

/** Row 9. Returns the payments, all of them paid and credited, for the checks after it. */
export async function lostMessages(stand: Stand, provider: ProviderStand): Promise<string[]> {
  const [CLIENTS, EACH, UNTOLD] = [20, 25, 10];
  const wanted = CLIENTS * EACH;
  const since = new Date(Date.now() - 1000);
  const from = Date.now();
  await provider.set({ losePercent: 10, loseSeed: stand.seed });
  const people = await inLanes(4, Array.from({ length: CLIENTS }), async () => {
    const buyer = await customer();
    return { buyer, browser: await browserOf(stand, buyer) };
  });
  const lanes = await Promise.all(people.map(async ({ buyer, browser }, lane) => {
    const pages: Page[] = [];
    for (let n = 0; n < EACH; n += 1) {
      const { data, answer } = await begin(stand, browser, randomUUID());
      if (!data?.url) throw new Error(`no payment page: ${answer.status} ${answer.text.slice(0, 200)}`);
      pages.push(data);
      if (lane >= UNTOLD || n < EACH - 1) await payByCard(data.url);
    }
    return { buyer, pages };
  }));
  // A payment has several messages; of the last ten not one arrives, so that there is something to heal whatever the dice say.
  await provider.set({ losePercent: 100 });
  for (const { pages } of lanes.slice(0, UNTOLD)) await payByCard(pages.at(-1)?.url ?? "");
  const paidIn = (Date.now() - from) / 1000;
  await quiet(provider);
  const paymentIds = lanes.flatMap(({ pages }) => pages.map(({ paymentId }) => paymentId));
  const before = await doneOf(paymentIds);
  const actedIn = (Date.now() - from) / 1000 - paidIn;
  let lost = 0;
  for await (const event of provider.stripe.events.list({ limit: 100, delivery_success: false, created: { gte: Math.floor(since.getTime() / 1000) } })) if (event.id) lost += 1;
  const isAllDone = async () => (await doneOf(paymentIds)) === wanted;
  await restartWorker(stand, NO_LOOK);
  await until(isAllDone, 25);
  const unhealed = await creditsOf(lanes);
  const healing = Date.now();
  await restartWorker(stand, LOOK_SECONDS);
  await until(isAllDone, 60);
  const healedIn = (Date.now() - healing) / 1000;
  const healed = await creditsOf(lanes);
  stand.judge("9 one message in ten is lost: all of 500 top-ups are credited once after the next look into the provider's records", healed.isWhole && paymentIds.length === wanted, `${before}/${wanted} by messages (paid in ${paidIn.toFixed(0)} s, acted on ${actedIn.toFixed(0)} s later), ${healed.done}/${wanted} ${healedIn.toFixed(1)} s after the look began, ${healed.credits} credits`);
  stand.judge("9 the attack bites: messages were lost, and without that look the money stays missing", before < wanted && lost > wanted / 10 && !unhealed.isWhole && unhealed.credits === before, `${lost} messages lost, ${wanted - before} payments not credited by messages, ${wanted - unhealed.done} still not after 25 s of a worker that does not look`);
  await provider.reset();
  return paymentIds;
}

/** Pages that the provider makes while its answer is lost, twice: the SDK by itself asks once more when a connection breaks. */
async function lostPages(stand: Stand, provider: ProviderStand, trials: number) {
  const TOGETHER = 10;
  const browsers = await inLanes(4, Array.from({ length: TOGETHER }), async () => browserOf(stand, await customer()));
  const pages: (Page | null)[] = [];
  let lost = 0;
  for (let wave = 0; wave < trials / TOGETHER; wave += 1) {
    await provider.set({ dropReplyNext: 2 * TOGETHER, onlyOperation: "checkout.sessions.create" });
    const called = await Promise.all(browsers.map((browser) => begin(stand, browser, randomUUID())));
    lost += called.filter(({ tries }) => tries > 1).length;
    pages.push(...called.map(({ data }) => data));
  }
  await provider.reset();
  const made = new Map<string, string[]>();
  for await (const { metadata, url } of provider.stripe.checkout.sessions.list({ limit: 100 })) {
    const id = metadata?.paymentId ?? "";
    made.set(id, [...(made.get(id) ?? []), url ?? ""]);
  }
  const once = pages.filter((page) => page !== null && made.get(page.paymentId)?.join() === page.url).length;
  return { trials, once, lost };
}

/** Two at a time, since three lost answers in a row have the provider left alone, and of a call that is not made no answer is lost. */
async function lostRefunds(stand: Stand, provider: ProviderStand, paymentIds: readonly string[]) {
  const clerk = await staffBrowser(stand, "zhaomin@sd.kdsw.example");
  const refundIds: string[] = [];
  for (let n = 0; n < paymentIds.length; n += 2) {
    const pair = paymentIds.slice(n, n + 2);
    // No message may tell what the answer did not. The SDK asks once more by itself.
    await provider.set({ dropReplyNext: 2 * pair.length, onlyOperation: "refunds.create", webhooksStopped: true });
    await Promise.all(pair.map(async (paymentId) => {
      const form = { key: randomUUID(), paymentId, amountFen: 1_000n, reason: "企业多充，申请退款" };
      const { data } = await untilAnswered(() => mutate<{ refundId: string }>(stand, clerk, "paymentDesk.refund", form));
      if (data) refundIds.push(data.refundId);
    }));
    await until(async () => (await db().refund.findMany({ where: { paymentId: { in: pair } } })).every(({ state }) => state === "done"), 60);
  }
  await provider.reset();
  const refunds = await db().refund.findMany({ where: { paymentId: { in: [...paymentIds] } }, include: { payment: { select: { providerPaymentId: true } } } });
  const sent = new Map<string, number[]>();
  for await (const { payment_intent: intent, amount } of provider.stripe.refunds.list({ limit: 100 })) sent.set(String(intent), [...(sent.get(String(intent)) ?? []), amount]);
  const once = refunds.filter(({ state, payment }) => state === "done" && sent.get(payment.providerPaymentId ?? "")?.join() === "1000").length;
  return { trials: paymentIds.length, once: refundIds.length === paymentIds.length ? once : 0, lost: refunds.filter(({ attempts }) => attempts > 0).length };
}

const setting = { triggerFen: 5_000n, amountFen: SUM_FEN, monthCeilingFen: 50_000n };
const lookAtBalances = async () => topUpLow(await systemScope("SD", "自动充值"));

/** A company whose card the provider keeps; automatic top-up is off until `isOn`. */
export async function withCard(stand: Stand, isOn: boolean): Promise<{ buyer: TestCustomer; browser: Browser }> {
  const buyer = await customer();
  const browser = await browserOf(stand, buyer);
  const { data } = await mutate<{ url: string }>(stand, browser, "autoTopUp.beginCard", {});
  const sessionId = new URL(await payByCard(data?.url ?? "")).searchParams.get("session") ?? "";
  for (const [path, input] of [["autoTopUp.confirmCard", { sessionId }], ["autoTopUp.save", { ...setting, isOn }]] as const) {
    const called = await mutate(stand, browser, path, input);
    if (codeIn(called) !== "ok") throw new Error(`${path}: ${called.answer.text.slice(0, 200)}`);
  }
  return { buyer, browser };
}

/** What a company's card was really charged, at the provider. */
export async function chargesOf(provider: ProviderStand, { customerId }: TestCustomer): Promise<string[]> {
  const { providerCustomerId } = await db().paymentMethod.findFirstOrThrow({ where: { customerId } });
  return (await provider.stripe.paymentIntents.list({ customer: providerCustomerId, limit: 100 })).data.map(({ status, amount }) => `${status} ${amount}`);
}

/** The job of automatic top-ups, called as the worker does, one company after the other: the first answer of each is lost. */
async function lostCharges(stand: Stand, provider: ProviderStand, trials: number) {
  await stand.stopWorker();
  let [once, lost] = [0, 0];
  for (let n = 0; n < trials; n += 1) {
    const { buyer, browser } = await withCard(stand, false);
    await mutate(stand, browser, "autoTopUp.save", { ...setting, isOn: true });
    await provider.set({ dropReplyNext: 2, onlyOperation: "paymentIntents.create" });
    await lookAtBalances();
    const unknown = await db().payment.count({ where: { customerId: buyer.customerId, isAutomatic: true, state: "initiated" } });
    if (unknown === 1 && (await chargesOf(provider, buyer)).length === 1) lost += 1;
    await lookAtBalances();
    if ((await chargesOf(provider, buyer)).join() === `succeeded ${SUM_FEN}` && (await cashOf(buyer)) === SUM_FEN) once += 1;
    await mutate(stand, browser, "autoTopUp.save", { ...setting, isOn: false });
  }
  await provider.reset();
  stand.startWorker(LOOK_SECONDS);
  return { trials, once, lost };
}

/** A client that makes a new key for each try. */
async function naiveTries(provider: ProviderStand): Promise<number> {
  const metadata = { platformId: "XX", paymentId: randomUUID() };
  await provider.set({ dropReplyNext: 3, onlyOperation: "paymentIntents.create" });
  for (let isAnswered = false; !isAnswered; ) {
    isAnswered = await provider.stripe.paymentIntents.create({ amount: 500, currency: "cny", metadata }, { idempotencyKey: randomUUID() }).then(() => true, () => false);
  }
  await provider.reset();
  const { data } = await provider.stripe.paymentIntents.list({ limit: 100 });
  return data.filter((intent) => intent.metadata.paymentId === metadata.paymentId).length;
}

/** Row 5: the provider does it and its answer is lost; the same key again. */
export async function lostAnswers(stand: Stand, provider: ProviderStand, paymentIds: readonly string[]): Promise<void> {
  const from = new Date();
  const parts = { pages: await lostPages(stand, provider, 140), refunds: await lostRefunds(stand, provider, paymentIds.slice(0, 40)), charges: await lostCharges(stand, provider, 20) };
  const sum = (name: "trials" | "once" | "lost") => Object.values(parts).reduce((total, part) => total + part[name], 0);
  const unknown = async () => (await db().payment.count({ where: { createdAt: { gte: from }, state: "initiated", OR: [{ isAutomatic: true }, { providerSessionId: null }] } })) + (await db().refund.count({ where: { createdAt: { gte: from }, state: { not: "done" } } }));
  await quiet(provider);
  await until(async () => (await unknown()) === 0, 60);
  const words = Object.entries(parts).map(([name, { once, trials, lost }]) => `${name} ${once}/${trials} once, ${lost} answers lost`).join("; ");
  stand.judge("5 the provider applies and its answer is lost, 200 times: each applied once, none unknown in the end", sum("trials") === 200 && sum("once") === 200 && (await unknown()) === 0, `${words}; ${await unknown()} unknown`);
  const naive = await naiveTries(provider);
  stand.judge("5 the attack bites: answers were lost, and a new key for each try does it more than once", sum("lost") >= 180 && naive > 1, `${sum("lost")} lost; ${naive} effects by a client without a key`);
}
