import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { Done } from "./opening.schema";
import { changePassword } from "./password.service";
import { ChangePassword, SessionId, SessionView } from "./security.schema";
import { mySessions, revokeMySession, revokeOtherSessions } from "./security.service";

const own = customerProcedure("session.manage");

export const securityRouter = router({
  sessions: own.output(z.array(SessionView)).query(({ ctx }) => mySessions(ctx.scope)),
  revoke: own.input(SessionId).output(Done).mutation(({ ctx, input }) => revokeMySession(ctx.scope, input)),
  revokeOthers: own.output(z.object({ ended: z.number() })).mutation(({ ctx }) => revokeOtherSessions(ctx.scope)),
  changePassword: own.input(ChangePassword).output(Done).mutation(({ ctx, input }) => changePassword(ctx.scope, input)),
});
