import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, cpSync, mkdirSync, openSync, renameSync, rmSync, statSync, symlinkSync, writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { dbFor } from "../../server/db";
import { customer, orderInput } from "../fixtures/people";
import { type Answer } from "./kit/http";
import { type Browser, type Called, browserOf, codeIn, mutate, query } from "./kit/portal";
import { type Stand } from "./kit/stand";
import { proveMoney, untilAnswered } from "./money";

type Submitted = { orderId: string };
const MEGABYTE = 1_048_576;
const shell = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: "utf8" });
const megabytesIn = (folder: string) => Math.ceil(Number(shell("du", "-s", "-B1", folder).stdout.split("\t")[0]) / MEGABYTE);

/** A disk of so many megabytes in memory; null where this user or machine cannot mount one. */
function mountSmall(folder: string, megabytes: number, like: string): { fill: () => void; free: () => void; unmount: () => void } | null {
  const { uid, gid } = statSync(like);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (shell("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700,uid=${uid},gid=${gid}`, "tmpfs", folder).status !== 0) return null;
  const unmount = () => void shell("umount", "-l", folder);
  process.once("exit", unmount);
  const ballast = `${folder}/ballast`;
  return {
    fill: () => {
      const file = openSync(ballast, "w");
      try {
        for (const size of [MEGABYTE, 4096]) try { for (;;) writeSync(file, Buffer.alloc(size, 1)); } catch { /* no space left: that is what is wanted */ }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    unmount: () => {
      process.removeListener("exit", unmount);
      unmount();
    },
  };
}

type Lap = { at: number; what: "read" | "write" | "live"; answer: Answer; code: string };

/** Reading and ordering side by side, until told to stop: every answer with its time, and every order that was acknowledged. */
function traffic(stand: Stand, browser: Browser, form: object): { laps: Lap[]; acknowledged: string[]; end: () => Promise<void> } {
  const laps: Lap[] = [];
  const acknowledged: string[] = [];
  let isRunning = true;
  const lane = async (what: Lap["what"], ask: () => Promise<Called | Answer>) => {
    while (isRunning) {
      const at = performance.now();
      const seen = await ask();
      laps.push("answer" in seen ? { at, what, answer: seen.answer, code: codeIn(seen) } : { at, what, answer: seen, code: String(seen.status) });
      await wait(40);
    }
  };
  const order = async () => {
    const called = await mutate<Submitted>(stand, browser, "order.submit", { ...form, key: randomUUID() });
    if (called.data) acknowledged.push(called.data.orderId);
    return called;
  };
  const account = () => stand.at("sd", { path: "/account/orders", headers: { cookie: browser.cookie, accept: "text/html" } });
  const lanes = [lane("write", order), lane("write", order), lane("write", order), lane("write", order), lane("read", () => query(stand, browser, "order.list", {})), lane("read", () => query(stand, browser, "balance.mine", {})), lane("read", account), lane("read", () => stand.at("sd", { path: "/products/oa" })), lane("live", () => stand.at("sd", { path: "/livez" }))];
  return { laps, acknowledged, end: async () => { isRunning = false; await Promise.all(lanes); } };
}

const honest = ({ answer }: Lap) => answer.status === 503 && answer.headers["retry-after"] !== undefined && answer.text.includes("BUSY");
const tally = (laps: readonly Lap[]) => [...new Set(laps.map(({ what, answer, code }) => `${what} ${answer.status} ${code}`))].sort().map((words) => `${words} ×${laps.filter(({ what, answer, code }) => words === `${what} ${answer.status} ${code}`).length}`).join(", ");

async function shopper(stand: Stand) {
  const who = await customer({ cashFen: 500_000_000n });
  const browser = await browserOf(stand, who);
  return { who, browser, form: await orderInput(await who.as(), { seats: 5 }), another: async () => codeIn(await mutate(stand, browser, "order.submit", { ...(await orderInput(await who.as(), { seats: 5 })), key: randomUUID() })) };
}

/** Seconds until an order is taken again, asked as a browser asks: under one key. */
async function untilOrdered(stand: Stand, browser: Browser, form: object): Promise<number> {
  const began = performance.now();
  const key = randomUUID();
  const called = await untilAnswered(() => mutate<Submitted>(stand, browser, "order.submit", { ...form, key }), 120);
  return called.data ? (performance.now() - began) / 1000 : Number.POSITIVE_INFINITY;
}
/** Until the web and this process have let go of every connection to the PostgreSQL that was. */
async function settled(stand: Stand): Promise<void> {
  for (let good = 0; good < 5; await wait(100)) {
    const asked = await Promise.all(["SD", "ZX"].flatMap((scopeId) => [1, 2, 3, 4].map(() => dbFor(scopeId).session.count().then(() => true, () => false))));
    const pages = await Promise.all([1, 2, 3, 4].map(() => stand.at("sd", { path: "/readyz" })));
    good = asked.every(Boolean) && pages.every(({ status }) => status === 200) ? good + 1 : 0;
  }
}
const kept = async (orderIds: readonly string[]) => dbFor("SD").productOrder.count({ where: { id: { in: [...orderIds] } } });
const isAlive = ({ child }: { child: { exitCode: number | null; signalCode: NodeJS.Signals | null } }) => child.exitCode === null && child.signalCode === null;
/** What PostgreSQL itself answers to a write that needs room. */
async function roomAnswer(stand: Stand): Promise<string> {
  return stand.owner("create table promises_room as select repeat('x', 900) as x from generate_series(1, 200000)").then(() => "taken", (error: { code?: string }) => error.code ?? "broken").finally(() => stand.owner("drop table if exists promises_room").catch(() => undefined));
}
const startedAt = async (stand: Stand) => (await stand.owner<{ at: Date }>("select pg_postmaster_start_time() as at"))[0]?.at.getTime();

/** The tables' disk is full, that of the log is not. */
async function dataFull(stand: Stand, disk: { fill: () => void; free: () => void }): Promise<void> {
  const { judge } = stand;
  const { browser, form, who } = await shopper(stand);
  const [web, worker, postgres] = [stand.web().child.pid, stand.worker().child.pid, await startedAt(stand)];
  await stand.clearLimits();
  // A person who comes back after some minutes: their reading notes the time, and must not need room for it.
  const away = setInterval(() => void stand.owner(`update "Session" set "lastSeenAt" = now() - interval '5 minutes' where "subjectId" = $1`, [who.personId]).catch(() => undefined), 300);
  const { laps, acknowledged, end } = traffic(stand, browser, form);
  await wait(2000);
  disk.fill();
  const from = performance.now();
  await wait(4000);
  const said = await roomAnswer(stand);
  await wait(8000);
  const to = performance.now();
  disk.free();
  const seconds = await untilOrdered(stand, browser, form);
  await end();
  clearInterval(away);
  const during = laps.filter(({ at }) => at > from && at < to - 200);
  const [reads, writes] = [during.filter(({ what }) => what !== "write"), during.filter(({ what }) => what === "write")];
  const refused = writes.filter(({ answer }) => answer.status !== 200);
  judge("24 the tables' disk is full: everything is read on, orders are refused with 503 and Retry-After, or taken and kept", reads.length > 50 && reads.every(({ answer }) => answer.status === 200) && refused.length > 10 && refused.every(honest), `${reads.length} reads, ${refused.length} orders refused, ${writes.length - refused.length} found room; ${tally(during)}`);
  const isSame = stand.web().child.pid === web && stand.worker().child.pid === worker && isAlive(stand.web()) && isAlive(stand.worker()) && (await startedAt(stand)) === postgres;
  judge("24 with space again an order is taken within 2 s, by the same web, worker and PostgreSQL, and every acknowledged one is kept", seconds <= 2 && isSame && (await kept(acknowledged)) === acknowledged.length && acknowledged.length > 0, `${seconds.toFixed(1)} s, ${acknowledged.length} acknowledged; same processes: ${isSame}`);
  judge("24 the attack bites: PostgreSQL itself had no room", said === "53100", said);
  await proveMoney(stand, "after a full disk");
}

/** The log's disk is full: PostgreSQL gives up and does not come back by itself; whoever watches it starts it when there is room. */
async function logFull(stand: Stand, disk: { fill: () => void; free: () => void }): Promise<void> {
  const { judge } = stand;
  const { browser, form } = await shopper(stand);
  const [web, worker] = [stand.web().child.pid, stand.worker().child.pid];
  await stand.clearLimits();
  const { laps, acknowledged, end } = traffic(stand, browser, form);
  await wait(3000);
  disk.fill();
  const client = new Client({ connectionString: stand.ownerUrl });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("create table promises_log (x text)").catch(() => undefined);
  const filled = performance.now();
  let isDown = false;
  while (!isDown && performance.now() - filled < 30_000) isDown = await client.query("insert into promises_log select repeat('x', 900) from generate_series(1, 5000)").then(() => false, () => true);
  await client.end().catch(() => undefined);
  await wait(1500);
  const from = performance.now();
  await wait(5000);
  const to = performance.now();
  const stayedDown = await stand.owner("select 1").then(() => false, () => true);
  disk.free();
  const began = performance.now();
  await stand.startPostgres();
  const up = (performance.now() - began) / 1000;
  const seconds = await untilOrdered(stand, browser, form);
  await end();
  await stand.owner("drop table if exists promises_log");
  const during = laps.filter(({ at }) => at > from && at < to - 500);
  const calls = during.filter(({ what, code }) => what === "write" || (what === "read" && code !== "200" && code !== "503" && code !== "500"));
  const slowest = Math.max(...during.map(({ answer }) => answer.ms));
  judge("24 the log's disk is full: calls are told 503 at once, the web and the worker live on", calls.length > 20 && calls.every(honest) && slowest < 4000 && during.filter(({ what }) => what === "live").every(({ answer }) => answer.status === 200) && stand.web().child.pid === web && stand.worker().child.pid === worker && isAlive(stand.web()) && isAlive(stand.worker()), `${calls.length} calls, slowest ${slowest.toFixed(0)} ms; ${tally(during)}`);
  judge("24 started again with space, PostgreSQL has every acknowledged order, and orders are taken again", seconds < 15 && (await kept(acknowledged)) === acknowledged.length && acknowledged.length > 5, `PostgreSQL up after ${up.toFixed(1)} s, an order ${seconds.toFixed(1)} s later, ${acknowledged.length} acknowledged`);
  judge("24 the attack bites: PostgreSQL gave up and stayed down until it was started", isDown && stayedDown, `down: ${isDown}, not back by itself: ${stayedDown}`);
  await proveMoney(stand, "after a full log");
}

/**
 * Promise 24, in two halves: a copy of the database whose tables lie on a small disk, and the database itself with its log on
 * one. Each disk is memory, mounted for the time; without the right to mount the group is listed as not run.
 */
export async function run(stand: Stand): Promise<void> {
  const [row] = await stand.owner<{ data_directory: string }>("show data_directory");
  const data = row?.data_directory ?? "";
  const [aside, log] = [`${data}.aside`, `${data}.log`];
  await stand.stopPostgres();
  const own = megabytesIn(data);
  const logMegabytes = megabytesIn(`${data}/pg_wal`);
  renameSync(data, aside);
  const tables = mountSmall(data, own - logMegabytes + 48, aside);
  if (!tables) {
    rmSync(data, { recursive: true, force: true });
    renameSync(aside, data);
    await stand.startPostgres();
    return void console.log("○ 24 a full disk: not run, this user cannot mount a small disk (it needs root on Linux)");
  }
  try {
    cpSync(aside, data, { recursive: true, preserveTimestamps: true, filter: (path) => !path.startsWith(`${aside}/pg_wal`) });
    cpSync(`${aside}/pg_wal`, log, { recursive: true });
    symlinkSync(log, `${data}/pg_wal`);
    owned(aside, data, log);
    await stand.startPostgres();
    await settled(stand);
    await dataFull(stand, tables);
  } finally {
    await stand.stopPostgres();
    tables.unmount();
    for (const folder of [data, log]) rmSync(folder, { recursive: true, force: true });
    renameSync(aside, data);
  }
  const logs = mountSmall(log, logMegabytes + 40, data);
  try {
    renameSync(`${data}/pg_wal`, `${data}/pg_wal.aside`);
    cpSync(`${data}/pg_wal.aside`, log, { recursive: true });
    symlinkSync(log, `${data}/pg_wal`);
    owned(data, log);
    await stand.startPostgres();
    await settled(stand);
    if (logs) await logFull(stand, logs);
  } finally {
    await stand.stopPostgres();
    rmSync(`${data}/pg_wal`);
    rmSync(`${data}/pg_wal.aside`, { recursive: true });
    cpSync(log, `${data}/pg_wal`, { recursive: true });
    owned(data, `${data}/pg_wal`);
    logs?.unmount();
    rmSync(log, { recursive: true, force: true });
    await stand.startPostgres();
    await settled(stand);
  }
}

/** Copies belong to whom the first belongs, as PostgreSQL insists. */
function owned(like: string, ...folders: string[]): void {
  const { uid, gid } = statSync(like);
  for (const folder of folders) shell("chown", "-RP", `${uid}:${gid}`, folder);
}
