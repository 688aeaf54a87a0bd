import { z } from "zod";
import { BalanceView } from "../ledger/ledger.schema";

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
export const DepositView = z.object({ paymentId: z.uuid(), toClaimsFen: z.bigint(), balance: BalanceView });
