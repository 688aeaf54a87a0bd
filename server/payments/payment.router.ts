import { router, staffProcedure } from "../trpc";
import { BookDeposit, DepositView } from "./deposit.schema";
import { bookDeposit } from "./deposit.service";

export const paymentDeskRouter = router({
  book: staffProcedure("balance.book").input(BookDeposit).output(DepositView).mutation(({ ctx, input }) => bookDeposit(ctx.scope, input)),
});
