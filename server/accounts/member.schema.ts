import { z } from "zod";
import { emailAddress, line } from "./opening.schema";

/** Every role but the owner's, which is handed over and never given. */
export const givenRoles = ["buyer", "approver", "finance", "itAdmin", "reader"] as const;
const role = z.enum(givenRoles, { error: "chooseOne" });

export const MemberFields = z.strictObject({ name: line(50).min(2, { error: "contactNameMissing" }), email: emailAddress, role });
export const InviteMember = MemberFields.extend({ key: z.uuid() });
export const MemberId = z.strictObject({ membershipId: z.uuid() });
export const ChangeRole = MemberId.extend({ role });
/** `from`: the first day on which every member signs in with a second factor; null ends it. */
export const RequireSecondFactor = z.strictObject({ from: z.iso.date({ error: "dayWrong" }).nullable() });
export const HandOverFields = z.strictObject({ ownRole: role, password: z.string().min(1, { error: "passwordMissing" }).max(200) });
export const HandOver = HandOverFields.extend({ key: z.uuid(), membershipId: z.uuid() });
