import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { BalanceView, JournalPage, LedgerPage, LedgerProof, NightlyProofView } from "./ledger.schema";
import { getBalance, listJournals, listJournalsOf } from "./ledger.service";
import { latestProofs, proveLedger } from "./proof.service";

export const balanceRouter = router({
  mine: customerProcedure("balance.read").input(z.strictObject({})).output(BalanceView).query(({ ctx }) => getBalance(ctx.scope)),
  journals: customerProcedure("balance.read").input(LedgerPage).output(JournalPage).query(({ ctx, input }) => listJournals(ctx.scope, input)),
});

export const ledgerDeskRouter = router({
  journals: staffProcedure("customer.read").input(z.strictObject({ customerId: z.uuid(), cursor: z.uuid().optional() })).output(JournalPage).query(({ ctx, input }) => listJournalsOf(ctx.scope, input)),
  proofs: staffProcedure("ledger.prove").input(z.strictObject({})).output(z.array(NightlyProofView)).query(({ ctx }) => latestProofs(ctx.scope)),
  prove: staffProcedure("ledger.prove").input(z.strictObject({})).output(LedgerProof).query(({ ctx }) => proveLedger(ctx.scope)),
});
