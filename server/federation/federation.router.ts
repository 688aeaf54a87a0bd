import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { afterProof } from "../accounts/second-factor.service";
import { customerProcedure, router } from "../trpc";
import { companySignInState, saveCompanySignIn, switchCompanySignIn } from "./company-sign-in.service";
import { CompanySignInState, SaveCompanySignIn } from "./federation.schema";

const nothing = z.strictObject({});
const keeper = customerProcedure("companySignIn.manage");

/** AI13: a company's own sign-in, which its owner keeps; the test and the sign-ins themselves are routes, since a browser travels by them. */
export const companySignInRouter = router({
  state: keeper.output(CompanySignInState).query(({ ctx }) => companySignInState(ctx.scope, ctx.ownOrigin)),
  save: keeper.input(SaveCompanySignIn).output(Done).mutation(({ ctx, input }) => afterProof(ctx.scope, () => saveCompanySignIn(ctx.scope, input))),
  turnOn: keeper.input(nothing).output(Done).mutation(({ ctx }) => afterProof(ctx.scope, () => switchCompanySignIn(ctx.scope, true))),
  turnOff: keeper.input(nothing).output(Done).mutation(({ ctx }) => switchCompanySignIn(ctx.scope, false)),
});
