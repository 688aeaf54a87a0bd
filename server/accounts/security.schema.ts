import { z } from "zod";
import { passwordProblem } from "./account.rules";

/** A password being set: AI15's length and breach list; the server also compares it with the person's names. */
export const newPassword = z.string().max(200, { error: "passwordTooLong" }).superRefine((value, context) => {
  const problem = passwordProblem(value);
  if (problem) context.addIssue({ code: "custom", message: problem });
});

export const SessionView = z.object({ id: z.uuid(), device: z.string(), place: z.string(), /** How it was proven, in words; empty for one from before that was kept. */ way: z.string(), createdAt: z.date(), lastSeenAt: z.date(), isCurrent: z.boolean() });
export type SessionView = z.infer<typeof SessionView>;
export const SessionId = z.strictObject({ sessionId: z.uuid() });
export const ChangePassword = z.strictObject({ current: z.string().min(1, { error: "passwordMissing" }).max(200), next: newPassword });

export const RequestReset = z.strictObject({ name: z.string().trim().min(2, { error: "nameMissing" }).max(100, { error: "tooLong" }) });
export const ResetPassword = z.strictObject({ secret: z.string().max(100), password: newPassword });
