import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { customerProcedure, router } from "../trpc";
import { Grant, Granted, GrantsView, ListGrants, MayBuyRow, ReadMayBuy, WithdrawGrant } from "./authorisation.schema";
import { grant, listGrants, mayBuy, withdrawGrant } from "./authorisation.service";

export const authorisationRouter = router({
  list: customerProcedure("childAccount.read").input(ListGrants).output(GrantsView).query(({ ctx, input }) => listGrants(ctx.scope, input)),
  mayBuy: customerProcedure("account.read").input(ReadMayBuy).output(z.array(MayBuyRow)).query(({ ctx, input }) => mayBuy(ctx.scope, input)),
  grant: customerProcedure("childAccount.open").input(Grant).output(Granted).mutation(({ ctx, input }) => grant(ctx.scope, input)),
  withdraw: customerProcedure("childAccount.open").input(WithdrawGrant).output(Done).mutation(({ ctx, input }) => withdrawGrant(ctx.scope, input)),
});
