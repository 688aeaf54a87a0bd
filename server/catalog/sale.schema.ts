import { z } from "zod";
import { industries, productClasses } from "./catalog.schema";

export const saleTabs = ["onSale", "stopped"] as const;
export const ListSpecifications = z.strictObject({ tab: z.enum(saleTabs).default("onSale"), search: z.string().trim().max(40).optional(), cursor: z.uuid().optional() });
const SpecificationRow = z.object({
  id: z.uuid(), code: z.string(), name: z.string(), slug: z.string(), productClass: z.enum(productClasses), industry: z.enum(industries).nullable(),
  stoppedAt: z.date().nullable(), stopReason: z.string().nullable(),
  /** Of an application provider's product: whether its system passed the present contract test, and whose it is (PR8). */
  test: z.object({ isGreen: z.boolean(), greenAt: z.date().nullable(), partnerId: z.uuid().nullable() }).nullable(),
  /** Products that run on, whatever is decided here, and orders on their way. */
  runningProducts: z.number(), openOrders: z.number(),
});
export const SpecificationPage = z.object({ rows: z.array(SpecificationRow), nextCursor: z.uuid().nullable() });
const SpecificationId = z.strictObject({ specificationId: z.uuid() });
export const StopSale = SpecificationId.extend({ reason: z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" }) });
export const ResumeSale = SpecificationId;
