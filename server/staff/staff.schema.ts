import { z } from "zod";
import { staffRoles } from "../kernel/permissions";

export const Duty = z.strictObject({
  dutyPlatformId: z.string().length(2),
  provinceIds: z.array(z.string().length(2)).max(17),
  roles: z.array(z.enum(staffRoles)).min(1, { error: "roleMissing" }),
  startsOn: z.iso.date({ error: "dateWrong" }),
  /** Last day; empty or null for a duty without an end. */
  endsOn: z.union([z.literal("").transform(() => null), z.iso.date({ error: "dateWrong" })]).nullable(),
});
export const ListStaff = z.strictObject({ search: z.string().trim().max(60).optional(), cursor: z.uuid().optional() });
export const CreateStaff = z.strictObject({
  key: z.uuid(),
  name: z.string().trim().min(2, { error: "textTooShort" }).max(20, { error: "tooLong" }),
  email: z.email({ error: "emailWrong" }).max(100).transform((text) => text.toLowerCase()),
  phone: z.string().regex(/^1\d{10}$/, { error: "phoneWrong" }),
  duty: Duty,
});
export const StaffId = z.strictObject({ staffId: z.uuid() });
export const AddDuty = StaffId.extend({ duty: Duty });
export const EndDuty = z.strictObject({ dutyId: z.uuid() });
const StaffRow = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), phone: z.string(), isSuspended: z.boolean(), hasFactor: z.boolean(), leftAt: z.date().nullable(), createdAt: z.date(),
  duties: z.array(z.object({ id: z.uuid(), dutyPlatformId: z.string(), provinceIds: z.array(z.string()), roles: z.array(z.enum(staffRoles)), startsOn: z.date(), endsOn: z.date().nullable(), isWaiting: z.boolean(), askedById: z.uuid().nullable(), askedByName: z.string().nullable(), confirmedByName: z.string().nullable() })),
});
export const StaffPage = z.object({ rows: z.array(StaffRow), nextCursor: z.uuid().nullable() });
/** Shown once: the first password, good for nothing but setting up one's own sign-in. */
export const CreatedStaff = z.object({ staffId: z.uuid(), password: z.string() });
export const LeftStaff = z.object({ releasedTasks: z.number() });
