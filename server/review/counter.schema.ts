import { z } from "zod";

export const HandOffCode = z.strictObject({ code: z.string().trim().min(10, { error: "handOffCodeWrong" }).max(16, { error: "handOffCodeWrong" }) });
/** Where the customer is when staff open the form: at a counter, on 10060, or with their account manager (OR3). */
export const staffChannels = ["counter", "hotline", "accountManager"] as const;
export const OpenHandOff = HandOffCode.extend({ key: z.uuid(), channel: z.enum(staffChannels) });
export const HandOffPreview = z.object({
  code: z.string(), kind: z.enum(["order", "opening"]), provinceId: z.string(), title: z.string(), companyName: z.string(), papers: z.array(z.string()),
  expiresAt: z.date(), isExpired: z.boolean(), isOpened: z.boolean(),
});
export const OpenedHandOff = z.object({ kind: z.enum(["order", "opening"]), taskId: z.uuid().nullable() });
