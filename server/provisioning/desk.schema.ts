import { z } from "zod";

export const stuckTabs = ["stuck", "waiting", "done"] as const;
export const ListStuck = z.strictObject({ tab: z.enum(stuckTabs).default("stuck"), cursor: z.uuid().optional() });
const ServiceOrderId = z.strictObject({ serviceOrderId: z.uuid() });
export const ResendServiceOrder = ServiceOrderId.extend({ key: z.uuid() });
export const MarkDone = ResendServiceOrder.extend({
  businessId: z.string().trim().min(3, { error: "textTooShort" }).max(64, { error: "tooLong" }),
  accountName: z.string().trim().min(2, { error: "textTooShort" }).max(100, { error: "tooLong" }),
  /** Where the customer signs in, as the AP wrote it. */
  signInUrl: z.url({ protocol: /^https?$/, error: "addressOfSignInWrong" }).max(300, { error: "tooLong" }),
  proof: z.string().trim().min(8, { error: "proofTooShort" }).max(300, { error: "tooLong" }),
});
const proof = MarkDone.shape.proof;
/** A request other than an opening, done by the AP's word in writing. */
export const CloseByHand = ResendServiceOrder.extend({ proof });
/** An opening that will not come; the company reads the reason. */
export const FailByHand = ResendServiceOrder.extend({ reason: z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" }) });
const StuckRow = z.object({
  id: z.uuid(), orderId: z.uuid(), orderNumber: z.string(), companyName: z.string(), productName: z.string(), provinceId: z.string(),
  operation: z.enum(["open", "change", "suspend", "resume", "cancel", "seats", "erase", "assignSeat", "withdrawSeat", "administrator"]), isLateActivation: z.boolean(), state: z.enum(["acknowledged", "inProgress", "pending", "completed", "failed", "cancelled"]), attempt: z.number(), createdAt: z.date(), deadlineAt: z.date(), isLate: z.boolean(),
  nextAttemptAt: z.date().nullable(), lastAnswer: z.string().nullable(), lastAnswerAt: z.date().nullable(), needsPerson: z.boolean(),
  calls: z.array(z.object({ at: z.date(), attempt: z.number(), tookMs: z.number(), httpStatus: z.number().nullable(), outcome: z.string() })),
});
export const StuckPage = z.object({ rows: z.array(StuckRow), nextCursor: z.uuid().nullable(), stuckCount: z.number(), now: z.date() });
