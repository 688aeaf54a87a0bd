import { z } from "zod";
import { orderOperations } from "../ordering/order.rules";
import { ANSWER_DAYS } from "./approval.rules";
import { CapFindingView, SpendView } from "./cap.schema";

const states = ["open", "approved", "refused", "expired", "withdrawn"] as const;
const note = z.string().trim().max(500, { error: "tooLong" });
const token = z.string().min(20).max(100);

export const ListApprovals = z.strictObject({ tab: z.enum(["open", "ended"]).default("open"), cursor: z.uuid().optional() });
export const ApprovalId = z.strictObject({ approvalId: z.uuid() });
/** The secret of a link in a mail (NT3). */
export const ApprovalToken = z.strictObject({ token });
/** `version`: the question as whoever decides saw it. `token`: when they came by the link in their mail. */
export const DecideApproval = z
  .strictObject({ key: z.uuid(), approvalId: z.uuid(), version: z.int().nonnegative(), isApproved: z.boolean(), note, token: token.optional() })
  .refine((input) => input.isApproved || input.note.length >= 2, { path: ["note"], error: "reasonMissing" });
const member = z.uuid().nullable();
export const SetApprovalPolicy = z
  .strictObject({ approverId: member, substituteId: member, answerDays: z.int({ error: "daysWrong" }).min(ANSWER_DAYS.least, { error: "daysWrong" }).max(ANSWER_DAYS.most, { error: "daysWrong" }) })
  .refine(({ approverId, substituteId }) => approverId === null || approverId !== substituteId, { path: ["substituteId"], error: "substituteSame" });

export const ApprovalRow = z.object({
  id: z.uuid(), orderId: z.uuid(), state: z.enum(states), orderNumber: z.string(), operation: z.enum(orderOperations), productNames: z.string(), account: z.string(), askedByName: z.string(), askedAt: z.date(), dueAt: z.date(),
  firstBillFen: z.bigint(), monthlyFen: z.bigint(), decidedByName: z.string().nullable(), decidedAt: z.date().nullable(), isOwn: z.boolean(),
});
export type ApprovalRow = z.infer<typeof ApprovalRow>;
export const ApprovalPage = z.object({ rows: z.array(ApprovalRow), nextCursor: z.uuid().nullable(), open: z.number() });
export const ApprovalView = ApprovalRow.extend({ version: z.number(), seats: z.number(), seatName: z.string(), note: z.string(), orderNote: z.string(), findings: z.array(CapFindingView), spend: SpendView });
export type ApprovalView = z.infer<typeof ApprovalView>;
/** What a mail's link leads to: the question, or another account of the same person to switch to first; neither once it has served. */
export const LinkedApproval = z.object({ approval: ApprovalView.nullable(), switchTo: z.object({ membershipId: z.uuid(), accountName: z.string() }).nullable() });
export const PolicyView = z.object({ approverId: member, substituteId: member, answerDays: z.number(), approvers: z.array(z.object({ membershipId: z.uuid(), name: z.string(), role: z.enum(["owner", "approver"]) })) });
export type PolicyView = z.infer<typeof PolicyView>;
/** PC6: an order's question as the account that ordered sees it. */
export const ApprovalOfOrder = z.object({ state: z.enum(states), askedByName: z.string(), deciderName: z.string(), dueAt: z.date(), decidedByName: z.string().nullable(), decidedAt: z.date().nullable(), note: z.string(), findings: z.array(CapFindingView), approvalId: z.uuid().nullable() });
export type ApprovalOfOrder = z.infer<typeof ApprovalOfOrder>;
