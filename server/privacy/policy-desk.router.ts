import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { CreateFirstPolicy, CreatePolicyDraft, ListPolicies, ListPolicyDrafts, PolicyDraftAt, PolicyDraftCreated, PolicyDraftId, PolicyDraftPage, PolicyDraftView, PolicyPage, PolicyReleased, PolicyVersionId, PolicyVersionView, ReleasePolicy, SavePolicyDraft, WithdrawPolicy } from "./policy-desk.schema";
import { getPolicyDraft, getPolicyVersion, listPolicies, listPolicyDrafts } from "./policy-desk.service";
import { createFirstPolicy, createPolicyDraft, discardPolicyDraft, recallPolicyDraft, releasePolicy, savePolicyDraft, submitPolicyDraft, withdrawPolicy } from "./policy-release.service";

export const policyDeskRouter = router({
  versions: staffProcedure("policyText.read").input(ListPolicies).output(PolicyPage).query(({ ctx, input }) => listPolicies(ctx.scope, input)),
  version: staffProcedure("policyText.read").input(PolicyVersionId).output(PolicyVersionView).query(({ ctx, input }) => getPolicyVersion(ctx.scope, input.versionId)),
  drafts: staffProcedure("policyText.read").input(ListPolicyDrafts).output(PolicyDraftPage).query(({ ctx, input }) => listPolicyDrafts(ctx.scope, input)),
  draft: staffProcedure("policyText.read").input(PolicyDraftId).output(PolicyDraftView).query(({ ctx, input }) => getPolicyDraft(ctx.scope, input.draftId)),
  create: staffProcedure("policyText.write").input(CreatePolicyDraft).output(PolicyDraftCreated).mutation(({ ctx, input }) => createPolicyDraft(ctx.scope, input)),
  createFirst: staffProcedure("policyText.write").input(CreateFirstPolicy).output(PolicyDraftCreated).mutation(({ ctx, input }) => createFirstPolicy(ctx.scope, input)),
  save: staffProcedure("policyText.write").input(SavePolicyDraft).output(z.void()).mutation(({ ctx, input }) => savePolicyDraft(ctx.scope, input)),
  submit: staffProcedure("policyText.write").input(PolicyDraftAt).output(z.void()).mutation(({ ctx, input }) => submitPolicyDraft(ctx.scope, input)),
  recall: staffProcedure("policyText.write").input(PolicyDraftAt).output(z.void()).mutation(({ ctx, input }) => recallPolicyDraft(ctx.scope, input)),
  discard: staffProcedure("policyText.write").input(PolicyDraftAt).output(z.void()).mutation(({ ctx, input }) => discardPolicyDraft(ctx.scope, input)),
  release: staffProcedure("policyText.release").input(ReleasePolicy).output(PolicyReleased).mutation(({ ctx, input }) => releasePolicy(ctx.scope, input)),
  withdraw: staffProcedure("policyText.release").input(WithdrawPolicy).output(z.void()).mutation(({ ctx, input }) => withdrawPolicy(ctx.scope, input)),
});
