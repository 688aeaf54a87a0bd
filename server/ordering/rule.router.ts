import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { createDraft, discardDraft, getDraft, listDrafts, recallDraft, releaseDraft, saveDraft, submitDraft, tryDraft } from "./rule-draft.service";
import { getVersion, listVersions, rollBack, withdrawVersion } from "./rule-version.service";
import { CreateDraft, DraftAtVersion, DraftCreated, DraftId, DraftPage, DraftView, ListDrafts, ListRules, ReleaseDraft, RollBack, SaveDraft, VersionId, VersionPage, VersionReleased, VersionView, WithdrawVersion } from "./rule.schema";

export const channelRuleRouter = router({
  versions: staffProcedure("channelRule.read").input(ListRules).output(VersionPage).query(({ ctx, input }) => listVersions(ctx.scope, input)),
  version: staffProcedure("channelRule.read").input(VersionId).output(VersionView).query(({ ctx, input }) => getVersion(ctx.scope, input.versionId)),
  drafts: staffProcedure("channelRule.read").input(ListDrafts).output(DraftPage).query(({ ctx, input }) => listDrafts(ctx.scope, input)),
  draft: staffProcedure("channelRule.read").input(DraftId).output(DraftView).query(({ ctx, input }) => getDraft(ctx.scope, input.draftId)),
  create: staffProcedure("channelRule.write").input(CreateDraft).output(DraftCreated).mutation(({ ctx, input }) => createDraft(ctx.scope, input)),
  save: staffProcedure("channelRule.write").input(SaveDraft).output(z.void()).mutation(({ ctx, input }) => saveDraft(ctx.scope, input)),
  submit: staffProcedure("channelRule.write").input(DraftAtVersion).output(z.void()).mutation(({ ctx, input }) => submitDraft(ctx.scope, input)),
  recall: staffProcedure("channelRule.write").input(DraftAtVersion).output(z.void()).mutation(({ ctx, input }) => recallDraft(ctx.scope, input)),
  discard: staffProcedure("channelRule.write").input(DraftAtVersion).output(z.void()).mutation(({ ctx, input }) => discardDraft(ctx.scope, input)),
  replay: staffProcedure("channelRule.release").input(DraftAtVersion).output(z.void()).mutation(({ ctx, input }) => tryDraft(ctx.scope, input)),
  release: staffProcedure("channelRule.release").input(ReleaseDraft).output(VersionReleased).mutation(({ ctx, input }) => releaseDraft(ctx.scope, input)),
  withdraw: staffProcedure("channelRule.release").input(WithdrawVersion).output(z.void()).mutation(({ ctx, input }) => withdrawVersion(ctx.scope, input)),
  rollBack: staffProcedure("channelRule.release").input(RollBack).output(VersionReleased).mutation(({ ctx, input }) => rollBack(ctx.scope, input)),
});
