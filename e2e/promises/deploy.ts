import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import superjson from "superjson";
import { startWeb, stopServices, waitFor } from "../../scripts/support/stack";
import { freePort } from "../../scripts/support/postgres";
import { withoutQueue } from "../../scripts/support/migrate";
import { dbFor } from "../../server/db";
import { type TestCustomer, customer, orderInput } from "../fixtures/people";
import { until } from "./kit/crash";
import { startFaultProxy } from "./kit/fault-proxy";
import { send } from "./kit/http";
import { type Browser, browserOf, ownOrigin } from "./kit/portal";
import { type Stand, endOf } from "./kit/stand";

const LANES = 20;
const pages = ["/account/orders", "/account/products", "/account/bills"] as const;

/** What a later version would bring: a column, a table with its guard, a rule for what is written from now on, and an index that is built while orders go on. */
const expand = `
  ALTER TABLE "ProductOrder" ADD COLUMN "deployNote" text;
  CREATE TABLE "DeployProbe" (platform_id text NOT NULL DEFAULT current_setting('portal.platform'), id uuid NOT NULL, "orderId" uuid NOT NULL, PRIMARY KEY (platform_id, id));
  SELECT portal.guard_all();
  ALTER TABLE "ProductOrder" ADD CONSTRAINT "ProductOrder_deploy" CHECK ("deployNote" IS NULL OR length("deployNote") < 100) NOT VALID;`;
const validate = `ALTER TABLE "ProductOrder" VALIDATE CONSTRAINT "ProductOrder_deploy"`;
const index = `CREATE INDEX CONCURRENTLY "ProductOrder_deploy_idx" ON "ProductOrder" (platform_id, "deployNote")`;
const contract = `DROP TABLE "DeployProbe"; ALTER TABLE "ProductOrder" DROP CONSTRAINT "ProductOrder_deploy", DROP COLUMN "deployNote"`;

type Sent = { status: number; ms: number; what: string };

/** One request on a connection of its own, as a front makes them to what stands behind it. */
async function ask(stand: Stand, port: number, { label, cookie }: Browser, { path, body }: { path: string; body?: string }): Promise<Sent> {
  const headers: Record<string, string> = body === undefined ? { accept: "text/html", "sec-fetch-dest": "document" } : { "content-type": "application/json", origin: ownOrigin(stand, label), "sec-fetch-site": "same-origin" };
  const { status, ms } = await send(port, { host: stand.host(label), path, headers: { cookie, ...headers }, timeoutMs: 20_000, agent: false, ...(body === undefined ? {} : { method: "POST", body }) });
  return { status, ms, what: path };
}

type Load = { sent: Sent[]; keys: string[]; stop: () => Promise<void> };
/** Twenty who read pages and send orders, each after the answer to the last, so long as it lasts. */
async function load(stand: Stand, port: number, who: TestCustomer): Promise<Load> {
  const [browser, form] = [await browserOf(stand, who), await orderInput(await who.as(), { seats: 5 })];
  const [sent, keys]: [Sent[], string[]] = [[], []];
  let isOver = false;
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    for (let n = lane; !isOver; n += 1) {
      if (n % 10 === 0) {
        const key = randomUUID();
        keys.push(key);
        sent.push(await ask(stand, port, browser, { path: "/api/trpc/order.submit", body: superjson.stringify({ ...form, key }) }));
      } else sent.push(await ask(stand, port, browser, { path: pages[n % pages.length] ?? "/account" }));
      // A person reads before they go on.
      await wait(300);
    }
  });
  return { sent, keys, stop: async () => { isOver = true; await Promise.all(lanes); } };
}

const failed = (sent: readonly Sent[]) => sent.filter(({ status }) => status !== 200);
const said = (sent: readonly Sent[]) => failed(sent).slice(0, 4).map(({ what, status }) => `${what} ${status}`).join(", ") || "none otherwise";

