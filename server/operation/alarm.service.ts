import type { z } from "zod";
import { dbFor, newId } from "../db";
import { formatInstant } from "../kernel/calendar";
import { log } from "../log";
import { sendStaffMail } from "../notifications/notification.service";
import { tellStaffGroups } from "../notifications/robot.service";
import { pageAfter, pageOf } from "../paging";
import { databaseDiskPercent, hasDatabaseDisk } from "../platforms/disk.service";
import { NATIONAL_SCOPE, platformName, provinceById } from "../platforms/province.rules";
import { consoleUrl } from "../platforms/page-url";
import { type Scope, type StaffActor, systemScope } from "../scope";
import { onDuty } from "../staff/duty.service";
import { type FigureValue, alarmChanges, isTold, thresholds } from "./figure.rules";
import type { AlarmPage, ListAlarms } from "./figure.schema";
import { figuresOf } from "./figure.service";
import { figureText, figureWords, thresholdText } from "./figure.words";

/**
 * SY2: looks at the platform's figures once. A figure that has reached its threshold opens an alarm, and whoever may work it off
 * there is mailed with the same commit, once however many workers look and however long it stands; one that is back closes it.
 */
export async function watchFigures(scope: Scope): Promise<void> {
  await followFigures(scope, await figuresOf(scope.db, { platformId: scope.platformId, provinces: [], now: scope.now() }));
}

/**
 * Promise 24: looks at the disk of a database on this machine once. Its alarm is as a figure's, in the national scope; staff's
 * groups there are told, too, since what comes of it stands still for everybody. A disk that cannot be asked changes nothing.
 */
export async function watchDatabaseDisk(ask = databaseDiskPercent): Promise<void> {
  const percent = await ask();
  if (percent === null && hasDatabaseDisk()) return;
  const values: FigureValue[] = percent === null ? [] : [{ provinceId: NATIONAL_SCOPE, figure: "databaseDisk", value: BigInt(percent) }];
  await followFigures(await systemScope(NATIONAL_SCOPE), values);
}

/** Opens and closes a scope's alarms by its figures as they stand. */
async function followFigures(scope: Scope, values: readonly FigureValue[]): Promise<void> {
  const now = scope.now();
  const open = await scope.db.businessAlarm.findMany({ where: { closedAt: null }, select: { id: true, provinceId: true, figure: true } });
  const { toOpen, toClose } = alarmChanges(values, open);
  if (toClose.length > 0) await scope.db.businessAlarm.updateMany({ where: { id: { in: toClose }, closedAt: null }, data: { closedAt: now } });
  if (toOpen.length === 0) return;
  // Staff live in a scope that may be another database: they are asked before the transaction.
  const staff = await onDuty(scope.platformId);
  for (const row of toOpen) await openAlarm(scope, row, [...new Set(staff.filter((duty) => isTold(duty, row)).map(({ email }) => email))], now);
}

async function openAlarm(scope: Scope, { provinceId, figure, value }: FigureValue, recipients: readonly string[], now: Date): Promise<void> {
  const { name, what } = figureWords[figure];
  const where = provinceById(provinceId)?.name ?? platformName(provinceId);
  const isOpened = await scope.transaction(async (tx) => {
    const made = await tx.businessAlarm.createMany({ data: [{ id: newId(), provinceId, figure, openedValue: value, openedAt: now }], skipDuplicates: true });
    if (made.count === 0) return false;
    for (const recipient of recipients) {
      await sendStaffMail(tx, scope, {
        kind: `alarm.${figure}`, recipient, subject: `${where}：${name} ${figureText(figure, value)}`,
        text: `${where}的“${name}”在 ${formatInstant(now)} 达到 ${figureText(figure, value)}。\n${what}；${thresholdText(figure)}。\n恢复以后告警自动解除，在此之前不再重复发信。`,
        link: { label: "去处理", url: consoleUrl(thresholds[figure].desk) },
      });
    }
    if (figure === "databaseDisk") await tellStaffGroups(tx, scope, "", { kind: `group.${figure}`, text: `数据库磁盘已用 ${figureText(figure, value)}，请尽快清理；写满以后客户只能查询、不能办理。详情见“系统”页。` });
    return true;
  });
  if (isOpened) log.warn({ platformId: scope.platformId, provinceId, figure, value: value.toString(), told: recipients.length }, "a business figure passed its threshold");
}

/** True while the disk of the database is too full; nothing is known of one that lies elsewhere. */
export async function hasDiskAlarm(): Promise<boolean> {
  if (!hasDatabaseDisk()) return false;
  return (await dbFor(NATIONAL_SCOPE).businessAlarm.findFirst({ where: { figure: "databaseDisk", closedAt: null }, select: { id: true } })) !== null;
}

const PAGE = 20;

/** Alarms of the duty's provinces, newest first. */
export async function listAlarms(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListAlarms>): Promise<z.output<typeof AlarmPage>> {
  const rows = await scope.db.businessAlarm.findMany({
    orderBy: [{ openedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor),
    select: { id: true, provinceId: true, figure: true, openedValue: true, openedAt: true, closedAt: true },
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page, nextCursor };
}
