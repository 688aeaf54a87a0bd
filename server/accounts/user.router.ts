import { customerProcedure, router } from "../trpc";
import { Done } from "./opening.schema";
import { CheckImport, ConfirmImport, CreateUser, EnterpriseUserView, ImportCheck, ImportDone, ListUsers, UpdateUser, UserExport, UserId, UserMade, UserPage } from "./user.schema";
import { checkImport, confirmImport, createUser, exportUsers, getUser, listUsers, removeUser, updateUser } from "./user.service";

const reader = customerProcedure("enterpriseUser.read");
const keeper = customerProcedure("enterpriseUser.change");

export const enterpriseUserRouter = router({
  list: reader.input(ListUsers).output(UserPage).query(({ ctx, input }) => listUsers(ctx.scope, input)),
  byId: reader.input(UserId).output(EnterpriseUserView).query(({ ctx, input }) => getUser(ctx.scope, input)),
  export: reader.output(UserExport).query(({ ctx }) => exportUsers(ctx.scope)),
  create: keeper.input(CreateUser).output(UserMade).mutation(({ ctx, input }) => createUser(ctx.scope, input)),
  update: keeper.input(UpdateUser).output(UserMade).mutation(({ ctx, input }) => updateUser(ctx.scope, input)),
  remove: keeper.input(UserId).output(Done).mutation(({ ctx, input }) => removeUser(ctx.scope, input)),
  checkImport: keeper.input(CheckImport).output(ImportCheck).mutation(({ ctx, input }) => checkImport(ctx.scope, input)),
  confirmImport: keeper.input(ConfirmImport).output(ImportDone).mutation(({ ctx, input }) => confirmImport(ctx.scope, input)),
});