/** Who waited longest for a table while the migration ran, in seconds, asked for every 50 ms. */
async function longestWait<T>(stand: Stand, work: () => Promise<T>): Promise<number> {
  const watch = new Client({ connectionString: stand.ownerUrl });
  await watch.connect();
  let [longest, isOver] = [0, false];
  const watching = (async () => {
    while (!isOver) {
      const { rows } = await watch.query<{ seconds: number }>(`select extract(epoch from clock_timestamp() - l.waitstart)::float8 as seconds from pg_locks l join pg_stat_activity a using (pid) where not l.granted and l.waitstart is not null and a.usename = 'kdsw_app'`);
      longest = Math.max(longest, ...rows.map(({ seconds }) => seconds));
      await wait(50);
    }
  })();
  await work().finally(() => { isOver = true; });
  await watching;
  await watch.end();
  return longest;
}

/** 28: the tables grow under customers at work, while somebody's long reading holds the table that is changed. */
async function migration(stand: Stand, who: TestCustomer): Promise<void> {
  const [owner, reader] = [new Client({ connectionString: stand.ownerUrl }), new Client({ connectionString: stand.ownerUrl })];
  await Promise.all([owner.connect(), reader.connect()]);
  const { sent, keys, stop } = await load(stand, stand.port, who);
  await wait(3000);
  await reader.query("begin");
  await reader.query(`select count(*) from "ProductOrder"`);
  const release = wait(4000).then(() => reader.query("commit"));
  const from = Date.now();
  const longest = await longestWait(stand, async () => {
    for (const script of [expand, validate, index]) await withoutQueue((sql) => owner.query(sql), script);
  });
  const took = (Date.now() - from) / 1000;
  await release;
  await wait(2000);
  await stop();
  await withoutQueue((sql) => owner.query(sql), contract);
  await Promise.all([owner.end(), reader.end()]);
  const made = await dbFor("SD").productOrder.count({ where: { customerId: who.customerId } });
  stand.judge("28 the attack bites: a reader held the table, so that the migration had to come again", took > 3.5, `applied after ${took.toFixed(1)} s`);
  stand.judge("28 a migration under twenty customers: no request fails, each order is made once", sent.length > 100 && failed(sent).length === 0 && made === keys.length, `${sent.length} requests, ${failed(sent).length} failed (${said(sent)}), ${made} orders of ${keys.length} keys, slowest ${Math.max(...sent.map(({ ms }) => ms)).toFixed(0)} ms`);
  stand.judge("28 nobody waited a second for a table", longest < 1.1, `${longest.toFixed(2)} s at the longest`);
}

/** SY9: another web takes over behind a front, and the old one leaves when it has answered. */
async function takeOver(stand: Stand, who: TestCustomer): Promise<void> {
  let target = stand.port;
  const front = await startFaultProxy({ target: () => target });
  const other = await freePort();
  const { sent, keys, stop } = await load(stand, front.port, who);
  const before = await dbFor("SD").productOrder.count({ where: { customerId: who.customerId } });
  await wait(2000);
  const next = startWeb({ ...stand.env, PORTAL_LISTEN_PORT: String(other) }, true);
  try {
    await waitFor(`http://127.0.0.1:${other}/readyz`, {}, next);
    target = other;
    const old = stand.web();
    const from = Date.now();
    old.child.kill("SIGTERM");
    const code = await endOf(old, 30_000);
    const took = (Date.now() - from) / 1000;
    await wait(3000);
    await stop();
    const made = (await dbFor("SD").productOrder.count({ where: { customerId: who.customerId } })) - before;
    stand.judge("SY9 one version takes over from the other behind a front: no request is lost, each order is made once", sent.length > 100 && failed(sent).length === 0 && made === keys.length && (code === 0 || code === 143), `${sent.length} requests, ${failed(sent).length} failed (${said(sent)}), ${made} orders of ${keys.length} keys, the old one ended with ${code} after ${took.toFixed(1)} s`);
  } finally {
    await stop();
    await stopServices([next]);
    await front.close();
    await stand.startWeb();
  }
}

export async function run(stand: Stand): Promise<void> {
  await until(async () => (await stand.at("sd", { path: "/readyz" })).status === 200, 20);
  await migration(stand, await customer({ cashFen: 900_000_000n }));
  await takeOver(stand, await customer({ cashFen: 900_000_000n }));
}
