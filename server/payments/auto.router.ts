import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { AutoTopUpView, BegunCard, CardKept, ConfirmCard, NoInput, SaveAutoTopUp } from "./auto.schema";
import { beginCard, confirmCard, getAutoTopUp, removeCard, saveAutoTopUp } from "./card.service";

export const autoTopUpRouter = router({
  mine: customerProcedure("balance.read").input(NoInput).output(AutoTopUpView).query(({ ctx }) => getAutoTopUp(ctx.scope)),
  beginCard: customerProcedure("payment.make").input(NoInput).output(BegunCard).mutation(({ ctx }) => beginCard(ctx.scope)),
  confirmCard: customerProcedure("payment.make").input(ConfirmCard).output(CardKept).mutation(({ ctx, input }) => confirmCard(ctx.scope, input)),
  removeCard: customerProcedure("payment.make").input(NoInput).output(z.void()).mutation(({ ctx }) => removeCard(ctx.scope)),
  save: customerProcedure("payment.make").input(SaveAutoTopUp).output(z.void()).mutation(({ ctx, input }) => saveAutoTopUp(ctx.scope, input)),
});
