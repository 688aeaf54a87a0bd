import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { dbFor } from "../../server/db";
import { customer, orderInput } from "../fixtures/people";
import { type Answer } from "./kit/http";
import { type Browser, browserOf, codeIn, mutate, ownOrigin, query } from "./kit/portal";
import { type Stand } from "./kit/stand";
import { proveMoney, untilAnswered } from "./money";

type Submitted = { orderId: string };
type Seen = { what: string; at: number; answer: Answer };

/** What people do all day, by turns, until told to stop; every answer is kept with the time it was asked. */
async function traffic(stand: Stand, browser: Browser, form: object): Promise<{ seen: Seen[]; end: () => Promise<void> }> {
  const asks: [string, () => Promise<Answer>][] = [
    ["order list", async () => (await query(stand, browser, "order.list", {})).answer],
    ["balance", async () => (await query(stand, browser, "balance.mine", {})).answer],
    ["order", async () => (await mutate(stand, browser, "order.submit", { ...form, key: randomUUID() })).answer],
    ["page", () => stand.at("sd", { path: "/account/orders", headers: { cookie: browser.cookie, accept: "text/html" } })],
    ["public page", () => stand.at("sd", { path: "/products/oa" })],
    ["paper", () => stand.at("sd", { path: `/api/papers/${randomUUID()}`, headers: { cookie: browser.cookie } })],
    ["sign-in", () => stand.at("sd", { method: "POST", path: "/api/trpc/password.requestReset", headers: { "content-type": "application/json", origin: ownOrigin(stand, "sd") }, body: JSON.stringify({ json: { name: `n${randomUUID()}` } }) })],
  ];
  const seen: Seen[] = [];
  let isRunning = true;
  const lanes = asks.flatMap((ask) => [ask, ask]).map(async ([what, ask]) => {
    while (isRunning) {
      const at = performance.now();
      seen.push({ what, at, answer: await ask() });
      await wait(60);
    }
  });
  return { seen, end: async () => { isRunning = false; await Promise.all(lanes); } };
}

async function shopper(stand: Stand) {
  const who = await customer({ cashFen: 500_000_000n });
  return { who, browser: await browserOf(stand, who), form: await orderInput(await who.as(), { seats: 5 }) };
}

/** Seconds until three different calls in a row succeed again. */
async function healed(stand: Stand, browser: Browser): Promise<number> {
  const started = performance.now();
  for (let good = 0; performance.now() - started < 40_000; ) {
    const isGood = (await query(stand, browser, "order.list", {})).status === 200;
    good = isGood ? good + 1 : 0;
    if (good === 3) return (performance.now() - started) / 1000;
    await wait(100);
  }
  return Number.POSITIVE_INFINITY;
}

const worst = (rows: Seen[]) => rows.reduce((max, row) => (row.answer.ms > max.answer.ms ? row : max), rows[0] ?? { what: "-", at: 0, answer: { ms: 0, status: 0, headers: {}, text: "" } });
const tally = (rows: Seen[]) => [...new Set(rows.map(({ what, answer }) => `${what} ${answer.status}`))].sort().join(", ");

async function down(stand: Stand): Promise<void> {
  const { browser, form } = await shopper(stand);
  await stand.clearLimits();
  const pid = stand.web().child.pid;
  const { seen, end } = await traffic(stand, browser, form);
  await wait(2000);
  stand.killPostgres();
  const from = performance.now();
  let unreadyAfter = Number.POSITIVE_INFINITY;
  const live: number[] = [];
  while (performance.now() - from < 10_000) {
    const [ready, alive] = await Promise.all([stand.at("sd", { path: "/readyz" }), stand.at("sd", { path: "/livez" })]);
    if (ready.status === 503) unreadyAfter = Math.min(unreadyAfter, (performance.now() - from) / 1000);
    live.push(alive.status);
    await wait(250);
  }
  const to = performance.now();
  await stand.startPostgres();
  const seconds = await healed(stand, browser);
  await end();
  const during = seen.filter(({ at }) => at > from + 300 && at < to - 300);
  const calls = during.filter(({ what }) => what !== "public page" && what !== "page");
  const honest = calls.filter(({ answer }) => answer.status === 503 && answer.headers["retry-after"] !== undefined && answer.text.includes("BUSY"));
  const slowest = worst(during);
  stand.judge("22 database down: calls are told 503 with Retry-After, none hangs", calls.length > 20 && honest.length === calls.length && slowest.answer.ms < 4000, `${honest.length}/${calls.length} honest, slowest ${slowest.answer.ms.toFixed(0)} ms (${slowest.what}); ${tally(during)}`);
  const pages = during.filter(({ what }) => what === "public page");
  stand.judge("22 database down: public pages are read on, and signed-in pages show no data and no stack", pages.length > 5 && pages.every(({ answer }) => answer.status === 200) && during.every(({ answer }) => !/node_modules|Prisma/.test(answer.text)), tally(during.filter(({ what }) => what.includes("page"))));
  const own = during.filter(({ what }) => what === "page");
  const told = own.filter(({ answer }) => answer.status === 503 && answer.headers["retry-after"] !== undefined && answer.text.includes("系统正在恢复"));
  // A page cannot set its own status, so whichever asks the database first, after each pause of two seconds, ends with 500.
  stand.judge("22 database down: signed-in pages say so with 503 and try again by themselves", own.length > 20 && told.length > own.length * 0.7, `${told.length}/${own.length} told; ${tally(own)}`);
  stand.judge("22 readyz says no within 3 s, livez yes throughout; it heals by itself in the same process", unreadyAfter <= 3 && live.every((status) => status === 200) && seconds < 15 && stand.web().child.pid === pid && stand.web().child.exitCode === null, `unready after ${unreadyAfter.toFixed(1)} s, ${live.length} × alive, healed ${seconds.toFixed(1)} s after the database was back`);
}

