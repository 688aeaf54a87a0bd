import { customerProcedure, router } from "../trpc";
import { FundsMoved, FundsView, MoveFunds, ReadFunds } from "./fund.schema";
import { moveFunds, readFunds } from "./fund.service";

export const fundRouter = router({
  read: customerProcedure("fund.read").input(ReadFunds).output(FundsView).query(({ ctx, input }) => readFunds(ctx.scope, input)),
  move: customerProcedure("fund.move").input(MoveFunds).output(FundsMoved).mutation(({ ctx, input }) => moveFunds(ctx.scope, input)),
});
