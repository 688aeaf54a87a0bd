import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { ListStuck, MarkDone, ResendServiceOrder, StuckPage } from "./desk.schema";
import { listStuck, markDone, resendServiceOrder } from "./desk.service";

export const provisioningRouter = router({
  list: staffProcedure("provisioning.read").input(ListStuck).output(StuckPage).query(({ ctx, input }) => listStuck(ctx.scope, input)),
  resend: staffProcedure("provisioning.repair").input(ResendServiceOrder).output(z.void()).mutation(({ ctx, input }) => resendServiceOrder(ctx.scope, input)),
  markDone: staffProcedure("provisioning.repair").input(MarkDone).output(z.void()).mutation(({ ctx, input }) => markDone(ctx.scope, input)),
});
