import { execFile } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { verifyChain } from "../../../server/audit/audit.service";
import { publishesAt } from "../../../server/billing/period.rules";
import { dbFor } from "../../../server/db";
import { accountPeriodOf, addMonths, dayOf } from "../../../server/kernel/calendar";
import { findingsOf, proveLedger } from "../../../server/ledger/proof.service";
import { systemScope } from "../../../server/scope";
import { customer, orderInput } from "../../fixtures/people";
import { withOwner } from "../kit/bills";
import { type Browser, browserOf, codeIn, mutate, query } from "../kit/portal";
import { seeded } from "../kit/statistics";
import { type Stand } from "../kit/stand";
import { ATTACKED, dropMessages, runTo } from "./bill-run";
import { allDuties } from "./duties";
import { type Buyer, type Call, type Mix, acts, buyerOf, client } from "./money-acts";
import { type Round } from "./service-mix";

const [CLIENTS, SECONDS, BUYERS] = [20, 45, 8];
/** So many journals must have passed under the oracle's eyes; rounds are run until they have, so many at most. */
const [JOURNALS, MOST_ROUNDS, PROCESSES] = [10_000, 8, 2];
/** A month's publishing holds counters that payments and orders need, too: between two of them the clients get their turn. */
const PAUSE_SECONDS = 10;
const db = () => dbFor(ATTACKED);
const run = promisify(execFile);

const overHttp = (stand: Stand, browser: Browser): Call => async <T>(path: string, input: object, kind?: "query") => {
  const called = await (kind === "query" ? query<T>(stand, browser, path, input) : mutate<T>(stand, browser, path, input));
  return { data: called.data, words: called.status < 500 && called.status > 0 ? (codeIn(called) === "ok" ? "ok" : "refused") : `${called.status} ${codeIn(called)}` };
};

async function buyer(stand: Stand): Promise<Buyer> {
  const who = await customer({ platformId: ATTACKED, cashFen: 400_000n });
  return buyerOf(who, overHttp(stand, await browserOf(stand, who)), await orderInput(await who.as(), { seats: 5 }));
}

/** Runs of month after month beside it, published as they come; a step that meets a busy row comes again, as the worker's does. */
async function months(isOver: () => boolean, pauseSeconds: number): Promise<{ published: number; again: number }> {
  const published = () => db().billRun.count({ where: { state: "published" } });
  const [before, first] = [await published(), await db().billRun.findFirstOrThrow({ orderBy: { periodFrom: "desc" }, select: { periodFrom: true } })];
  let again = 0;
  for (let month = 1; !isOver(); ) {
    const isDone = await runTo(ATTACKED, publishesAt(accountPeriodOf(addMonths(dayOf(first.periodFrom), month)))).then(() => true, () => false);
    if (isDone) month += 1;
    else again += 1;
    for (const end = performance.now() + pauseSeconds * 1000; isDone && !isOver() && performance.now() < end; ) await wait(200);
  }
  return { published: (await published()) - before, again };
}

/** Asks the invariants every second, from a connection of its own. */
async function witness(isOver: () => boolean): Promise<{ proofs: number; late: number; findings: string[] }> {
  const scope = await systemScope(ATTACKED);
  const seen = { proofs: 0, late: 0, findings: [] as string[] };
  while (!isOver()) {
    await proveLedger(scope).then((proof) => {
      seen.proofs += 1;
      seen.findings.push(...Object.entries(findingsOf(proof)).map(([name, value]) => `${name} ${value}`));
    }, () => { seen.late += 1; });
    await wait(1000);
  }
  return seen;
}

/** Takes one posting away behind the guards' back, and puts it back. */
async function withoutOne(stand: Stand): Promise<string[]> {
  // In one transaction, whose lock keeps the worker's own postings out while no guard stands.
  const guarded = (sql: string) => withOwner(stand, (client) => client.query(`begin; alter table "Posting" disable trigger user; ${sql}; alter table "Posting" enable trigger user; commit`));
  await stand.owner(`create table promises_posting as select * from "Posting" where platform_id = '${ATTACKED}' limit 1`);
  await guarded(`delete from "Posting" p using promises_posting k where p.platform_id = k.platform_id and p."journalId" = k."journalId" and p.seq = k.seq`);
  const findings = Object.keys(findingsOf(await proveLedger(await systemScope(ATTACKED))));
  await guarded(`insert into "Posting" select * from promises_posting`);
  await stand.owner("drop table promises_posting");
  return findings;
}

type Told = Map<string, number>;

/** As people do it: over HTTP, by the built web. */
async function roundOverHttp(stand: Stand, debtors: string[]): Promise<Told> {
  const desk = overHttp(stand, await allDuties(stand, ATTACKED));
  const buyers: Buyer[] = [];
  for (let n = 0; n < BUYERS; n += 1) buyers.push(await buyer(stand));
  const mix: Mix = { platformId: ATTACKED, desk, buyers, debtors, random: seeded(stand.seed), told: new Map() };
  const until = performance.now() + SECONDS * 1000;
  await Promise.all(Array.from({ length: CLIENTS }, () => client(mix, until)));
  return mix.told;
}

