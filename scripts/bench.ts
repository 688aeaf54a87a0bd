import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { benchBilling } from "./support/bench-billing";
import { benchEdge } from "./support/bench-edge";
import { benchGroup } from "./support/bench-group";
import { benchLists } from "./support/bench-lists";
import { benchPublic } from "./support/bench-public";
import { benchRooms } from "./support/bench-rooms";
import { benchBalance, largeBill } from "./support/bench-money";
import { benchOrders } from "./support/bench-orders";
import { LANES, perSecond, rowCommits } from "./support/bench-rates";
import { buildWeb } from "./support/build";
import { plainOrders } from "./support/plain-order";
import { freePort } from "./support/postgres";
import { PlainFailure, runMain, say } from "./support/say";
import { type Service, portsOf, prepareStack, startService, startWeb, stopServices, waitFor } from "./support/stack";

const SECONDS = 8;

/**
 * A bare Next.js app with a static page for each of ours, /0 and on, built and served with the same settings: the yardstick.
 * Each is as large as its twin in bytes and in characters: hashing and encoding go by the character, and a page of Chinese
 * alone has half as many.
 */
function buildBare(dir: string, twins: readonly Buffer[]): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(`${dir}/app`, { recursive: true });
  writeFileSync(`${dir}/package.json`, '{"name":"bare","private":true,"type":"module"}');
  writeFileSync(`${dir}/next.config.mjs`, `export default { poweredByHeader: false, outputFileTracingRoot: ${JSON.stringify(resolve("."))}, turbopack: { root: ${JSON.stringify(resolve("."))} } };`);
  writeFileSync(`${dir}/app/layout.jsx`, 'export default function Layout({ children }) { return <html lang="zh-CN"><body>{children}</body></html>; }');
  for (const [index, twin] of twins.entries()) {
    const [bytes, chars] = [twin.length, twin.toString("utf8").length];
    mkdirSync(`${dir}/app/${index}`);
    // A page's text stands twice in its HTML: as markup and in the data for hydration.
    const text = "宽".repeat(Math.round((bytes - chars) / 4)) + "a ".repeat(Math.round((chars - (bytes - chars) / 2) / 4));
    writeFileSync(`${dir}/app/${index}/page.jsx`, `const text = ${JSON.stringify(text)}; export default function Page() { return <main><p>{text}</p></main>; }`);
  }
  const built = spawnSync(process.execPath, [resolve("node_modules/next/dist/bin/next"), "build"], { cwd: dir, encoding: "utf8", env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } });
  if (built.status !== 0) throw new PlainFailure(`The bare pages could not be built:\n${built.stdout.slice(-1500)}${built.stderr.slice(-1500)}`);
}

type Answer = { body: Buffer; status: number };
function get(port: number, host: string, path: string): Promise<Answer> {
  return new Promise((done, fail) => {
    request({ host: "127.0.0.1", port, path, headers: { host } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part)).on("end", () => done({ body: Buffer.concat(parts), status: answer.statusCode ?? 0 }));
    }).on("error", fail).end();
  });
}

/** Compressed size of every script that a page's HTML asks for, in bytes. */
async function scriptBytes(port: number, host: string, path: string): Promise<number> {
  const { body } = await get(port, host, path);
  const sources = [...new Set([...body.toString("utf8").matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source]) => source ?? ""))];
  let sum = 0;
  for (const source of sources) sum += gzipSync((await get(port, host, source)).body, { level: 9 }).length;
  return sum;
}

