import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { AccountMe, BindingRow, CompanyView, DecideJoin, JoinRequestView, MemberView } from "./account.schema";
import { getCompany, listBindings, listMembers, whoAmI } from "./account.service";
import { decideJoin, listJoinRequests } from "./join.service";
import { Done } from "./opening.schema";

export const accountRouter = router({
  me: customerProcedure("account.read").output(AccountMe).query(({ ctx }) => whoAmI(ctx.scope)),
  company: customerProcedure("account.read").output(CompanyView).query(({ ctx }) => getCompany(ctx.scope)),
  members: customerProcedure("account.read").output(z.array(MemberView)).query(({ ctx }) => listMembers(ctx.scope)),
  bindings: customerProcedure("account.read").output(z.array(BindingRow)).query(({ ctx }) => listBindings(ctx.scope)),
  joinRequests: customerProcedure("joinRequest.decide").output(z.array(JoinRequestView)).query(({ ctx }) => listJoinRequests(ctx.scope)),
  decideJoin: customerProcedure("joinRequest.decide").input(DecideJoin).output(Done).mutation(({ ctx, input }) => decideJoin(ctx.scope, input)),
});
