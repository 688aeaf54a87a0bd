import { recordAudit } from "../audit/audit.service";
import { crashPoint } from "../crash-point";
import { type Tx, newId, patiently } from "../db";
import { AppError } from "../kernel/errors";
import { accountPeriodOf, dateOf, dayOf, formatMonth, startOfDay } from "../kernel/calendar";
import { log } from "../log";
import { tellStaffGroups } from "../notifications/robot.service";
import type { Scope, StaffActor } from "../scope";
import { computeAccounts } from "./compute.service";
import { type Period, duePeriods, publishesAt } from "./period.rules";
import { publishSome } from "./publish.service";
import { lockBill } from "./write.service";
import { once } from "../platforms/idempotency.service";
import { giveBackBilled } from "../usage/record.service";
import { drawCount, nextNumbers, numberOf } from "../platforms/number.service";

const BATCH = 200;

/**
 * BI1: begins the run of an account period, once per platform and period: the accounts are cut into batches, each of which is
 * computed in a transaction of its own. Returns the run's id, of an earlier begin as well.
 */
export async function beginRun(scope: Scope, period: Period): Promise<string> {
  const known = await scope.db.billRun.findFirst({ where: { periodFrom: dateOf(period.from) }, select: { id: true } });
  if (known) return known.id;
  return scope.transaction(async (tx) => {
    const cuts = await tx.$queryRaw<{ seq: number; fromId: string; toId: string; accounts: number }[]>`
      select seq::int, (array_agg(id order by id))[1]::text as "fromId", (array_agg(id order by id desc))[1]::text as "toId", count(*)::int as accounts
      from (select id, (row_number() over (order by id) - 1) / ${BATCH} as seq from "Customer" where "openedAt" < ${startOfDay(period.to)}) c group by seq order by seq`;
    const id = newId();
    const accounts = cuts.reduce((sum, cut) => sum + cut.accounts, 0);
    const made = await tx.billRun.createMany({ data: [{ id, periodFrom: dateOf(period.from), accounts, byName: scope.actor.name, startedAt: scope.now(), state: accounts === 0 ? "computed" : "running", computedAt: accounts === 0 ? scope.now() : null }], skipDuplicates: true });
    if (made.count === 0) return (await tx.billRun.findFirstOrThrow({ where: { periodFrom: dateOf(period.from) }, select: { id: true } })).id;
    let numberFrom = (await drawCount(tx, "customerBill", accounts)) - BigInt(accounts) + 1n;
    for (const cut of cuts) {
      await tx.billRunBatch.createMany({ data: [{ ...cut, runId: id, numberFrom }] });
      numberFrom += BigInt(cut.accounts);
    }
    await recordAudit(tx, scope, "billRun.begin", { kind: "billRun", id }, { after: { periodFrom: period.from, accounts } });
    return id;
  });
}

type Run = { runId: string; period: Period };
/** A batch that failed so often is taken account by account, and who cannot be billed is parked. */
const WHOLE_ATTEMPTS = 2;

/** The next waiting batch (or a given one), locked for this transaction; runners side by side never get the same one, and a killed one's is waiting again. */
async function takeBatch(tx: Tx, runId: string, seq: number | null = null) {
  const rows = await tx.$queryRaw<{ seq: number; fromId: string; toId: string; numberFrom: bigint; attempts: number }[]>`
    select seq, "fromId"::text, "toId"::text, "numberFrom", attempts from "BillRunBatch" where "runId" = ${runId}::uuid and state = 'waiting' and (${seq}::int is null or seq = ${seq}::int)
    order by attempts, seq limit 1 for update skip locked`;
  return rows[0] ?? null;
}
type Batch = NonNullable<Awaited<ReturnType<typeof takeBatch>>>;

async function computeBatch(tx: Tx, scope: Scope, { runId, period }: Run, batch: Batch): Promise<void> {
  const bills = await computeAccounts(tx, scope, { runId, period, where: { id: { gte: batch.fromId, lte: batch.toId } }, numbersOf: (prefixes) => Promise.resolve(prefixes.map((prefix, index) => numberOf(prefix, batch.numberFrom + BigInt(index), scope.now()))) });
  await tx.billRunBatch.updateMany({ where: { runId, seq: batch.seq, state: "waiting" }, data: { state: "done", bills, attempts: { increment: 1 }, doneAt: scope.now() } });
}

/**
 * Computes one batch: its bills, their lines and the batch's mark commit together. A batch that fails goes behind the others, and
 * the second time its accounts are taken one by one, so that one account never holds up a run. False when none is waiting.
 */
