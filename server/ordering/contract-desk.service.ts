import type { z } from "zod";
import { canonicalJson } from "../audit/audit.rules";
import { recordAudit } from "../audit/audit.service";
import { sha256 } from "../crypto";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { ContractDraft, ContractText } from "../generated/prisma/client";
import { formatInstant } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import type { Scope, StaffActor } from "../scope";
import { colleaguesWho } from "../staff/duty.service";
import type { ContractDraftAt, ContractDraftCreated, ContractDraftPage, ContractDraftRow, ContractDraftView, ContractPage, ContractReleased, ContractRow, ContractVersionView, CreateContractDraft, ListContractDrafts, ListContracts, ReleaseContract, SaveContractDraft, WithdrawContract } from "./contract-desk.schema";
import { contractInForce } from "./contract.service";
import { standingOf } from "./release.rules";
import { releaseStart, tellColleagues, writersWith } from "./release.service";

const PAGE = 20;
type Words = { title: string; body: string };
const hashOf = ({ title, body }: Words) => sha256(canonicalJson({ title, body }));

function rowOf(row: ContractText, inForce: number, now: Date): z.output<typeof ContractRow> {
  const { id, contractVersion: version, title, validFrom, note, writtenBy, releasedBy, releasedAt, withdrawnAt, withdrawnBy } = row;
  return { id, version, title, validFrom, standing: standingOf({ version, validFrom, withdrawnAt }, inForce, now), note, writtenBy, releasedBy, releasedAt, withdrawnAt, withdrawnBy };
}
const draftRow = ({ id, note, basedOn, state, writers, updatedAt }: ContractDraft): z.output<typeof ContractDraftRow> => ({ id, note, basedOn, state, writers, updatedAt });
const waitingAt = (now: Date) => ({ validFrom: { gt: now }, withdrawnAt: null });
const inForceView = ({ contractVersion: version, title, body }: ContractText) => ({ version, title, body });

/** OR14: the platform's released texts, the last released first. */
export async function listContracts(scope: Scope<StaffActor>, { tab, cursor }: z.output<typeof ListContracts>): Promise<z.output<typeof ContractPage>> {
  const now = scope.now();
  const [rows, current] = await Promise.all([
    scope.db.contractText.findMany({ where: tab === "waiting" ? waitingAt(now) : {}, orderBy: { contractVersion: "desc" }, ...pageAfter(scope, PAGE, cursor) }),
    contractInForce(scope.db, now),
  ]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map((row) => rowOf(row, current.contractVersion, now)), nextCursor, inForce: current.contractVersion };
}

/** OR14: a version's whole text, beside the one in force. */
export async function getContractVersion(scope: Scope<StaffActor>, versionId: string): Promise<z.output<typeof ContractVersionView>> {
  const now = scope.now();
  const [row, current] = await Promise.all([scope.db.contractText.findFirst({ where: { id: versionId } }), contractInForce(scope.db, now)]);
  if (!row) throw new AppError("NOT_FOUND");
  return { ...rowOf(row, current.contractVersion, now), body: row.body, inForce: inForceView(current) };
}

