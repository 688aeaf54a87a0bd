import { z } from "zod";
import type { JournalKind } from "../generated/prisma/enums";

export const LedgerPage = z.strictObject({ cursor: z.uuid().optional() });

const journalKinds = ["topUp", "hold", "take", "release", "accrue", "reverse", "charge", "payment", "refund", "credit", "move"] as const satisfies readonly JournalKind[];
export const JournalView = z.object({
  id: z.uuid(),
  kind: z.enum(journalKinds),
  memo: z.string(),
  effectiveAt: z.date(),
  /** Change of the available cash and of the held sum, in fen. */
  cashFen: z.bigint(),
  heldFen: z.bigint(),
});
export const BalanceView = z.object({ cashFen: z.bigint(), heldFen: z.bigint() });
export const JournalPage = z.object({ rows: z.array(JournalView), nextCursor: z.uuid().nullable() });
export const LedgerProof = z.object({ journals: z.number(), unbalancedJournals: z.number(), driftingAccounts: z.number(), belowFloor: z.number(), totalFen: z.bigint(), holdsWithoutOpenOrder: z.number(), billsOff: z.number(), claimsOff: z.number(), setAsideOff: z.number(), inTransfer: z.number(), provenAt: z.date() });
export const NightlyProofView = z.object({ day: z.date(), provenAt: z.date(), isSound: z.boolean(), journals: z.number(), findings: z.record(z.string(), z.string()) });
export type BalanceView = z.infer<typeof BalanceView>;
