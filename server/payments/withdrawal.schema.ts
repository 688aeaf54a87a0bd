import { z } from "zod";
import type { WithdrawalLegState, WithdrawalState, WithdrawalWay } from "../generated/prisma/enums";
import { MOST_LEGS } from "./withdrawal.rules";

const states = ["waiting", "seconding", "approved", "done", "partial", "failed", "refused", "canceled"] as const satisfies readonly WithdrawalState[];
const ways = ["provider", "payer", "company"] as const satisfies readonly WithdrawalWay[];
const legStates = ["waiting", "sent", "done", "failed", "canceled"] as const satisfies readonly WithdrawalLegState[];
const channels = ["card", "alipay", "wechatPay", "bankTransfer", "counterCash", "provinceBilling", "balance"] as const;
export const withdrawalTabs = ["waiting", "paying", "ended"] as const;

const sum = z.bigint().min(1n, { error: "amountTooSmall" }).max(1_000_000_000n, { error: "amountTooLarge" });
/** The sum of a page's address, in fen; null for none and for nonsense. */
export const sumInQuery = (value: string | string[] | undefined): bigint | null => (typeof value === "string" && /^\d{1,10}$/.test(value) ? (sum.safeParse(BigInt(value)).data ?? null) : null);
export const PlanWithdrawal = z.strictObject({ amountFen: sum.optional() });
/** `legs` are those that were shown: others by now are told instead of sent. */
export const AskWithdrawal = z.strictObject({ key: z.uuid(), amountFen: sum, legs: z.array(z.strictObject({ paymentId: z.uuid().nullable(), amountFen: sum })).min(1).max(MOST_LEGS) });
export const WithdrawalId = z.strictObject({ withdrawalId: z.uuid() });
export const CancelWithdrawal = WithdrawalId.extend({ key: z.uuid() });
export const ListWithdrawals = z.strictObject({ cursor: z.uuid().optional() });

const Payment = { paymentId: z.uuid().nullable(), paymentNumber: z.string().nullable(), channel: z.enum(channels).nullable(), paidAt: z.date().nullable() };
const PlannedLeg = z.object({ ...Payment, amountFen: z.bigint(), way: z.enum(ways), payeeName: z.string(), payeeBank: z.string(), payeeAccount: z.string() });
export const WithdrawalPlan = z.object({
  cashFen: z.bigint(),
  /** Stays here for bills that are open. */
  owedFen: z.bigint(),
  /** Came from the parent, and goes back to it alone. */
  receivedFen: z.bigint(),
  mostFen: z.bigint(),
  /** Whether the province takes new requests now (SY7). */
  isOn: z.boolean(),
  reason: z.enum(["accountMissing", "tooManyLegs"]).nullable(),
  /** A request that is not ended yet: there is one at a time. */
  openId: z.uuid().nullable(),
  needsSecond: z.boolean(),
  /** Of the sum that was asked about; empty when it is too much. */
  legs: z.array(PlannedLeg),
});

const Row = z.object({ id: z.uuid(), number: z.string(), amountFen: z.bigint(), state: z.enum(states), askedBy: z.string(), askedAt: z.date(), dueAt: z.date(), endedAt: z.date().nullable() });
export const WithdrawalPage = z.object({ rows: z.array(Row), nextCursor: z.uuid().nullable() });
const LegView = PlannedLeg.extend({ id: z.uuid(), state: z.enum(legStates), payoutNumber: z.string().nullable(), failure: z.string().nullable(), endedAt: z.date().nullable() });
export const WithdrawalView = Row.extend({ version: z.number(), firstApprovedAt: z.date().nullable(), decidedAt: z.date().nullable(), refusal: z.string().nullable(), legs: z.array(LegView) });

export const ListDesk = z.strictObject({ tab: z.enum(withdrawalTabs).default("waiting"), cursor: z.uuid().optional() });
const DeskRow = Row.extend({ customerId: z.uuid(), companyName: z.string(), isLate: z.boolean() });
export const DeskPage = z.object({ rows: z.array(DeskRow), nextCursor: z.uuid().nullable(), waiting: z.number(), paying: z.number() });
export const DeskWithdrawal = WithdrawalView.extend({
  customerId: z.uuid(), companyName: z.string(), cashFen: z.bigint(), isLate: z.boolean(), needsSecond: z.boolean(),
  firstApprovedBy: z.string().nullable(), decidedBy: z.string().nullable(),
  /** Gave the first yes, so cannot give the second. */
  isFirstApprover: z.boolean(),
});

const reason = z.string().trim().min(4, { error: "reasonTooShort" }).max(200, { error: "tooLong" });
const Decision = WithdrawalId.extend({ key: z.uuid(), version: z.number().int().nonnegative() });
export const ApproveWithdrawal = Decision;
export const RefuseWithdrawal = Decision.extend({ reason });
export const PayOutLeg = z.strictObject({ key: z.uuid(), legId: z.uuid(), payoutNumber: z.string().trim().min(4, { error: "referenceTooShort" }).max(60, { error: "tooLong" }) });
export const FailLeg = z.strictObject({ key: z.uuid(), legId: z.uuid(), reason });
