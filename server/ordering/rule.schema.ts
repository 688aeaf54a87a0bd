import { z } from "zod";
import { ChannelRules, channelDecisions } from "./channel.rules";
import { draftStates, standings } from "./release.schema";
import { RuleCase } from "./rule-case.rules";
import { ReplayGroup } from "./rule-replay.rules";

const key = z.uuid();
const version = z.int().nonnegative();
const reason = z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" });
const title = z.string().trim().min(4, { error: "textTooShort" }).max(60, { error: "tooLong" });

export const ruleTabs = ["versions", "waiting", "drafts"] as const;
export const ListRules = z.strictObject({ tab: z.enum(["versions", "waiting"]), cursor: z.uuid().optional() });
export const ListDrafts = z.strictObject({ cursor: z.uuid().optional() });
export const VersionId = z.strictObject({ versionId: z.uuid() });
export const DraftId = z.strictObject({ draftId: z.uuid() });
export const DraftAtVersion = DraftId.extend({ version });
export const CreateDraft = VersionId.extend({ key, title });
export const SaveDraft = DraftAtVersion.extend({ rules: ChannelRules.extend({ rules: ChannelRules.shape.rules.max(100, { error: "tooManyRules" }) }), cases: z.array(RuleCase).max(200, { error: "tooManyCases" }) });
/** What the second person approves: this very content, seen against this version in force. */
export const ReleaseDraft = DraftAtVersion.extend({ key, contentHash: z.string().length(64), inForce: z.int(), validFrom: z.date().nullable() });
export const WithdrawVersion = VersionId.extend({ reason });
export const RollBack = VersionId.extend({ key, inForce: z.int(), reason });

export const DraftCreated = z.object({ draftId: z.uuid() });
export const VersionReleased = z.object({ versionId: z.uuid(), version: z.number() });

export const VersionRow = z.object({
  id: z.uuid(), version: z.number(), validFrom: z.date(), standing: z.enum(standings), note: z.string(),
  writtenBy: z.string(), releasedBy: z.string(), releasedAt: z.date(), copyOf: z.number().nullable(), withdrawnAt: z.date().nullable(), withdrawnBy: z.string().nullable(),
});
/** `previous`: what was in force before the version that is now, for going back to. */
export const VersionPage = z.object({ rows: z.array(VersionRow), nextCursor: z.uuid().nullable(), inForce: z.number(), previous: VersionRow.nullable() });
const Content = z.object({ version: z.number(), set: ChannelRules, cases: z.array(RuleCase) });
export const VersionView = VersionRow.extend({ set: ChannelRules, cases: z.array(RuleCase), inForce: Content });

export const DraftRow = z.object({ id: z.uuid(), title: z.string(), basedOn: z.number(), state: z.enum(draftStates), writers: z.array(z.string()), updatedAt: z.date(), submittedAt: z.date().nullable() });
export const DraftPage = z.object({ rows: z.array(DraftRow), nextCursor: z.uuid().nullable() });
export const ReplayView = z.object({
  isOfContent: z.boolean(), state: z.enum(["running", "done"]), total: z.number(), done: z.number(), withoutFacts: z.number(), changed: z.number(), ordersFrom: z.date(), ordersTo: z.date(), startedBy: z.string(), startedAt: z.date(),
  groups: z.array(ReplayGroup.extend({ examples: z.array(z.object({ number: z.string(), taskId: z.uuid().nullable(), customerId: z.uuid() })) })),
});
export const DraftView = DraftRow.extend({
  version: z.number(), contentHash: z.string(), set: ChannelRules, cases: z.array(RuleCase),
  results: z.array(z.object({ decision: z.enum(channelDecisions).nullable(), ruleNumber: z.number().nullable(), isRight: z.boolean() })),
  neverReached: z.array(z.number()), isLastOpen: z.boolean(), isMine: z.boolean(), isBeyondDuty: z.boolean(),
  /** Provinces whose settings the reader may change; null: everything, the rules too. */
  dutyProvinces: z.array(z.string()).nullable(),
  inForce: Content, waiting: z.array(VersionRow), replay: ReplayView.nullable(), releasedVersion: z.number().nullable(),
});
