import { z } from "zod";
import { creditCode, emailAddress, line, mobileNumber, sixDigits } from "../accounts/opening.schema";
import { documentKinds } from "../accounts/opening.rules";

/** What the applicant holds instead of a sign-in. */
export const RecoveryToken = z.string().regex(/^[\w-]{43}$/);
/** A province of this storefront's platform. */
export const AtProvince = z.strictObject({ provinceId: z.string().regex(/^[A-Z]{2}$/) });
export const OfToken = z.strictObject({ token: RecoveryToken });

export const BeginRecovery = z.strictObject({
  accountName: z.string().trim().min(1, { error: "accountNameWrong" }).max(20, { error: "accountNameWrong" }),
  creditCode,
  personName: line(50).min(2, { error: "contactNameMissing" }),
  phone: mobileNumber,
  email: emailAddress,
  reason: line(300).min(8, { error: "textTooShort" }),
});
export const ConfirmRecovery = OfToken.extend({ phoneCode: sixDigits, emailCode: sixDigits });
export const SubmitRecovery = OfToken.extend({ key: z.uuid(), isTrue: z.literal(true, { error: "acceptTerms" }) });
export const BegunRecovery = z.object({ token: z.string() });

const states = ["draft", "review", "waiting", "done", "refused", "objected"] as const;
const Paper = z.object({ id: z.uuid(), kind: z.enum(documentKinds), fileName: z.string(), uploadedAt: z.date() });
export const RecoveryView = z.object({
  state: z.enum(states), accountName: z.string(), personName: z.string(), phone: z.string(), email: z.string(), isConfirmed: z.boolean(), papers: z.array(Paper), missing: z.array(z.string()),
  askedAt: z.date().nullable(), effectiveAt: z.date().nullable(), answer: z.string().nullable(), endedAt: z.date().nullable(),
});
export type RecoveryView = z.infer<typeof RecoveryView>;

/** AI19: what every member of the company sees of a request. */
export const RecoveryNotice = z.object({ id: z.uuid(), personName: z.string(), reason: z.string(), approvedForAt: z.date() });
export type RecoveryNotice = z.infer<typeof RecoveryNotice>;
export const ObjectToRecovery = z.strictObject({ key: z.uuid(), recoveryId: z.uuid(), text: line(300).min(4, { error: "textTooShort" }) });

export const RecoveryForReview = z.object({
  id: z.uuid(), customerId: z.uuid(), accountName: z.string(), companyName: z.string(), creditCode: z.string(), personName: z.string(), phone: z.string(), email: z.string(), reason: z.string(), state: z.enum(states), effectiveAt: z.date().nullable(), answer: z.string().nullable(),
  papers: z.array(Paper),
  /** Who owns the account today, and when they were last here. */
  owners: z.array(z.object({ name: z.string(), email: z.string(), lastSeenAt: z.date().nullable() })),
  memberCount: z.number(),
});
export type RecoveryForReview = z.infer<typeof RecoveryForReview>;
