import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { BillPage, BillView, ConfirmBill, GroupBillView, ListBills, ListOwnBills, OpenDispute, PromiseToPay, ReadBill, ReadGroupBill, ReadSpend, SpendView, WithdrawDispute } from "./bill.schema";
import { readGroupBill } from "./group-bill.service";
import { getBill, getSpend, listBills } from "./bill.service";
import { AnswerDispute, ArrearsPage, BillingSettings, DisputePage, EditBillingSetting, ListArrears, ListDisputes, PauseDunning, ReadRun, RerunAccount, RunPage, RunView } from "./desk.schema";
import { editBillingSetting, getRun, listArrears, listBillingSettings, listDisputes, listRuns, pauseDunning } from "./desk.service";
import { answerDispute, confirmBill, openDispute, promiseToPay, withdrawDispute } from "./dispute.service";
import { ForecastView, RenewalPage, SetRenewal } from "./forecast.schema";
import { getForecast, listRenewals, setRenewal } from "./forecast.service";
import { rerunAccount } from "./run.service";
import { BudgetsView, RemoveBudget, SetBudget, TagProduct } from "./budget.schema";
import { listBudgets, removeBudget, setBudget, tagProduct } from "./budget.service";
import { ChooseTrialEnd, TrialView } from "./trial.schema";
import { chooseTrialEnd, getTrial } from "./trial.service";

const Nothing = z.strictObject({});

export const billRouter = router({
  list: customerProcedure("bill.read").input(ListOwnBills).output(BillPage).query(({ ctx, input: { accountId, ...input } }) => listBills(ctx.scope, { ...input, customerId: accountId ?? ctx.scope.actor.customerId })),
  byId: customerProcedure("bill.read").input(ReadBill).output(BillView).query(({ ctx, input }) => getBill(ctx.scope, input)),
  group: customerProcedure("bill.read").input(ReadGroupBill).output(GroupBillView).query(({ ctx, input }) => readGroupBill(ctx.scope, input)),
  spend: customerProcedure("bill.read").input(ReadSpend).output(SpendView).query(({ ctx, input }) => getSpend(ctx.scope, input.accountId ?? ctx.scope.actor.customerId)),
  forecast: customerProcedure("balance.read").input(Nothing).output(ForecastView).query(({ ctx }) => getForecast(ctx.scope)),
  budgets: customerProcedure("bill.read").input(Nothing).output(BudgetsView).query(({ ctx }) => listBudgets(ctx.scope)),
  setBudget: customerProcedure("budget.manage").input(SetBudget).output(z.void()).mutation(({ ctx, input }) => setBudget(ctx.scope, input)),
  removeBudget: customerProcedure("budget.manage").input(RemoveBudget).output(z.void()).mutation(({ ctx, input }) => removeBudget(ctx.scope, input)),
  tagProduct: customerProcedure("budget.manage").input(TagProduct).output(z.void()).mutation(({ ctx, input }) => tagProduct(ctx.scope, input)),
  trial: customerProcedure("product.read").input(z.strictObject({ productId: z.uuid() })).output(TrialView).query(({ ctx, input }) => getTrial(ctx.scope, input.productId)),
  chooseTrialEnd: customerProcedure("product.renew").input(ChooseTrialEnd).output(z.void()).mutation(({ ctx, input }) => chooseTrialEnd(ctx.scope, input)),
  renewals: customerProcedure("product.read").input(Nothing).output(RenewalPage).query(({ ctx }) => listRenewals(ctx.scope)),
  setRenewal: customerProcedure("product.renew").input(SetRenewal).output(z.void()).mutation(({ ctx, input }) => setRenewal(ctx.scope, input)),
  dispute: customerProcedure("bill.dispute").input(OpenDispute).output(z.object({ disputeId: z.uuid() })).mutation(({ ctx, input }) => openDispute(ctx.scope, input)),
  withdrawDispute: customerProcedure("bill.dispute").input(WithdrawDispute).output(z.void()).mutation(({ ctx, input }) => withdrawDispute(ctx.scope, input)),
  promise: customerProcedure("bill.promise").input(PromiseToPay).output(z.object({ untilOn: z.string() })).mutation(({ ctx, input }) => promiseToPay(ctx.scope, input)),
  confirm: customerProcedure("bill.confirm").input(ConfirmBill).output(z.void()).mutation(({ ctx, input }) => confirmBill(ctx.scope, input)),
});

export const billingDeskRouter = router({
  runs: staffProcedure("billing.read").input(Nothing).output(RunPage).query(({ ctx }) => listRuns(ctx.scope)),
  run: staffProcedure("billing.read").input(ReadRun).output(RunView).query(({ ctx, input }) => getRun(ctx.scope, input)),
  rerun: staffProcedure("billing.run").input(RerunAccount).output(z.object({ bills: z.number() })).mutation(({ ctx, input }) => rerunAccount(ctx.scope, input)),
  arrears: staffProcedure("billing.read").input(ListArrears).output(ArrearsPage).query(({ ctx, input }) => listArrears(ctx.scope, input)),
  pause: staffProcedure("dunning.pause").input(PauseDunning).output(z.void()).mutation(({ ctx, input }) => pauseDunning(ctx.scope, input)),
  disputes: staffProcedure("billing.read").input(ListDisputes).output(DisputePage).query(({ ctx, input }) => listDisputes(ctx.scope, input)),
  answerDispute: staffProcedure("dispute.answer").input(AnswerDispute).output(z.void()).mutation(({ ctx, input }) => answerDispute(ctx.scope, input)),
  bills: staffProcedure("billing.read").input(ListBills.extend({ customerId: z.uuid() })).output(BillPage).query(({ ctx, input }) => listBills(ctx.scope, input)),
  bill: staffProcedure("billing.read").input(ReadBill).output(BillView).query(({ ctx, input }) => getBill(ctx.scope, input)),
  settings: staffProcedure("billing.read").input(Nothing).output(BillingSettings).query(({ ctx }) => listBillingSettings(ctx.scope)),
  editSetting: staffProcedure("billing.edit").input(EditBillingSetting).output(z.void()).mutation(({ ctx, input }) => editBillingSetting(ctx.scope, input)),
});
