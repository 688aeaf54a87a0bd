import { z } from "zod";
import { newPassword } from "../accounts/security.schema";

const otp = z.string().trim().regex(/^(?:\d{6}|\d{10})$/, { error: "otpFormat" });
const sixDigits = z.string().trim().regex(/^\d{6}$/, { error: "otpFormat" });

export const BeginEnrolment = z.strictObject({ email: z.email({ error: "emailWrong" }).max(100), password: z.string().min(1, { error: "passwordMissing" }).max(200) });
export const ConfirmEnrolment = BeginEnrolment.extend({ next: newPassword, otp: sixDigits });
/** What an authenticator app needs: the secret for typing, the picture for scanning (an SVG of our own making). */
export const OfferedFactor = z.object({ name: z.string(), secret: z.string(), picture: z.string() });
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const ProveFactor = z.strictObject({ otp });
export const ConfirmFactor = z.strictObject({ otp: sixDigits });
export const StaffPassword = z.strictObject({ current: z.string().min(1, { error: "passwordMissing" }).max(200), next: newPassword, otp });
export const SecurityState = z.object({ codesLeft: z.number(), sessions: z.array(z.object({ id: z.uuid(), device: z.string(), place: z.string(), createdAt: z.date(), lastSeenAt: z.date(), isCurrent: z.boolean() })) });
