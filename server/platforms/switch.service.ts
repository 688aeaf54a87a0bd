import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, brokeConstraint, dbFor } from "../db";
import type { FeatureSwitch } from "../generated/prisma/client";
import { addDays, businessDayOf, dateOf, dayOf, formatDay } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { sendStaffMail } from "../notifications/notification.service";
import type { Scope, StaffActor } from "../scope";
import { eachAlone } from "../sweep";
import { once } from "./idempotency.service";
import { NATIONAL_SCOPE, isOnDuty, provinceById } from "./province.rules";
import { type Feature, MOST_DAYS, WARN_DAYS, featureNames, features } from "./switch.rules";
import type { EndSwitch, SetSwitch, SwitchBoard } from "./switch.schema";

/** SY7: whether a province offers something today. One question by index; after its last day a switch counts for nothing. */
export async function isSwitchedOn(db: Reader, feature: Feature, provinceId: string, now: Date): Promise<boolean> {
  const row = await db.featureSwitch.findFirst({ where: { provinceId, feature, endedAt: null, endsOn: { gte: dateOf(businessDayOf(now)) } }, orderBy: { id: "desc" }, select: { isOn: true } });
  return row?.isOn ?? features[feature].isOnByDefault;
}

/** Throws RULE_REFUSED where the province has turned it off. */
export async function refuseSwitchedOff(db: Reader, feature: Feature, provinceId: string, now: Date): Promise<void> {
  if (!(await isSwitchedOn(db, feature, provinceId, now))) throw new AppError("RULE_REFUSED", { reasons: ["switchedOff"] });
}

const isKnown = (feature: string): feature is Feature => (featureNames as string[]).includes(feature);

/** What is switched otherwise than by default, in the provinces of the duty. */
export async function switchBoard(scope: Scope<StaffActor>): Promise<SwitchBoard> {
  const rows = await scope.db.featureSwitch.findMany({ where: { endedAt: null }, orderBy: [{ endsOn: "asc" }, { id: "asc" }], take: 500 });
  return { today: businessDayOf(scope.now()), rows: rows.flatMap(({ id, provinceId, feature, isOn, reason, ownerName, endsOn, setAt }) => (isKnown(feature) ? [{ id, provinceId, feature, isOn, reason, ownerName, endsOn, setAt }] : [])) };
}

/**
 * SY7: turns something off, or on, in a province until a day; who does it is its owner. One that stands is replaced. Throws errors at fields.
 */
export async function setSwitch(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof SetSwitch>): Promise<{ switchId: string }> {
  const { provinceId, feature, isOn, reason, endsOn } = input;
  const today = businessDayOf(scope.now());
  if (!isOnDuty(scope.platformId, scope.actor.provinces, provinceId)) throw fieldError("provinceId", "provinceWrong");
  if (endsOn < today || endsOn > addDays(today, MOST_DAYS)) throw fieldError("endsOn", "switchEndWrong");
  const owner = await dbFor(NATIONAL_SCOPE).staff.findFirst({ where: { id: scope.actor.id }, select: { email: true } });
  return once(scope, { operation: "featureSwitch.set", key, input }, async (tx) => {
    const now = scope.now();
    const [before] = await tx.featureSwitch.updateManyAndReturn({ where: { provinceId, feature, endedAt: null }, data: { endedAt: now } });
    const made = await tx.featureSwitch.create({ data: { provinceId, feature, isOn, reason, ownerName: scope.actor.name, ownerEmail: owner?.email ?? "", endsOn: dateOf(endsOn), setAt: now } });
    await recordAudit(tx, scope, "featureSwitch.set", { kind: "featureSwitch", id: made.id }, { provinceId, reason, ...(before ? { before: { isOn: before.isOn, endsOn: dayOf(before.endsOn) } } : {}), after: { feature, isOn, endsOn } });
    return { switchId: made.id };
  }).catch((error: unknown) => {
    throw brokeConstraint(error, "FeatureSwitch_one_stands") ? new AppError("CHANGED_MEANWHILE") : error;
  });
}

/** Takes a switch back before its end: the default holds from the next request on. Throws CHANGED_MEANWHILE when it has ended. */
export async function endSwitch(scope: Scope<StaffActor>, { key, switchId }: z.output<typeof EndSwitch>): Promise<void> {
  await once(scope, { operation: "featureSwitch.end", key, input: { switchId } }, async (tx) => {
    const [row] = await tx.featureSwitch.updateManyAndReturn({ where: { id: switchId, endedAt: null }, data: { endedAt: scope.now() } });
    if (!row) throw new AppError((await tx.featureSwitch.findFirst({ where: { id: switchId }, select: { id: true } })) ? "CHANGED_MEANWHILE" : "NOT_FOUND");
    await recordAudit(tx, scope, "featureSwitch.end", { kind: "featureSwitch", id: switchId }, { provinceId: row.provinceId, before: { feature: row.feature, isOn: row.isOn } });
    return null;
  });
}

const titleOf = ({ feature, provinceId, isOn }: FeatureSwitch) => `${provinceById(provinceId)?.name ?? provinceId}「${isKnown(feature) ? features[feature].name : feature}」${isOn ? "开启" : "关闭"}`;

/** SY7: tells a switch's owner a week before its end, and ends it when its last day is over; once each. Returns how many it looked at. */
export async function watchSwitches(scope: Scope): Promise<number> {
  const today = businessDayOf(scope.now());
  const due = await scope.db.featureSwitch.findMany({ where: { endedAt: null, OR: [{ endsOn: { lt: dateOf(today) } }, { endsOn: { lte: dateOf(addDays(today, WARN_DAYS)) }, warnedAt: null }] }, orderBy: { endsOn: "asc" }, take: 100 });
  await eachAlone(scope, "watchSwitches", due.map(({ id }) => id), (id) => scope.transaction(async (tx) => {
    const row = due.find((one) => one.id === id);
    if (!row) return;
    const isOver = row.endsOn < dateOf(today);
    const taken = await tx.featureSwitch.updateMany({ where: { id, endedAt: null, ...(isOver ? {} : { warnedAt: null }) }, data: isOver ? { endedAt: scope.now() } : { warnedAt: scope.now() } });
    if (taken.count === 0) return;
    if (isOver) await recordAudit(tx, scope, "featureSwitch.expire", { kind: "featureSwitch", id }, { provinceId: row.provinceId, before: { feature: row.feature, isOn: row.isOn } });
    if (row.ownerEmail === "") return;
    await sendStaffMail(tx, scope, {
      kind: isOver ? "featureSwitch.ended" : "featureSwitch.ending", recipient: row.ownerEmail, subject: `${titleOf(row)}${isOver ? "已到期" : "即将到期"}`,
      text: isOver ? `您负责的开关（${titleOf(row)}，原因：${row.reason}）已过最后一天，恢复为默认。` : `您负责的开关（${titleOf(row)}，原因：${row.reason}）最后一天是 ${formatDay(dayOf(row.endsOn))}，之后恢复为默认。需要延长，请在“功能开关”里重新设置。`,
    });
  }));
  return due.length;
}
