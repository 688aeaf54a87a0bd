import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { BookDeposit, DepositView } from "./deposit.schema";
import { bookDeposit } from "./deposit.service";
import { CloseDifference, DifferencePage, ListDifferences, ResendBill } from "./province.schema";
import { closeDifference, compareNow, listDifferences, resendBill } from "./province.service";

const Nothing = z.strictObject({});

export const paymentDeskRouter = router({
  differences: staffProcedure("billing.read").input(ListDifferences).output(DifferencePage).query(({ ctx, input }) => listDifferences(ctx.scope, input)),
  compareNow: staffProcedure("billing.run").input(Nothing).output(z.object({ found: z.number() })).mutation(({ ctx }) => compareNow(ctx.scope)),
  closeDifference: staffProcedure("billing.run").input(CloseDifference).output(z.void()).mutation(({ ctx, input }) => closeDifference(ctx.scope, input)),
  resendBill: staffProcedure("billing.run").input(ResendBill).output(z.void()).mutation(({ ctx, input }) => resendBill(ctx.scope, input)),
  book: staffProcedure("balance.book").input(BookDeposit).output(DepositView).mutation(({ ctx, input }) => bookDeposit(ctx.scope, input)),
});
