import { randomUUID } from "node:crypto";
import { dbFor } from "../../../server/db";
import { startSimulator } from "../../simulators/start";
import { until } from "../kit/crash";
import { quantile } from "../kit/statistics";
import { type Stand } from "../kit/stand";
import { approvedLine, isCompleted, lineOf } from "../processes";

const HANGING = "CRM-STD";
const EACH = 30;
const db = () => dbFor("SD");

/** Seconds from a clerk's word to an open product, of so many orders that come a few at a time. */
async function timesOf(count: number): Promise<number[]> {
  const seconds: number[] = [];
  for (let n = 0; n < count; n += 3) {
    await Promise.all([1, 2, 3].map(async () => {
      const lineId = await approvedLine();
      const from = Date.now();
      seconds.push((await until(() => isCompleted(lineId), 40)) ? (Date.now() - from) / 1000 : Number.POSITIVE_INFINITY);
    }));
  }
  return seconds;
}

type Calls = { calls: { operation: string }[] };

/** Rows 18 and 25: one application's system takes calls and never answers, and one line cannot be sent for a fault of our own. */
export async function hangingProvider(stand: Stand): Promise<void> {
  // Whatever is done for the first time is done before anything counts.
  await timesOf(6);
  const usual = await timesOf(EACH);
  const dead = await startSimulator({ name: "ap", port: 0 });
  const control = (switches: object) => fetch(`${dead.url}/_control`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
  const asked = async () => ((await (await fetch(`${dead.url}/_calls`)).json()) as Calls).calls.filter(({ operation }) => operation === "openService").length;
  await control({ silent: true });
  const [was] = await stand.owner<{ interfaceUrl: string | null }>(`select "interfaceUrl" from "PartnerApplication" where "specificationCode" = 'CRM'`);
  await stand.owner(`update "PartnerApplication" set "interfaceUrl" = $1 where "specificationCode" = 'CRM'`, [dead.url]);
  try {
    const waiting: string[] = [];
    const from = Date.now();
    for (let n = 0; n < 20; n += 1) waiting.push(await approvedLine({ offeringCode: HANGING }));
    const poison = await approvedLine();
    await stand.owner(`update "ServiceOrder" set operation = 'seats' where id = $1`, [poison]);
    await until(async () => (await asked()) >= 3, 30);
    const beside = await timesOf(EACH);
    const calls = await asked();
    const [p95, base] = [quantile(beside, 0.95), quantile(usual, 0.95)];
    stand.judge("18, 25 beside a provider that hangs and a line that always fails the others open as before: within twice the time, and half a second", p95 <= 2 * base + 0.5, `95th percentile ${p95.toFixed(1)} s, before ${base.toFixed(1)} s (${EACH} each)`);
    // Three in a row open the circuit, with what is under way beside them; after that one looks every fifteen seconds.
    const seconds = (Date.now() - from) / 1000;
    const most = 10 + Math.ceil(seconds / 15);
    stand.judge("25 a system that does not answer is left alone: at most ten calls, and one every fifteen seconds", calls >= 3 && calls <= most, `${calls} calls for ${waiting.length} lines in ${seconds.toFixed(0)} s, at most ${most}`);
    const held = await db().serviceOrder.count({ where: { id: { in: waiting }, attempt: 0, state: "pending" } });
    stand.judge("25 the attack bites: the hanging lines wait, and whoever was not called for has lost no try", held >= waiting.length - calls && held > 0 && (await db().serviceOrder.count({ where: { id: { in: waiting }, state: "completed" } })) === 0, `${held} of ${waiting.length} untried`);
    const { attempt, lastAnswer } = await lineOf(poison);
    stand.judge("18 the line that always fails is tried by its plan and says under which number", attempt === 1 && (lastAnswer ?? "").includes("编号"), `${attempt} try, "${lastAnswer}"`);

    await control({ silent: false });
    await until(async () => (await db().serviceOrder.count({ where: { id: { in: waiting }, attempt: 0, state: { not: "completed" } } })) === 0, 60);
    const opened = await db().serviceOrder.count({ where: { id: { in: waiting }, state: "completed" } });
    stand.judge("25 a system that answers again gets what was held back at once", opened >= held, `${opened} opened within a minute`);
    await stand.owner(`update "ServiceOrder" set operation = 'open' where id = $1`, [poison]);
    const clerk = await (await (await import("../../fixtures/people")).operator()).as();
    await clerk.provisioning.resend({ serviceOrderId: poison, key: randomUUID() });
    stand.judge("18 mended and sent again by a clerk it opens", await until(() => isCompleted(poison), 30), (await lineOf(poison)).state);
    await stand.owner(`update "ServiceOrder" set "nextAttemptAt" = now() - interval '5 seconds' where id = any($1) and state <> 'completed'`, [waiting]);
    await until(async () => (await db().serviceOrder.count({ where: { id: { in: waiting }, state: "completed" } })) === waiting.length, 60);
  } finally {
    await stand.owner(`update "PartnerApplication" set "interfaceUrl" = $1 where "specificationCode" = 'CRM'`, [was?.interfaceUrl ?? null]);
    await dead.close();
  }
}
