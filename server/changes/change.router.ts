import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { listBlocked, resolveBlocked } from "./blocked.service";
import { quoteBreak, submitBreak } from "./break.service";
import { AskBreak, AskChange, BreakView, SubmitBreak, BlockedPage, ChangeHistory, ChangeView, ListBlocked, ProductRef, ResolveBlocked, SubmitChange } from "./change.schema";
import { listChanges } from "./history.service";
import { quoteChange } from "./preview.service";
import { submitChange } from "./submit.service";

const Submitted = z.object({ orderId: z.uuid(), number: z.string(), stage: z.enum(["handedOff", "review", "scheduled", "provisioning", "enterpriseApproval"]) });

export const changeRouter = router({
  quote: customerProcedure("product.read").input(AskChange).output(ChangeView).query(({ ctx, input }) => quoteChange(ctx.scope, input)),
  quoteBreak: customerProcedure("product.read").input(AskBreak).output(BreakView).query(({ ctx, input }) => quoteBreak(ctx.scope, input)),
  submitBreak: customerProcedure("product.change").input(SubmitBreak).output(Submitted).mutation(({ ctx, input }) => submitBreak(ctx.scope, input)),
  history: customerProcedure("product.read").input(ProductRef).output(ChangeHistory).query(({ ctx, input }) => listChanges(ctx.scope, input)),
  submit: customerProcedure("product.change").input(SubmitChange).output(Submitted).mutation(({ ctx, input }) => submitChange(ctx.scope, input)),
});

export const changeDeskRouter = router({
  blocked: staffProcedure("billing.read").input(ListBlocked).output(BlockedPage).query(({ ctx, input }) => listBlocked(ctx.scope, input)),
  resolve: staffProcedure("billing.run").input(ResolveBlocked).output(z.void()).mutation(({ ctx, input }) => resolveBlocked(ctx.scope, input)),
});
