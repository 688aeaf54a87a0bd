import { z } from "zod";
import type { JournalKind } from "../generated/prisma/enums";

const depositSources = ["bankTransfer", "counterCash"] as const;

export const BookDeposit = z.strictObject({
  key: z.uuid(),
  customerId: z.uuid(),
  /** Fen as digits, at most 10 million yuan. */
  amountFen: z.bigint().min(1n, { error: "amountTooSmall" }).max(1_000_000_000n, { error: "amountTooLarge" }),
  source: z.enum(depositSources),
  reference: z.string().trim().min(4, { error: "referenceTooShort" }).max(64, { error: "tooLong" }),
  note: z.string().trim().max(200, { error: "tooLong" }).default(""),
});
export const LedgerPage = z.strictObject({ cursor: z.uuid().optional() });

const journalKinds = ["topUp", "hold", "take", "release", "accrue", "reverse", "charge", "payment", "refund", "credit"] as const satisfies readonly JournalKind[];
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
export const DepositView = z.object({ journalId: z.uuid(), balance: BalanceView });
export const LedgerProof = z.object({ journals: z.number(), unbalancedJournals: z.number(), driftingAccounts: z.number(), belowFloor: z.number(), totalFen: z.bigint(), holdsWithoutOpenOrder: z.number(), provenAt: z.date() });
export type BalanceView = z.infer<typeof BalanceView>;
