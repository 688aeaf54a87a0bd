import { z } from "zod";
import { seatSyncs } from "./seat.rules";

export const OfProduct = z.strictObject({ productId: z.uuid() });
export const AppointAdministrator = z.strictObject({ key: z.uuid(), productId: z.uuid(), userId: z.uuid({ error: "chooseOne" }) });
export const ResetAdministrator = z.strictObject({ key: z.uuid(), productId: z.uuid() });
const Term = z.object({ id: z.uuid(), name: z.string(), employeeNumber: z.string(), appointedAt: z.date(), appointedByName: z.string(), endedAt: z.date().nullable() });
export const AdministratorView = z.object({
  productName: z.string(),
  current: Term.extend({ email: z.string(), sync: z.enum(seatSyncs), said: z.string().nullable(), lastResetAt: z.date().nullable() }).nullable(),
  /** By which name the application knows its administrator. */
  atApplication: z.string().nullable(),
  mayChange: z.boolean(),
  past: z.array(Term),
  /** Who could be appointed: people of the list with a mailbox; the first hundred. */
  choices: z.array(z.object({ id: z.uuid(), name: z.string(), employeeNumber: z.string() })),
});
export type AdministratorView = z.output<typeof AdministratorView>;
