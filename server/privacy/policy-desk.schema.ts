import { z } from "zod";
import { draftStates, standings } from "../ordering/release.schema";
import { policyKinds } from "./policy.rules";

const key = z.uuid();
const version = z.int().nonnegative();
const words = (least: number, most: number) => z.string().trim().min(least, { error: "textTooShort" }).max(most, { error: "tooLong" });
/** More would make the comparing of two texts heavy, and nobody would read it. */
const MOST_PARAGRAPHS = 400;

export const policyTabs = ["versions", "waiting", "drafts"] as const;
const kind = z.enum(policyKinds).optional();
export const ListPolicies = z.strictObject({ tab: z.enum(["versions", "waiting"]), kind, cursor: z.uuid().optional() });
export const ListPolicyDrafts = z.strictObject({ kind, cursor: z.uuid().optional() });
export const PolicyVersionId = z.strictObject({ versionId: z.uuid() });
export const PolicyDraftId = z.strictObject({ draftId: z.uuid() });
export const PolicyDraftAt = PolicyDraftId.extend({ version });
export const CreatePolicyDraft = PolicyVersionId.extend({ key, note: words(4, 60) });
/** The first text of a kind, which follows none. */
export const CreateFirstPolicy = z.strictObject({ key, kind: z.enum(policyKinds) });
/** What people read: the text, what is new in it, and whether they are asked anew or only told. */
export const PolicyWords = z.strictObject({
  title: words(4, 60),
  body: words(50, 30_000).refine((text) => text.split("\n").length <= MOST_PARAGRAPHS, { error: "tooManyParagraphs" }),
  summary: words(10, 500),
  isMaterial: z.boolean(),
});
export const SavePolicyDraft = PolicyDraftAt.extend(PolicyWords.shape);
/** What the second person approves: this very text, seen against this version in force. */
export const ReleasePolicy = PolicyDraftAt.extend({ key, contentHash: z.string().length(64), inForce: z.int(), validFrom: z.date().nullable() });
export const WithdrawPolicy = PolicyVersionId.extend({ reason: words(4, 200) });

export const PolicyReleased = z.object({ versionId: z.uuid(), version: z.number() });
export const PolicyDraftCreated = z.object({ draftId: z.uuid() });

export const PolicyRow = z.object({
  id: z.uuid(), kind: z.enum(policyKinds), version: z.number(), title: z.string(), summary: z.string(), isMaterial: z.boolean(), validFrom: z.date(), standing: z.enum(standings), note: z.string(),
  writtenBy: z.string(), releasedBy: z.string(), releasedAt: z.date(), withdrawnAt: z.date().nullable(), withdrawnBy: z.string().nullable(),
  /** People who agreed to just this version: of the duty's platform, from the country's desk of all. */
  agreed: z.number(),
});
/** `mayChange`: the duty is the country's, whose texts these are. */
export const PolicyPage = z.object({ rows: z.array(PolicyRow), nextCursor: z.uuid().nullable(), mayChange: z.boolean(), inForce: z.array(z.object({ kind: z.enum(policyKinds), versionId: z.uuid(), version: z.number() })), /** Kinds of which no text is in force or about to be. */ missing: z.array(z.enum(policyKinds)) });
/** As they stand, whether they would be saved like this today or not. */
const Words = z.object({ title: z.string(), body: z.string(), summary: z.string(), isMaterial: z.boolean() });
/** Version 0: none yet. */
const InForce = Words.extend({ version: z.number() });
export const PolicyVersionView = PolicyRow.extend({ body: z.string(), inForce: InForce, mayChange: z.boolean(), told: z.number() });
export const PolicyDraftRow = z.object({ id: z.uuid(), kind: z.enum(policyKinds), note: z.string(), basedOn: z.number(), state: z.enum(draftStates), isMaterial: z.boolean(), writers: z.array(z.string()), updatedAt: z.date() });
export const PolicyDraftPage = z.object({ rows: z.array(PolicyDraftRow), nextCursor: z.uuid().nullable() });
export const PolicyDraftView = PolicyDraftRow.extend(Words.shape).extend({ version: z.number(), contentHash: z.string(), isMine: z.boolean(), mayChange: z.boolean(), releasedVersion: z.number().nullable(), inForce: InForce, waiting: z.array(PolicyRow.pick({ id: true, version: true, note: true, validFrom: true })) });
