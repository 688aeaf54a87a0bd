import { z } from "zod";
import { customerRoles } from "../kernel/permissions";
import { isAccountName } from "./account.rules";
import { emailAddress, line, mobileNumber } from "./opening.schema";

const owner = { ownerName: line(50).min(2, { error: "contactNameMissing" }), ownerEmail: emailAddress, ownerPhone: mobileNumber };

export const ChildFields = z.strictObject({
  label: line(40).min(2, { error: "labelMissing" }),
  accountName: z.string().trim().refine(isAccountName, { error: "accountNameWrong" }),
  ...owner,
});
export const OpenChild = ChildFields.extend({ key: z.uuid() });
export const OwnerFields = z.strictObject(owner);
export const InviteOwner = OwnerFields.extend({ key: z.uuid(), childId: z.uuid() });
export const RenameChild = z.strictObject({ childId: z.uuid(), label: ChildFields.shape.label });
export const ChildId = z.strictObject({ childId: z.uuid() });

/** `opening`: 97 has not opened it yet; `invited`: nobody of it has signed in yet. */
export const childStages = ["opening", "invited", "inUse", "suspended", "closing", "closed"] as const;
export const ListChildren = z.strictObject({ search: z.string().trim().max(60).default(""), isClosed: z.boolean().default(false), cursor: z.uuid().optional() });
export const ChildRow = z.object({ id: z.uuid(), label: z.string(), accountName: z.string(), stage: z.enum(childStages), ownerName: z.string(), ownerEmail: z.string(), openedAt: z.date().nullable(), cashFen: z.bigint(), running: z.number() });
export type ChildRow = z.infer<typeof ChildRow>;
/** With what it has used of its month's cap, in fen; `limitFen` null: no cap (PC5). */
const ChildListRow = ChildRow.extend({ usedFen: z.bigint(), limitFen: z.bigint().nullable() });
export type ChildListRow = z.infer<typeof ChildListRow>;
export const ChildPage = z.object({ rows: z.array(ChildListRow), nextCursor: z.uuid().nullable(), total: z.number() });
export const ChildView = ChildRow.omit({ id: true }).extend({
  childId: z.uuid(), openedAt: z.date(), accountNumber97: z.string().nullable(), ownerPhone: z.string(), heldFen: z.bigint(), openOrders: z.number(),
  members: z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.enum(customerRoles), firstUsedAt: z.date().nullable() })),
});
export type ChildView = z.infer<typeof ChildView>;
export const ChildOpened = z.object({ number: z.string() });
