import { z } from "zod";
import { AgreedPolicies } from "../privacy/agreement.schema";
import { PolicyToAgree } from "../privacy/policy.schema";
import { isAccountName, isCreditCode, isEmail, isMobile, passwordProblem } from "./account.rules";
import { bindingAnswers, documentKinds, industries, payTypes, staffBands } from "./opening.rules";

/** One line of typed text: no control signs, no marks that turn the reading direction. */
export const line = (longest: number) => z.string().trim().max(longest, { error: "tooLong" }).regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, { error: "badCharacters" });
/** Typed text of several lines: no control signs but those that end a line, no marks that turn the reading direction. */
export const passage = (least: number, most: number) => z.string().trim().min(least, { error: "textTooShort" }).max(most, { error: "tooLong" }).regex(/^(?:[^\p{Cc}\u202a-\u202e\u2066-\u2069]|[\n\r\t])*$/u, { error: "badCharacters" });
export const emailAddress = z.string().trim().toLowerCase().refine(isEmail, { error: "emailWrong" });
export const mobileNumber = z.string().trim().refine(isMobile, { error: "phoneWrong" });
export const sixDigits = z.string().trim().regex(/^\d{6}$/, { error: "codeFormat" });
const version = z.int().nonnegative();
export const creditCode = z.string().trim().toUpperCase().refine(isCreditCode, { error: "creditCodeWrong" });

export const SaveCompany = z.strictObject({
  version,
  companyName: line(100).min(2, { error: "companyNameMissing" }),
  creditCode,
  industry: z.enum(industries, { error: "chooseOne" }),
  staffBand: z.enum(staffBands, { error: "chooseOne" }),
  address: line(200).min(6, { error: "addressTooShort" }),
  isLegalRepresentative: z.boolean(),
});

export const SaveContact = z.strictObject({ version, contactName: line(50).min(2, { error: "contactNameMissing" }), contactPhone: mobileNumber, email: emailAddress });

export const SaveAccount = z
  .strictObject({
    version,
    accountName: z.string().trim().refine(isAccountName, { error: "accountNameWrong" }),
    /** Empty keeps the password that was set before. */
    password: z.string().max(200, { error: "passwordTooLong" }).superRefine((value, context) => {
      const problem = value === "" ? null : passwordProblem(value);
      if (problem) context.addIssue({ code: "custom", message: problem });
    }),
    payType: z.enum(payTypes, { error: "chooseOne" }),
    paymentAccountNumber: line(64),
    paymentHolderName: line(100),
  })
  .superRefine((value, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    const problem = value.password === "" ? null : passwordProblem(value.password, [value.accountName]);
    if (problem) refuse("password", problem);
    if (value.payType === "prepaid") return;
    if (value.paymentAccountNumber === "") refuse("paymentAccountNumber", "paymentAccountMissing");
    if (value.paymentHolderName === "") refuse("paymentHolderName", "holderMissing");
  });

/** What is being typed, kept before it is right; an empty text is a field not filled yet. */
export const KeepDraft = z.strictObject({
  version,
  fields: z.strictObject({
    companyName: line(100), creditCode: line(18), industry: z.enum(["", ...industries]), staffBand: z.enum(["", ...staffBands]), address: line(200), isLegalRepresentative: z.boolean(),
    contactName: line(50), contactPhone: line(20), email: line(100),
    accountName: line(20), payType: z.enum(payTypes), paymentAccountNumber: line(64), paymentHolderName: line(100),
  }).partial(),
});

export const SendPhoneCode = z.strictObject({ phone: mobileNumber });
export const ConfirmPhone = SendPhoneCode.extend({ code: sixDigits });
export const SendEmailCode = z.strictObject({ email: emailAddress });
export const ConfirmEmail = SendEmailCode.extend({ code: sixDigits });
export const CheckAccountName = z.strictObject({ accountName: z.string().trim().max(60) });
export const AccountNameAnswer = z.object({ isFree: z.boolean(), problem: z.enum(["accountNameWrong", "accountNameTaken"]).nullable(), suggestions: z.array(z.string()) });

