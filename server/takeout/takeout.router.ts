import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { AskTakeout, AskedTakeout, TakeoutList } from "./takeout.schema";
import { askTakeout, listTakeouts } from "./takeout.service";

const owner = customerProcedure("dataTakeout.take");

export const dataTakeoutRouter = router({
  list: owner.input(z.strictObject({})).output(TakeoutList).query(({ ctx }) => listTakeouts(ctx.scope)),
  ask: owner.input(AskTakeout).output(AskedTakeout).mutation(({ ctx, input }) => askTakeout(ctx.scope, input)),
});
