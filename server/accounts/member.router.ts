import { customerProcedure, router } from "../trpc";
import { MemberView } from "./account.schema";
import { ChangeRole, HandOver, InviteMember, MemberId, RequireSecondFactor } from "./member.schema";
import { changeRole, getMember, handOverOwnership, inviteMember, removeMember } from "./member.service";
import { requireSecondFactor, resetSecondFactor } from "./member-factor.service";
import { Done } from "./opening.schema";

const keeper = customerProcedure("membership.manage");

export const membershipRouter = router({
  byId: keeper.input(MemberId).output(MemberView).query(({ ctx, input }) => getMember(ctx.scope, input)),
  invite: keeper.input(InviteMember).output(Done).mutation(({ ctx, input }) => inviteMember(ctx.scope, input)),
  changeRole: keeper.input(ChangeRole).output(Done).mutation(({ ctx, input }) => changeRole(ctx.scope, input)),
  remove: keeper.input(MemberId).output(Done).mutation(({ ctx, input }) => removeMember(ctx.scope, input)),
  resetSecondFactor: keeper.input(MemberId).output(Done).mutation(({ ctx, input }) => resetSecondFactor(ctx.scope, input)),
  requireSecondFactor: keeper.input(RequireSecondFactor).output(Done).mutation(({ ctx, input }) => requireSecondFactor(ctx.scope, input)),
  handOver: keeper.input(HandOver).output(Done).mutation(({ ctx, input }) => handOverOwnership(ctx.scope, input)),
});
