import type { z } from "zod";
import { type Reader, dbFor } from "../db";
import type { PolicyDraft, PolicyText } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { standingOf } from "../ordering/release.rules";
import { pageAfter, pageOf } from "../paging";
import { NATIONAL_SCOPE, workPlatformIds } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { inForceOf, missingOf, policyKinds, subjectOfKind } from "./policy.rules";
import { policyHeads } from "./policy.service";
import type { ListPolicies, ListPolicyDrafts, PolicyDraftPage, PolicyDraftRow, PolicyDraftView, PolicyPage, PolicyRow, PolicyVersionView } from "./policy-desk.schema";

const PAGE = 20;
/** The texts are the country's: every desk reads them, the country's alone changes them. */
const national = () => dbFor(NATIONAL_SCOPE);
const nationalPage = { platformId: NATIONAL_SCOPE };
export const mayChange = ({ platformId }: Scope): boolean => platformId === NATIONAL_SCOPE;

type Agreed = (row: Pick<PolicyText, "kind" | "policyVersion">) => number;
/** Of the duty's own platform, from the country's desk of each that works, one after the other: all at once would open connections to fifteen for one page. */
async function ofEach<T>(scope: Scope<StaffActor>, read: (db: Reader) => Promise<T>): Promise<T[]> {
  const found: T[] = [];
  for (const platformId of mayChange(scope) ? workPlatformIds() : [scope.platformId]) found.push(await read(dbFor(platformId)));
  return found;
}

/** How many people agreed to each version. */
async function agreedCounts(scope: Scope<StaffActor>): Promise<Agreed> {
  const counts = await ofEach(scope, (db) => db.partyPrivacyAgreement.groupBy({ by: ["subject", "policyVersion"], where: { subject: { in: Object.values(subjectOfKind) }, act: "given" }, _count: true }));
  const rows = counts.flat();
  return ({ kind, policyVersion }) => rows.filter((row) => row.subject === subjectOfKind[kind] && row.policyVersion === policyVersion).reduce((sum, row) => sum + row._count, 0);
}

function rowOf(row: Omit<PolicyText, "body">, inForce: number, now: Date, agreed: Agreed): z.output<typeof PolicyRow> {
  const { id, kind, policyVersion: version, title, summary, isMaterial, validFrom, note, writtenBy, releasedBy, releasedAt, withdrawnAt, withdrawnBy } = row;
  return { id, kind, version, title, summary, isMaterial, validFrom, standing: standingOf({ version, validFrom, withdrawnAt }, inForce, now), note, writtenBy, releasedBy, releasedAt, withdrawnAt, withdrawnBy, agreed: agreed(row) };
}
const draftRow = ({ id, kind, note, basedOn, state, isMaterial, writers, updatedAt }: PolicyDraft): z.output<typeof PolicyDraftRow> => ({ id, kind, note, basedOn, state, isMaterial, writers, updatedAt });
export const wordsOf = ({ title, body, summary, isMaterial }: Pick<PolicyText, "title" | "body" | "summary" | "isMaterial">) => ({ title, body, summary, isMaterial });

/** DP5: released versions, the last released first, each with how many agreed to it. */
export async function listPolicies(scope: Scope<StaffActor>, { tab, kind, cursor }: z.output<typeof ListPolicies>): Promise<z.output<typeof PolicyPage>> {
  const now = scope.now();
  const where = { ...(kind ? { kind } : {}), ...(tab === "waiting" ? { validFrom: { gt: now }, withdrawnAt: null } : {}) };
  const [rows, heads, agreed] = await Promise.all([national().policyText.findMany({ where, orderBy: [{ releasedAt: "desc" }, { id: "desc" }], omit: { body: true }, ...pageAfter(nationalPage, PAGE, cursor) }), policyHeads(), agreedCounts(scope)]);
  const { page, nextCursor } = pageOf(rows, PAGE);
  const current = policyKinds.flatMap((one) => {
    const version = inForceOf(heads, one, now);
    return version ? [{ kind: one, versionId: version.id, version: version.policyVersion }] : [];
  });
  return { rows: page.map((row) => rowOf(row, current.find((one) => one.kind === row.kind)?.version ?? 0, now, agreed)), nextCursor, mayChange: mayChange(scope), inForce: current, missing: missingOf(heads) };
}

/** The text of a kind that is in force; null before the first. */
export async function textInForce(db: Reader, kind: PolicyText["kind"], now: Date): Promise<PolicyText | null> {
  const current = inForceOf(await policyHeads(db), kind, now);
  return current && (await db.policyText.findFirst({ where: { id: current.id } }));
}
const inForceView = (current: PolicyText | null) => (current ? { ...wordsOf(current), version: current.policyVersion } : { title: "", body: "", summary: "", isMaterial: true, version: 0 });

/** DP5: a version's whole text, beside the one in force, with how many people were told of it. */
export async function getPolicyVersion(scope: Scope<StaffActor>, versionId: string): Promise<z.output<typeof PolicyVersionView>> {
  const now = scope.now();
  const row = await national().policyText.findFirst({ where: { id: versionId } });
  if (!row) throw new AppError("NOT_FOUND");
  const [current, agreed, tellings] = await Promise.all([textInForce(national(), row.kind, now), agreedCounts(scope), ofEach(scope, (db) => db.policyTelling.findFirst({ where: { policyTextId: versionId }, select: { told: true } }))]);
  return { ...rowOf(row, current?.policyVersion ?? 0, now, agreed), body: row.body, inForce: inForceView(current), mayChange: mayChange(scope), told: tellings.reduce((sum, telling) => sum + (telling?.told ?? 0), 0) };
}

export async function listPolicyDrafts(_: Scope<StaffActor>, { kind, cursor }: z.output<typeof ListPolicyDrafts>): Promise<z.output<typeof PolicyDraftPage>> {
  const rows = await national().policyDraft.findMany({ where: { state: { in: ["open", "submitted"] }, ...(kind ? { kind } : {}) }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(nationalPage, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(draftRow), nextCursor };
}

/** DP5: a draft beside the text in force and those that wait. */
export async function getPolicyDraft(scope: Scope<StaffActor>, draftId: string): Promise<z.output<typeof PolicyDraftView>> {
  const now = scope.now();
  const draft = await national().policyDraft.findFirst({ where: { id: draftId } });
  if (!draft) throw new AppError("NOT_FOUND");
  const [current, waiting] = await Promise.all([textInForce(national(), draft.kind, now), national().policyText.findMany({ where: { kind: draft.kind, validFrom: { gt: now }, withdrawnAt: null }, orderBy: { validFrom: "asc" }, take: 5, select: { id: true, policyVersion: true, note: true, validFrom: true } })]);
  const { version, contentHash, releasedVersion, writerIds } = draft;
  return {
    ...draftRow(draft), ...wordsOf(draft), version, contentHash, releasedVersion, isMine: writerIds.includes(scope.actor.id), mayChange: mayChange(scope),
    inForce: inForceView(current), waiting: waiting.map(({ policyVersion, ...row }) => ({ ...row, version: policyVersion })),
  };
}
