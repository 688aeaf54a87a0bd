import type { z } from "zod";
import { recordAudit } from "../audit/audit.service";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { ChannelRuleSet } from "../generated/prisma/client";
import { formatInstant } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { provincesOf } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { colleaguesWho } from "../staff/duty.service";
import { ChannelRules } from "./channel.rules";
import { inForceAt } from "./channel.service";
import { standingOf } from "./release.rules";
import { tellColleagues } from "./release.service";
import { RuleCase } from "./rule-case.rules";
import { isBeyond } from "./rule-check.rules";
import type { ListRules, RollBack, VersionPage, VersionRow, VersionView, VersionReleased, WithdrawVersion } from "./rule.schema";

const PAGE = 20;

export const contentOf = ({ rules, cases }: { rules: unknown; cases: unknown }) => ({ set: ChannelRules.parse(rules), cases: RuleCase.array().parse(cases) });

export const inForceRow = (db: Reader, now: Date): Promise<ChannelRuleSet> => db.channelRuleSet.findFirstOrThrow(inForceAt(now));

export function rowOf(row: ChannelRuleSet, inForce: number, now: Date): z.output<typeof VersionRow> {
  const { id, ruleSetVersion: version, validFrom, note, writtenBy, releasedBy, releasedAt, copyOf, withdrawnAt, withdrawnBy } = row;
  return { id, version, validFrom, standing: standingOf({ version, validFrom, withdrawnAt }, inForce, now), note, writtenBy, releasedBy, releasedAt, copyOf, withdrawnAt, withdrawnBy };
}

/** BO5: the platform's released versions, the last released first, and the one to go back to. */
export async function listVersions(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListRules>): Promise<z.output<typeof VersionPage>> {
  const now = scope.now();
  const [rows, begun] = await Promise.all([
    scope.db.channelRuleSet.findMany({ where: tab === "waiting" ? { validFrom: { gt: now }, withdrawnAt: null } : {}, orderBy: [{ ruleSetVersion: "desc" }], ...pageAfter(scope, PAGE, cursor) }),
    scope.db.channelRuleSet.findMany({ ...inForceAt(now), take: 2 }),
  ]);
  const inForce = begun[0]?.ruleSetVersion ?? 0;
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map((row) => rowOf(row, inForce, now)), nextCursor, inForce, previous: begun[1] ? rowOf(begun[1], inForce, now) : null };
}

/** BO5: a version with its rules and cases, beside the one in force. */
export async function getVersion(scope: Scope<StaffActor>, versionId: string): Promise<z.output<typeof VersionView>> {
  const now = scope.now();
  const [row, current] = await Promise.all([scope.db.channelRuleSet.findFirst({ where: { id: versionId } }), inForceRow(scope.db, now)]);
  if (!row) throw new AppError("NOT_FOUND");
  return { ...rowOf(row, current.ruleSetVersion, now), ...contentOf(row), inForce: { version: current.ruleSetVersion, ...contentOf(current) } };
}

/** Throws RULE_REFUSED when two versions differ in more than the staff member's provinces. */
export function refuseBeyond({ platformId, actor }: Scope<StaffActor>, before: ChannelRules, after: ChannelRules): void {
  if (isBeyond(before, after, { provinces: actor.provinces, platformProvinces: provincesOf(platformId).map(({ id }) => id) })) throw new AppError("RULE_REFUSED", { reasons: ["beyondDuty"] });
}

type NewVersion = { validFrom: Date; rules: object; cases: object; contentHash: string; note: string; writtenBy: string; copyOf: number | null };

/** Writes a version under the next number. Throws CHANGED_MEANWHILE when another was released at the same moment. */
export async function writeVersion(tx: Tx, scope: Scope<StaffActor>, version: NewVersion): Promise<ChannelRuleSet> {
  const last = await tx.channelRuleSet.aggregate({ _max: { ruleSetVersion: true } });
  return tx.channelRuleSet.create({ data: { ...version, ruleSetVersion: (last._max.ruleSetVersion ?? 0) + 1, releasedBy: scope.actor.name, releasedAt: scope.now() } }).catch((error: unknown) => {
    throw brokeConstraint(error, "ChannelRuleSet_platform_id_ruleSetVersion_key") ? new AppError("CHANGED_MEANWHILE") : error;
  });
}