type Rate = { perSecond: number; p50: number; p99: number };
async function rate(port: number, host: string, path: string, headers: Record<string, string> = {}): Promise<Rate> {
  const result = await autocannon({ url: `http://127.0.0.1:${port}${path}`, connections: 16, duration: SECONDS, headers: { host, ...headers } });
  if (result.non2xx > 0 || result.errors > 0) throw new PlainFailure(`${host}${path} answered ${result.non2xx} times with something else than 200.`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

const running: Service[] = [];
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
const parts = ["pages", "rooms", "balance", "orders", "lists", "group", "edge", "billing"] as const;
const wants = (part: (typeof parts)[number]) => only === undefined || only === part;

runMain(async () => {
  if (only !== undefined && !(parts as readonly string[]).includes(only)) throw new PlainFailure(`There is no part ${only}: these are ${parts.join(", ")}.`);
  await measure().finally(() => stopServices(running));
  process.exit(0);
});

async function measure(): Promise<void> {
  const dataDir = only === undefined ? ".data/bench" : `.data/bench-${only}`;
  rmSync(dataDir, { recursive: true, force: true });
  const port = await freePort();
  const { env, postgres, ownerUrl } = await prepareStack({ dataDir, port, durable: true });
  Object.assign(process.env, env, { LOG_LEVEL: "silent", DATABASE_POOL: "8" });
  if (wants("pages") || wants("orders") || wants("rooms")) {
    const { seedDemo } = await import("../prisma/seed/demo");
    await seedDemo(env);
    buildWeb(env);
    const simulator = await (await import("../e2e/simulators/start")).startSimulator({ name: "dns", port: portsOf(port).dns });
    const web = startWeb(env, true);
    running.push(web);
    await waitFor(`http://127.0.0.1:${port}/readyz`, {}, web);
    if (wants("pages")) await measurePages(port, env, dataDir);
    if (wants("orders")) await benchOrders({ port, domain: env.PORTAL_DOMAIN ?? "" });
    if (wants("rooms")) await benchRooms({ ownerUrl, port, domain: env.PORTAL_DOMAIN ?? "" });
    await stopServices([web]);
    if (wants("orders")) await compareOrders(ownerUrl, env.DATABASE_URL ?? "");
    await simulator.close();
  }
  if (wants("balance")) await benchBalance(ownerUrl);
  const { closeDatabases, useWorkerLimits } = await import("../server/db");
  if (wants("lists")) await benchLists(ownerUrl, env.DATABASE_URL ?? "");
  if (wants("group")) await benchGroup(ownerUrl);
  if (wants("edge")) await benchEdge(ownerUrl);
  if (wants("billing")) {
    await closeDatabases();
    useWorkerLimits();
    await benchBilling(ownerUrl, Number(process.env.BENCH_ACCOUNTS ?? 100_000));
  }
  await closeDatabases();
  await postgres?.stop();
}

/** Pages beside bare ones of the same size, and two that are rendered per request. */
async function measurePages(port: number, env: NodeJS.ProcessEnv, dataDir: string): Promise<void> {
  const base = env.PORTAL_DOMAIN ?? "";
  const barePort = await freePort();
  const pages = [["national portal", base, "/"], ["storefront home", `sd.${base}`, "/"], ["product page", `sd.${base}`, "/products/oa"]] as const;
  const bodies = await Promise.all(pages.map(async ([, host, path]) => (await get(port, host, path)).body));
  say("Building the bare pages …");
  buildBare(`${dataDir}/bare`, bodies);
  const bare = startService("bare", [resolve("node_modules/next/dist/bin/next"), "start", resolve(`${dataDir}/bare`), "-p", String(barePort)], { ...process.env, NODE_ENV: "production" }, true);
  running.push(bare);
  await waitFor(`http://127.0.0.1:${barePort}/0`, {}, bare);
  const bareScripts = await scriptBytes(barePort, "localhost", "/0");
  console.log(`\nbare static pages: scripts ${(bareScripts / 1024).toFixed(1)} kB`);
  for (const [index, [name, host, path]] of pages.entries()) {
    const twin = `/${index}`;
    // Each page beside its twin, one after the other and twice, so that a noisy machine disturbs both alike.
    const pairs = [];
    for (let turn = 0; turn < 2; turn += 1) pairs.push({ yard: await rate(barePort, "localhost", twin), own: await rate(port, host, path) });
    const gzipped = { yard: await rate(barePort, "localhost", twin, { "accept-encoding": "gzip" }), own: await rate(port, host, path, { "accept-encoding": "gzip" }) };
    const scripts = await scriptBytes(port, host, path);
    const pair = ({ yard, own }: { yard: Rate; own: Rate }) => `${own.perSecond.toFixed(0)} req/s (p50 ${own.p50} ms, p99 ${own.p99} ms) against ${yard.perSecond.toFixed(0)} bare: ratio ${(own.perSecond / yard.perSecond).toFixed(2)}`;
    console.log(`${name}: ${bodies[index]?.length} bytes, twin ${(await get(barePort, "localhost", twin)).body.length}; ${pairs.map(pair).join("; ")}; compressed as browsers ask ${pair(gzipped)}; scripts ${(scripts / 1024).toFixed(1)} kB, ${((scripts - bareScripts) / 1024).toFixed(1)} kB over bare`);
  }
  await benchPublic({ port, env, dataDir, barePort });
  const { customer, orderInput } = await import("../e2e/fixtures/people");
  const { sessionFor } = await import("../e2e/promises/kit/portal");
  const buyers = await Promise.all(Array.from({ length: 40 }, () => customer({ cashFen: 1_000_000_000n })));
  const reader = buyers[0]!;
  const forms = await orderInput(await reader.as(), { seats: 5 });
  for (let n = 0; n < 25; n += 1) await (await reader.as()).order.submit({ ...forms, key: randomUUID() });
  const { cookie } = await sessionFor("sd", { subjectId: reader.personId, membershipId: reader.membershipId }, base);
  const yard = await rate(barePort, "localhost", "/0");
  const list = await rate(port, `sd.${base}`, "/account/orders", { cookie });
  console.log(`signed-in order list (a page of 20, rendered per request): ${list.perSecond.toFixed(0)} req/s (p50 ${list.p50} ms, p99 ${list.p99} ms) against ${yard.perSecond.toFixed(0)} bare: ratio ${(list.perSecond / yard.perSecond).toFixed(3)}`);
  const billId = await largeBill(reader, 5_000);
  const bill = await rate(port, `sd.${base}`, `/account/bills/${billId}`, { cookie });
  console.log(`bill page of 5,000 lines, signed in: ${bill.perSecond.toFixed(1)} req/s (p50 ${bill.p50} ms, p99 ${bill.p99} ms); the order list beside it ${list.perSecond.toFixed(1)} req/s: ratio ${(bill.perSecond / list.perSecond).toFixed(2)}`);
  await stopServices([bare]);
}

/** Companies of a platform, each with a filled form; a call of `submit` sends the form of the nth, `orderIds` sends each once. */
async function buyersOf(platformId: string) {
  const { customer, orderInput } = await import("../e2e/fixtures/people");
  const callers: Awaited<ReturnType<Awaited<ReturnType<typeof customer>>["as"]>>[] = [];
  // A few at a time: on a busy machine forty that wait for eight connections wait too long.
  for (let n = 0; n < 40; n += 5) callers.push(...(await Promise.all(Array.from({ length: 5 }, async () => (await customer({ platformId, cashFen: 1_000_000_000_000n })).as()))));
  const forms = await Promise.all(callers.map((caller) => orderInput(caller, { seats: 5 })));
  const submit = (n: number) => callers[n % callers.length]!.order.submit({ ...forms[n % callers.length]!, key: randomUUID() });
  return { submit, orderIds: async () => (await Promise.all(callers.map((_, n) => submit(n)))).map(({ orderId }) => orderId) };
}

/**
 * Orders a second through the product, on one platform and over four; the same rows by plain SQL, which is what the database
 * itself allows; and single-row commits, before and after the rest, since a machine's mood changes within a minute.
 */
async function compareOrders(ownerUrl: string, appUrl: string): Promise<void> {
  const platforms = await Promise.all(["SD", "BJ", "TJ", "ZJ"].map(buyersOf));
  const plain = await plainOrders(appUrl, "SD", await platforms[0]!.orderIds(), LANES);
  const rows = await rowCommits(ownerUrl);
  const [one, four] = [(n: number) => platforms[0]!.submit(n), (n: number) => platforms[n % 4]!.submit(n)];
  for (const work of [rows.work, plain.write, one, four]) await perSecond(work, 2);
  const before = await perSecond(rows.work);
  const [ordersOfOne, ordersOfFour, plainRate] = [await perSecond(one), await perSecond(four), await perSecond(plain.write)];
  const commits = (before + (await perSecond(rows.work))) / 2;
  const line = (name: string, rate: number) => console.log(`${name}: ${rate.toFixed(0)}/s against ${commits.toFixed(0)} single-row commits/s: ratio ${(rate / commits).toFixed(3)}, ${(rate / plainRate).toFixed(2)} of plain SQL`);
  line("orders submitted, one platform", ordersOfOne);
  line("orders submitted, four platforms", ordersOfFour);
  line("the same rows by plain SQL, one platform", plainRate);
  await Promise.all([plain.end(), rows.end()]);
}
