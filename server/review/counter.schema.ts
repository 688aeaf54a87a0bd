import { z } from "zod";

export const HandOffCode = z.strictObject({ code: z.string().trim().min(10, { error: "handOffCodeWrong" }).max(16, { error: "handOffCodeWrong" }) });
export const HandOffPreview = z.object({
  code: z.string(), kind: z.enum(["order", "opening"]), provinceId: z.string(), title: z.string(), companyName: z.string(), papers: z.array(z.string()),
  expiresAt: z.date(), isExpired: z.boolean(), isOpened: z.boolean(),
});
export const OpenedHandOff = z.object({ kind: z.enum(["order", "opening"]), taskId: z.uuid().nullable() });