export async function runBatch(scope: Scope, run: Run): Promise<boolean> {
  const { runId } = run;
  const hand: { batch: Batch | null } = { batch: null };
  try {
    const wasTaken = await scope.transaction(async (tx) => {
      hand.batch = await takeBatch(tx, runId);
      if (!hand.batch) return false;
      if (hand.batch.attempts < WHOLE_ATTEMPTS) await computeBatch(tx, scope, run, hand.batch);
      crashPoint("billBatch.beforeCommit");
      return true;
    });
    if (wasTaken) crashPoint("billBatch.afterCommit");
    // Once a run: from here on the database knows how many bills there are, and looks lines' bills up by their id.
    if (hand.batch?.seq === 0) await scope.db.$executeRaw`select portal.count_bills()`;
    return wasTaken;
  } catch (error) {
    if (!hand.batch) throw error;
    log.error({ runId, seq: hand.batch.seq, platformId: scope.platformId, message: String((error as Error).message) }, "a batch of a bill run failed");
    await scope.db.billRunBatch.updateMany({ where: { runId, seq: hand.batch.seq, state: "waiting" }, data: { attempts: { increment: 1 } } });
    return true;
  } finally {
    if (hand.batch && hand.batch.attempts >= WHOLE_ATTEMPTS) await runAlone(scope, run, hand.batch);
  }
}

/** Computes a batch's accounts each in a transaction of its own, under the batch's lock; parks who cannot be billed, with its reason. */
async function runAlone(scope: Scope, { runId, period }: Run, { seq, fromId, toId }: Batch): Promise<void> {
  const range = { gte: fromId, lte: toId };
  const customers = await scope.db.customer.findMany({ where: { id: range, openedAt: { lt: startOfDay(period.to) } }, orderBy: { id: "asc" }, select: { id: true } });
  // Runners side by side take the batch's lock from each other between two accounts: who comes back begins where the work stands.
  const billed = new Set((await scope.db.customerBill.findMany({ where: { periodFrom: dateOf(period.from), customerId: range }, select: { customerId: true } })).map(({ customerId }) => customerId));
  // Numbers are drawn anew: those that the batch had in reserve stay unused.
  for (const { id } of customers) {
    if (billed.has(id)) continue;
    // Somebody may hold an account's rows for as long as a transaction takes; that is no reason to leave its bill to a person.
    const problem = await patiently(() => scope.transaction(async (tx) => {
      if (!(await takeBatch(tx, runId, seq))) return "taken";
      await computeAccounts(tx, scope, { runId, period, where: { id }, numbersOf: (prefixes) => nextNumbers(tx, prefixes, "customerBill", scope.now()) });
      return null;
    })).catch((error: unknown) => String((error as Error).message));
    if (problem === "taken") return;
    if (problem !== null) await park(scope, { runId, customerId: id, problem: problem.slice(-300), parkedAt: scope.now() });
  }
  await scope.db.billRunBatch.updateMany({ where: { runId, seq, state: "waiting" }, data: { state: "done", bills: await scope.db.customerBill.count({ where: { runId, customerId: range } }), attempts: { increment: 1 }, doneAt: scope.now() } });
}

async function park(scope: Scope, row: { runId: string; customerId: string; problem: string; parkedAt: Date }): Promise<void> {
  const { runId, customerId, problem, parkedAt } = row;
  await scope.db.parkedBill.upsert({ where: { platformId_runId_customerId: { platformId: scope.platformId, runId, customerId } }, create: row, update: { problem, parkedAt, solvedAt: null } });
}

/** A run whose batches are all done is computed; who could not be billed is told to staff with the same commit, once. */
async function markComputed(scope: Scope, { runId, period }: Run): Promise<boolean> {
  const waiting = await scope.db.billRunBatch.count({ where: { runId, state: "waiting" } });
  if (waiting > 0) return false;
  await scope.transaction(async (tx) => {
    const marked = await tx.billRun.updateMany({ where: { id: runId, state: "running" }, data: { state: "computed", computedAt: scope.now() } });
    if (marked.count === 0) return;
    const parked = await tx.parkedBill.findMany({ where: { runId, solvedAt: null }, select: { customerId: true } });
    if (parked.length === 0) return;
    const byProvince = await tx.customer.groupBy({ by: ["provinceId"], where: { id: { in: parked.map(({ customerId }) => customerId) } }, _count: { _all: true } });
    for (const { provinceId, _count } of byProvince) await tellStaffGroups(tx, scope, provinceId, { kind: "group.billsParked", text: `${formatMonth(period.from)}出账：${_count._all} 个帐户未能出账，其他帐户不受影响。请在“帐务 → 出账”查看原因，改好后重新出账。` });
  });
  return true;
}

