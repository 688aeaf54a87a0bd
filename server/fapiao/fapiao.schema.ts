import { z } from "zod";
import { isInvoiceNumber } from "./fapiao.rules";

const kinds = ["ordinary", "special"] as const;
const states = ["asked", "refused", "issued", "delivered", "redAsked", "redConfirmed", "redRefused", "redWithdrawn", "redExpired", "redIssued"] as const;
const text = (min: number, max: number) => z.string().trim().min(min, { error: "factMissing" }).max(max, { error: "tooLong" });

const Title = z.strictObject({ address: text(4, 120), phone: text(5, 30), bankName: text(4, 80), bankAccount: z.string().trim().regex(/^\d{8,30}$/, { error: "bankAccountWrong" }) });
export const SaveTitle = Title.extend({ key: z.uuid() });
export const AskFapiao = z.strictObject({ key: z.uuid(), kind: z.enum(kinds), billIds: z.array(z.uuid()).min(1, { error: "chooseBill" }).max(36) });
export const FapiaoId = z.strictObject({ fapiaoId: z.uuid() });
export const AskRed = z.strictObject({ key: z.uuid(), fapiaoId: z.uuid(), version: z.number().int().nonnegative(), reason: text(4, 200) });
export const MoveRed = z.strictObject({ key: z.uuid(), fapiaoId: z.uuid(), version: z.number().int().nonnegative(), move: z.enum(["confirm", "refuse", "withdraw"]) });
const invoiceNumber = z.string().trim().refine(isInvoiceNumber, { error: "invoiceNumberWrong" });
export const IssueFapiao = z.strictObject({ key: z.uuid(), fapiaoId: z.uuid(), version: z.number().int().nonnegative(), invoiceNumber, /** A PDF in base64, at most 700 kB; empty: none. */ file: z.string().max(960_000, { error: "fileTooLarge" }) });
export const RefuseFapiao = z.strictObject({ key: z.uuid(), fapiaoId: z.uuid(), version: z.number().int().nonnegative(), reason: text(4, 200) });
export const IssueRed = z.strictObject({ key: z.uuid(), fapiaoId: z.uuid(), version: z.number().int().nonnegative(), invoiceNumber });
export const deskTabs = ["asked", "red", "all"] as const;
export const ListFapiao = z.strictObject({ cursor: z.uuid().optional() });
export const ListDesk = ListFapiao.extend({ tab: z.enum(deskTabs).default("asked") });

export const FapiaoView = z.object({
  id: z.uuid(), number: z.string(), kind: z.enum(kinds), state: z.enum(states), version: z.number(), titleName: z.string(), taxNumber: z.string(), titleFacts: z.record(z.string(), z.string()), grossFen: z.bigint(), netFen: z.bigint(), taxFen: z.bigint(),
  askedAt: z.date(), askedBy: z.string(), refusal: z.string().nullable(), invoiceNumber: z.string().nullable(), issuedAt: z.date().nullable(), hasFile: z.boolean(), redAskedBy: z.enum(["customer", "operator"]).nullable(), redReason: z.string().nullable(), redAnswerBy: z.date().nullable(), redInvoiceNumber: z.string().nullable(), bills: z.array(z.string()), customerId: z.uuid(),
});
export type FapiaoView = z.infer<typeof FapiaoView>;
export const FapiaoPage = z.object({ rows: z.array(FapiaoView), nextCursor: z.uuid().nullable() });
export const OpenBills = z.object({
  companyName: z.string(), taxNumber: z.string(), isVerified: z.boolean(), title: z.object({ address: z.string(), phone: z.string(), bankName: z.string(), bankAccount: z.string() }).nullable(),
  bills: z.array(z.object({ id: z.uuid(), number: z.string(), periodFrom: z.date(), paidFen: z.bigint(), openFen: z.bigint() })),
});
