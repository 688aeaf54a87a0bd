import type { RequestContext } from "../context";
import { publicProcedure, router } from "../trpc";
import { askToJoin } from "./join.service";
import { AccountNameAnswer, AskToJoin, CheckAccountName, ConfirmEmail, ConfirmPhone, Done, KeepDraft, OpeningStatus, OpeningSubmitted, OpeningView, SaveAccount, SaveCompany, SaveContact, SendEmailCode, SendPhoneCode, SubmitOpening, WithdrawOpening } from "./opening.schema";
import { checkAccountName, confirmEmail, confirmPhone, keepDraft, myOpening, openingStatus, saveAccount, saveCompany, saveContact, sendEmailCode, sendPhoneCode } from "./opening.service";
import { submitOpening, withdrawOpening } from "./opening-submit.service";
import { openingTokenOf } from "./opening-token";

const tokenIn = (ctx: RequestContext) => openingTokenOf(ctx.cookieHeader);
const applicant = publicProcedure("opening.draft");

/** A company's own application, held by the secret in the browser's cookie; /account/register/session sets that cookie. */
export const openingRouter = router({
  mine: applicant.output(OpeningView.nullable()).query(({ ctx }) => myOpening(ctx.scope, tokenIn(ctx))),
  status: applicant.output(OpeningStatus).query(({ ctx }) => openingStatus(ctx.scope, tokenIn(ctx))),
  keep: applicant.input(KeepDraft).output(OpeningView.pick({ version: true })).mutation(({ ctx, input }) => keepDraft(ctx.scope, tokenIn(ctx), input)),
  saveCompany: applicant.input(SaveCompany).output(OpeningView).mutation(({ ctx, input }) => saveCompany(ctx.scope, tokenIn(ctx), input)),
  saveContact: applicant.input(SaveContact).output(OpeningView).mutation(({ ctx, input }) => saveContact(ctx.scope, tokenIn(ctx), input)),
  sendPhoneCode: applicant.input(SendPhoneCode).output(OpeningView).mutation(({ ctx, input }) => sendPhoneCode(ctx.scope, tokenIn(ctx), input)),
  confirmPhone: applicant.input(ConfirmPhone).output(OpeningView).mutation(({ ctx, input }) => confirmPhone(ctx.scope, tokenIn(ctx), input)),
  sendEmailCode: applicant.input(SendEmailCode).output(OpeningView).mutation(({ ctx, input }) => sendEmailCode(ctx.scope, tokenIn(ctx), input)),
  confirmEmail: applicant.input(ConfirmEmail).output(OpeningView).mutation(({ ctx, input }) => confirmEmail(ctx.scope, tokenIn(ctx), input)),
  checkAccountName: applicant.input(CheckAccountName).output(AccountNameAnswer).query(({ ctx, input }) => checkAccountName(ctx.scope, tokenIn(ctx), input)),
  saveAccount: applicant.input(SaveAccount).output(OpeningView).mutation(({ ctx, input }) => saveAccount(ctx.scope, tokenIn(ctx), input)),
  submit: applicant.input(SubmitOpening).output(OpeningSubmitted).mutation(({ ctx, input }) => submitOpening(ctx.scope, tokenIn(ctx), input)),
  withdraw: applicant.input(WithdrawOpening).output(Done).mutation(({ ctx, input }) => withdrawOpening(ctx.scope, tokenIn(ctx), input)),
  askToJoin: applicant.input(AskToJoin).output(Done).mutation(({ ctx, input }) => askToJoin(ctx.scope, tokenIn(ctx), input)),
});
