import { z } from "zod";
import { productStates, suspensionCauses } from "../inventory/product.schema";

const causes = z.enum(suspensionCauses);
const Reason = z.string().trim().min(4, { error: "textTooShort" }).max(300, { error: "tooLong" });
const key = z.uuid();

export const StaffProduct = z.strictObject({ productId: z.uuid() });
export const AskSuspension = z.strictObject({ key, productId: z.uuid(), isToStop: z.boolean(), reason: Reason });
export const DecideSuspension = z.strictObject({ key, requestId: z.uuid(), isConfirmed: z.boolean(), answer: z.string().trim().max(300, { error: "tooLong" }).default("") });
/** `document`: number of the authority's paper. */
export const ByAuthority = z.strictObject({ key, productId: z.uuid(), isToStop: z.boolean(), document: z.string().trim().min(4, { error: "documentMissing" }).max(60, { error: "tooLong" }), reason: Reason });

const Row = z.object({ id: z.uuid(), productId: z.uuid(), customerId: z.uuid(), companyName: z.string(), productName: z.string(), isToStop: z.boolean(), reason: z.string(), askedAt: z.date(), askedBy: z.string(), isOwn: z.boolean() });
export const ListRequests = z.strictObject({ cursor: z.uuid().optional() });
export const RequestPage = z.object({ rows: z.array(Row), nextCursor: z.uuid().nullable() });
export const ProductStanding = z.object({
  productId: z.uuid(), customerId: z.uuid(), companyName: z.string(), name: z.string(), seats: z.number(), seatName: z.string(), state: z.enum(productStates), monthlyFen: z.bigint(), businessId: z.string().nullable(), startedOn: z.date().nullable(), endsOn: z.date().nullable(), isPart: z.boolean(),
  request: Row.nullable(),
  causes: z.array(z.object({ id: z.uuid(), cause: causes, reason: z.string(), setAt: z.date(), setBy: z.string(), untilOn: z.date().nullable(), liftedAt: z.date().nullable(), liftedBy: z.string().nullable() })),
});
export type ProductStanding = z.infer<typeof ProductStanding>;
