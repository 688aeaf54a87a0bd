import { customerProcedure, router } from "../trpc";
import { ListUsageUsers, ReadUsage, UsageUserPage, UsageView } from "./usage.schema";
import { getUsage, listUsageUsers } from "./usage.service";

export const usageRouter = router({
  ofProduct: customerProcedure("product.read").input(ReadUsage).output(UsageView).query(({ ctx, input }) => getUsage(ctx.scope, input)),
  users: customerProcedure("product.read").input(ListUsageUsers).output(UsageUserPage).query(({ ctx, input }) => listUsageUsers(ctx.scope, input)),
});
