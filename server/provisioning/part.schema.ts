import { z } from "zod";
import { factKinds } from "../ordering/order.rules";

export const OfOrder = z.strictObject({ orderId: z.uuid() });

/** What a company decides about a part that could not be opened (PR4). `seen…`: what it was shown; compared, never trusted. */
export const ChoosePart = z.strictObject({
  key: z.uuid(),
  partId: z.uuid(),
  choice: z.enum(["wait", "replace", "cancel", "giveUp"]),
  /** Of a replacement. */
  offeringCode: z.string().min(2).max(40).optional(),
  facts: z.partialRecord(z.enum(factKinds), z.string().max(200)).default({}),
  seenMonthlyFen: z.bigint().min(0n).max(100_000_000_000n),
});

const Price = { monthlyFen: z.bigint(), firstBillFen: z.bigint() };
const FactValue = z.object({ kind: z.enum(factKinds), value: z.string() });

export const FailedPartView = z.object({
  id: z.uuid(), name: z.string(), seats: z.number(), seatName: z.string(), reason: z.string(), failedAt: z.date(), decideBy: z.date(),
  /** While its provider is asked again each day. */
  waitUntil: z.date().nullable(),
  /** A week in all; over, the company chooses something else. */
  mayWait: z.boolean(),
  /** What its product needs to know, as it stands; may be mended before it is asked again. */
  facts: z.array(FactValue),
  now: z.object(Price),
  without: z.object(Price).nullable(),
  replacements: z.array(z.object({ offeringCode: z.string(), name: z.string(), summary: z.string(), seats: z.number(), seatName: z.string(), facts: z.array(FactValue), ...Price })),
});
export const FailedParts = z.object({ rows: z.array(FailedPartView) });
export type FailedPartView = z.infer<typeof FailedPartView>;
