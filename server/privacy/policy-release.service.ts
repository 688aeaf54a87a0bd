import type { z } from "zod";
import { canonicalJson } from "../audit/audit.rules";
import { recordAudit } from "../audit/audit.service";
import { sha256 } from "../crypto";
import { type Tx, brokeConstraint } from "../db";
import type { PolicyDraft, Prisma } from "../generated/prisma/client";
import { formatInstant } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { releaseStart, tellColleagues, writersWith } from "../ordering/release.service";
import { once } from "../platforms/idempotency.service";
import { workPlatformIds } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { shopChanged } from "../shop/edge.service";
import { colleaguesWho } from "../staff/duty.service";
import { missingOf, startsInOrder } from "./policy.rules";
import { policyHeads } from "./policy.service";
import { mayChange, textInForce, wordsOf } from "./policy-desk.service";
import type { CreateFirstPolicy, CreatePolicyDraft, PolicyDraftAt, PolicyDraftCreated, PolicyReleased, ReleasePolicy, SavePolicyDraft, WithdrawPolicy } from "./policy-desk.schema";

/** What a first text begins with; its body is for whoever writes it. */
const firstWords = { privacy: { title: "隐私政策", summary: "首次发布，请完整阅读。" }, terms: { title: "用户服务协议", summary: "首次发布，请完整阅读。" } } as const;

const hashOf = (words: Parameters<typeof wordsOf>[0]) => sha256(canonicalJson(wordsOf(words)));

/** The texts are every platform's, so a duty for one of them does not reach them. */
function refuseOthersDuty(scope: Scope<StaffActor>): void {
  if (!mayChange(scope)) throw new AppError("RULE_REFUSED", { reasons: ["nationalDutyOnly"] });
}

/** DP5: begins a draft with the text of a version, once per key. */
export async function createPolicyDraft(scope: Scope<StaffActor>, input: z.output<typeof CreatePolicyDraft>): Promise<z.output<typeof PolicyDraftCreated>> {
  refuseOthersDuty(scope);
  return once(scope, { operation: "policyText.draft", key: input.key, input }, async (tx) => {
    const from = await tx.policyText.findFirst({ where: { id: input.versionId } });
    if (!from) throw new AppError("NOT_FOUND");
    // What was new then is not what will be new now; whoever drafts says it.
    const words = { ...wordsOf(from), summary: "", isMaterial: true };
    const draft = await tx.policyDraft.create({ data: { kind: from.kind, note: input.note, basedOn: from.policyVersion, ...words, contentHash: hashOf(words), writerIds: [scope.actor.id], writers: [scope.actor.name], createdAt: scope.now(), updatedAt: scope.now() } });
    await recordAudit(tx, scope, "policyText.draft", { kind: "policyDraft", id: draft.id }, { after: { note: input.note, kind: from.kind, basedOn: from.policyVersion } });
    return { draftId: draft.id };
  });
}

/** DP5: begins the first text of a kind, where the country has none yet, once per key. Throws CHANGED_MEANWHILE when it has one. */
export async function createFirstPolicy(scope: Scope<StaffActor>, input: z.output<typeof CreateFirstPolicy>): Promise<z.output<typeof PolicyDraftCreated>> {
  refuseOthersDuty(scope);
  return once(scope, { operation: "policyText.first", key: input.key, input }, async (tx) => {
    if (!missingOf(await policyHeads(tx)).includes(input.kind)) throw new AppError("CHANGED_MEANWHILE");
    const words = { ...firstWords[input.kind], body: "", isMaterial: true };
    const draft = await tx.policyDraft.create({ data: { kind: input.kind, note: "首版", basedOn: 0, ...words, contentHash: hashOf(words), writerIds: [scope.actor.id], writers: [scope.actor.name], createdAt: scope.now(), updatedAt: scope.now() } });
    await recordAudit(tx, scope, "policyText.draft", { kind: "policyDraft", id: draft.id }, { after: { note: draft.note, kind: input.kind, basedOn: 0 } });
    return { draftId: draft.id };
  });
}

