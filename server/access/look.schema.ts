import { z } from "zod";
import { line } from "../accounts/opening.schema";
import { lookGroups, lookKinds, lookReasons, maskedFields, maskedPlaces } from "./look.rules";

/** DP4: why somebody needs masked data in full; a case is named by its number, and anything else is said in words. */
export const Because = z.object({
  reason: z.enum(lookReasons, { error: "reasonMissing" }),
  text: line(200),
  ticketNumber: z.string().trim().toUpperCase().max(20, { error: "tooLong" }),
});
export const RevealData = z.strictObject({ place: z.enum(maskedPlaces), id: z.uuid(), ...Because.shape }).superRefine(({ reason, text, ticketNumber }, context) => {
  if (reason === "other" && text.length < 4) context.addIssue({ code: "custom", path: ["text"], message: "textTooShort" });
  if (reason === "ticket" && ticketNumber === "") context.addIssue({ code: "custom", path: ["ticketNumber"], message: "ticketNumberMissing" });
});
export const Revealed = z.array(z.object({ field: z.enum(maskedFields), value: z.string() }));

export const ListLooks = z.strictObject({ group: z.enum(lookGroups).optional(), accountId: z.uuid().optional(), cursor: z.uuid().optional() });
const LookRow = z.object({
  id: z.uuid(), at: z.date(), realm: z.enum(["customer", "staff", "partner"]), byName: z.string(), byRoles: z.array(z.string()), byOrganization: z.string(), kind: z.enum(lookKinds), subject: z.string(),
  fields: z.array(z.string()), reason: z.enum(lookReasons).nullable(), reasonText: z.string(), ticketNumber: z.string(), accountName: z.string(),
});
export type LookRow = z.output<typeof LookRow>;
export const LookPage = z.object({ rows: z.array(LookRow), nextCursor: z.uuid().nullable() });
