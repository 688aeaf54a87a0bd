import { z } from "zod";

export const AskTakeout = z.strictObject({ key: z.uuid() });
export const TakeoutId = z.strictObject({ takeoutId: z.uuid() });
const TakeoutRow = z.object({
  id: z.uuid(), state: z.enum(["waiting", "running", "ready", "failed", "gone"]), askedByName: z.string(), askedAt: z.date(), kindsDone: z.number(), kindsTotal: z.number(), rowCount: z.number(), sizeBytes: z.number(),
  readyAt: z.date().nullable(), expiresAt: z.date().nullable(), downloads: z.number(),
});
export type TakeoutRow = z.output<typeof TakeoutRow>;
/** The newest ones; one at a time is under way. */
export const TakeoutList = z.object({ rows: z.array(TakeoutRow), isUnderWay: z.boolean(), hasChildren: z.boolean() });
export const AskedTakeout = z.object({ takeoutId: z.uuid() });