type At = z.output<typeof PolicyDraftAt>;
async function draftOf(tx: Tx, { draftId }: { draftId: string }): Promise<PolicyDraft> {
  const draft = await tx.policyDraft.findFirst({ where: { id: draftId } });
  if (!draft) throw new AppError("NOT_FOUND");
  return draft;
}
/** Moves a draft on from the state and version that the person saw. */
async function moveDraft(tx: Tx, { draftId, version }: At, from: PolicyDraft["state"], data: Prisma.PolicyDraftUpdateManyMutationInput): Promise<void> {
  const moved = await tx.policyDraft.updateMany({ where: { id: draftId, version, state: from }, data: { ...data, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/** DP5: writes a draft's text. Who writes is remembered and can never release it. */
export async function savePolicyDraft(scope: Scope<StaffActor>, { draftId, version, ...words }: z.output<typeof SavePolicyDraft>): Promise<void> {
  refuseOthersDuty(scope);
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, { draftId });
    const contentHash = hashOf(words);
    await moveDraft(tx, { draftId, version }, "open", { ...words, contentHash, updatedAt: scope.now(), ...writersWith(scope, draft) });
    await recordAudit(tx, scope, "policyText.save", { kind: "policyDraft", id: draft.id }, { before: { contentHash: draft.contentHash }, after: { contentHash, ...words } });
  });
}

/** DP5: hands a draft to a second person. Throws RULE_REFUSED when it says what the text in force says, or not what is new. */
export async function submitPolicyDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  refuseOthersDuty(scope);
  const recipients = await colleaguesWho(scope, "policyText.release");
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at);
    const current = await textInForce(tx, draft.kind, scope.now());
    if (current && current.title === draft.title && current.body === draft.body) throw new AppError("RULE_REFUSED", { reasons: ["textUnchanged"] });
    if (draft.summary === "") throw new AppError("RULE_REFUSED", { reasons: ["summaryMissing"] });
    if (draft.body === "") throw new AppError("RULE_REFUSED", { reasons: ["textMissing"] });
    // Told only, it would never be asked of anybody.
    if (!current && !draft.isMaterial) throw new AppError("RULE_REFUSED", { reasons: ["firstIsMaterial"] });
    await moveDraft(tx, at, "open", { state: "submitted", submittedAt: scope.now() });
    await tellColleagues(tx, scope, recipients, { path: `/policies/drafts/${draft.id}`, subject: `《${draft.title}》草稿“${draft.note}”待复核`, text: `${draft.writers.join("、")}改了《${draft.title}》，请看过差异和预览后决定是否发布。` });
    await recordAudit(tx, scope, "policyText.submit", { kind: "policyDraft", id: draft.id }, { after: { contentHash: draft.contentHash } });
  });
}

/** Takes a submitted draft back for more writing. */
export const recallPolicyDraft = (scope: Scope<StaffActor>, at: At): Promise<void> => turn(scope, at, "recall");
/** Gives a draft up, for good. */
export const discardPolicyDraft = (scope: Scope<StaffActor>, at: At): Promise<void> => turn(scope, at, "discard");

async function turn(scope: Scope<StaffActor>, at: At, act: "recall" | "discard"): Promise<void> {
  refuseOthersDuty(scope);
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at);
    await moveDraft(tx, at, act === "recall" ? "submitted" : "open", act === "recall" ? { state: "open", submittedAt: null } : { state: "discarded" });
    await recordAudit(tx, scope, `policyText.${act}`, { kind: "policyDraft", id: draft.id }, { before: { note: draft.note } });
  });
}

/**
 * DP5: a second person makes a draft the next version, from now or from an instant, once per key. Throws OWN_WORK for whoever wrote in it, an
 * error at `validFrom` for a start that is gone, before another version's, or too soon for one of weight, CHANGED_MEANWHILE when draft or
 * text in force are not what they saw.
 */
