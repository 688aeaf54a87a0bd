import type { z } from "zod";
import { canonicalJson } from "../audit/audit.rules";
import { recordAudit } from "../audit/audit.service";
import { sha256 } from "../crypto";
import type { Tx } from "../db";
import type { ChannelRuleDraft } from "../generated/prisma/client";
import { formatInstant } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { provincesOf } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { colleaguesWho } from "../staff/duty.service";
import type { ChannelRules } from "./channel.rules";
import { releaseStart, tellColleagues, writersWith } from "./release.service";
import { type RuleCase, caseResults } from "./rule-case.rules";
import { isBeyond, isLastRuleOpen, neverReached, setProblems } from "./rule-check.rules";
import { diffRules, isSameRules } from "./rule-diff.rules";
import { latestReplay, startReplay } from "./rule-replay.service";
import { contentOf, inForceRow, refuseBeyond, rowOf, writeVersion } from "./rule-version.service";
import type { CreateDraft, DraftAtVersion, DraftCreated, DraftPage, DraftRow, DraftView, ListDrafts, ReleaseDraft, SaveDraft, VersionReleased } from "./rule.schema";

const PAGE = 20;
const hashOf = (set: ChannelRules, cases: readonly RuleCase[]) => sha256(canonicalJson({ set, cases }));

function draftRow({ id, title, basedOn, state, writers, updatedAt, submittedAt }: ChannelRuleDraft): z.output<typeof DraftRow> {
  return { id, title, basedOn, state, writers, updatedAt, submittedAt };
}

