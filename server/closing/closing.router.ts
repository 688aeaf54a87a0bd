import { z } from "zod";
import { Asked } from "../lifecycle/life.schema";
import { customerProcedure, router } from "../trpc";
import { reopenAccount } from "./after.service";
import { quoteClose, submitClose } from "./ask.service";
import { CloseView, Reopen, SubmitClose } from "./closing.schema";

export const closingRouter = router({
  quote: customerProcedure("account.close").input(z.strictObject({})).output(CloseView).query(({ ctx }) => quoteClose(ctx.scope)),
  submit: customerProcedure("account.close").input(SubmitClose).output(Asked).mutation(({ ctx, input }) => submitClose(ctx.scope, input)),
  reopen: customerProcedure("account.close").input(Reopen).output(z.void()).mutation(({ ctx, input }) => reopenAccount(ctx.scope, input)),
});
