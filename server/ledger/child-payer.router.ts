import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { PayerView, ReadPayer, SetPayer } from "./child-payer.schema";
import { readPayer, setPayer } from "./child-payer.service";

export const childPayerRouter = router({
  read: customerProcedure("fund.read").input(ReadPayer).output(PayerView).query(({ ctx, input }) => readPayer(ctx.scope, input)),
  set: customerProcedure("childPayer.set").input(SetPayer).output(Done).mutation(({ ctx, input }) => setPayer(ctx.scope, input)),
});
