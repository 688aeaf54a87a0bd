import { publishesAt } from "../../../server/billing/period.rules";
import { advanceRuns } from "../../../server/billing/run.service";
import { componentsToJson } from "../../../server/catalog/price.rules";
import { dbFor } from "../../../server/db";
import { dateOf } from "../../../server/kernel/calendar";
import { findingsOf, proveLedger } from "../../../server/ledger/proof.service";
import { systemScope } from "../../../server/scope";
import { fillAccounts } from "../../../scripts/support/bench-billing";
import { runningProduct } from "../../fixtures/billing";
import { component } from "../../fixtures/components";
import { type TestCustomer, customer } from "../../fixtures/people";
import { bytesOf, contentOf, lastPublic, undone, withOwner } from "../kit/bills";
import { type Stand, endOf } from "../kit/stand";
import { until } from "../kit/crash";

const ACCOUNTS = 600;
/** Two platforms without companies of the demonstration's: the runners of this one are killed, and the other is left in peace. */
export const ATTACKED = "SX";
const UNDISTURBED = "HE";
const crashPoints = ["billRun.begun", "billBatch.beforeCommit", "billBatch.afterCommit", "billPublish.beforeCommit", "billPublish.afterCommit"] as const;
/** A company whose price repeats its fee without end. */
export const BROKEN = "b0000000150";

/** The same companies on both platforms: three products each, some with credits that wait, one with a broken price; and one that can sign in. */
async function fill(stand: Stand, startedOn: string): Promise<TestCustomer> {
  const looping = JSON.stringify(componentsToJson(Array.from({ length: 5000 }, (_, n) => component({ id: `fee${n}`, feeFen: 1n }))));
  await withOwner(stand, async (client) => {
    for (const platformId of [ATTACKED, UNDISTURBED]) {
      await fillAccounts(client, platformId, ACCOUNTS, startedOn);
      await client.query(`update "Product" set components = $2::jsonb where platform_id = $3 and "customerId" = (select id from "Customer" where platform_id = $3 and "accountName" = $1)`, [BROKEN, looping, platformId]);
      await client.query(
        `insert into "AppliedCustomerBillingRate" (platform_id, id, ref, "customerId", "usedById", "provinceId", kind, "periodFrom", "specificationName", name, formula, "grossFen", "netFen", "taxFen", "taxRateBp", "createdAt")
         select platform_id, gen_random_uuid(), 'credit:' || id, id, id, "provinceId", 'credit', $2::date, '协同办公', '退费', '', fen, fen, 0, 0, $2::date
         from (select *, case when "accountName" like '%00' then -100000 else -5000 end as fen from "Customer" where platform_id = $1 and "accountName" like 'b0%0') c`,
        [platformId, startedOn],
      );
    }
  });
  await dbFor(ATTACKED).groupRobot.create({ data: { name: "财务群", channel: "wecom", sealedKey: "", createdAt: new Date() } });
  const late = await customer({ platformId: ATTACKED, payType: "postpaid" });
  await runningProduct(late, { startedOn });
  return late;
}

const runOf = (from: string) => dbFor(ATTACKED).billRun.findFirst({ where: { periodFrom: dateOf(from) }, include: { batches: { select: { state: true } } } });
async function stateOf(from: string): Promise<string> {
  const run = await runOf(from);
  const sent = await dbFor(ATTACKED).customerBill.count({ where: { periodFrom: dateOf(from), sentAt: { not: null } } });
  return run ? `${run.batches.filter(({ state }) => state === "done").length}/${run.batches.length} batches, ${sent} public` : "not begun";
}

/** Three workers at once, all to die at one point, for each point in turn; then three that live. */
async function killAndFinish(stand: Stand, from: string): Promise<{ died: number; states: string[]; isFinished: boolean; seconds: number }> {
  let died = 0;
  const states: string[] = [];
  for (const point of crashPoints) {
    const victims = [1, 2, 3].map(() => stand.startWorker({ KDSW_CRASH_AT: point }));
    const ends = await Promise.all(victims.map((victim) => endOf(victim, 40_000)));
    died += ends.filter((end) => end === "SIGKILL").length;
    for (const { child } of victims) child.kill("SIGKILL");
    states.push(await stateOf(from));
  }
  const began = performance.now();
  const others = [1, 2].map(() => stand.startWorker());
  stand.startWorker();
  const isFinished = await until(async () => (await runOf(from))?.state === "published", 90);
  for (const { child } of others) child.kill("SIGTERM");
  await Promise.all(others.map((other) => endOf(other, 20_000)));
  return { died, states, isFinished, seconds: (performance.now() - began) / 1000 };
}

/** Runners that look first and write then, as a run without its keys would: each finds that nobody has billed the account yet. */
async function naiveRunners(stand: Stand): Promise<number> {
  await stand.owner("create table promises_naive_bill (account int)");
  await Promise.all([1, 2, 3].map(() => withOwner(stand, async (client) => {
    for (let account = 0; account < 100; account += 1) {
      const { rowCount } = await client.query("select 1 from promises_naive_bill where account = $1", [account]);
      if (rowCount === 0) await client.query("insert into promises_naive_bill values ($1)", [account]);
    }
  })));
  const [row] = await stand.owner<{ doubled: number }>("select count(*)::int as doubled from (select from promises_naive_bill group by account having count(*) > 1) d");
  await stand.owner("drop table promises_naive_bill");
  return row?.doubled ?? 0;
}