export async function releasePolicy(scope: Scope<StaffActor>, input: z.output<typeof ReleasePolicy>): Promise<z.output<typeof PolicyReleased>> {
  refuseOthersDuty(scope);
  const recipients = await colleaguesWho(scope, "policyText.release");
  return once(scope, { operation: "policyText.release", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const draft = await draftOf(tx, input);
    const validFrom = releaseStart(scope, draft, input.validFrom, now);
    const heads = await policyHeads(tx);
    const problem = startsInOrder(heads, { ...draft, validFrom, now });
    if (problem) throw fieldError("validFrom", problem);
    const current = await textInForce(tx, draft.kind, now);
    // Worked out anew: the hash must be of what is released, not only of what stands beside it.
    if (hashOf(draft) !== input.contentHash || (current?.policyVersion ?? 0) !== input.inForce) throw new AppError("CHANGED_MEANWHILE");
    const policyVersion = Math.max(0, ...heads.filter(({ kind }) => kind === draft.kind).map((head) => head.policyVersion)) + 1;
    const made = await tx.policyText.create({ data: { kind: draft.kind, policyVersion, ...wordsOf(draft), validFrom, contentHash: input.contentHash, note: draft.note, writerIds: draft.writerIds, writtenBy: draft.writers.join("、"), releasedById: scope.actor.id, releasedBy: scope.actor.name, releasedAt: now } }).catch((error: unknown) => {
      throw brokeConstraint(error, "PolicyText_two_people") ? new AppError("OWN_WORK") : brokeConstraint(error, "PolicyText_platform_id_kind_policyVersion_key") ? new AppError("CHANGED_MEANWHILE") : error;
    });
    await moveDraft(tx, input, "submitted", { state: "released", releasedVersion: policyVersion });
    for (const platformId of workPlatformIds()) await shopChanged(tx, { platformId });
    await tellColleagues(tx, scope, recipients, { path: `/policies/${made.id}`, subject: `《${made.title}》第 ${policyVersion} 版${validFrom > now ? `将于 ${formatInstant(validFrom)} 生效` : "已生效"}`, text: `${draft.note}。\n编写：${made.writtenBy}；发布：${made.releasedBy}。各平台的用户会收到通知${draft.isMaterial ? "，生效后登录时请他们重新同意" : ""}。` });
    await recordAudit(tx, scope, "policyText.release", { kind: "policyText", id: made.id }, { before: { version: current?.policyVersion ?? 0 }, after: { kind: draft.kind, version: policyVersion, validFrom, isMaterial: draft.isMaterial, contentHash: input.contentHash, writtenBy: made.writtenBy } });
    return { versionId: made.id, version: policyVersion };
  });
}

/** DP5: takes a waiting version back before it begins. Throws CHANGED_MEANWHILE once it has begun. */
export async function withdrawPolicy(scope: Scope<StaffActor>, { versionId, reason }: z.output<typeof WithdrawPolicy>): Promise<void> {
  refuseOthersDuty(scope);
  const recipients = await colleaguesWho(scope, "policyText.release");
  await scope.transaction(async (tx) => {
    const now = scope.now();
    const row = await tx.policyText.findFirst({ where: { id: versionId } });
    if (!row) throw new AppError("NOT_FOUND");
    const moved = await tx.policyText.updateMany({ where: { id: versionId, validFrom: { gt: now }, withdrawnAt: null }, data: { withdrawnAt: now, withdrawnBy: scope.actor.name } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    for (const platformId of workPlatformIds()) await shopChanged(tx, { platformId });
    await tellColleagues(tx, scope, recipients, { path: `/policies/${versionId}`, subject: `《${row.title}》第 ${row.policyVersion} 版已撤回`, text: `${scope.actor.name}撤回了原定 ${formatInstant(row.validFrom)} 生效的第 ${row.policyVersion} 版。\n原因：${reason}` });
    await recordAudit(tx, scope, "policyText.withdraw", { kind: "policyText", id: versionId }, { before: { version: row.policyVersion, validFrom: row.validFrom }, reason });
  });
}
