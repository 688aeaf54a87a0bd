import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { dunCompany } from "../billing/dunning.service";
import { endAtPeriodEnd } from "../billing/forecast.service";
import { chargeLateUsage } from "../billing/late-usage.service";
import { countToPay, endLapsed, renewPrepaid } from "../billing/prepaid.service";
import { endTrials } from "../billing/trial.service";
import { executeDueChanges } from "../changes/execute.service";
import { settleClosings } from "../closing/settle.service";
import type { Reader } from "../db";
import { accountPeriodOf, addMonths, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { fieldError } from "../kernel/errors";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import { FAILING_MINUTES, type JobName, type RerunnableJob, jobNames } from "./job.rules";
import type { JobBoard, RerunJob, RerunOutcome } from "./job.schema";

const MOST = 50;
const open = ["acknowledged", "inProgress", "pending"] as const;

/** BO7: what the worker is at on this platform, how far it is, and what it could not do: a fixed number of questions, all on one connection. */
export async function jobBoard(scope: Scope<StaffActor>): Promise<JobBoard> {
  const now = scope.now();
  const edge = accountPeriodOf(businessDayOf(now)).from;
  const nextOn = addMonths(edge, 1);
  const earliest = (dates: (Date | null)[]) => dates.filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return scope.transaction(async (db) => {
    const ofEdge = await db.productChange.groupBy({ by: ["state"], where: { effectiveOn: dateOf(edge), state: { in: ["scheduled", "executing", "done", "blocked"] } }, _count: true });
    const countOf = (...states: string[]) => ofEdge.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count, 0);
    const syncs = await db.provinceBillingSync.findMany({ select: { polledAt: true, comparedTo: true, lastError: true } });
    const oldest97 = await db.bssMessage.findFirst({ where: { state: "waiting" }, orderBy: { createdAt: "asc" }, select: { createdAt: true } });
    return {
      now,
      billRun: await latestRun(db),
      edge: {
        on: edge, done: countOf("executing", "done", "blocked"), all: countOf("scheduled", "executing", "done", "blocked"), blocked: await db.productChange.count({ where: { state: "blocked" } }),
        nextOn, next: await db.productChange.count({ where: { state: "scheduled", effectiveOn: dateOf(nextOn) } }),
      },
      renewals: { due: await countToPay(db, now) },
      province: { polledAt: earliest(syncs.map(({ polledAt }) => polledAt)), comparedTo: earliest(syncs.map(({ comparedTo }) => comparedTo)), failing: syncs.filter(({ lastError }) => lastError !== null).length, differences: await db.billingDifference.count({ where: { closedAt: null } }) },
      messages97: { waiting: await db.bssMessage.count({ where: { state: "waiting" } }), oldestAt: oldest97?.createdAt ?? null },
      requests: { waiting: await db.serviceOrder.count({ where: { state: { in: [...open] } } }), needPerson: await db.serviceOrder.count({ where: { state: { in: [...open] }, needsPerson: true } }) },
      closings: { settling: await db.accountClosing.count({ where: { state: "settling" } }) },
      ...(await failuresOf(db, now)),
    };
  });
}

async function latestRun(db: Reader): Promise<JobBoard["billRun"]> {
  const run = await db.billRun.findFirst({ orderBy: { periodFrom: "desc" }, select: { id: true, periodFrom: true, state: true, accounts: true } });
  if (!run) return null;
  const done = await db.billRunBatch.aggregate({ where: { runId: run.id, state: "done" }, _sum: { accounts: true } });
  const parked = await db.parkedBill.count({ where: { runId: run.id, solvedAt: null } });
  return { id: run.id, month: dayOf(run.periodFrom), state: run.state, accounts: run.accounts, done: done._sum.accounts ?? 0, parked };
}

const isKnown = (job: string): job is JobName => (jobNames as string[]).includes(job);

