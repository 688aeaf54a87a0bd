import { z } from "zod";
import { BULK_MOST, bulkBars } from "./bulk.rules";
import { refuseReasons } from "./review.rules";

/** Which waiting orders: of one product, up to a first year's sum in fen; empty for all. */
export const PreviewBulk = z.strictObject({ specificationCode: z.string().max(40).optional(), mostFen: z.bigint().min(0n).max(100_000_000_000n).optional() });

const Common = { key: z.uuid(), tasks: z.array(z.strictObject({ taskId: z.uuid(), version: z.int().nonnegative() })).min(1, { error: "bulkNone" }).max(BULK_MOST, { error: "bulkTooMany" }) };
const words = z.string().trim().max(500, { error: "tooLong" });
export const StartBulk = z.discriminatedUnion("kind", [
  z.strictObject({ ...Common, kind: z.literal("approve") }),
  z.strictObject({ ...Common, kind: z.literal("refuse"), reason: z.enum(refuseReasons, { error: "reasonMissing" }), text: words.min(4, { error: "textTooShort" }) }),
]);
export const OfBulk = z.strictObject({ actionId: z.uuid() });
export const UndoBulk = OfBulk.extend({ key: z.uuid() });

export const BulkPreview = z.object({
  now: z.date(),
  rows: z.array(z.object({ taskId: z.uuid(), version: z.number(), title: z.string(), subtitle: z.string(), companyName: z.string(), firstYearFen: z.bigint(), askedAt: z.date() })),
  /** Of all that match: left out, by why. */
  barred: z.array(z.object({ bar: z.enum(bulkBars), count: z.number() })),
  /** More match than one decision takes. */
  hasMore: z.boolean(),
  products: z.array(z.object({ code: z.string(), name: z.string(), count: z.number() })),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const BulkView = z.object({
  id: z.uuid(), kind: z.enum(["approve", "refuse"]), state: z.enum(["waiting", "running", "done", "undone"]), staffName: z.string(), count: z.number(), done: z.number(), failed: z.number(), text: z.string(),
  executeAt: z.date(), createdAt: z.date(), endedAt: z.date().nullable(), now: z.date(), isMine: z.boolean(),
  items: z.array(z.object({ taskId: z.uuid(), title: z.string(), subtitle: z.string(), state: z.enum(["waiting", "done", "failed"]), code: z.string().nullable() })),
});
export type BulkView = z.infer<typeof BulkView>;
export const StartedBulk = z.object({ actionId: z.uuid() });
