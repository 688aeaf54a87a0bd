import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { EndSwitch, SetSwitch, SwitchBoard } from "./switch.schema";
import { endSwitch, setSwitch, switchBoard } from "./switch.service";

export const featureSwitchRouter = router({
  board: staffProcedure("featureSwitch.read").input(z.strictObject({})).output(SwitchBoard).query(({ ctx }) => switchBoard(ctx.scope)),
  set: staffProcedure("featureSwitch.manage").input(SetSwitch).output(z.object({ switchId: z.uuid() })).mutation(({ ctx, input }) => setSwitch(ctx.scope, input)),
  end: staffProcedure("featureSwitch.manage").input(EndSwitch).output(z.void()).mutation(({ ctx, input }) => endSwitch(ctx.scope, input)),
});
