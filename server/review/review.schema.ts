import { z } from "zod";
import { markableOpeningFields, markableOrderFields, refuseReasons, returnReasons } from "./review.rules";

export const taskKinds = ["order", "opening", "licence", "companyChange", "recovery"] as const;
export const taskTabs = ["open", "mine", "decided"] as const;
export const ListTasks = z.strictObject({
  tab: z.enum(taskTabs).default("open"),
  kind: z.enum(taskKinds).optional(),
  provinceId: z.string().length(2).optional(),
  search: z.string().trim().max(60).optional(),
  cursor: z.uuid().optional(),
});
export const TaskId = z.strictObject({ taskId: z.uuid() });
const Decide = TaskId.extend({ key: z.uuid(), version: z.int().nonnegative() });
const words = z.string().trim().max(500, { error: "tooLong" });
export const ApproveTask = Decide.extend({ text: words.default("") });
export const ReturnTask = Decide.extend({
  reason: z.enum(returnReasons, { error: "reasonMissing" }),
  text: words.min(4, { error: "textTooShort" }),
  markedFields: z.array(z.enum([...markableOrderFields, ...markableOpeningFields])).min(1, { error: "markOne" }).max(20),
});
export const RefuseTask = Decide.extend({ reason: z.enum(refuseReasons, { error: "reasonMissing" }), text: words.min(4, { error: "textTooShort" }) });
export const StaffMessage = z.strictObject({ orderId: z.uuid(), key: z.uuid(), text: words.min(2, { error: "textTooShort" }), isInternal: z.boolean() });

export const TaskRow = z.object({
  id: z.uuid(), kind: z.enum(taskKinds), provinceId: z.string(), title: z.string(), subtitle: z.string(), state: z.enum(["open", "decided", "withdrawn"]),
  askedAt: z.date(), targetAt: z.date(), warnAt: z.date(), dueAt: z.date(), urgency: z.enum(["calm", "warning", "late"]),
  claim: z.enum(["free", "mine", "others"]), claimedByName: z.string().nullable(), claimedUntil: z.date().nullable(),
  needsSecond: z.boolean(), firstApprovedByName: z.string().nullable(),
  decision: z.enum(["approved", "returned", "refused"]).nullable(), decidedAt: z.date().nullable(), decidedByName: z.string().nullable(), workingMinutes: z.number().nullable(), version: z.number(),
});
export type TaskRow = z.infer<typeof TaskRow>;
export const TaskPage = z.object({ rows: z.array(TaskRow), nextCursor: z.uuid().nullable(), counts: z.object({ open: z.number(), mine: z.number() }), now: z.date() });
export const ReviewTimes = z.array(z.object({ provinceId: z.string(), decided: z.number(), late: z.number(), median: z.number(), p95: z.number() }));
export const DecisionView = z.object({ taskId: z.uuid(), isFinal: z.boolean() });
