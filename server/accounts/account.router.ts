import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { AccountMe, BindingRow, CompanyView, DecideJoin, JoinRequestView, MemberView, OwnAccount, SwitchAccount, VisibleAccount } from "./account.schema";
import { getCompany, listBindings, listMembers, whoAmI } from "./account.service";
import { decideJoin, listJoinRequests } from "./join.service";
import { listOwnAccounts, switchAccount } from "./membership.service";
import { Done } from "./opening.schema";
import { listVisibleAccounts } from "./visible-account.service";

export const accountRouter = router({
  me: customerProcedure("app.open").output(AccountMe).query(({ ctx }) => whoAmI(ctx.scope)),
  company: customerProcedure("account.read").output(CompanyView).query(({ ctx }) => getCompany(ctx.scope)),
  members: customerProcedure("account.read").output(z.array(MemberView)).query(({ ctx }) => listMembers(ctx.scope)),
  bindings: customerProcedure("account.read").output(z.array(BindingRow)).query(({ ctx }) => listBindings(ctx.scope)),
  own: customerProcedure("app.open").output(z.array(OwnAccount)).query(({ ctx }) => listOwnAccounts(ctx.scope)),
  visible: customerProcedure("account.read").output(z.array(VisibleAccount)).query(({ ctx }) => listVisibleAccounts(ctx.scope)),
  switch: customerProcedure("session.manage").input(SwitchAccount).output(Done).mutation(({ ctx, input }) => switchAccount(ctx.scope, input)),
  joinRequests: customerProcedure("joinRequest.decide").output(z.array(JoinRequestView)).query(({ ctx }) => listJoinRequests(ctx.scope)),
  decideJoin: customerProcedure("joinRequest.decide").input(DecideJoin).output(Done).mutation(({ ctx, input }) => decideJoin(ctx.scope, input)),
});