/** BO5: drafts that are written or wait for their second person, newest first. */
export async function listDrafts(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListDrafts>): Promise<z.output<typeof DraftPage>> {
  const rows = await scope.db.channelRuleDraft.findMany({ where: { state: { in: ["open", "submitted"] } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(draftRow), nextCursor };
}

/** BO5: a draft with what its rules say to its cases, what they never reach, and what a trial on orders gave, beside the version in force. */
export async function getDraft(scope: Scope<StaffActor>, draftId: string): Promise<z.output<typeof DraftView>> {
  const now = scope.now();
  const draft = await scope.db.channelRuleDraft.findFirst({ where: { id: draftId } });
  if (!draft) throw new AppError("NOT_FOUND");
  const [current, waiting, replay] = await Promise.all([
    inForceRow(scope.db, now),
    scope.db.channelRuleSet.findMany({ where: { validFrom: { gt: now }, withdrawnAt: null }, orderBy: { validFrom: "asc" }, take: 5 }),
    latestReplay(scope, draft),
  ]);
  const { set, cases } = contentOf(draft);
  const inForce = { version: current.ruleSetVersion, ...contentOf(current) };
  const { provinces } = scope.actor;
  return {
    ...draftRow(draft), version: draft.version, contentHash: draft.contentHash, set, cases,
    results: caseResults(set, cases).map(({ verdict, isRight }) => ({ decision: verdict?.decision ?? null, ruleNumber: verdict?.ruleNumber ?? null, isRight })),
    neverReached: neverReached(set.rules), isLastOpen: isLastRuleOpen(set), isMine: draft.writerIds.includes(scope.actor.id),
    isBeyondDuty: isBeyond(inForce.set, set, { provinces, platformProvinces: provincesOf(scope.platformId).map(({ id }) => id) }),
    dutyProvinces: provinces.length > 0 ? provinces : null, inForce, waiting: waiting.map((row) => rowOf(row, current.ruleSetVersion, now)), replay, releasedVersion: draft.releasedVersion,
  };
}

/** BO5: begins a draft with the content of a version. */
export async function createDraft(scope: Scope<StaffActor>, input: z.output<typeof CreateDraft>): Promise<z.output<typeof DraftCreated>> {
  return once(scope, { operation: "channelRule.draft", key: input.key, input }, async (tx) => {
    const from = await tx.channelRuleSet.findFirst({ where: { id: input.versionId } });
    if (!from) throw new AppError("NOT_FOUND");
    const { set, cases } = contentOf(from);
    const draft = await tx.channelRuleDraft.create({ data: { title: input.title, basedOn: from.ruleSetVersion, rules: set, cases, contentHash: hashOf(set, cases), writerIds: [scope.actor.id], writers: [scope.actor.name], createdAt: scope.now(), updatedAt: scope.now() } });
    await recordAudit(tx, scope, "channelRule.draft", { kind: "channelRuleDraft", id: draft.id }, { after: { title: input.title, basedOn: from.ruleSetVersion } });
    return { draftId: draft.id };
  });
}

type At = z.output<typeof DraftAtVersion>;
async function draftAt(tx: Tx, { draftId }: At): Promise<ChannelRuleDraft> {
  const draft = await tx.channelRuleDraft.findFirst({ where: { id: draftId } });
  if (!draft) throw new AppError("NOT_FOUND");
  return draft;
}

/** The draft at the version that the person saw, locked: of two who decide at once the later waits here, and is told. */
async function lockedDraft(tx: Tx, { draftId, version }: At): Promise<ChannelRuleDraft> {
  const [draft] = await tx.channelRuleDraft.updateManyAndReturn({ where: { id: draftId }, data: { version: { increment: 0 } } });
  if (!draft) throw new AppError("NOT_FOUND");
  if (draft.version !== version) throw new AppError("CHANGED_MEANWHILE");
  return draft;
}

/** Moves a draft on from the state and version that the person saw. */
async function moveDraft(tx: Tx, { draftId, version }: At, from: ChannelRuleDraft["state"], data: Parameters<Tx["channelRuleDraft"]["updateMany"]>[0]["data"]): Promise<void> {
  const moved = await tx.channelRuleDraft.updateMany({ where: { id: draftId, version, state: from }, data: { ...data, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/**
 * BO5: writes a draft's whole content. Throws errors at fields for rules that cannot stand, and RULE_REFUSED for what is beyond the
 * provinces of the duty. Who writes is remembered and can never release it.
 */
export async function saveDraft(scope: Scope<StaffActor>, { rules: set, cases, ...at }: z.output<typeof SaveDraft>): Promise<void> {
  const provinceIds = provincesOf(scope.platformId).map(({ id }) => id);
  const problems = setProblems(set, provinceIds);
  if (problems.length > 0) throw new AppError("FIELDS_REFUSED", { fields: Object.fromEntries(problems.map(({ path, code }) => [path, code])) });
  cases.forEach(({ name, facts }, index) => {
    if (cases.findIndex((one) => one.name === name) !== index) throw fieldError(`cases.${index}.name`, "nameTaken");
    if (!provinceIds.includes(facts.provinceId)) throw fieldError(`cases.${index}.provinceId`, "provinceWrong");
  });
  await scope.transaction(async (tx) => {
    const draft = await draftAt(tx, at);
    const before = contentOf(draft);
    refuseBeyond(scope, before.set, set);
    await moveDraft(tx, at, "open", { rules: set, cases, contentHash: hashOf(set, cases), updatedAt: scope.now(), ...writersWith(scope, draft) });
    const { rules, settings, cases: changed } = diffRules(before, { set, cases });
    await recordAudit(tx, scope, "channelRule.save", { kind: "channelRuleDraft", id: draft.id }, { after: { rules, settings, cases: changed } });
  });
}

/** Everything that keeps a draft from its second person, at once. */
function submitBlockers({ set, cases }: ReturnType<typeof contentOf>, inForce: ReturnType<typeof contentOf>, provinceIds: readonly string[]): string[] {
  return [
    ...(isLastRuleOpen(set) ? [] : ["lastRuleNotOpen"]),
    ...(setProblems(set, provinceIds).length > 0 ? ["rulesWrong"] : []),
    ...(cases.length === 0 ? ["casesMissing"] : []),
    ...(caseResults(set, cases).some(({ isRight }) => !isRight) ? ["casesFail"] : []),
    ...(isSameRules(diffRules(inForce, { set, cases })) ? ["rulesUnchanged"] : []),
  ];
}
const refuse = (reasons: string[]) => {
  if (reasons.length > 0) throw new AppError("RULE_REFUSED", { reasons });
};
const blockersNow = async (tx: Tx, scope: Scope, content: ReturnType<typeof contentOf>) => submitBlockers(content, contentOf(await inForceRow(tx, scope.now())), provincesOf(scope.platformId).map(({ id }) => id));

/** BO5: hands a draft to a second person and tries it on the last orders. Throws RULE_REFUSED while a case fails or a rule cannot stand. */
export async function submitDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  const recipients = await colleaguesWho(scope, "channelRule.release");
  await scope.transaction(async (tx) => {
    const draft = await draftAt(tx, at);
    refuse(await blockersNow(tx, scope, contentOf(draft)));
    await moveDraft(tx, at, "open", { state: "submitted", submittedAt: scope.now() });
    await startReplay(tx, scope, draft);
    await tellColleagues(tx, scope, recipients, { path: `/rules/drafts/${draft.id}`, subject: `受理规则草稿“${draft.title}”待复核`, text: `${draft.writers.join("、")}改了受理规则，请看差异和试算结果后决定是否发布。` });
    await recordAudit(tx, scope, "channelRule.submit", { kind: "channelRuleDraft", id: draft.id }, { after: { contentHash: draft.contentHash } });
  });
}

/** Takes a submitted draft back for more writing; what a second person saw is then no longer what it is. */
export async function recallDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  await scope.transaction(async (tx) => {
    const draft = await draftAt(tx, at);
    await moveDraft(tx, at, "submitted", { state: "open", submittedAt: null });
    await recordAudit(tx, scope, "channelRule.recall", { kind: "channelRuleDraft", id: draft.id });
  });
}

/** Gives an open draft up. */
export async function discardDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  await scope.transaction(async (tx) => {
    const draft = await draftAt(tx, at);
    await moveDraft(tx, at, "open", { state: "discarded" });
    await recordAudit(tx, scope, "channelRule.discard", { kind: "channelRuleDraft", id: draft.id }, { before: { title: draft.title } });
  });
}

/** Tries a draft as it stands on the orders of the last thirty days; one that is tried already goes on. */
export async function tryDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  await scope.transaction(async (tx) => {
    const draft = await draftAt(tx, at);
    if (draft.version !== at.version || !["open", "submitted"].includes(draft.state)) throw new AppError("CHANGED_MEANWHILE");
    refuse(isLastRuleOpen(contentOf(draft).set) ? [] : ["lastRuleNotOpen"]);
    await startReplay(tx, scope, draft);
    await recordAudit(tx, scope, "channelRule.replay", { kind: "channelRuleDraft", id: draft.id }, { after: { contentHash: draft.contentHash } });
  });
}

/**
 * BO5, promise 47: a second person releases just the content that they saw, from now or from a later instant on. Throws OWN_WORK for
 * whoever wrote in it, CHANGED_MEANWHILE for another content or another version in force than they saw, RULE_REFUSED without a trial on
 * the last orders or with a case that fails.
 */
export async function releaseDraft(scope: Scope<StaffActor>, input: z.output<typeof ReleaseDraft>): Promise<z.output<typeof VersionReleased>> {
  const recipients = await colleaguesWho(scope, "channelRule.release");
  return once(scope, { operation: "channelRule.release", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const draft = await lockedDraft(tx, input);
    const validFrom = releaseStart(scope, draft, input.validFrom, now);
    // A version that waits replaces what others release until then, beyond what somebody with some provinces may decide.
    if (scope.actor.provinces.length > 0 && validFrom > now) throw fieldError("validFrom", "datedNeedsWhole");
    const content = contentOf(draft);
    const current = await inForceRow(tx, now);
    // Worked out anew: the hash must be of what is released, not only of what stands beside it.
    if (hashOf(content.set, content.cases) !== input.contentHash || current.ruleSetVersion !== input.inForce) throw new AppError("CHANGED_MEANWHILE");
    refuseBeyond(scope, contentOf(current).set, content.set);
    const isTried = await tx.channelRuleReplay.findFirst({ where: { draftId: draft.id, contentHash: input.contentHash, state: "done" }, select: { id: true } });
    refuse([...(await blockersNow(tx, scope, content)), ...(isTried ? [] : ["replayMissing"])]);
    const made = await writeVersion(tx, scope, { validFrom, rules: content.set, cases: content.cases, contentHash: input.contentHash, note: draft.title, writtenBy: draft.writers.join("、"), copyOf: null });
    await moveDraft(tx, input, "submitted", { state: "released", releasedVersion: made.ruleSetVersion });
    await tellColleagues(tx, scope, recipients, { path: `/rules/${made.id}`, subject: `受理规则第 ${made.ruleSetVersion} 版${validFrom > now ? `将于 ${formatInstant(validFrom)} 生效` : "已生效"}`, text: `${draft.title}。\n编写：${made.writtenBy}；发布：${made.releasedBy}。${validFrom > now ? "生效前可以撤回。" : "有问题可以一键回滚。"}` });
    await recordAudit(tx, scope, "channelRule.release", { kind: "channelRuleSet", id: made.id }, { before: { version: current.ruleSetVersion }, after: { version: made.ruleSetVersion, validFrom, contentHash: input.contentHash, writtenBy: made.writtenBy } });
    return { versionId: made.id, version: made.ruleSetVersion };
  });
}