/** The month in which this platform began to charge; null before there is a product. */
async function firstChargedDay(scope: Scope): Promise<string | null> {
  const first = await scope.db.product.findFirst({ where: { startedOn: { not: null } }, orderBy: { startedOn: "asc" }, select: { startedOn: true } });
  return first?.startedOn ? dayOf(first.startedOn) : null;
}

/**
 * Takes the platform's billing a little further: begins the runs that are due, the oldest period first, computes batches and
 * publishes when the day has come, for about `budgetMs`. Safe to be called by several workers at once and to be killed anywhere.
 * Returns true when there is more to do at once.
 */
export async function advanceRuns(scope: Scope, budgetMs = 3000): Promise<boolean> {
  const until = performance.now() + budgetMs;
  const last = await scope.db.billRun.findFirst({ where: { state: "published" }, orderBy: { periodFrom: "desc" }, select: { periodFrom: true } });
  if (last) await publishLate(scope, last.periodFrom);
  const from = last ? accountPeriodOf(dayOf(last.periodFrom)).to : await firstChargedDay(scope);
  if (!from) return false;
  const [period] = duePeriods(from, scope.now(), 1);
  if (!period) return false;
  const runId = await beginRun(scope, period);
  crashPoint("billRun.begun");
  while (performance.now() < until) if (!(await runBatch(scope, { runId, period }))) break;
  if (!(await markComputed(scope, { runId, period }))) return performance.now() >= until;
  if (scope.now() < publishesAt(period)) return false;
  while (performance.now() < until) {
    if (await publishSome(scope, { runId })) continue;
    // Bills that another worker has in hand may still come back.
    if ((await scope.db.customerBill.count({ where: { runId, state: "validated", sentAt: null } })) > 0) return false;
    await scope.db.billRun.updateMany({ where: { id: runId, state: "computed" }, data: { state: "published", publishedAt: scope.now() } });
    return duePeriods(period.to, scope.now(), 1).length > 0;
  }
  return true;
}

/** Bills of months that are published already, from an account that was parked and mended since: their day has come as soon as they are made. */
async function publishLate(scope: Scope, untilPeriod: Date): Promise<void> {
  const late = await scope.db.customerBill.findFirst({ where: { state: "validated", sentAt: null, periodFrom: { lte: untilPeriod } }, select: { runId: true } });
  if (late) await publishSome(scope, { runId: late.runId });
}

/** BI1: computes one account of a run again, as if for the first time. Throws RULE_REFUSED once its bill is published. */
export async function rerunAccount(scope: Scope<StaffActor>, input: { runId: string; customerId: string; key: string }): Promise<{ bills: number }> {
  return once(scope, { operation: "billRun.rerun", key: input.key, input }, async (tx) => {
    const run = await tx.billRun.findFirst({ where: { id: input.runId } });
    const customer = await tx.customer.findFirst({ where: { id: input.customerId }, select: { provinceId: true } });
    if (!run || !customer) throw new AppError("NOT_FOUND");
    const period = accountPeriodOf(dayOf(run.periodFrom));
    await dropUnpublished(tx, input.customerId, run.periodFrom);
    const bills = await computeAccounts(tx, scope, { runId: run.id, period, where: { id: input.customerId }, numbersOf: (prefixes) => nextNumbers(tx, prefixes, "customerBill", scope.now()) });
    await recordAudit(tx, scope, "billRun.rerun", { kind: "billRun", id: run.id }, { customerId: input.customerId, provinceId: customer.provinceId, after: { bills } });
    return { bills };
  });
}

/** Takes an unpublished bill back: what the run itself charged goes, what was charged before waits for the next computing. */
async function dropUnpublished(tx: Tx, customerId: string, periodFrom: Date): Promise<void> {
  const bill = await lockBill(tx, { customerId, periodFrom });
  if (!bill) return;
  if (bill.sentAt) throw new AppError("RULE_REFUSED", { reasons: ["billPublished"] });
  await giveBackBilled(tx, bill.id);
  await tx.appliedCustomerBillingRate.deleteMany({ where: { billId: bill.id, paidFen: 0n, OR: [{ ref: { startsWith: "month:" } }, { ref: { startsWith: "usage:" } }, { ref: { startsWith: "late:" } }, { ref: { startsWith: "hold:" } }] } });
  await tx.appliedCustomerBillingRate.updateMany({ where: { billId: bill.id }, data: { billId: null } });
  await tx.customerBill.deleteMany({ where: { id: bill.id, sentAt: null } });
}
