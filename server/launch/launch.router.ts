import { SeatMade } from "../seats/seat.schema";
import { customerProcedure, router } from "../trpc";
import { AppPage, LaunchPage, ListApps, ListLaunches, OneApp, OneAppView, TakeSeat } from "./launch.schema";
import { listApps, listLaunches, oneApp } from "./launch.service";
import { takeSeat } from "./take-seat.service";

const user = customerProcedure("app.open");
const keeper = customerProcedure("seat.assign");

export const appLaunchRouter = router({
  list: user.input(ListApps).output(AppPage).query(({ ctx, input }) => listApps(ctx.scope, input)),
  byId: user.input(OneApp).output(OneAppView).query(({ ctx, input }) => oneApp(ctx.scope, input)),
  takeSeat: keeper.input(TakeSeat).output(SeatMade).mutation(({ ctx, input }) => takeSeat(ctx.scope, input)),
  launches: user.input(ListLaunches).output(LaunchPage).query(({ ctx, input }) => listLaunches(ctx.scope, input)),
});
