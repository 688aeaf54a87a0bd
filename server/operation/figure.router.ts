import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { listAlarms } from "./alarm.service";
import { AlarmPage, FigureBoard, ListAlarms, ListPushes, PushPage } from "./figure.schema";
import { figureBoard, listPushes } from "./figure.service";

export const figureRouter = router({
  board: staffProcedure("figure.read").input(z.strictObject({})).output(FigureBoard).query(({ ctx }) => figureBoard(ctx.scope)),
  alarms: staffProcedure("figure.read").input(ListAlarms).output(AlarmPage).query(({ ctx, input }) => listAlarms(ctx.scope, input)),
  pushes: staffProcedure("figure.read").input(ListPushes).output(PushPage).query(({ ctx, input }) => listPushes(ctx.scope, input)),
});