/** Takes a platform's billing as far as an instant allows. */
export async function runTo(platformId: string, at: Date): Promise<void> {
  const scope = { ...(await systemScope(platformId)), now: () => at };
  for (let n = 0; n < 60 && (await advanceRuns(scope)); n += 1);
}

/** What every run sends out is of no use to later groups, whose own messages would wait behind it. */
export async function dropMessages(stand: Stand, platformIds: readonly string[]): Promise<void> {
  await stand.owner(`delete from pgboss.job where data->>'platformId' = any($1) and name = 'notification.deliver'`, [platformIds]);
  await stand.owner(`delete from "Notification" where platform_id = any($1)`, [platformIds]);
}

export async function faultsOf(platformId: string): Promise<{ journals: number; words: string; isSound: boolean }> {
  const proof = await proveLedger(await systemScope(platformId));
  const findings = findingsOf(proof);
  return { journals: proof.journals, words: Object.entries(findings).map(([name, value]) => `${name} ${value}`).join(", ") || "no fault", isSound: Object.keys(findings).length === 0 && proof.journals > 0 };
}

/** Promise 11. Leaves the attacked platform with a published month; returns its first day, and a company that can sign in. */
export async function billRun(stand: Stand): Promise<{ from: string; late: TestCustomer }> {
  const { judge } = stand;
  await stand.stopWorker();
  const { period, before } = lastPublic(new Date());
  const late = await fill(stand, before.from.replace(/01$/, "10"));
  for (const platformId of [ATTACKED, UNDISTURBED]) await runTo(platformId, publishesAt(before));
  const began = performance.now();
  await runTo(UNDISTURBED, new Date());
  const undisturbed = (performance.now() - began) / 1000;

  const { died, states, isFinished, seconds } = await killAndFinish(stand, period.from);
  const wanted = crashPoints.length * 3;
  judge("11 the attack bites: workers died at every point, with the run in pieces", died === wanted && new Set(states).size > 3 && states.every((state) => !state.includes(`${ACCOUNTS} public`)), `${died}/${wanted} died; ${states.join("; ")}`);
  const compare = () => withOwner(stand, async (client) => [await contentOf(client, ATTACKED, period.from), await contentOf(client, UNDISTURBED, period.from)] as const);
  const [attacked, reference] = await compare();
  judge("11 three runners, killed at five points: the same bills and lines as an undisturbed run, one an account", isFinished && attacked.hash === reference.hash && attacked.bills === ACCOUNTS - 1 && attacked.doubled === 0, `${attacked.bills} bills, ${attacked.lines} lines, ${attacked.doubled} doubled, ${attacked.hash.slice(0, 8)} and ${reference.hash.slice(0, 8)}; the rest took ${seconds.toFixed(1)} s, an undisturbed run ${undisturbed.toFixed(1)} s`);
  const numbers = await stand.owner(`select 1 from "CustomerBill" where platform_id = $1 group by number having count(*) > 1`, [ATTACKED]);
  const faults = await faultsOf(ATTACKED);
  judge("11 the ledger is proven after the kills, and no bill number is given twice", faults.isSound && numbers.length === 0, `${faults.journals} journals, ${faults.words}`);

  const parked = await dbFor(ATTACKED).parkedBill.findMany({ where: { solvedAt: null }, select: { customerId: true, problem: true } });
  const names = await dbFor(ATTACKED).customer.findMany({ where: { id: { in: parked.map(({ customerId }) => customerId) } }, select: { accountName: true } });
  const charged = await stand.owner(`select 1 from "AppliedCustomerBillingRate" r join "Customer" c on c.platform_id = r.platform_id and c.id = r."customerId" where r.platform_id = $1 and c."accountName" = $2 and r.kind <> 'credit'`, [ATTACKED, BROKEN]);
  const told = await dbFor(ATTACKED).notification.count({ where: { kind: "group.billsParked" } });
  judge("11 a price that repeats without end: parked, told to staff once, nothing charged, all others billed", names.map(({ accountName }) => accountName).join() === BROKEN && charged.length === 0 && told === 1, `parked ${names.map(({ accountName }) => accountName).join(", ")} (${parked.map(({ problem }) => problem).join("; ")}), ${charged.length} charges, ${told} told`);

  const bytes = await bytesOf(stand, ATTACKED);
  await Promise.all([1, 2, 3].map(() => runTo(ATTACKED, new Date())));
  judge("11 three more runs over a month that is done change no byte", (await bytesOf(stand, ATTACKED)) === bytes, "bills, lines, journals, postings and balances as before");
  const planted = await undone(stand, async (client) => {
    await client.query(`alter table "AppliedCustomerBillingRate" disable trigger user`);
    await client.query(`update "AppliedCustomerBillingRate" set "grossFen" = "grossFen" + 1, "netFen" = "netFen" + 1 where id = (select id from "AppliedCustomerBillingRate" where platform_id = $1 and kind = 'recurring' limit 1)`, [ATTACKED]);
    return (await contentOf(client, ATTACKED, period.from)).hash;
  });
  const naive = await naiveRunners(stand);
  judge("11 the attack bites: one fen more in one line is another hash, and runners that only look first bill twice", planted !== attacked.hash && naive > 0, `${planted.slice(0, 8)}; ${naive}/100 accounts billed twice by naive runners`);
  await dropMessages(stand, [ATTACKED, UNDISTURBED]);
  return { from: period.from, late };
}
