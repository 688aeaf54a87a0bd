import { publicProcedure, router } from "../trpc";
import { Done } from "./opening.schema";
import { requestReset, resetPassword } from "./password.service";
import { RequestReset, ResetPassword } from "./security.schema";

export const passwordRouter = router({
  requestReset: publicProcedure("password.reset").input(RequestReset).output(Done).mutation(({ ctx, input }) => requestReset(ctx.scope, input)),
  reset: publicProcedure("password.reset").input(ResetPassword).output(Done).mutation(({ ctx, input }) => resetPassword(ctx.scope, input)),
});
