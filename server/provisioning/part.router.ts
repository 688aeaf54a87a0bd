import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { choosePart, failedPartsOf } from "./part-choice.service";
import { ChoosePart, FailedParts, OfOrder } from "./part.schema";

export const bundlePartRouter = router({
  failed: customerProcedure("productOrder.read").input(OfOrder).output(FailedParts).query(({ ctx, input }) => failedPartsOf(ctx.scope, input)),
  choose: customerProcedure("productOrder.submit").input(ChoosePart).output(z.object({ orderId: z.uuid() })).mutation(({ ctx, input }) => choosePart(ctx.scope, input)),
});
