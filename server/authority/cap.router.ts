import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { CapsView, EndCap, ReadCaps, SetCap } from "./cap.schema";
import { endCap, readCaps, setCap } from "./cap.service";

export const capRouter = router({
  read: customerProcedure("spendingCap.read").input(ReadCaps).output(CapsView).query(({ ctx, input }) => readCaps(ctx.scope, input)),
  set: customerProcedure("spendingCap.set").input(SetCap).output(Done).mutation(({ ctx, input }) => setCap(ctx.scope, input)),
  end: customerProcedure("spendingCap.set").input(EndCap).output(Done).mutation(({ ctx, input }) => endCap(ctx.scope, input)),
});
