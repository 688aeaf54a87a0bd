import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, it } from "vitest";
import { requeueDueBssMessages } from "./bss/bss.service";
import { dbFor } from "./db";
import { requeueDueNotifications } from "./notifications/notification.service";
import { systemScope } from "./scope";

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const db = () => dbFor("HL");

/** How many jobs wait for each of these rows. */
async function jobsFor(ids: readonly string[]): Promise<number[]> {
  const client = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await client.connect();
  const { rows } = await client.query<{ id: string; jobs: number }>("select data->>'id' as id, count(*)::int as jobs from pgboss.job where data->>'id' = any($1) group by 1", [ids]).finally(() => client.end());
  return ids.map((id) => rows.find((row) => row.id === id)?.jobs ?? 0);
}

const mail = (seconds: number | null) => db().notification.create({ data: { kind: "test", channel: "email", recipient: "x@company.example", subject: "x", text: "", html: "", createdAt: ago(60), state: seconds === null ? "sent" : "waiting", nextAttemptAt: seconds === null ? ago(60) : ago(seconds) } });
const told = (seconds: number | null) => db().bssMessage.create({ data: { kind: "orderResult", path: "/", requestKey: randomUUID(), payload: {}, provinceId: "HL", createdAt: ago(60), state: seconds === null ? "sent" : "waiting", nextAttemptAt: seconds === null ? ago(60) : ago(seconds) } });

it.each([
  ["mails", mail, requeueDueNotifications],
  ["messages to 97", told, requeueDueBssMessages],
] as const)("promise 17: of %s, a row that is due and lost its job gets one again, however many workers look; no other does", async (_, write, requeue) => {
  const ids = [];
  for (const seconds of [20, 5, -60, null]) ids.push((await write(seconds)).id);
  const scope = await systemScope("HL");
  await Promise.all([requeue(scope), requeue(scope), requeue(scope)]);
  expect(await jobsFor(ids)).toEqual([1, 0, 0, 0]);
  await requeue(scope);
  expect(await jobsFor(ids)).toEqual([1, 0, 0, 0]);
});
