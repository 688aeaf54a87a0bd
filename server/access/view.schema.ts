import { z } from "zod";

/** BO4: for which case of the company a clerk wants to see what it sees. */
export const BeginView = z.strictObject({ customerId: z.uuid(), ticketNumber: z.string().trim().toUpperCase().min(1, { error: "ticketNumberMissing" }).max(20, { error: "tooLong" }) });
/** Where the view begins; good for one visit, until then. */
export const BegunView = z.object({ url: z.string(), until: z.date() });
export const ViewSecret = z.string().regex(/^[\w-]{43}$/);