/** BO5: takes a waiting version back before it begins. One person may: it only keeps what is in force. Throws CHANGED_MEANWHILE once it has begun. */
export async function withdrawVersion(scope: Scope<StaffActor>, { versionId, reason }: z.output<typeof WithdrawVersion>): Promise<void> {
  const recipients = await colleaguesWho(scope, "channelRule.release");
  await scope.transaction(async (tx) => {
    const now = scope.now();
    const [row, current] = [await tx.channelRuleSet.findFirst({ where: { id: versionId } }), await inForceRow(tx, now)];
    if (!row) throw new AppError("NOT_FOUND");
    refuseBeyond(scope, contentOf(current).set, contentOf(row).set);
    const moved = await tx.channelRuleSet.updateMany({ where: { id: versionId, withdrawnAt: null, validFrom: { gt: now } }, data: { withdrawnAt: now, withdrawnBy: scope.actor.name } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await tellColleagues(tx, scope, recipients, { path: `/rules/${versionId}`, subject: `受理规则第 ${row.ruleSetVersion} 版已撤回`, text: `${scope.actor.name}撤回了原定 ${formatInstant(row.validFrom)} 生效的第 ${row.ruleSetVersion} 版。\n原因：${reason}\n仍按第 ${current.ruleSetVersion} 版受理。` });
    await recordAudit(tx, scope, "channelRule.withdraw", { kind: "channelRuleSet", id: versionId }, { before: { version: row.ruleSetVersion, validFrom: row.validFrom }, reason });
  });
}

/**
 * BO5: brings an earlier version back at once, as a new version. One person may, since two released that content before; everybody
 * else who may release is mailed with the same commit. Throws CHANGED_MEANWHILE when another version is in force than the one they saw.
 */
export async function rollBack(scope: Scope<StaffActor>, input: z.output<typeof RollBack>): Promise<z.output<typeof VersionReleased>> {
  const recipients = await colleaguesWho(scope, "channelRule.release");
  return once(scope, { operation: "channelRule.rollBack", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const [target, current] = [await tx.channelRuleSet.findFirst({ where: { id: input.versionId } }), await inForceRow(tx, now)];
    if (!target) throw new AppError("NOT_FOUND");
    if (current.ruleSetVersion !== input.inForce) throw new AppError("CHANGED_MEANWHILE");
    if (rowOf(target, current.ruleSetVersion, now).standing !== "past") throw new AppError("RULE_REFUSED", { reasons: ["neverInForce"] });
    const { set, cases } = contentOf(target);
    refuseBeyond(scope, contentOf(current).set, set);
    const made = await writeVersion(tx, scope, { validFrom: now, rules: set, cases, contentHash: target.contentHash, note: input.reason, writtenBy: scope.actor.name, copyOf: target.ruleSetVersion });
    await tellColleagues(tx, scope, recipients, { path: `/rules/${made.id}`, subject: `受理规则已回滚到第 ${target.ruleSetVersion} 版`, text: `${scope.actor.name}在 ${formatInstant(now)} 把受理规则从第 ${current.ruleSetVersion} 版回滚到第 ${target.ruleSetVersion} 版的内容，作为第 ${made.ruleSetVersion} 版立即生效。\n原因：${input.reason}` });
    await recordAudit(tx, scope, "channelRule.rollBack", { kind: "channelRuleSet", id: made.id }, { before: { version: current.ruleSetVersion }, after: { version: made.ruleSetVersion, copyOf: target.ruleSetVersion }, reason: input.reason });
    return { versionId: made.id, version: made.ruleSetVersion };
  });
}
