import { customerProcedure, router } from "../trpc";
import { ChildId, ChildOpened, ChildPage, ChildView, InviteOwner, ListChildren, OpenChild, RenameChild } from "./child.schema";
import { getChild, inviteOwner, listChildren, openChild, renameChild } from "./child.service";
import { Done } from "./opening.schema";

const reader = customerProcedure("childAccount.read");
const keeper = customerProcedure("childAccount.open");

export const childAccountRouter = router({
  list: reader.input(ListChildren).output(ChildPage).query(({ ctx, input }) => listChildren(ctx.scope, input)),
  byId: reader.input(ChildId).output(ChildView).query(({ ctx, input }) => getChild(ctx.scope, input)),
  open: keeper.input(OpenChild).output(ChildOpened).mutation(({ ctx, input }) => openChild(ctx.scope, input)),
  inviteOwner: keeper.input(InviteOwner).output(Done).mutation(({ ctx, input }) => inviteOwner(ctx.scope, input)),
  rename: keeper.input(RenameChild).output(Done).mutation(({ ctx, input }) => renameChild(ctx.scope, input)),
});
