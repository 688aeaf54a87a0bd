import { z } from "zod";
import { closingChecks } from "./closing.rules";

const Check = z.object({ check: z.enum(closingChecks), isDone: z.boolean(), count: z.number() });
const closingStates = ["asked", "settling", "closed", "reopened", "undone", "erased", "purged"] as const;

/** A closing as its order shows it. */
export const ClosingOfOrder = z.object({ state: z.enum(closingStates), isExported: z.boolean(), settlingAt: z.date().nullable(), closedAt: z.date().nullable(), reopenUntil: z.date().nullable(), withdrawalId: z.uuid().nullable(), erasedAt: z.date().nullable(), proofs: z.array(z.object({ name: z.string(), proof: z.string().nullable() })), checks: z.array(Check) });
export type ClosingOfOrder = z.infer<typeof ClosingOfOrder>;

export const CloseView = z.object({
  checks: z.array(Check), isReady: z.boolean(), cashFen: z.bigint(),
  /** Application accounts that were bound to the company, which end with it. */
  accounts: z.array(z.object({ name: z.string(), product: z.string() })),
  decision: z.enum(["portalAuto", "portalReview", "counter", "refuse"]), reasons: z.array(z.string()), papers: z.array(z.string()),
  /** A closing that is under way, or was done. */
  open: z.object({ orderId: z.uuid(), state: z.enum(closingStates), reopenUntil: z.date().nullable(), mayReopen: z.boolean() }).nullable(),
});
export type CloseView = z.infer<typeof CloseView>;
export const SubmitClose = z.strictObject({ key: z.uuid(), isExported: z.boolean(), areAccountsConfirmed: z.literal(true, { error: "confirmAccounts" }), isUnderstood: z.literal(true, { error: "understand" }) });
export const Reopen = z.strictObject({ key: z.uuid() });
