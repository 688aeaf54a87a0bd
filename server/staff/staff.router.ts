import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { AddDuty, CreateStaff, CreatedStaff, EndDuty, LeftStaff, ListStaff, StaffId, StaffPage } from "./staff.schema";
import { addDuty, confirmDuty, createStaff, endDuty, leaveStaff, listStaff, resetSignIn } from "./staff.service";

export const staffRouter = router({
  list: staffProcedure("staff.read").input(ListStaff).output(StaffPage).query(({ ctx, input }) => listStaff(ctx.scope, input)),
  create: staffProcedure("staff.change").input(CreateStaff).output(CreatedStaff).mutation(({ ctx, input }) => createStaff(ctx.scope, input)),
  addDuty: staffProcedure("staff.change").input(AddDuty).output(z.void()).mutation(({ ctx, input }) => addDuty(ctx.scope, input)),
  confirmDuty: staffProcedure("staff.change").input(EndDuty).output(z.void()).mutation(({ ctx, input }) => confirmDuty(ctx.scope, input)),
  endDuty: staffProcedure("staff.change").input(EndDuty).output(z.void()).mutation(({ ctx, input }) => endDuty(ctx.scope, input)),
  resetSignIn: staffProcedure("staff.change").input(StaffId).output(CreatedStaff).mutation(({ ctx, input }) => resetSignIn(ctx.scope, input)),
  leave: staffProcedure("staff.change").input(StaffId).output(LeftStaff).mutation(({ ctx, input }) => leaveStaff(ctx.scope, input)),
});
