import { z } from "zod";
import { emailAddress, line, mobileNumber, sixDigits } from "../accounts/opening.schema";
import { documentKinds, industries, staffBands } from "../accounts/opening.rules";
import { NO_END, changeFields } from "./change.rules";

/** A code that proves a new number or mailbox; empty where it stays as it is. */
const code = z.union([z.literal(""), sixDigits]);

export const SendContactCode = z.union([z.strictObject({ phone: mobileNumber }), z.strictObject({ email: emailAddress })]);
export const ChangeContact = z.strictObject({
  key: z.uuid(),
  contactName: line(50).min(2, { error: "contactNameMissing" }), contactPhone: mobileNumber, contactEmail: emailAddress, phoneCode: code, emailCode: code,
  industry: z.enum(industries, { error: "chooseOne" }), staffBand: z.enum(staffBands, { error: "chooseOne" }),
});
export const AskCompanyChange = z.strictObject({
  key: z.uuid(),
  companyName: line(100).min(2, { error: "companyNameMissing" }),
  address: line(200).min(6, { error: "addressTooShort" }),
  licenceExpiresOn: z.union([z.literal(NO_END), z.iso.date()], { error: "expiryMissing" }),
  reason: line(200).min(4, { error: "textTooShort" }),
  paperIds: z.array(z.uuid()).min(1, { error: "proofPaperMissing" }).max(6),
});
export const WithdrawCompanyChange = z.strictObject({ key: z.uuid(), changeId: z.uuid() });
export const ListCompanyChanges = z.strictObject({ cursor: z.uuid().optional() });

const Values = z.partialRecord(z.enum(changeFields), z.string());
export const CompanyChangeView = z.object({
  id: z.uuid(), state: z.enum(["waiting", "applied", "refused", "withdrawn"]), before: Values, after: Values, reason: z.string(),
  askedByName: z.string(), askedAt: z.date(), decidedByName: z.string().nullable(), decidedAt: z.date().nullable(), answer: z.string().nullable(),
});
export type CompanyChangeView = z.infer<typeof CompanyChangeView>;
/** `isWaiting`: one of the company's, on this page or another, waits for a clerk. */
export const CompanyChangePage = z.object({ rows: z.array(CompanyChangeView), isWaiting: z.boolean(), nextCursor: z.uuid().nullable() });

const Paper = z.object({ id: z.uuid(), kind: z.enum(documentKinds), fileName: z.string(), uploadedAt: z.date() });
/** AI18: what a company asks to have changed, for the review desk. */
export const CompanyChangeForReview = CompanyChangeView.extend({ customerId: z.uuid(), accountName: z.string(), companyName: z.string(), creditCode: z.string(), papers: z.array(Paper), earlier: z.array(CompanyChangeView) });
export type CompanyChangeForReview = z.infer<typeof CompanyChangeForReview>;
