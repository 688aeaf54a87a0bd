import { z } from "zod";
import { sealFindings } from "./contract-document.rules";
import { draftStates, standings } from "./release.schema";

const key = z.uuid();
const version = z.int().nonnegative();
const reason = z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" });
/** More would make the comparing of two texts heavy, and nobody would read it. */
const MOST_PARAGRAPHS = 400;

export const contractTabs = ["versions", "waiting", "drafts"] as const;
export const ListContracts = z.strictObject({ tab: z.enum(["versions", "waiting"]), cursor: z.uuid().optional() });
export const ListContractDrafts = z.strictObject({ cursor: z.uuid().optional() });
export const ContractVersionId = z.strictObject({ versionId: z.uuid() });
export const ContractDraftId = z.strictObject({ draftId: z.uuid() });
export const ContractDraftAt = ContractDraftId.extend({ version });
export const CreateContractDraft = ContractVersionId.extend({ key, note: z.string().trim().min(4, { error: "textTooShort" }).max(60, { error: "tooLong" }) });
export const ContractWords = z.strictObject({
  title: z.string().trim().min(4, { error: "textTooShort" }).max(60, { error: "tooLong" }),
  body: z.string().trim().min(50, { error: "textTooShort" }).max(20_000, { error: "tooLong" }).refine((text) => text.split("\n").length <= MOST_PARAGRAPHS, { error: "tooManyParagraphs" }),
});
export const SaveContractDraft = ContractDraftAt.extend(ContractWords.shape);
/** What the second person approves: this very text, seen against this version in force. */
export const ReleaseContract = ContractDraftAt.extend({ key, contentHash: z.string().length(64), inForce: z.int(), validFrom: z.date().nullable() });
export const WithdrawContract = ContractVersionId.extend({ reason });

export const ContractReleased = z.object({ versionId: z.uuid(), version: z.number() });
export const ContractDraftCreated = z.object({ draftId: z.uuid() });

const Words = z.object({ title: z.string(), body: z.string() });
export const ContractRow = z.object({
  id: z.uuid(), version: z.number(), title: z.string(), validFrom: z.date(), standing: z.enum(standings), note: z.string(),
  writtenBy: z.string(), releasedBy: z.string(), releasedAt: z.date(), withdrawnAt: z.date().nullable(), withdrawnBy: z.string().nullable(),
});
export const ContractPage = z.object({ rows: z.array(ContractRow), nextCursor: z.uuid().nullable(), inForce: z.number() });
const InForce = Words.extend({ version: z.number() });
export const ContractVersionView = ContractRow.extend({ body: z.string(), inForce: InForce });
export const ContractDraftRow = z.object({ id: z.uuid(), note: z.string(), basedOn: z.number(), state: z.enum(draftStates), writers: z.array(z.string()), updatedAt: z.date() });
export const ContractDraftPage = z.object({ rows: z.array(ContractDraftRow), nextCursor: z.uuid().nullable() });
export const ContractDraftView = ContractDraftRow.extend(Words.shape).extend({
  version: z.number(), contentHash: z.string(), isMine: z.boolean(), isWholeDuty: z.boolean(), releasedVersion: z.number().nullable(), inForce: InForce, waiting: z.array(ContractRow),
});

/** OR20: a file to check, as base64; a contract has some hundred thousand bytes. */
export const CheckContract = z.strictObject({ file: z.base64({ error: "fileWrong" }).min(1, { error: "fileWrong" }).max(960_000, { error: "fileTooLarge" }) });
export const CheckedContract = z.object({ finding: z.enum(sealFindings), sha256: z.string(), sealedAt: z.date().nullable(), order: z.object({ number: z.string(), customerId: z.uuid() }).nullable() });
export const ContractSealView = z.object({ isAvailable: z.boolean(), sealed: z.object({ sha256: z.string(), contentHash: z.string(), sealedAt: z.date() }).nullable() });
