import { z } from "zod";
import { shownStates } from "../partners/live.rules";

export const productStates = ["pendingActive", "active", "suspended", "pendingTerminate", "terminated"] as const;
export const suspensionCauses = ["customer", "arrears", "operator", "apFault", "authority", "cap"] as const;
export const ListProducts = z.strictObject({ state: z.enum(productStates).optional(), accountId: z.uuid().optional(), cursor: z.uuid().optional() });
export const ProductId = z.strictObject({ productId: z.uuid() });
export const ProductView = z.object({
  id: z.uuid(), /** Null where it came with an order of another account that this person does not see (PC16). */ orderId: z.uuid().nullable(), specificationName: z.string(), specificationCode: z.string(), offeringName: z.string(), seats: z.number(), seatName: z.string(),
  state: z.enum(productStates), startedOn: z.date().nullable(), businessId: z.string().nullable(), priceBookVersion: z.number(), monthlyFen: z.bigint(), createdAt: z.date(),
  /** While it is tried for nothing: the first day after the trial, and what follows (SC9). */
  trial: z.object({ endsOn: z.date(), then: z.enum(["paid", "end"]) }).nullable(),
  /** Paid by use, at least in part: there is a page of its use (PR13). */
  isMetered: z.boolean(),
  /** Its seats are given to people, one each (PR7). */
  hasSeats: z.boolean(),
  /** Whether other seats or another plan can be asked for (CH3). */
  isChangeable: z.boolean(),
  /** Why it stands still, each with since when, and of the company's own pause until when (CH6, CH13). */
  causes: z.array(z.object({ cause: z.enum(suspensionCauses), setAt: z.date(), untilOn: z.date().nullable() })),
  /** What its company may ask for now: to let it rest, to take it up again, to give it up. */
  mayPause: z.boolean(), mayResume: z.boolean(), mayCancel: z.boolean(),
  /** How the application behind it is (PR12); null where no partner's system provides it, or before it runs. */
  live: z.object({ state: z.enum(shownStates), since: z.date(), until: z.date().nullable(), text: z.string().nullable() }).nullable(),
  /** Last day, once it is known that it ends. */
  endsOn: z.date().nullable(),
  /** Of a bundle: what it opened (SC4). */
  parts: z.array(z.object({ id: z.uuid(), name: z.string(), seats: z.number(), seatName: z.string(), state: z.enum(productStates) })),
  /** Of a part: its bundle. */
  bundle: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Whose it is, for whoever sees several accounts; else "". */
  account: z.string(),
  applicationAccounts: z.array(z.object({ id: z.uuid(), name: z.string(), administratorName: z.string(), signInUrl: z.string(), boundAt: z.date() })),
});
export const ProductPage = z.object({ rows: z.array(ProductView), nextCursor: z.uuid().nullable() });
