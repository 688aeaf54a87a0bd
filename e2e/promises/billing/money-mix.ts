import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { verifyChain } from "../../../server/audit/audit.service";
import { publishesAt } from "../../../server/billing/period.rules";
import { dbFor } from "../../../server/db";
import { accountPeriodOf, addMonths, dayOf } from "../../../server/kernel/calendar";
import { findingsOf, proveLedger } from "../../../server/ledger/proof.service";
import { systemScope } from "../../../server/scope";
import { type TestCustomer, customer, orderInput } from "../../fixtures/people";
import { type Browser, type Called, browserOf, codeIn, mutate, query } from "../kit/portal";
import { seeded } from "../kit/statistics";
import { type Stand } from "../kit/stand";
import { ATTACKED, dropMessages, runTo } from "./bill-run";
import { allDuties } from "./duties";

const [CLIENTS, SECONDS, BUYERS] = [20, 45, 8];
const db = () => dbFor(ATTACKED);

type Buyer = { who: TestCustomer; browser: Browser; form: Awaited<ReturnType<typeof orderInput>>; orders: string[]; withdrawals: string[] };
type Mix = { stand: Stand; desk: Browser; buyers: Buyer[]; debtors: string[]; random: () => number; told: Map<string, number> };
type Plan = { legs: { paymentId: string | null; amountFen: bigint }[] };

async function buyer(stand: Stand): Promise<Buyer> {
  const who = await customer({ platformId: ATTACKED, cashFen: 400_000n });
  const browser = await browserOf(stand, who);
  await mutate(stand, browser, "fapiao.saveTitle", { key: randomUUID(), address: "测试市测试路 1 号", phone: "0531-81234567", bankName: "测试银行", bankAccount: "6222000011112222" });
  return { who, browser, form: await orderInput(await who.as(), { seats: 5 }), orders: [], withdrawals: [] };
}

/** What people and staff do with money, each over HTTP; every one may be refused by a rule, and none may fail. */
const acts: Record<string, (mix: Mix, buyer: Buyer) => Promise<Called | null>> = {
  topUp: ({ stand, desk, random }, { who }) => deposit(stand, desk, who.customerId, 1n + BigInt(Math.floor(random() * 300_000))),
  settle: ({ stand, desk, random, debtors }) => deposit(stand, desk, debtors[Math.floor(random() * debtors.length)] ?? "", 1n + BigInt(Math.floor(random() * 120_000))),
  spend: async ({ stand }, one) => {
    const called = await mutate<{ orderId: string }>(stand, one.browser, "order.submit", { ...one.form, key: randomUUID() });
    if (called.data) one.orders.push(called.data.orderId);
    return called;
  },
  cancel: async ({ stand }, one) => {
    const orderId = one.orders.shift();
    return orderId ? mutate(stand, one.browser, "order.cancel", { orderId, key: randomUUID() }) : null;
  },
  approve: async ({ stand, desk }, one) => {
    const orderId = one.orders.pop();
    const task = orderId && (await db().reviewTask.findFirst({ where: { orderId } }));
    if (!task) return null;
    const claimed = await mutate<{ version: number }>(stand, desk, "review.claim", { taskId: task.id });
    return claimed.data ? mutate(stand, desk, "review.approve", { taskId: task.id, key: randomUUID(), version: claimed.data.version, text: "" }) : claimed;
  },
  withdraw: async ({ stand, random }, one) => {
    const amountFen = 1n + BigInt(Math.floor(random() * 60_000));
    const plan = await query<Plan>(stand, one.browser, "withdrawal.plan", { amountFen });
    if (!plan.data?.legs.length) return plan;
    const called = await mutate<{ withdrawalId: string }>(stand, one.browser, "withdrawal.ask", { key: randomUUID(), amountFen, legs: plan.data.legs.map(({ paymentId, amountFen: part }) => ({ paymentId, amountFen: part })) });
    if (called.data) one.withdrawals.push(called.data.withdrawalId);
    return called;
  },
  takeBack: async ({ stand }, one) => {
    const withdrawalId = one.withdrawals.shift();
    return withdrawalId ? mutate(stand, one.browser, "withdrawal.cancel", { key: randomUUID(), withdrawalId }) : null;
  },
  refund: async ({ stand, desk }, one) => {
    const withdrawalId = one.withdrawals.pop();
    const row = withdrawalId && (await db().withdrawal.findFirst({ where: { id: withdrawalId }, select: { id: true, version: true } }));
    if (!row) return null;
    const approved = await mutate(stand, desk, "withdrawalDesk.approve", { key: randomUUID(), withdrawalId: row.id, version: row.version });
    for (const { id } of await db().withdrawalLeg.findMany({ where: { withdrawalId: row.id, state: "waiting" }, select: { id: true } })) await mutate(stand, desk, "withdrawalDesk.payOut", { key: randomUUID(), legId: id, payoutNumber: `P${randomUUID().slice(0, 8)}` });
    return approved;
  },
};

const deposit = (stand: Stand, desk: Browser, customerId: string, amountFen: bigint) => mutate(stand, desk, "paymentDesk.book", { key: randomUUID(), customerId, amountFen, source: "counterCash", reference: `M${randomUUID()}`, note: "" });

