import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { dbFor } from "../../server/db";
import { approvedOrder } from "../fixtures/approved";
import { customer, orderInput } from "../fixtures/people";
import { diesAt, until } from "./kit/crash";
import { withCookies } from "./kit/http";
import { browserOf, mutate, ownOrigin } from "./kit/portal";
import { type Stand, endOf } from "./kit/stand";
import { proveMoney, untilAnswered } from "./money";

type Submitted = { orderId: string };
/** The six of promise 14. */
export const crashPoints = ["claimed", "beforeCall", "afterCall", "beforeCommit", "afterCommit", "beforeAck"] as const;
const db = () => dbFor("SD");

/** The id of the request to the AP that a new order of Shandong comes to, once staff let it through. */
export const approvedLine = async (wanted?: Parameters<typeof approvedOrder>[0]): Promise<string> => (await approvedOrder(wanted)).line.id;

export const lineOf = (id: string) => db().serviceOrder.findFirstOrThrow({ where: { id } });
export const isCompleted = async (id: string) => (await lineOf(id)).state === "completed";

export async function switchAp(stand: Stand, switches: object): Promise<void> {
  const answer = await fetch(`${stand.env.AP_URL}/_control`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
  if (!answer.ok) throw new Error(`the AP refused its switches: ${answer.status}`);
}

/** Done at the AP, taken from the money and completed: each exactly once. */
export async function isOnce(stand: Stand, id: string): Promise<boolean> {
  const line = await lineOf(id);
  const { effects } = (await (await fetch(`${stand.env.AP_URL}/_effects`)).json()) as { effects: { key: string }[] };
  const takes = await db().journal.count({ where: { kind: "take", extRef: { startsWith: line.orderId } } });
  return line.state === "completed" && effects.filter((effect) => effect.key === line.requestKey).length === 1 && takes === 1;
}

async function crashes(stand: Stand): Promise<void> {
  const ROUNDS = 4;
  await stand.stopWorker();
  let once = 0;
  let died = 0;
  for (const point of crashPoints) for (let round = 0; round < ROUNDS; round += 1) {
    const id = await approvedLine();
    if (await diesAt(stand, point, { isDone: () => isCompleted(id) })) died += 1;
    if (await isOnce(stand, id)) once += 1;
  }
  const wanted = crashPoints.length * ROUNDS;
  stand.judge("14 exactly one provisioning effect per paid order", once === wanted, `${once}/${wanted} once, at ${crashPoints.length} points`);
  stand.judge("14 the attack bites: workers really died at their point", died === wanted, `${died}/${wanted} died`);
  stand.startWorker();
}

async function deadWorker(stand: Stand): Promise<void> {
  const seconds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await switchAp(stand, { delayMs: 3500 });
    const id = await approvedLine();
    const wasTaken = await until(async () => (await lineOf(id)).fence > 0, 15);
    const { fence } = await lineOf(id);
    await stand.stopWorker("SIGKILL");
    const from = Date.now();
    await switchAp(stand, { delayMs: 0 });
    stand.startWorker();
    const isAgain = wasTaken && (await until(async () => (await lineOf(id)).fence > fence, 40));
    if (isAgain) seconds.push((Date.now() - from) / 1000);
    if (!(await until(() => isCompleted(id), 20)) || !(await isOnce(stand, id))) seconds.push(Number.POSITIVE_INFINITY);
  }
  stand.judge("15 a dead worker's job is taken up again, once", seconds.length === 3 && Math.max(...seconds) < 13, `taken up after ${seconds.map((value) => value.toFixed(1)).join(", ")} s`);
}

/** The AP applies and drops its reply, or tells a thing twice: one effect, told once. */
async function lostReply(stand: Stand): Promise<void> {
  await switchAp(stand, { dropReplyNext: 4, duplicate: true });
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.push(await approvedLine());
  // Three lost replies end the calls to the AP for a quarter of a minute; the fourth line is tried after that.
  const wereLost = await until(async () => (await Promise.all(ids.map(lineOf))).every(({ attempt }) => attempt >= 1), 60);
  // The next try is due in a minute; the rows say when, so the wait is taken out of them.
  await stand.owner(`update "ServiceOrder" set "nextAttemptAt" = now() - interval '5 seconds' where id = any($1) and state <> 'completed'`, [ids]);
  await until(async () => (await Promise.all(ids.map(isCompleted))).every(Boolean), 60);
  await switchAp(stand, { duplicate: false });
  const once = (await Promise.all(ids.map((id) => isOnce(stand, id)))).filter(Boolean).length;
  stand.judge("5 the AP applies and its reply is lost: one effect, one charge", once === ids.length, `${once}/${ids.length} once`);
  stand.judge("5 the attack bites: the first replies were lost", wereLost, wereLost ? "each line was tried again" : "no line was tried again");
}

