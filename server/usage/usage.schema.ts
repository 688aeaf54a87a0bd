import { z } from "zod";

/** A month by its first day, "2026-11-01". */
const PeriodFrom = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-01$/);

export const ReadUsage = z.strictObject({ productId: z.uuid(), componentId: z.string().min(1).max(64).optional(), periodFrom: PeriodFrom.optional() });

/** Where a page of users goes on: the use and the name of the last one shown. */
export const UsersAfter = z.string().regex(/^\d{1,10}\..{1,100}$/u);
export const ListUsageUsers = z.strictObject({ productId: z.uuid(), componentId: z.string().min(1).max(64), periodFrom: PeriodFrom, after: UsersAfter.optional() });

export const UsageView = z.object({
  specificationName: z.string(), offeringName: z.string(),
  /** The metered parts of the price, to choose from where there are several. */
  components: z.array(z.object({ id: z.string(), name: z.string() })),
  componentId: z.string(), unitName: z.string(), includedUnits: z.number(), feeFen: z.bigint(),
  periodFrom: z.string(), isRunning: z.boolean(), used: z.number(),
  /** What the use so far costs, and how that came about. */
  chargeFen: z.bigint(), formula: z.string(),
  /** Units that no bill has taken yet although the month's was published; negative where a correction gives back. */
  lateUnits: z.number(),
  forecast: z.object({ units: z.number(), chargeFen: z.bigint(), wholeDays: z.number(), usedInWholeDays: z.number(), ofDays: z.number() }).nullable(),
  days: z.array(z.object({ usedOn: z.string(), used: z.number() })),
  /** Months with use, the newest first. */
  periods: z.array(z.object({ periodFrom: z.string(), used: z.number(), chargeFen: z.bigint() })),
  readAt: z.date().nullable(), isUnanswered: z.boolean(),
});

export const UsageUserPage = z.object({ rows: z.array(z.object({ userName: z.string(), used: z.number() })), nextAfter: UsersAfter.nullable() });