async function silent(stand: Stand): Promise<void> {
  const { browser, form } = await shopper(stand);
  for (const [words, after] of [["and then speaks again", "pass"], ["and then breaks its connections", "refuse"]] as const) {
    await stand.clearLimits();
    const pid = stand.web().child.pid;
    const { seen, end } = await traffic(stand, browser, form);
    await wait(1500);
    stand.proxy.become("silent");
    const from = performance.now();
    await wait(9000);
    const to = performance.now();
    stand.proxy.become(after);
    await wait(after === "refuse" ? 1000 : 0);
    stand.proxy.become("pass");
    const seconds = await healed(stand, browser);
    await end();
    const during = seen.filter(({ at }) => at > from - 200 && at < to - 4500);
    const slowest = worst(during);
    const broken = during.filter(({ answer }) => answer.status === 0 || answer.status === 500);
    stand.judge(`23 a database that says nothing ${words} hangs nobody`, during.length > 20 && slowest.answer.ms < 4300 && broken.filter(({ what }) => what !== "page").length === 0, `${during.length} answers, slowest ${slowest.answer.ms.toFixed(0)} ms (${slowest.what}); ${tally(during)}`);
    stand.judge(`23 ${words}: it heals without a restart`, seconds < 15 && stand.web().child.pid === pid, `${seconds.toFixed(1)} s`);
  }
}

/** The reply to COMMIT is lost: the client cannot know, asks again under the same key, and has one order. */
async function lostCommit(stand: Stand): Promise<void> {
  const { who, browser, form } = await shopper(stand);
  const [TRIALS, LANES] = [100, 4];
  const cutBefore = stand.proxy.cut();
  const keys: string[] = [];
  const answers: { key: string; orderId: string; tries: number }[] = [];
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (keys.length < TRIALS) {
      const key = randomUUID();
      keys.push(key);
      stand.proxy.cutCommits(1);
      const called = await untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", { ...form, key }));
      answers.push({ key, orderId: called.data?.orderId ?? codeIn(called), tries: called.tries });
    }
  }));
  stand.proxy.cutCommits(0);
  const cuts = stand.proxy.cut() - cutBefore;
  const orders = await dbFor("SD").productOrder.count({ where: { customerId: who.customerId } });
  const records = await dbFor("SD").idempotencyRecord.count({ where: { actorId: who.personId, key: { in: keys } } });
  const distinct = new Set(answers.map(({ orderId }) => orderId)).size;
  stand.judge("5 the reply to COMMIT lost, asked again under the same key: applied once each", orders === keys.length && distinct === keys.length && records === keys.length, `${keys.length} orders wanted, ${orders} made, ${distinct} distinct answers, ${answers.filter(({ tries }) => tries > 1).length} asked again`);
  stand.judge("5 the attack bites: replies were lost", cuts >= TRIALS / 3, `${cuts} replies to COMMIT cut`);
}

async function killed(stand: Stand): Promise<void> {
  const { browser, form, who } = await shopper(stand);
  const acknowledged: string[] = [];
  let isRunning = true;
  const lanes = Array.from({ length: 4 }, async () => {
    while (isRunning) {
      const key = randomUUID();
      const called = await untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", { ...form, key }));
      if (called.data) acknowledged.push(called.data.orderId);
    }
  });
  const CYCLES = 4;
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await wait(2500);
    stand.killPostgres();
    await wait(500);
    await stand.startPostgres();
  }
  await wait(2500);
  isRunning = false;
  await Promise.all(lanes);
  const kept = await dbFor("SD").productOrder.count({ where: { id: { in: acknowledged } } });
  const all = await dbFor("SD").productOrder.count({ where: { customerId: who.customerId } });
  stand.judge("20 kill -9 of PostgreSQL loses no acknowledged order and doubles none", kept === acknowledged.length && all === kept && kept > 20, `${CYCLES} kills, ${kept}/${acknowledged.length} kept, ${all} in all`);
  const gone = acknowledged[0] ?? "";
  const withOneMore = await dbFor("SD").productOrder.count({ where: { id: { in: [...acknowledged, randomUUID()] } } });
  stand.judge("20 the attack bites: an order that is not there is missed", gone !== "" && withOneMore === acknowledged.length, `${withOneMore}/${acknowledged.length + 1} found`);
}

export async function run(stand: Stand): Promise<void> {
  await lostCommit(stand);
  await down(stand);
  await silent(stand);
  await killed(stand);
  const worker = stand.worker().child;
  stand.judge("20 the worker outlives every outage", worker.exitCode === null && worker.signalCode === null, worker.exitCode === null && worker.signalCode === null ? "the same process throughout" : `ended with ${worker.exitCode ?? worker.signalCode}`);
  await proveMoney(stand, "after outages");
}