async function client(mix: Mix, until: number): Promise<void> {
  const names = Object.keys(acts);
  while (performance.now() < until) {
    const name = names[Math.floor(mix.random() * names.length)] ?? "";
    const one = mix.buyers[Math.floor(mix.random() * mix.buyers.length)];
    // What this process itself looks up may find the database busy, too.
    const called = one && (await acts[name]?.(mix, one).catch(() => null));
    if (!called) continue;
    const words = `${name} ${called.status < 500 && called.status > 0 ? (codeIn(called) === "ok" ? "ok" : "refused") : `${called.status} ${codeIn(called)}`}`;
    mix.told.set(words, (mix.told.get(words) ?? 0) + 1);
  }
}

/** Runs of month after month beside it, published as they come; a step that meets a busy row comes again, as the worker's does. */
async function months(until: number): Promise<{ published: number; again: number }> {
  const published = () => db().billRun.count({ where: { state: "published" } });
  const [before, first] = [await published(), await db().billRun.findFirstOrThrow({ orderBy: { periodFrom: "desc" }, select: { periodFrom: true } })];
  let again = 0;
  for (let month = 1; performance.now() < until; ) {
    const isDone = await runTo(ATTACKED, publishesAt(accountPeriodOf(addMonths(dayOf(first.periodFrom), month)))).then(() => true, () => false);
    if (isDone) month += 1;
    else again += 1;
  }
  return { published: (await published()) - before, again };
}

/** Asks the invariants every second, from a connection of its own. */
async function witness(until: number): Promise<{ proofs: number; late: number; findings: string[] }> {
  const scope = await systemScope(ATTACKED);
  const seen = { proofs: 0, late: 0, findings: [] as string[] };
  while (performance.now() < until) {
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
  const guarded = async (sql: string) => {
    await stand.owner(`alter table "Posting" disable trigger user`);
    await stand.owner(sql).finally(() => stand.owner(`alter table "Posting" enable trigger user`));
  };
  await stand.owner(`create table promises_posting as select * from "Posting" where platform_id = '${ATTACKED}' limit 1`);
  await guarded(`delete from "Posting" p using promises_posting k where p.platform_id = k.platform_id and p."journalId" = k."journalId" and p.seq = k.seq`);
  const findings = Object.keys(findingsOf(await proveLedger(await systemScope(ATTACKED))));
  await guarded(`insert into "Posting" select * from promises_posting`);
  await stand.owner("drop table promises_posting");
  return findings;
}

/** Promise 1: twenty clients at once do all that moves money, while months are billed beside them. */
export async function moneyMix(stand: Stand): Promise<void> {
  const { judge } = stand;
  await stand.clearLimits();
  const desk = await allDuties(stand, ATTACKED);
  const buyers: Buyer[] = [];
  for (let n = 0; n < BUYERS; n += 1) buyers.push(await buyer(stand));
  const debtors = (await stand.owner<{ id: string }>(`select id from "Customer" where platform_id = $1 and "accountName" like 'b0%' limit 60`, [ATTACKED])).map(({ id }) => id);
  const mix: Mix = { stand, desk, buyers, debtors, random: seeded(stand.seed), told: new Map() };
  const before = (await proveLedger(await systemScope(ATTACKED))).journals;
  const until = performance.now() + SECONDS * 1000;
  const [seen, billed] = await Promise.all([witness(until), months(until), ...Array.from({ length: CLIENTS }, () => client(mix, until))]);
  const proof = await proveLedger(await systemScope(ATTACKED));
  const findings = [...new Set([...seen.findings, ...Object.entries(findingsOf(proof)).map(([name, value]) => `${name} ${value} at the end`)])];
  const told = [...mix.told].sort().map(([words, count]) => `${words} ×${count}`);
  const kinds = (await stand.owner<{ kind: string }>(`select distinct kind::text as kind from "Journal" where platform_id = $1 order by 1`, [ATTACKED])).map(({ kind }) => kind);
  const failed = told.filter((words) => !/ (ok|refused) ×| 503 /.test(words));
  const isMixed = Object.keys(acts).every((name) => mix.told.has(`${name} ok`));
  judge(`1 ${CLIENTS} clients top up, spend, hold, release, refund, settle and cancel for ${SECONDS} s while months are billed: every invariant, every second`, findings.length === 0 && seen.proofs > SECONDS / 4 && failed.length === 0 && isMixed && billed.published > 0, `${proof.journals - before} journals of ${kinds.length} kinds (${kinds.join(", ")}), ${billed.published} months published (${billed.again} steps taken again), ${seen.proofs} proofs (${seen.late} not answered in time), ${findings.join("; ") || "no violation"}; ${told.join(", ")}`);
  const chain = await verifyChain(db(), ATTACKED);
  judge("1 the audit chain holds after it", chain.fault === null && chain.records > 0, `${chain.records} records, ${chain.fault?.fault ?? "no fault"}`);
  const missed = await withoutOne(stand);
  const isWhole = Object.keys(findingsOf(await proveLedger(await systemScope(ATTACKED)))).length === 0;
  judge("1 the attack bites: one posting taken away behind the guards is found, and only while it is away", missed.includes("unbalancedJournals") && missed.includes("driftingAccounts") && isWhole, `${missed.join(", ") || "nothing found"}; put back: ${isWhole ? "sound" : "not sound"}`);
  await dropMessages(stand, [ATTACKED]);
}