/** What failed a moment ago, with the company that it is about; what concerns no company of the reader's duty is left out. */
async function failuresOf(db: Reader, now: Date): Promise<Pick<JobBoard, "failures" | "hasMore">> {
  const rows = await db.jobFailure.findMany({ where: { lastAt: { gt: new Date(now.getTime() - FAILING_MINUTES * 60_000) }, job: { in: jobNames } }, orderBy: [{ firstAt: "asc" }, { subjectId: "asc" }], take: MOST + 1 });
  const shown = rows.slice(0, MOST);
  const companies = await companiesOf(db, shown.map(({ subjectId }) => subjectId));
  const names = await companyNames(db, [...companies.values()]);
  const failures = shown.flatMap(({ job, subjectId, code, tries, firstAt, lastAt }) => {
    const customerId = companies.get(subjectId);
    const company = customerId && names.get(customerId);
    return company && customerId && isKnown(job) ? [{ job, subjectId, customerId, ...company, code, tries, firstAt, lastAt }] : [];
  });
  return { failures, hasMore: rows.length > MOST };
}

/** The company that each subject of a job belongs to, whichever kind of row it is. */
async function companiesOf(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const where = { id: { in: [...ids] } };
  const select = { id: true, customerId: true } as const;
  const customers = await db.customer.findMany({ where, select: { id: true } });
  const others = [
    ...(await db.product.findMany({ where, select })), ...(await db.productChange.findMany({ where, select })), ...(await db.customerBill.findMany({ where, select })),
    ...(await db.accountClosing.findMany({ where, select })), ...(await db.productOrder.findMany({ where, select })), ...(await db.failedPart.findMany({ where, select })),
  ];
  return new Map([...customers.map(({ id }) => [id, id] as const), ...others.map(({ id, customerId }) => [id, customerId] as const)]);
}

const runs: Record<RerunnableJob, (scope: Scope, only: { customerId: string }) => Promise<number>> = { executeDueChanges, renewPrepaid, endTrials, endAtPeriodEnd, endLapsed, dunDebts: dunCompany, settleClosings, chargeLateUsage };

/**
 * BO7: runs one job for one company now: just what the worker would do with its next look, by the same rules, so that nothing is done
 * twice. Says how much was due and what failed. Throws an error at `accountName` for a company outside the duty.
 */
export async function rerunJob(scope: Scope<StaffActor>, { key, job, accountName }: z.output<typeof RerunJob>): Promise<z.output<typeof RerunOutcome>> {
  const customer = await scope.db.customer.findFirst({ where: { accountName }, select: { id: true, provinceId: true } });
  if (!customer) throw fieldError("accountName", "customerUnknown");
  await once(scope, { operation: "job.rerun", key, input: { job, accountName } }, async (tx) => {
    await recordAudit(tx, scope, "job.rerun", { kind: "customer", id: customer.id }, { customerId: customer.id, provinceId: customer.provinceId, after: { job } });
    return null;
  });
  const startedAt = scope.now();
  const looked = await runs[job](scope, { customerId: customer.id });
  const noted = await scope.db.jobFailure.findMany({ where: { job }, orderBy: { lastAt: "desc" }, select: { subjectId: true, code: true, lastAt: true }, take: 1000 });
  const companies = await companiesOf(scope.db, noted.map(({ subjectId }) => subjectId));
  const own = noted.filter(({ subjectId }) => companies.get(subjectId) === customer.id);
  const failed = own.filter(({ lastAt }) => lastAt >= startedAt);
  // What failed before and does not any more is done.
  const done = own.flatMap(({ subjectId, lastAt }) => (lastAt < startedAt ? [subjectId] : []));
  if (done.length > 0) await scope.db.jobFailure.deleteMany({ where: { job, subjectId: { in: done }, lastAt: { lt: startedAt } } });
  return { looked, failed: failed.map(({ code }) => ({ code })) };
}

/** Failures that nobody met again for a month are forgotten. */
export async function forgetFailures(scope: Scope): Promise<void> {
  await scope.db.jobFailure.deleteMany({ where: { lastAt: { lt: new Date(scope.now().getTime() - 30 * 86_400_000) } } });
}
