import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { AuthorisationId, Grant, Granted, GrantsView, ListGrants, MayBuyRow, ReadMayBuy, WithdrawGrant, WithdrawalView, Withdrawn } from "./authorisation.schema";
import { grant, listGrants, mayBuy } from "./authorisation.service";
import { previewWithdrawal, withdrawGrant } from "./withdrawal.service";

export const authorisationRouter = router({
  list: customerProcedure("childAccount.read").input(ListGrants).output(GrantsView).query(({ ctx, input }) => listGrants(ctx.scope, input)),
  mayBuy: customerProcedure("account.read").input(ReadMayBuy).output(z.array(MayBuyRow)).query(({ ctx, input }) => mayBuy(ctx.scope, input)),
  withdrawal: customerProcedure("childAccount.open").input(AuthorisationId).output(WithdrawalView).query(({ ctx, input }) => previewWithdrawal(ctx.scope, input)),
  grant: customerProcedure("childAccount.open").input(Grant).output(Granted).mutation(({ ctx, input }) => grant(ctx.scope, input)),
  withdraw: customerProcedure("childAccount.open").input(WithdrawGrant).output(Withdrawn).mutation(({ ctx, input }) => withdrawGrant(ctx.scope, input)),
});