export const SubmitOpening = z.strictObject({
  /** Made in the browser when the overview opens and kept for every retry, so that one application is sent once. */
  key: z.uuid(),
  version,
  acceptTerms: z.literal(true, { error: "acceptTerms" }),
  /** DP5: the texts that were agreed to, as the overview named them; and whether offers may be mailed, which nobody has to say. */
  policies: AgreedPolicies,
  offers: z.boolean(),
});
export const WithdrawOpening = z.strictObject({ key: z.uuid() });

export const AskToJoin = z.strictObject({ key: z.uuid(), name: line(50).min(2, { error: "contactNameMissing" }), email: emailAddress, phone: mobileNumber, note: line(300) });

const openingStates = ["draft", "review", "returned", "refused", "handedOff", "at97", "open", "withdrawn"] as const;
export const PaperView = z.object({ id: z.uuid(), kind: z.enum(documentKinds), fileName: z.string(), mediaType: z.string(), sizeBytes: z.number(), uploadedAt: z.date(), expiresOn: z.date().nullable() });
export type PaperView = z.infer<typeof PaperView>;

const HandOffView = z.object({ code: z.string(), expiresAt: z.date(), papers: z.array(z.string()), isOpened: z.boolean() });

export const OpeningStatus = z.object({
  /** Null until the application has been sent. */
  number: z.string().nullable(),
  state: z.enum(openingStates), provinceId: z.string(), companyName: z.string(), accountName: z.string().nullable(), email: z.string(), version,
  returnText: z.string().nullable(), markedFields: z.array(z.string()), reasons: z.array(z.string()), handOff: HandOffView.nullable(),
  submittedAt: z.date().nullable(), decidedAt: z.date().nullable(), openedAt: z.date().nullable(), createdAt: z.date(),
});
export type OpeningStatus = z.infer<typeof OpeningStatus>;

/** The applicant's own application, whole. */
export const OpeningView = OpeningStatus.extend({
  step: z.number(), creditCode: z.string(), industry: z.string(), staffBand: z.string(), address: z.string(), isLegalRepresentative: z.boolean(),
  contactName: z.string(), contactPhone: z.string(), isPhoneConfirmed: z.boolean(), isEmailConfirmed: z.boolean(),
  hasPassword: z.boolean(), payType: z.enum(payTypes).nullable(), paymentAccountNumber: z.string(), paymentHolderName: z.string(), binding: z.enum(bindingAnswers),
  /** AI17: this company already has an account here; nothing more is told. */
  isKnownCompany: z.boolean(),
  papers: z.array(PaperView),
  /** What its sender agrees to with it. */
  policies: z.array(PolicyToAgree),
  problems: z.record(z.string(), z.string()),
});
export type OpeningView = z.infer<typeof OpeningView>;

export const OpeningSubmitted = z.object({ number: z.string(), state: z.enum(["review", "handedOff"]), handOffCode: z.string().nullable() });
export const Done = z.object({ isDone: z.literal(true) });

/** Everything a clerk must see; the phone and mailbox masked until asked for. */
export const OpeningForReview = z.object({
  id: z.uuid(), number: z.string(), state: z.enum(openingStates), version, channel: z.enum(["portal", "counter", "hotline", "accountManager"]), provinceId: z.string(),
  companyName: z.string(), creditCode: z.string(), isCreditCodeValid: z.boolean(), industry: z.string(), staffBand: z.string(), address: z.string(), isLegalRepresentative: z.boolean(),
  contactName: z.string(), contactPhoneMasked: z.string(), emailMasked: z.string(), isPhoneConfirmed: z.boolean(), isEmailConfirmed: z.boolean(),
  accountName: z.string(), payType: z.enum(payTypes), paymentAccountNumber: z.string(), paymentHolderName: z.string(), binding: z.enum(bindingAnswers),
  reasons: z.array(z.string()), ruleSetVersion: z.number().nullable(), markedFields: z.array(z.string()), returnText: z.string().nullable(),
  submittedAt: z.date().nullable(), decidedAt: z.date().nullable(), openedAt: z.date().nullable(), customerId: z.uuid().nullable(),
  papers: z.array(PaperView), neededPapers: z.array(z.enum(documentKinds)),
  sameCode: z.object({
    customers: z.array(z.object({ customerId: z.uuid(), companyName: z.string(), accountName: z.string(), state: z.string() })),
    openings: z.array(z.object({ number: z.string(), companyName: z.string(), state: z.enum(openingStates) })),
  }),
});
export type OpeningForReview = z.infer<typeof OpeningForReview>;
