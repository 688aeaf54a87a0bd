import { z } from "zod";
import { retentionStepNames } from "./retention.rules";

/** DP2: the last days' runs of what deletes and masks by itself. */
export const RetentionBoard = z.object({
  days: z.array(z.object({ onDay: z.date(), steps: z.number(), done: z.number(), rows: z.number() })),
  steps: z.array(z.object({ step: z.enum(retentionStepNames as [string, ...string[]]), lastAt: z.date().nullable(), lastRows: z.number(), isLate: z.boolean() })),
});
export type RetentionBoard = z.output<typeof RetentionBoard>;
