import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { AddRobot, RobotId, RobotList } from "./robot.schema";
import { addRobot, listRobots, removeRobot, tryRobot } from "./robot.service";

export const groupRobotRouter = router({
  list: staffProcedure("groupRobot.manage").input(z.strictObject({})).output(RobotList).query(({ ctx }) => listRobots(ctx.scope)),
  add: staffProcedure("groupRobot.manage").input(AddRobot).output(z.object({ robotId: z.uuid() })).mutation(({ ctx, input }) => addRobot(ctx.scope, input)),
  remove: staffProcedure("groupRobot.manage").input(RobotId).output(z.void()).mutation(({ ctx, input }) => removeRobot(ctx.scope, input)),
  tryOut: staffProcedure("groupRobot.manage").input(RobotId).output(z.void()).mutation(({ ctx, input }) => tryRobot(ctx.scope, input)),
});