async function killedWeb(stand: Stand): Promise<void> {
  const [CLIENTS, CYCLES] = [10, 5];
  const who = await customer({ cashFen: 500_000_000n });
  const browser = await browserOf(stand, who);
  const form = await orderInput(await who.as(), { seats: 5 });
  const acknowledged: string[] = [];
  const keys: string[] = [];
  let isRunning = true;
  let again = 0;
  const lanes = Array.from({ length: CLIENTS }, async () => {
    while (isRunning) {
      const key = randomUUID();
      keys.push(key);
      const called = await untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", { ...form, key }), 300);
      if (called.tries > 1) again += 1;
      if (called.data) acknowledged.push(called.data.orderId);
    }
  });
  const ready: number[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    await wait(2500);
    await stand.stopWeb("SIGKILL");
    const from = Date.now();
    await stand.startWeb();
    ready.push((Date.now() - from) / 1000);
  }
  await wait(1000);
  isRunning = false;
  await Promise.all(lanes);
  const orders = await db().productOrder.count({ where: { customerId: who.customerId } });
  const distinct = new Set(acknowledged).size;
  stand.judge("21 kill -9 of the web under clients that retry: one order per key, none lost", orders === keys.length && distinct === keys.length && again > 0, `${CYCLES} kills, ${keys.length} keys, ${distinct} answered, ${orders} orders, ${again} asked again, ready again after ${ready.map((value) => value.toFixed(1)).join(", ")} s`);
}

/** Clients that ask one thing after the other on their connections, as other systems do, do not keep the web from ending. */
async function goodbyeToTalkers(stand: Stand): Promise<void> {
  const TALKERS = 10;
  let isOver = false;
  const statuses: number[] = [];
  const lanes = Array.from({ length: TALKERS }, async () => {
    while (!isOver) {
      const { status } = await stand.at("sd", { path: "/account/login" });
      statuses.push(status);
      if (status === 0) await wait(100);
    }
  });
  await until(() => Promise.resolve(statuses.length >= 5 * TALKERS), 30);
  const web = stand.web();
  const from = Date.now();
  web.child.kill("SIGTERM");
  const code = await endOf(web, 30_000);
  const took = Date.now() - from;
  isOver = true;
  await Promise.all(lanes);
  stand.judge("27 SIGTERM while ten clients go on asking on their connections: the web ends by itself, long before it is made to", (code === 0 || code === 143) && took < 8000 && statuses.includes(200), `exit ${code} after ${(took / 1000).toFixed(1)} s, ${statuses.filter((status) => status === 200).length} answered`);
  await stand.startWeb();
}

async function goodbye(stand: Stand): Promise<void> {
  await stand.clearLimits();
  const IN_FLIGHT = 60;
  const first = await stand.at("sd", { path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(first.text) as { csrfToken: string };
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: ownOrigin(stand, "sd"), cookie: withCookies("", first) };
  // Connections first, so that the signal meets requests and not handshakes.
  await Promise.all(Array.from({ length: IN_FLIGHT }, () => stand.at("sd", { path: "/livez" })));
  const from = Date.now();
  let late = 0;
  let signalled = 0;
  const asked = Array.from({ length: IN_FLIGHT }, async (_, n) => {
    const answer = await stand.at("sd", { method: "POST", path: "/api/auth/callback/credentials", headers, body: new URLSearchParams({ name: `bye${String(n).padStart(6, "0")}`, password: "not-the-password", csrfToken, json: "true" }).toString() });
    if (signalled > 0) late += 1;
    return answer.status;
  });
  await wait(150);
  const web = stand.web();
  signalled = Date.now();
  web.child.kill("SIGTERM");
  const statuses = await Promise.all(asked);
  const code = await endOf(web, 30_000);
  const answered = statuses.filter((status) => status === 401).length;
  // Next ends with 143 where it was asked to end and had the time to do so; a death by the signal itself has no code.
  stand.judge("27 SIGTERM with 60 requests in flight: all answered, a clean end", answered === IN_FLIGHT && late > 0 && (code === 0 || code === 143), `${answered}/${IN_FLIGHT} answered (${late} after the signal at ${signalled - from} ms), exit ${code} after ${((Date.now() - signalled) / 1000).toFixed(1)} s, answers ${[...new Set(statuses)].join(", ")}`);
  await stand.startWeb();
  await goodbyeToTalkers(stand);

  await switchAp(stand, { delayMs: 2000 });
  const id = await approvedLine();
  await until(async () => (await lineOf(id)).fence > 0, 15);
  const worker = stand.worker();
  const asked2 = Date.now();
  worker.child.kill("SIGTERM");
  const workerCode = await endOf(worker, 30_000);
  const took = (Date.now() - asked2) / 1000;
  const isDone = await isCompleted(id);
  await switchAp(stand, { delayMs: 0 });
  stand.startWorker();
  await until(() => isCompleted(id), 40);
  stand.judge("27 SIGTERM to the worker in mid-job: the job ends, or is taken up again, once; exit 0", workerCode === 0 && (await isOnce(stand, id)), `exit ${workerCode} after ${took.toFixed(1)} s, ${isDone ? "finished before it left" : "finished by the next one"}`);
}

export async function run(stand: Stand): Promise<void> {
  await until(async () => (await fetch(`${stand.env.AP_URL}/_effects`)).ok, 20);
  if ((await endOf(stand.worker(), 0)) !== "still running") stand.startWorker();
  await lostReply(stand);
  await deadWorker(stand);
  await crashes(stand);
  await killedWeb(stand);
  await goodbye(stand);
  await proveMoney(stand, "after kills");
}
