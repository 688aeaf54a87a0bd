import { z } from "zod";
import { BillRow } from "./bill.schema";

export const RunRow = z.object({
  id: z.uuid(), periodFrom: z.date(), state: z.enum(["running", "computed", "published"]), accounts: z.number(), startedAt: z.date(), computedAt: z.date().nullable(), publishedAt: z.date().nullable(), byName: z.string(),
  batches: z.number(), batchesDone: z.number(), bills: z.number(), billsPublished: z.number(), totalFen: z.bigint(), parked: z.number(), abnormal: z.number(), publishesAt: z.date(),
});
export const RunPage = z.object({ rows: z.array(RunRow), nextRunAt: z.date() });
const ParkedRow = z.object({ customerId: z.uuid(), companyName: z.string(), accountName: z.string(), problem: z.string(), parkedAt: z.date(), solvedAt: z.date().nullable() });
const DeskBill = BillRow.extend({ customerId: z.uuid(), companyName: z.string() });
export const ReadRun = z.strictObject({ runId: z.uuid(), cursor: z.uuid().optional() });
export const RunView = RunRow.extend({ parkedRows: z.array(ParkedRow), billRows: z.array(DeskBill), nextCursor: z.uuid().nullable() });
export const RerunAccount = z.strictObject({ key: z.uuid(), runId: z.uuid(), customerId: z.uuid() });

export const ageGroups = ["upTo30", "upTo60", "upTo90", "over90"] as const;
const DebtRow = DeskBill.extend({ disputedFen: z.bigint(), isPaused: z.boolean(), suspendedProducts: z.number() });
export const ListArrears = z.strictObject({ cursor: z.uuid().optional() });
export const ArrearsPage = z.object({ groups: z.array(z.object({ group: z.enum(ageGroups), bills: z.number(), openFen: z.bigint() })), rows: z.array(DebtRow), nextCursor: z.uuid().nullable() });

export const disputeTabs = ["open", "closed"] as const;
export const ListDisputes = z.strictObject({ tab: z.enum(disputeTabs).default("open"), cursor: z.uuid().optional() });
const DisputeRow = z.object({
  id: z.uuid(), version: z.number(), state: z.enum(["open", "kept", "changed", "withdrawn"]), text: z.string(), answer: z.string().nullable(), amountFen: z.bigint(), creditFen: z.bigint().nullable(), goodwillFen: z.bigint().nullable(), returnsDouble: z.boolean(), openedAt: z.date(), answerBy: z.date(), isLate: z.boolean(), closedAt: z.date().nullable(),
  billId: z.uuid(), billNumber: z.string(), customerId: z.uuid(), companyName: z.string(), lineName: z.string(), formula: z.string(),
});
export const DisputePage = z.object({ rows: z.array(DisputeRow), nextCursor: z.uuid().nullable(), openCount: z.number() });
export const AnswerDispute = z.strictObject({
  key: z.uuid(), disputeId: z.uuid(), version: z.number().int().nonnegative(), answer: z.string().trim().min(5, { error: "textTooShort" }).max(500, { error: "tooLong" }),
  /** What comes back to the company, in fen; null keeps the line as it is. */
  creditFen: z.bigint().min(1n, { error: "amountTooSmall" }).max(100_000_000_000n, { error: "amountTooLarge" }).nullable(),
  /** The fault was ours, so that the province's promise of double holds (BI18). */
  isOverchargeProven: z.boolean().optional(),
});
export const PauseDunning = z.strictObject({ key: z.uuid(), customerId: z.uuid(), untilOn: z.iso.date({ error: "dateWrong" }), reason: z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" }) });
export const EditBillingSetting = z.strictObject({ provinceId: z.string().regex(/^[A-Z]{2}$/), chargesLateFee: z.boolean().optional(), returnsDouble: z.boolean().optional() });
export const BillingSettings = z.object({ rows: z.array(z.object({ provinceId: z.string(), provinceName: z.string(), chargesLateFee: z.boolean(), returnsDouble: z.boolean(), changedBy: z.string().nullable(), changedAt: z.date().nullable() })) });
