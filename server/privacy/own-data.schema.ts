import { z } from "zod";
import { emailAddress, line, mobileNumber } from "../accounts/opening.schema";
import { customerRoles } from "../kernel/permissions";

/** A code that proves a new number or mailbox; empty where it stays as it is. */
const code = z.string().trim().regex(/^(?:\d{6})?$/, { error: "codeFormat" });
/** `phone` and `email` empty: none, where there was none before. The password is asked for when either changes. */
export const CorrectOwnData = z.strictObject({ key: z.uuid(), name: line(50).min(2, { error: "contactNameMissing" }), phone: z.union([z.literal(""), mobileNumber]), email: z.union([z.literal(""), emailAddress]), phoneCode: code, emailCode: code, password: z.string().max(200) });
export const SendOwnCode = z.union([z.strictObject({ phone: mobileNumber }), z.strictObject({ email: emailAddress })]);
export const AskErasure = z.strictObject({ key: z.uuid(), password: z.string().min(1, { error: "passwordMissing" }).max(200), isUnderstood: z.literal(true, { error: "understand" }) });
export const UndoErasure = z.strictObject({ key: z.uuid() });

/** DP3: what a person reads of themselves; the fields with purpose and keep time stand in data-map.rules.ts. */
export const OwnData = z.object({
  name: z.string(), email: z.string(), phone: z.string(),
  memberships: z.array(z.object({ accountName: z.string(), companyName: z.string(), role: z.enum(customerRoles) })),
  /** Accounts whose owner they are: these are handed over or closed before anything is deleted. */
  owns: z.array(z.string()),
  erasure: z.object({ askedAt: z.date(), dueAt: z.date() }).nullable(),
});
export type OwnData = z.output<typeof OwnData>;
