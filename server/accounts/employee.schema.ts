import { z } from "zod";

export const InviteEmployee = z.strictObject({ key: z.uuid(), userId: z.uuid() });
/** `isInvited`: a mail went out; else the person signed in here already and was only recognised. */
export const EmployeeInvited = z.object({ isInvited: z.boolean() });
