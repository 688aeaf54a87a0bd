import { z } from "zod";

const claimStates = ["waiting", "paid", "canceled", "expired"] as const;
export const lineTabs = ["waiting", "done"] as const;
const lineStates = ["fresh", "matched", "waiting", "assigned", "returned"] as const;
const lineProblems = ["noCode", "codeUnknown", "payerDiffers", "accountClosed"] as const;

const reason = z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" });
export const ClaimTransfer = z.strictObject({ key: z.uuid(), amountFen: z.bigint().min(100n, { error: "transferTooLittle" }).max(1_000_000_000n, { error: "amountTooLarge" }) });
export const CancelClaim = z.strictObject({ key: z.uuid(), claimId: z.uuid() });
const ClaimView = z.object({ id: z.uuid(), code: z.string(), amountFen: z.bigint(), state: z.enum(claimStates), byName: z.string(), createdAt: z.date(), expiresAt: z.date(), paidAt: z.date().nullable() });
export const TransferPage = z.object({
  /** Whether the province takes new announcements now (SY7). */
  isOn: z.boolean(),
  /** Where to transfer to; null while the province has no account for it. */
  account: z.object({ name: z.string(), bank: z.string(), number: z.string() }).nullable(),
  rows: z.array(ClaimView), nextCursor: z.uuid().nullable(),
});
export const ListClaims = z.strictObject({ cursor: z.uuid().optional() });

export const UploadStatement = z.strictObject({ key: z.uuid(), provinceId: z.string().regex(/^[A-Z]{2}$/), fileName: z.string().max(120), csv: z.string().max(1_000_000, { error: "fileTooLarge" }) });
export const UploadedStatement = z.object({ taken: z.number(), known: z.number() });
export const ListLines = z.strictObject({ tab: z.enum(lineTabs).default("waiting"), cursor: z.uuid().optional() });
const LineView = z.object({
  id: z.uuid(), serial: z.string(), bookedOn: z.date(), amountFen: z.bigint(), payerName: z.string(), payerAccount: z.string(), memo: z.string(), state: z.enum(lineStates), problem: z.enum(lineProblems).nullable(),
  customerId: z.uuid().nullable(), companyName: z.string(), guessName: z.string(), decidedBy: z.string().nullable(), decidedAt: z.date().nullable(), reason: z.string().nullable(),
});
export const LinePage = z.object({ rows: z.array(LineView), nextCursor: z.uuid().nullable(), waiting: z.number(), waitingFen: z.bigint(), fresh: z.number() });
export const AssignLine = z.strictObject({ key: z.uuid(), lineId: z.uuid(), accountName: z.string().trim().min(1, { error: "accountsMissing" }).max(40), reason });
export const ReturnLine = z.strictObject({ key: z.uuid(), lineId: z.uuid(), reason });
export const EditCollection = z.strictObject({
  provinceId: z.string().regex(/^[A-Z]{2}$/), name: z.string().trim().min(2, { error: "textTooShort" }).max(60, { error: "tooLong" }), bank: z.string().trim().min(4, { error: "textTooShort" }).max(60, { error: "tooLong" }), number: z.string().trim().regex(/^\d{8,30}$/, { error: "bankAccountWrong" }),
});
export const Collections = z.array(z.object({ provinceId: z.string(), provinceName: z.string(), name: z.string(), bank: z.string(), number: z.string() }));
