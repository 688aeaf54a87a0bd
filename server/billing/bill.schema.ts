import { z } from "zod";
import { differenceCauses } from "./bill.rules";

const billStates = ["new", "validated", "sent", "partiallyPaid", "settled", "onHold"] as const;
const BillStateView = z.enum(billStates);
const rateKinds = ["firstPeriod", "recurring", "usage", "resumption", "change", "discount", "credit", "lateFee", "hold"] as const;

export const billTabs = ["all", "open", "settled"] as const;
export const ListBills = z.strictObject({ tab: z.enum(billTabs).default("all"), cursor: z.uuid().optional() });
/** Of one's own account, or of one of its children. */
export const ListOwnBills = ListBills.extend({ accountId: z.uuid().optional() });
export const ReadSpend = z.strictObject({ accountId: z.uuid().optional() });
export const BillId = z.strictObject({ billId: z.uuid() });
export const ReadBill = BillId.extend({ productId: z.uuid().optional(), cursor: z.uuid().optional() });

export const BillRow = z.object({ id: z.uuid(), number: z.string(), periodFrom: z.date(), state: BillStateView, totalFen: z.bigint(), paidFen: z.bigint(), dueOn: z.date(), overdueDays: z.number(), needsConfirmation: z.boolean(), lineCount: z.number() });
export const BillPage = z.object({ rows: z.array(BillRow), nextCursor: z.uuid().nullable(), openFen: z.bigint(), overdueFen: z.bigint(), nextDueOn: z.date().nullable() });

/** `month`: "2026-11"; the latest when left out. */
export const ReadGroupBill = z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).optional() });
export const GroupBillView = z.object({
  periodFrom: z.iso.date().nullable(), periods: z.array(z.iso.date()), totalFen: z.bigint(), openFen: z.bigint(),
  rows: z.array(z.object({ billId: z.uuid(), number: z.string(), account: z.string(), isOwn: z.boolean(), state: BillStateView, totalFen: z.bigint(), paidFen: z.bigint() })),
});
export type GroupBillView = z.infer<typeof GroupBillView>;

const DisputeView = z.object({ id: z.uuid(), state: z.enum(["open", "kept", "changed", "withdrawn"]), text: z.string(), answer: z.string().nullable(), creditFen: z.bigint().nullable(), goodwillFen: z.bigint().nullable(), openedAt: z.date(), answerBy: z.date(), closedAt: z.date().nullable() });
export const BillLine = z.object({
  id: z.uuid(), kind: z.enum(rateKinds), productId: z.uuid().nullable(), specificationName: z.string(), offeringName: z.string(), name: z.string(), formula: z.string(), seats: z.number(), priceBookVersion: z.number(),
  grossFen: z.bigint(), netFen: z.bigint(), taxFen: z.bigint(), taxRateBp: z.number(), paidFen: z.bigint(), dispute: DisputeView.nullable(),
});
const DifferenceView = z.object({ cause: z.enum(differenceCauses), productId: z.uuid().nullable(), specificationName: z.string(), name: z.string(), beforeFen: z.bigint(), afterFen: z.bigint(), seatsBefore: z.number(), seatsAfter: z.number() });
const dunningKinds = ["remind7", "remind1", "dueToday", "overdue", "secondNotice", "limited", "suspended", "mayTerminate"] as const;
const paymentChannels = ["card", "alipay", "wechatPay", "bankTransfer", "counterCash", "provinceBilling", "balance"] as const;

export const BillView = z.object({
  ...BillRow.shape, payType: z.enum(["prepaid", "postpaid"]),
  /** The parent that pays it (PC4), null for one that its own account pays; whether the reader is the bill's account, is to pay it, and may pay it now. */
  payerName: z.string().nullable(), isOwn: z.boolean(), isPayer: z.boolean(), mayPay: z.boolean(), netFen: z.bigint(), taxFen: z.bigint(), sentAt: z.date().nullable(), companyName: z.string(), accountName: z.string(), provinceName: z.string(),
  products: z.array(z.object({ productId: z.uuid().nullable(), name: z.string(), lines: z.number(), grossFen: z.bigint() })),
  taxes: z.array(z.object({ taxRateBp: z.number(), netFen: z.bigint(), taxFen: z.bigint(), grossFen: z.bigint() })),
  lines: z.array(BillLine), nextCursor: z.uuid().nullable(),
  previous: z.object({ id: z.uuid(), periodFrom: z.date(), totalFen: z.bigint() }).nullable(), differences: z.array(DifferenceView),
  payments: z.array(z.object({ number: z.string(), channel: z.enum(paymentChannels), amountFen: z.bigint(), at: z.date() })),
  steps: z.array(z.object({ kind: z.enum(dunningKinds), takenAt: z.date() })), pausedUntil: z.date().nullable(),
});
export type BillView = z.infer<typeof BillView>;

/** A whole bill for a document: every line, in the order in which it is read. */
export const BillDocument = z.object({
  number: z.string(), periodFrom: z.date(), dueOn: z.date(), sentAt: z.date().nullable(), state: BillStateView, companyName: z.string(), creditCode: z.string(), accountName: z.string(), provinceName: z.string(), hotline: z.string(),
  totalFen: z.bigint(), netFen: z.bigint(), taxFen: z.bigint(), paidFen: z.bigint(),
  lines: z.array(BillLine.omit({ dispute: true })), taxes: BillView.shape.taxes,
});
export type BillDocument = z.infer<typeof BillDocument>;

export const OpenDispute = z.strictObject({ key: z.uuid(), rateId: z.uuid(), text: z.string().trim().min(5, { error: "textTooShort" }).max(500, { error: "tooLong" }) });
export const WithdrawDispute = z.strictObject({ key: z.uuid(), disputeId: z.uuid() });
export const PromiseToPay = z.strictObject({ key: z.uuid(), billId: z.uuid().optional(), untilOn: z.iso.date({ error: "dateWrong" }) });
export const ConfirmBill = BillId.extend({ key: z.uuid() });
export const SpendView = z.object({
  months: z.array(z.object({ periodFrom: z.date(), totalFen: z.bigint(), billId: z.uuid().nullable() })),
  products: z.array(z.object({ name: z.string(), totalFen: z.bigint() })),
});
