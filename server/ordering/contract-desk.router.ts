import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { checkContract } from "./contract-seal.service";
import { CheckContract, CheckedContract, ContractDraftAt, ContractDraftCreated, ContractDraftId, ContractDraftPage, ContractDraftView, ContractPage, ContractReleased, ContractVersionId, ContractVersionView, CreateContractDraft, ListContractDrafts, ListContracts, ReleaseContract, SaveContractDraft, WithdrawContract } from "./contract-desk.schema";
import { createContractDraft, discardContractDraft, getContractDraft, getContractVersion, listContractDrafts, listContracts, recallContractDraft, releaseContract, saveContractDraft, submitContractDraft, withdrawContract } from "./contract-desk.service";

export const contractDeskRouter = router({
  versions: staffProcedure("contractText.read").input(ListContracts).output(ContractPage).query(({ ctx, input }) => listContracts(ctx.scope, input)),
  version: staffProcedure("contractText.read").input(ContractVersionId).output(ContractVersionView).query(({ ctx, input }) => getContractVersion(ctx.scope, input.versionId)),
  drafts: staffProcedure("contractText.read").input(ListContractDrafts).output(ContractDraftPage).query(({ ctx, input }) => listContractDrafts(ctx.scope, input)),
  draft: staffProcedure("contractText.read").input(ContractDraftId).output(ContractDraftView).query(({ ctx, input }) => getContractDraft(ctx.scope, input.draftId)),
  create: staffProcedure("contractText.write").input(CreateContractDraft).output(ContractDraftCreated).mutation(({ ctx, input }) => createContractDraft(ctx.scope, input)),
  save: staffProcedure("contractText.write").input(SaveContractDraft).output(z.void()).mutation(({ ctx, input }) => saveContractDraft(ctx.scope, input)),
  submit: staffProcedure("contractText.write").input(ContractDraftAt).output(z.void()).mutation(({ ctx, input }) => submitContractDraft(ctx.scope, input)),
  recall: staffProcedure("contractText.write").input(ContractDraftAt).output(z.void()).mutation(({ ctx, input }) => recallContractDraft(ctx.scope, input)),
  discard: staffProcedure("contractText.write").input(ContractDraftAt).output(z.void()).mutation(({ ctx, input }) => discardContractDraft(ctx.scope, input)),
  release: staffProcedure("contractText.release").input(ReleaseContract).output(ContractReleased).mutation(({ ctx, input }) => releaseContract(ctx.scope, input)),
  check: staffProcedure("contractText.read").input(CheckContract).output(CheckedContract).mutation(({ ctx, input }) => checkContract(ctx.scope, input)),
  withdraw: staffProcedure("contractText.release").input(WithdrawContract).output(z.void()).mutation(({ ctx, input }) => withdrawContract(ctx.scope, input)),
});