export async function listContractDrafts(scope: Scope<StaffActor>, { cursor }: z.output<typeof ListContractDrafts>): Promise<z.output<typeof ContractDraftPage>> {
  const rows = await scope.db.contractDraft.findMany({ where: { state: { in: ["open", "submitted"] } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(draftRow), nextCursor };
}

async function draftOf(db: Reader, { draftId }: { draftId: string }): Promise<ContractDraft> {
  const draft = await db.contractDraft.findFirst({ where: { id: draftId } });
  if (!draft) throw new AppError("NOT_FOUND");
  return draft;
}

/** OR14: a draft beside the text in force and those that wait. */
export async function getContractDraft(scope: Scope<StaffActor>, draftId: string): Promise<z.output<typeof ContractDraftView>> {
  const now = scope.now();
  const draft = await draftOf(scope.db, { draftId });
  const [current, waiting] = await Promise.all([contractInForce(scope.db, now), scope.db.contractText.findMany({ where: waitingAt(now), orderBy: { validFrom: "asc" }, take: 5 })]);
  const { title, body, version, contentHash, releasedVersion, writerIds } = draft;
  return {
    ...draftRow(draft), title, body, version, contentHash, releasedVersion, isMine: writerIds.includes(scope.actor.id), isWholeDuty: scope.actor.provinces.length === 0,
    inForce: inForceView(current), waiting: waiting.map((row) => rowOf(row, current.contractVersion, now)),
  };
}

/** The text is every province's of the platform, so a duty for some of them does not reach it. */
function refusePartDuty({ actor }: Scope<StaffActor>): void {
  if (actor.provinces.length > 0) throw new AppError("RULE_REFUSED", { reasons: ["wholePlatformOnly"] });
}

/** OR14: begins a draft with the text of a version. */
export async function createContractDraft(scope: Scope<StaffActor>, input: z.output<typeof CreateContractDraft>): Promise<z.output<typeof ContractDraftCreated>> {
  refusePartDuty(scope);
  return once(scope, { operation: "contractText.draft", key: input.key, input }, async (tx) => {
    const from = await tx.contractText.findFirst({ where: { id: input.versionId } });
    if (!from) throw new AppError("NOT_FOUND");
    const { title, body } = from;
    const draft = await tx.contractDraft.create({ data: { note: input.note, basedOn: from.contractVersion, title, body, contentHash: hashOf(from), writerIds: [scope.actor.id], writers: [scope.actor.name], createdAt: scope.now(), updatedAt: scope.now() } });
    await recordAudit(tx, scope, "contractText.draft", { kind: "contractDraft", id: draft.id }, { after: { note: input.note, basedOn: from.contractVersion } });
    return { draftId: draft.id };
  });
}

type At = z.output<typeof ContractDraftAt>;
/** Moves a draft on from the state and version that the person saw. */
async function moveDraft(tx: Tx, { draftId, version }: At, from: ContractDraft["state"], data: Parameters<Tx["contractDraft"]["updateMany"]>[0]["data"]): Promise<void> {
  const moved = await tx.contractDraft.updateMany({ where: { id: draftId, version, state: from }, data: { ...data, version: { increment: 1 } } });
  if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
}

/** OR14: writes a draft's text. Who writes is remembered and can never release it. */
export async function saveContractDraft(scope: Scope<StaffActor>, { title, body, ...at }: z.output<typeof SaveContractDraft>): Promise<void> {
  refusePartDuty(scope);
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at);
    const contentHash = hashOf({ title, body });
    await moveDraft(tx, at, "open", { title, body, contentHash, updatedAt: scope.now(), ...writersWith(scope, draft) });
    await recordAudit(tx, scope, "contractText.save", { kind: "contractDraft", id: draft.id }, { before: { contentHash: draft.contentHash }, after: { contentHash, title, body } });
  });
}

/** OR14: hands a draft to a second person. Throws RULE_REFUSED when it says what the text in force says. */
export async function submitContractDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  refusePartDuty(scope);
  const recipients = await colleaguesWho(scope, "contractText.release");
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at);
    if (hashOf(await contractInForce(tx, scope.now())) === draft.contentHash) throw new AppError("RULE_REFUSED", { reasons: ["textUnchanged"] });
    await moveDraft(tx, at, "open", { state: "submitted", submittedAt: scope.now() });
    await tellColleagues(tx, scope, recipients, { path: `/contracts/drafts/${draft.id}`, subject: `服务协议草稿“${draft.note}”待复核`, text: `${draft.writers.join("、")}改了服务协议，请看过差异和预览后决定是否发布。` });
    await recordAudit(tx, scope, "contractText.submit", { kind: "contractDraft", id: draft.id }, { after: { contentHash: draft.contentHash } });
  });
}

/** Takes a submitted draft back for more writing. */
export async function recallContractDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  refusePartDuty(scope);
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at);
    await moveDraft(tx, at, "submitted", { state: "open", submittedAt: null });
    await recordAudit(tx, scope, "contractText.recall", { kind: "contractDraft", id: draft.id });
  });
}

