import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import type { Reader } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { businessDayOf, dateOf, workingMinutesBetween } from "../kernel/calendar";
import { pageAfter, pageOf } from "../paging";
import { workCalendarOf } from "../platforms/calendar.service";
import { databaseDiskPercent } from "../platforms/disk.service";
import { NATIONAL_SCOPE, provincesOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { type Figure, type FigureValue, type ProvinceFigure, figures } from "./figure.rules";
import type { FigureBoard, ListPushes, PushPage } from "./figure.schema";

const DAY_MS = 86_400_000;
const REFUSED_FOR_MS = DAY_MS;
const PUSHES_FOR_MS = 7 * DAY_MS;
/** After so many sendings, some five minutes, silence is a fault. */
const UNACKNOWLEDGED_AFTER = 5;

type Row = { figure: Figure; province: string; value: bigint };

/** One statement for a platform. Of the oldest review it tells the instant, in milliseconds. */
async function readFigures(db: Reader, now: Date): Promise<Row[]> {
  const [refusedAfter, pushedAfter, today] = [new Date(now.getTime() - REFUSED_FOR_MS), new Date(now.getTime() - PUSHES_FOR_MS), dateOf(businessDayOf(now))];
  return db.$queryRaw<Row[]>`
    select 'ordersWaiting' as figure, "provinceId" as province, count(*) as value from "ReviewTask" where state = 'open' and kind = 'order' group by 2
    union all select 'oldestReview', "provinceId", (extract(epoch from min("askedAt")) * 1000)::bigint from "ReviewTask" where state = 'open' group by 2
    union all select 'failedOpens', "provinceId", count(*) from "ServiceOrder" where operation = 'open'
      and ((state in ('acknowledged', 'inProgress', 'pending') and "needsPerson") or (state = 'failed' and "lastAnswerAt" > ${refusedAfter})) group by 2
    union all select 'unsettledFen', "provinceId", sum("totalFen" - "paidFen")::bigint from "CustomerBill" where state in ('sent', 'partiallyPaid') and "dueOn" < ${today} and "totalFen" > "paidFen" group by 2
    union all select 'pushErrors', province, sum(messages)::bigint from (
      select "provinceId" as province, count(*) as messages from "BssMessage" where state = 'waiting' and attempts >= ${UNACKNOWLEDGED_AFTER} group by 1
      union all select coalesce(c."provinceId", n.platform_id), count(*) from "Notification" n left join "Customer" c on c.platform_id = n.platform_id and c.id = n."customerId"
        where n.state = 'failed' and n."createdAt" > ${pushedAfter} group by 1) pushes group by 2`;
}

/** SY2: every figure of every province that the reader sees, nought included; staff of some provinces pass a transaction of their scope. */
export async function figuresOf(db: Reader, { platformId, provinces, now }: { platformId: string; provinces: readonly string[]; now: Date }): Promise<ProvinceFigure[]> {
  const rows = await readFigures(db, now);
  const known = provincesOnDuty(platformId, provinces).map(({ id }) => id);
  const all = [...new Set([...known, ...rows.map(({ province }) => province)])];
  const found = new Map(rows.map(({ figure, province, value }) => [`${province}.${figure}`, value]));
  const values: ProvinceFigure[] = [];
  for (const provinceId of all) {
    for (const figure of figures) {
      const value = found.get(`${provinceId}.${figure}`);
      const isInstant = figure === "oldestReview" && value !== undefined;
      values.push({ provinceId, figure, value: isInstant ? await waitedSince(db, provinceId, new Date(Number(value)), now) : (value ?? 0n) });
    }
  }
  return values;
}

const waitedSince = async (db: Reader, provinceId: string, askedAt: Date, now: Date) => BigInt(workingMinutesBetween(askedAt, now, await workCalendarOf(db, provinceId)));

async function valuesFor(tx: Reader, { platformId, actor }: Scope<StaffActor>, now: Date): Promise<FigureValue[]> {
  const values = await figuresOf(tx, { platformId, provinces: actor.provinces, now });
  const percent = platformId === NATIONAL_SCOPE ? await databaseDiskPercent() : null;
  return percent === null ? values : [...values, { provinceId: NATIONAL_SCOPE, figure: "databaseDisk", value: BigInt(percent) }];
}

/** The duty's figures as they stand, each with when its threshold was passed; of the national duty the disk of the database. */
export async function figureBoard(scope: Scope<StaffActor>): Promise<z.output<typeof FigureBoard>> {
  const now = scope.now();
  return scope.transaction(async (tx) => {
    const values = await valuesFor(tx, scope, now);
    const open = await tx.businessAlarm.findMany({ where: { closedAt: null }, select: { provinceId: true, figure: true, openedAt: true } });
    return { now, rows: values.map((row) => ({ ...row, since: open.find(({ provinceId, figure }) => provinceId === row.provinceId && figure === row.figure)?.openedAt ?? null })) };
  });
}

const PAGE = 25;

/** Messages of the last week that reached nobody, newest first, for sending again. */
export async function listPushes(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListPushes>): Promise<z.output<typeof PushPage>> {
  const where: Prisma.NotificationWhereInput = { state: "failed", createdAt: { gt: new Date(scope.now().getTime() - PUSHES_FOR_MS) } };
  const rows = await scope.db.notification.findMany({
    where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor),
    select: { id: true, kind: true, channel: true, subject: true, customerId: true, createdAt: true, attempts: true },
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const [names, unacknowledged] = await Promise.all([
    companyNames(scope.db, page.map(({ customerId }) => customerId)),
    scope.db.bssMessage.count({ where: { state: "waiting", attempts: { gte: UNACKNOWLEDGED_AFTER } } }),
  ]);
  return {
    // A code is worth nothing by the time that somebody looks.
    rows: page.map(({ kind, ...row }) => ({ ...row, mayResend: !kind.startsWith("code."), companyName: names.get(row.customerId)?.companyName ?? null })),
    nextCursor,
    unacknowledged,
  };
}
