import { customerProcedure, router } from "../trpc";
import { EmployeeInvited, InviteEmployee } from "./employee.schema";
import { inviteEmployee } from "./employee.service";

export const employeeRouter = router({
  invite: customerProcedure("seat.assign").input(InviteEmployee).output(EmployeeInvited).mutation(({ ctx, input }) => inviteEmployee(ctx.scope, input)),
});