/** The same acts by processes that call the product's procedures themselves, so that more of them go through the same ledger. */
async function roundInProcesses(stand: Stand, debtors: string[], round: number): Promise<Told> {
  const told: Told = new Map();
  await Promise.all(Array.from({ length: PROCESSES }, async (_, process) => {
    const given: Round = { platformId: ATTACKED, seed: stand.seed + round * PROCESSES + process, clients: CLIENTS / PROCESSES, buyers: BUYERS, seconds: SECONDS, debtors };
    const { stdout } = await run(globalThis.process.execPath, ["--import", "tsx", "e2e/promises/billing/service-mix.ts", JSON.stringify(given)], { env: { ...stand.env, LOG_LEVEL: "silent", DATABASE_POOL: String(CLIENTS / PROCESSES) }, timeout: 3 * SECONDS * 1000 });
    for (const [words, count] of JSON.parse(stdout.trim().split("\n").at(-1) ?? "[]") as [string, number][]) told.set(words, (told.get(words) ?? 0) + count);
  }));
  return told;
}

type Seen = { journals: number; proofs: number; late: number; findings: string[]; told: string[]; published: number; again: number };

/** One round with its witness and the months billed beside it, and what the ledger proves after it. */
async function watched(pauseSeconds: number, work: () => Promise<Told>): Promise<Seen> {
  const before = (await proveLedger(await systemScope(ATTACKED))).journals;
  let isDone = false;
  const working = work().finally(() => { isDone = true; });
  const [seen, billed, told] = await Promise.all([witness(() => isDone), months(() => isDone, pauseSeconds), working]);
  const proof = await proveLedger(await systemScope(ATTACKED));
  const findings = [...new Set([...seen.findings, ...Object.entries(findingsOf(proof)).map(([name, value]) => `${name} ${value} at the end`)])];
  return { ...seen, ...billed, findings, journals: proof.journals - before, told: [...told].sort().map(([words, count]) => `${words} ×${count}`) };
}

/** No violation, and nothing was told but ok, refused by a rule, or to come again. */
const isSound = ({ findings, proofs, told }: Seen) => findings.length === 0 && proofs > SECONDS / 4 && told.every((words) => / (ok|refused) ×| 503 /.test(words));
/** Every act went through at least once. */
const isMixed = (told: readonly string[]) => Object.keys(acts).every((name) => told.some((words) => words.startsWith(`${name} ok`)));
const wordsOf = ({ journals, proofs, late, findings, told, published, again }: Seen) => `${journals} journals, ${published} months published (${again} steps taken again), ${proofs} proofs (${late} not answered in time), ${findings.join("; ") || "no violation"}; ${told.join(", ")}`;

/** Promise 1: twenty clients at once do all that moves money, while months are billed beside them, until ten thousand journals are proven. */
export async function moneyMix(stand: Stand): Promise<void> {
  const { judge } = stand;
  await stand.clearLimits();
  const debtors = (await stand.owner<{ id: string }>(`select id from "Customer" where platform_id = $1 and "accountName" like 'b0%' limit 60`, [ATTACKED])).map(({ id }) => id);
  const first = await watched(0, () => roundOverHttp(stand, debtors));
  const kinds = (await stand.owner<{ kind: string }>(`select distinct kind::text as kind from "Journal" where platform_id = $1 order by 1`, [ATTACKED])).map(({ kind }) => kind);
  judge(`1 ${CLIENTS} clients top up, spend, hold, release, refund, settle and cancel for ${SECONDS} s while months are billed: every invariant, every second`, isSound(first) && isMixed(first.told) && first.published > 0, `${kinds.length} kinds (${kinds.join(", ")}); ${wordsOf(first)}`);
  const rounds: Seen[] = [];
  const total = () => [first, ...rounds].reduce((sum, { journals }) => sum + journals, 0);
  while (total() < JOURNALS && rounds.length < MOST_ROUNDS) rounds.push(await watched(PAUSE_SECONDS, () => roundInProcesses(stand, debtors, rounds.length)));
  judge(`1 no violation in ${JOURNALS.toLocaleString("en")} journals: ${CLIENTS} clients in ${PROCESSES} processes do the same in rounds of ${SECONDS} s until the oracle has seen them`, total() >= JOURNALS && rounds.every(isSound) && (rounds.length === 0 || isMixed(rounds.flatMap(({ told }) => told))), `${total()} journals in ${rounds.length + 1} rounds; ${rounds.map((round, n) => `round ${n + 2}: ${wordsOf(round)}`).join(" | ") || "one was enough"}`);
  const chain = await verifyChain(db(), ATTACKED);
  judge("1 the audit chain holds after it", chain.fault === null && chain.records > 0, `${chain.records} records, ${chain.fault?.fault ?? "no fault"}`);
  const missed = await withoutOne(stand);
  const isWhole = Object.keys(findingsOf(await proveLedger(await systemScope(ATTACKED)))).length === 0;
  judge("1 the attack bites: one posting taken away behind the guards is found, and only while it is away", missed.includes("unbalancedJournals") && missed.includes("driftingAccounts") && isWhole, `${missed.join(", ") || "nothing found"}; put back: ${isWhole ? "sound" : "not sound"}`);
  await dropMessages(stand, [ATTACKED]);
}
