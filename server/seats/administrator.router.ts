import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { AdministratorView, AppointAdministrator, OfProduct, ResetAdministrator } from "./administrator.schema";
import { administratorOf, appointAdministrator, resetAdministrator } from "./administrator.service";

// Whoever was appointed may hand over, whatever their role: the services ask.
const anyone = customerProcedure("app.open");

export const administratorRouter = router({
  ofProduct: anyone.input(OfProduct).output(AdministratorView).query(({ ctx, input }) => administratorOf(ctx.scope, input)),
  appoint: anyone.input(AppointAdministrator).output(Done).mutation(({ ctx, input }) => appointAdministrator(ctx.scope, input)),
  reset: anyone.input(ResetAdministrator).output(Done).mutation(({ ctx, input }) => resetAdministrator(ctx.scope, input)),
});
