import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { quoteCancel, submitCancel } from "./cancel.service";
import { decideSuspension, listSuspensionRequests, requestSuspension, setByAuthority, suspensionsOf } from "./desk.service";
import { AskSuspension, ByAuthority, DecideSuspension, ListRequests, ProductStanding, RequestPage, StaffProduct } from "./desk.schema";
import { AskCancel, AskPause, AskResume, Asked, CancelView, PauseView, ResumeView, SubmitCancel, SubmitPause, SubmitResume } from "./life.schema";
import { quotePause, submitPause } from "./pause.service";
import { quoteResume, submitResume } from "./resume.service";

export const lifeRouter = router({
  quotePause: customerProcedure("product.read").input(AskPause).output(PauseView).query(({ ctx, input }) => quotePause(ctx.scope, input)),
  pause: customerProcedure("product.change").input(SubmitPause).output(Asked).mutation(({ ctx, input }) => submitPause(ctx.scope, input)),
  quoteResume: customerProcedure("product.read").input(AskResume).output(ResumeView).query(({ ctx, input }) => quoteResume(ctx.scope, input)),
  resume: customerProcedure("product.change").input(SubmitResume).output(Asked).mutation(({ ctx, input }) => submitResume(ctx.scope, input)),
  quoteCancel: customerProcedure("product.read").input(AskCancel).output(CancelView).query(({ ctx, input }) => quoteCancel(ctx.scope, input)),
  cancel: customerProcedure("product.end").input(SubmitCancel).output(Asked).mutation(({ ctx, input }) => submitCancel(ctx.scope, input)),
});

export const suspensionDeskRouter = router({
  ofProduct: staffProcedure("suspension.read").input(StaffProduct).output(ProductStanding).query(({ ctx, input }) => suspensionsOf(ctx.scope, input)),
  requests: staffProcedure("suspension.read").input(ListRequests).output(RequestPage).query(({ ctx, input }) => listSuspensionRequests(ctx.scope, input)),
  ask: staffProcedure("suspension.ask").input(AskSuspension).output(z.void()).mutation(({ ctx, input }) => requestSuspension(ctx.scope, input)),
  decide: staffProcedure("suspension.decide").input(DecideSuspension).output(z.void()).mutation(({ ctx, input }) => decideSuspension(ctx.scope, input)),
  byAuthority: staffProcedure("suspension.byAuthority").input(ByAuthority).output(z.void()).mutation(({ ctx, input }) => setByAuthority(ctx.scope, input)),
});