export async function discardContractDraft(scope: Scope<StaffActor>, at: At): Promise<void> {
  refusePartDuty(scope);
  await scope.transaction(async (tx) => {
    const draft = await draftOf(tx, at);
    await moveDraft(tx, at, "open", { state: "discarded" });
    await recordAudit(tx, scope, "contractText.discard", { kind: "contractDraft", id: draft.id }, { before: { note: draft.note } });
  });
}

/**
 * OR14, promise 47: a second person releases just the text that they saw, from now or from a later instant on. Throws OWN_WORK for
 * whoever wrote in it, CHANGED_MEANWHILE for another text or another version in force than they saw.
 */
export async function releaseContract(scope: Scope<StaffActor>, input: z.output<typeof ReleaseContract>): Promise<z.output<typeof ContractReleased>> {
  refusePartDuty(scope);
  const recipients = await colleaguesWho(scope, "contractText.release");
  return once(scope, { operation: "contractText.release", key: input.key, input }, async (tx) => {
    const now = scope.now();
    const draft = await draftOf(tx, input);
    const validFrom = releaseStart(scope, draft, input.validFrom, now);
    const current = await contractInForce(tx, now);
    // Worked out anew: the hash must be of what is released, not only of what stands beside it.
    if (hashOf(draft) !== input.contentHash || current.contractVersion !== input.inForce) throw new AppError("CHANGED_MEANWHILE");
    const last = await tx.contractText.aggregate({ _max: { contractVersion: true } });
    const made = await tx.contractText.create({ data: { contractVersion: (last._max.contractVersion ?? 0) + 1, title: draft.title, body: draft.body, validFrom, contentHash: input.contentHash, note: draft.note, writtenBy: draft.writers.join("、"), releasedBy: scope.actor.name, releasedAt: now } }).catch((error: unknown) => {
      throw brokeConstraint(error, "ContractText_platform_id_contractVersion_key") ? new AppError("CHANGED_MEANWHILE") : error;
    });
    await moveDraft(tx, input, "submitted", { state: "released", releasedVersion: made.contractVersion });
    await tellColleagues(tx, scope, recipients, { path: `/contracts/${made.id}`, subject: `服务协议第 ${made.contractVersion} 版${validFrom > now ? `将于 ${formatInstant(validFrom)} 生效` : "已生效"}`, text: `${draft.note}。\n编写：${made.writtenBy}；发布：${made.releasedBy}。此前的订单仍按当时同意的版本。` });
    await recordAudit(tx, scope, "contractText.release", { kind: "contractText", id: made.id }, { before: { version: current.contractVersion }, after: { version: made.contractVersion, validFrom, contentHash: input.contentHash, writtenBy: made.writtenBy } });
    return { versionId: made.id, version: made.contractVersion };
  });
}

/** OR14: takes a waiting text back before it begins. Throws CHANGED_MEANWHILE once it has begun. */
export async function withdrawContract(scope: Scope<StaffActor>, { versionId, reason }: z.output<typeof WithdrawContract>): Promise<void> {
  refusePartDuty(scope);
  const recipients = await colleaguesWho(scope, "contractText.release");
  await scope.transaction(async (tx) => {
    const now = scope.now();
    const row = await tx.contractText.findFirst({ where: { id: versionId } });
    if (!row) throw new AppError("NOT_FOUND");
    const moved = await tx.contractText.updateMany({ where: { id: versionId, ...waitingAt(now) }, data: { withdrawnAt: now, withdrawnBy: scope.actor.name } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    await tellColleagues(tx, scope, recipients, { path: `/contracts/${versionId}`, subject: `服务协议第 ${row.contractVersion} 版已撤回`, text: `${scope.actor.name}撤回了原定 ${formatInstant(row.validFrom)} 生效的第 ${row.contractVersion} 版。\n原因：${reason}` });
    await recordAudit(tx, scope, "contractText.withdraw", { kind: "contractText", id: versionId }, { before: { version: row.contractVersion, validFrom: row.validFrom }, reason });
  });
}
