import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { ApprovalId, ApprovalPage, ApprovalToken, ApprovalView, DecideApproval, LinkedApproval, ListApprovals, PolicyView, SetApprovalPolicy } from "./approval.schema";
import { decideApproval, getApproval, listApprovals, openLink, readPolicy, setPolicy } from "./approval.service";

export const approvalRouter = router({
  list: customerProcedure("orderApproval.read").input(ListApprovals).output(ApprovalPage).query(({ ctx, input }) => listApprovals(ctx.scope, input)),
  byId: customerProcedure("orderApproval.read").input(ApprovalId).output(ApprovalView).query(({ ctx, input }) => getApproval(ctx.scope, input)),
  byLink: customerProcedure("account.read").input(ApprovalToken).output(LinkedApproval).query(({ ctx, input }) => openLink(ctx.scope, input)),
  decide: customerProcedure("orderApproval.decide").input(DecideApproval).output(Done).mutation(({ ctx, input }) => decideApproval(ctx.scope, input)),
  policy: customerProcedure("orderApproval.read").output(PolicyView).query(({ ctx }) => readPolicy(ctx.scope)),
  setPolicy: customerProcedure("orderApproval.setUp").input(SetApprovalPolicy).output(Done).mutation(({ ctx, input }) => setPolicy(ctx.scope, input)),
});
