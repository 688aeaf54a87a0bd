import { z } from "zod";
import type { PaymentChannel, PaymentPurpose, PaymentState } from "../generated/prisma/enums";
import { LEAST_FEN, MOST_FEN, MOST_REFUND_FEN } from "./payment.rules";

const purposes = ["topUp", "bill"] as const satisfies readonly PaymentPurpose[];
const channels = ["card", "alipay", "wechatPay", "bankTransfer", "counterCash", "provinceBilling", "balance"] as const satisfies readonly PaymentChannel[];
const states = ["initiated", "authorized", "done", "failed", "canceled"] as const satisfies readonly PaymentState[];

/** A bill's sum is never taken from the browser: the server reads what is open. */
export const BeginPayment = z.discriminatedUnion("purpose", [
  z.strictObject({ key: z.uuid(), purpose: z.literal("topUp"), amountFen: z.bigint().min(LEAST_FEN, { error: "payTooLittle" }).max(MOST_FEN, { error: "payTooMuch" }) }),
  z.strictObject({ key: z.uuid(), purpose: z.literal("bill"), billId: z.uuid() }),
]);
/** `url` is the provider's page, or null where nothing is left to pay there: the payment's own page says why. */
export const BegunPayment = z.object({ paymentId: z.uuid(), url: z.url().nullable() });

export const PaymentId = z.strictObject({ paymentId: z.uuid() });
export const Nothing = z.strictObject({});
export const PaymentList = z.strictObject({ cursor: z.uuid().optional() });

export const PaymentRow = z.object({
  id: z.uuid(),
  number: z.string(),
  purpose: z.enum(purposes),
  /** Null until the provider says how it is paid. */
  channel: z.enum(channels).nullable(),
  state: z.enum(states),
  amountFen: z.bigint(),
  refundedFen: z.bigint(),
  isAutomatic: z.boolean(),
  createdAt: z.date(),
  paidAt: z.date().nullable(),
});
export const PaymentPage = z.object({ rows: z.array(PaymentRow), nextCursor: z.uuid().nullable() });

const RefundRow = z.object({ id: z.uuid(), amountFen: z.bigint(), state: z.enum(states), reason: z.string(), createdAt: z.date() });
export const PaymentView = PaymentRow.extend({
  companyName: z.string(),
  billId: z.uuid().nullable(),
  reference: z.string().nullable(),
  failure: z.string().nullable(),
  byName: z.string(),
  /** Whether the company may still go to the provider's page. */
  mayGoOn: z.boolean(),
  /** What it covered: bills with their sums; the rest became cash. */
  covered: z.array(z.object({ billId: z.uuid(), billNumber: z.string(), amountFen: z.bigint() })),
  refunds: z.array(RefundRow),
});

const OpenBill = z.object({ id: z.uuid(), number: z.string(), account: z.string(), isPaidByParent: z.boolean(), mayPay: z.boolean(), periodFrom: z.string(), dueOn: z.string(), openFen: z.bigint(), isOverdue: z.boolean() });
/**
 * What is open of a company's bills, the oldest of them as rows: `account`: the child whose bill it is, empty for its own; `periodFrom` and
 * `dueOn` are business days. `count` and `owedFen` are of all that are its to pay.
 */
export const OpenBills = z.object({ rows: z.array(OpenBill), count: z.int(), owedFen: z.bigint() });

export const PaymentsOf = z.strictObject({ customerId: z.uuid(), cursor: z.uuid().optional() });
export const PaymentsOfCustomer = z.object({ rows: z.array(PaymentRow.extend({ refundableFen: z.bigint() })), nextCursor: z.uuid().nullable() });

export const RefundPayment = z.strictObject({
  key: z.uuid(),
  paymentId: z.uuid(),
  amountFen: z.bigint().min(1n, { error: "amountTooSmall" }).max(MOST_REFUND_FEN, { error: "refundTooMuch" }),
  reason: z.string().trim().min(4, { error: "reasonTooShort" }).max(200, { error: "tooLong" }),
});
export const RefundView = z.object({ refundId: z.uuid(), refundableFen: z.bigint() });
