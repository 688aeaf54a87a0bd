import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { CloseByHand, FailByHand, ListStuck, MarkDone, ResendServiceOrder, StuckPage } from "./desk.schema";
import { closeByHand, failByHand, listStuck, markDone, resendServiceOrder } from "./desk.service";

export const provisioningRouter = router({
  list: staffProcedure("provisioning.read").input(ListStuck).output(StuckPage).query(({ ctx, input }) => listStuck(ctx.scope, input)),
  resend: staffProcedure("provisioning.repair").input(ResendServiceOrder).output(z.void()).mutation(({ ctx, input }) => resendServiceOrder(ctx.scope, input)),
  markDone: staffProcedure("provisioning.repair").input(MarkDone).output(z.void()).mutation(({ ctx, input }) => markDone(ctx.scope, input)),
  closeByHand: staffProcedure("provisioning.repair").input(CloseByHand).output(z.void()).mutation(({ ctx, input }) => closeByHand(ctx.scope, input)),
  failByHand: staffProcedure("provisioning.repair").input(FailByHand).output(z.void()).mutation(({ ctx, input }) => failByHand(ctx.scope, input)),
});
