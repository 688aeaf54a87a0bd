import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import { newId } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { accountPeriodOf, businessDayOf, dateOf, dayOf, daysBetween } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { isOnDuty, provincesOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { billRow } from "./bill.service";
import { type ArrearsPage, type BillingSettings, type DisputePage, type EditBillingSetting, type ListArrears, type ListDisputes, type PauseDunning, type ReadRun, type RunPage, type RunRow, type RunView, ageGroups } from "./desk.schema";
import { ageGroup } from "./dunning.rules";
import { overdueDays, periodAfter, publishesAt, runsAt } from "./period.rules";

const PAGE = 20;
type Run = Prisma.BillRunGetPayload<object>;

async function runRows(scope: Scope, runs: readonly Run[]): Promise<z.output<typeof RunRow>[]> {
  const runId = { in: runs.map(({ id }) => id) };
  const [batches, bills, parked] = await Promise.all([
    scope.db.billRunBatch.groupBy({ by: ["runId", "state"], where: { runId }, _count: { _all: true } }),
    scope.db.customerBill.groupBy({ by: ["runId", "state", "holdReason"], where: { runId }, _count: { _all: true }, _sum: { totalFen: true } }),
    scope.db.parkedBill.groupBy({ by: ["runId"], where: { runId, solvedAt: null }, _count: { _all: true } }),
  ]);
  return runs.map((run) => {
    const own = bills.filter((row) => row.runId === run.id);
    const count = (rows: readonly { _count: { _all: number } }[]) => rows.reduce((sum, row) => sum + row._count._all, 0);
    const { id, periodFrom, state, accounts, startedAt, computedAt, publishedAt, byName } = run;
    return {
      id, periodFrom, state, accounts, startedAt, computedAt, publishedAt, byName, publishesAt: publishesAt(accountPeriodOf(dayOf(periodFrom))),
      batches: count(batches.filter((row) => row.runId === id)), batchesDone: count(batches.filter((row) => row.runId === id && row.state === "done")), bills: count(own), billsPublished: count(own.filter((row) => ["sent", "partiallyPaid", "settled"].includes(row.state))),
      totalFen: own.reduce((sum, row) => sum + (row._sum.totalFen ?? 0n), 0n), parked: count(parked.filter((row) => row.runId === id)), abnormal: count(own.filter((row) => row.holdReason === "abnormalCharge")),
    };
  });
}

/** BI1: the platform's runs, newest period first, with how far each has come. */
export async function listRuns(scope: Scope<StaffActor>): Promise<z.output<typeof RunPage>> {
  const runs = await scope.db.billRun.findMany({ orderBy: { periodFrom: "desc" }, take: 24 });
  const current = accountPeriodOf(businessDayOf(scope.now()));
  return { rows: await runRows(scope, runs), nextRunAt: runsAt(runs[0] && dayOf(runs[0].periodFrom) >= current.from ? periodAfter(current) : current) };
}

/** One run with its parked accounts and its bills, those that want a look first. */
export async function getRun(scope: Scope<StaffActor>, { runId, cursor }: z.output<typeof ReadRun>): Promise<z.output<typeof RunView>> {
  const run = await scope.db.billRun.findFirst({ where: { id: runId } });
  if (!run) throw new AppError("NOT_FOUND");
  const [[row], parked, bills] = await Promise.all([
    runRows(scope, [run]), scope.db.parkedBill.findMany({ where: { runId }, orderBy: [{ solvedAt: { sort: "asc", nulls: "first" } }, { parkedAt: "desc" }], take: 50 }),
    scope.db.customerBill.findMany({ where: { runId }, orderBy: [{ holdReason: { sort: "asc", nulls: "last" } }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor) }),
  ]);
  if (!row) throw new AppError("NOT_FOUND");
  const names = await companyNames(scope.db, [...parked, ...bills].map(({ customerId }) => customerId));
  const { page, nextCursor } = pageOf(bills, PAGE);
  return {
    ...row, parkedRows: parked.map(({ customerId, problem, parkedAt, solvedAt }) => ({ customerId, problem, parkedAt, solvedAt, companyName: names.get(customerId)?.companyName ?? "", accountName: names.get(customerId)?.accountName ?? "" })),
    billRows: page.map((bill) => ({ ...billRow(bill, businessDayOf(scope.now())), customerId: bill.customerId, companyName: names.get(bill.customerId)?.companyName ?? "" })), nextCursor,
  };
}

/** RP9: the duty's overdue bills, the oldest first, and their sums by age. */
export async function listArrears(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListArrears>): Promise<z.output<typeof ArrearsPage>> {
  const today = businessDayOf(scope.now());
  const where: Prisma.CustomerBillWhereInput = { state: { in: ["sent", "partiallyPaid"] }, dueOn: { lt: dateOf(today) } };
  const [debts, bills] = await Promise.all([
    scope.db.customerBill.groupBy({ by: ["dueOn"], where, _sum: { totalFen: true, paidFen: true }, _count: { _all: true } }),
    scope.db.customerBill.findMany({ where, orderBy: [{ dueOn: "asc" }, { id: "asc" }], ...pageAfter(scope, PAGE, cursor), include: { disputes: { where: { state: "open" }, include: { rate: { select: { grossFen: true, paidFen: true } } } } } }),
  ]);
  const { page, nextCursor } = pageOf(bills, PAGE);
  const customerId = { in: page.map((bill) => bill.customerId) };
  const [names, pauses, suspended] = await Promise.all([
    companyNames(scope.db, page.map((bill) => bill.customerId)),
    scope.db.dunningPause.findMany({ where: { customerId, endedAt: null, fromOn: { lte: dateOf(today) }, untilOn: { gt: dateOf(today) } }, select: { customerId: true } }),
    scope.db.productSuspension.groupBy({ by: ["customerId"], where: { customerId, cause: "arrears", liftedAt: null }, _count: { _all: true } }),
  ]);
  return {
    groups: ageGroups.map((group) => {
      const rows = debts.filter((row) => ageGroup(overdueDays(dayOf(row.dueOn), today)) === group);
      return { group, bills: rows.reduce((sum, row) => sum + row._count._all, 0), openFen: rows.reduce((sum, row) => sum + (row._sum.totalFen ?? 0n) - (row._sum.paidFen ?? 0n), 0n) };
    }),
    rows: page.map((bill) => ({
      ...billRow(bill, today), customerId: bill.customerId, companyName: names.get(bill.customerId)?.companyName ?? "", disputedFen: bill.disputes.reduce((sum, { rate }) => sum + rate.grossFen - rate.paidFen, 0n),
      isPaused: pauses.some((pause) => pause.customerId === bill.customerId), suspendedProducts: suspended.find((row) => row.customerId === bill.customerId)?._count._all ?? 0,
    })),
    nextCursor,
  };
}

/** BI15: disputes by when they must be answered, or those that ended, newest first. */
export async function listDisputes(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListDisputes>): Promise<z.output<typeof DisputePage>> {
  const where: Prisma.BillDisputeWhereInput = tab === "open" ? { state: "open" } : { state: { not: "open" } };
  const [rows, openCount] = await Promise.all([
    scope.db.billDispute.findMany({ where, orderBy: tab === "open" ? [{ answerBy: "asc" }, { id: "asc" }] : [{ closedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor), include: { rate: { select: { specificationName: true, name: true, formula: true } }, bill: { select: { number: true } } } }),
    scope.db.billDispute.count({ where: { state: "open" } }),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await companyNames(scope.db, page.map((row) => row.customerId));
  const promising = new Set((await scope.db.billingSetting.findMany({ where: { returnsDouble: true }, select: { provinceId: true } })).map(({ provinceId }) => provinceId));
  return {
    rows: page.map(({ rate, bill, ...row }) => ({ ...row, returnsDouble: promising.has(row.provinceId), isLate: row.state === "open" && row.answerBy < scope.now(), billNumber: bill.number, companyName: names.get(row.customerId)?.companyName ?? "", lineName: `${rate.specificationName} ${rate.name}`, formula: rate.formula })),
    nextCursor, openCount,
  };
}

const PAUSE_MAX_DAYS = 60;

/** BI7: staff let dunning of a company rest until a day, with a reason. */
export async function pauseDunning(scope: Scope<StaffActor>, input: z.output<typeof PauseDunning>): Promise<void> {
  await once(scope, { operation: "dunning.pause", key: input.key, input }, async (tx) => {
    const customer = await tx.customer.findFirst({ where: { id: input.customerId }, select: { provinceId: true } });
    if (!customer) throw new AppError("NOT_FOUND");
    const days = daysBetween(businessDayOf(scope.now()), input.untilOn);
    if (days < 1) throw fieldError("untilOn", "promiseInPast");
    if (days > PAUSE_MAX_DAYS) throw fieldError("untilOn", "pauseTooLong");
    const id = newId();
    await tx.dunningPause.create({ data: { id, customerId: input.customerId, kind: "staff", fromOn: dateOf(businessDayOf(scope.now())), untilOn: dateOf(input.untilOn), reason: input.reason, byName: scope.actor.name, createdAt: scope.now() } });
    await recordAudit(tx, scope, "dunning.pause", { kind: "customer", id: input.customerId }, { customerId: input.customerId, provinceId: customer.provinceId, after: { untilOn: input.untilOn }, reason: input.reason });
    return null;
  });
}

/** What differs from province to province, within the duty. */
export async function listBillingSettings(scope: Scope<StaffActor>): Promise<z.output<typeof BillingSettings>> {
  const rows = await scope.db.billingSetting.findMany();
  const mine = provincesOnDuty(scope.platformId, scope.actor.provinces);
  return { rows: mine.map(({ id, name }) => {
    const row = rows.find((entry) => entry.provinceId === id);
    return { provinceId: id, provinceName: name, chargesLateFee: row?.chargesLateFee ?? false, returnsDouble: row?.returnsDouble ?? false, changedBy: row?.changedBy ?? null, changedAt: row?.changedAt ?? null };
  }) };
}

/** BI8, BI18: turns a province's late fee on or off, from the next run on, or its promise of double for a proven overcharge, at once. */
export async function editBillingSetting(scope: Scope<StaffActor>, { provinceId, ...changed }: z.output<typeof EditBillingSetting>): Promise<void> {
  if (!isOnDuty(scope.platformId, scope.actor.provinces, provinceId)) throw new AppError("NOT_FOUND");
  await scope.transaction(async (tx) => {
    const { chargesLateFee, returnsDouble } = changed;
    const data = { ...(chargesLateFee === undefined ? {} : { chargesLateFee }), ...(returnsDouble === undefined ? {} : { returnsDouble }), changedBy: scope.actor.name, changedAt: scope.now() };
    const before = await tx.billingSetting.findFirst({ where: { provinceId }, select: { chargesLateFee: true, returnsDouble: true } });
    await tx.billingSetting.upsert({ where: { platformId_provinceId: { platformId: scope.platformId, provinceId } }, create: { provinceId, ...data }, update: data });
    await recordAudit(tx, scope, "billing.editSetting", { kind: "billingSetting", id: provinceId }, { provinceId, before: before ?? {}, after: changed });
  });
}
