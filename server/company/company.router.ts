import { z } from "zod";
import { Done } from "../accounts/opening.schema";
import { isSwitchedOn } from "../platforms/switch.service";
import { customerProcedure, publicProcedure, router } from "../trpc";
import { AskCompanyChange, ChangeContact, CompanyChangePage, ListCompanyChanges, SendContactCode, WithdrawCompanyChange } from "./change.schema";
import { askCompanyChange, changeContact, listCompanyChanges, sendContactCode, withdrawCompanyChange } from "./change.service";
import { AtProvince, BeginRecovery, BegunRecovery, ConfirmRecovery, ObjectToRecovery, OfToken, RecoveryNotice, RecoveryView, SubmitRecovery } from "./recovery.schema";
import { beginRecovery, confirmRecovery, objectToRecovery, recoveryNotice, recoveryView, submitRecovery } from "./recovery.service";

export const companyRouter = router({
  changes: customerProcedure("account.read").input(ListCompanyChanges).output(CompanyChangePage).query(({ ctx, input }) => listCompanyChanges(ctx.scope, input)),
  sendCode: customerProcedure("company.change").input(SendContactCode).output(Done).mutation(({ ctx, input }) => sendContactCode(ctx.scope, input)),
  changeContact: customerProcedure("company.change").input(ChangeContact).output(Done).mutation(({ ctx, input }) => changeContact(ctx.scope, input)),
  ask: customerProcedure("company.change").input(AskCompanyChange).output(Done).mutation(({ ctx, input }) => askCompanyChange(ctx.scope, input)),
  withdraw: customerProcedure("company.change").input(WithdrawCompanyChange).output(Done).mutation(({ ctx, input }) => withdrawCompanyChange(ctx.scope, input)),
  recovery: customerProcedure("account.read").output(RecoveryNotice.nullable()).query(({ ctx }) => recoveryNotice(ctx.scope)),
  object: customerProcedure("ownerRecovery.object").input(ObjectToRecovery).output(Done).mutation(({ ctx, input }) => objectToRecovery(ctx.scope, input)),
});

const applicant = publicProcedure("ownerRecovery.ask");

/** AI19: for whoever holds a request's secret; nobody is signed in. */
export const ownerRecoveryRouter = router({
  offered: applicant.input(AtProvince).output(z.boolean()).query(({ ctx, input }) => isSwitchedOn(ctx.scope.db, "ownerRecovery", input.provinceId, ctx.scope.now())),
  begin: applicant.input(BeginRecovery).output(BegunRecovery).mutation(({ ctx, input }) => beginRecovery(ctx.scope, input)),
  confirm: applicant.input(ConfirmRecovery).output(RecoveryView).mutation(({ ctx, input }) => confirmRecovery(ctx.scope, input)),
  mine: applicant.input(OfToken).output(RecoveryView).query(({ ctx, input }) => recoveryView(ctx.scope, input)),
  submit: applicant.input(SubmitRecovery).output(RecoveryView).mutation(({ ctx, input }) => submitRecovery(ctx.scope, input)),
});
