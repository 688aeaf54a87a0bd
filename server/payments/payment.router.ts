import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { beginPayment, resumePayment } from "./begin.service";
import { BookDeposit, DepositView } from "./deposit.schema";
import { bookDeposit } from "./deposit.service";
import { BegunPayment, BeginPayment, Nothing, OpenBills, PaymentId, PaymentList, PaymentPage, PaymentView, PaymentsOf, PaymentsOfCustomer, RefundPayment, RefundView } from "./payment.schema";
import { CloseDifference, DifferencePage, ListDifferences, ResendBill } from "./province.schema";
import { closeDifference, compareNow, listDifferences, resendBill } from "./province.service";
import { refundPayment } from "./refund.service";
import { assignLine, editCollection, listCollections, listLines, returnLine, uploadStatement } from "./statement.service";
import { AssignLine, CancelClaim, ClaimTransfer, Collections, EditCollection, LinePage, ListClaims, ListLines, ReturnLine, TransferPage, UploadStatement, UploadedStatement } from "./transfer.schema";
import { cancelClaim, claimTransfer, listClaims } from "./transfer.service";
import { ApproveWithdrawal, AskWithdrawal, CancelWithdrawal, DeskPage, DeskWithdrawal, FailLeg, ListDesk, ListWithdrawals, PayOutLeg, PlanWithdrawal, RefuseWithdrawal, WithdrawalId, WithdrawalPage, WithdrawalPlan, WithdrawalView } from "./withdrawal.schema";
import { askWithdrawal, cancelWithdrawal, getWithdrawal, listWithdrawals, planWithdrawal } from "./withdrawal.service";
import { approveWithdrawal, failLeg, getDesk, listDesk, payOutLeg, refuseWithdrawal } from "./withdrawal-desk.service";
import { checkPayment, getPayment, listOpenBills, listPayments, listPaymentsOf } from "./view.service";

export const paymentRouter = router({
  begin: customerProcedure("payment.make").input(BeginPayment).output(BegunPayment).mutation(({ ctx, input }) => beginPayment(ctx.scope, input)),
  resume: customerProcedure("payment.make").input(PaymentId).output(BegunPayment).mutation(({ ctx, input }) => resumePayment(ctx.scope, input)),
  check: customerProcedure("balance.read").input(PaymentId).output(PaymentView.pick({ state: true, failure: true })).mutation(({ ctx, input }) => checkPayment(ctx.scope, input)),
  list: customerProcedure("balance.read").input(PaymentList).output(PaymentPage).query(({ ctx, input }) => listPayments(ctx.scope, input)),
  openBills: customerProcedure("balance.read").input(Nothing).output(OpenBills).query(({ ctx }) => listOpenBills(ctx.scope)),
  transfers: customerProcedure("balance.read").input(ListClaims).output(TransferPage).query(({ ctx, input }) => listClaims(ctx.scope, input)),
  claimTransfer: customerProcedure("payment.make").input(ClaimTransfer).output(z.object({ code: z.string() })).mutation(({ ctx, input }) => claimTransfer(ctx.scope, input)),
  cancelTransfer: customerProcedure("payment.make").input(CancelClaim).output(z.void()).mutation(({ ctx, input }) => cancelClaim(ctx.scope, input)),
  byId: customerProcedure("balance.read").input(PaymentId).output(PaymentView).query(({ ctx, input }) => getPayment(ctx.scope, input)),
});

export const paymentDeskRouter = router({
  differences: staffProcedure("billing.read").input(ListDifferences).output(DifferencePage).query(({ ctx, input }) => listDifferences(ctx.scope, input)),
  compareNow: staffProcedure("billing.run").input(Nothing).output(z.object({ found: z.number() })).mutation(({ ctx }) => compareNow(ctx.scope)),
  closeDifference: staffProcedure("billing.run").input(CloseDifference).output(z.void()).mutation(({ ctx, input }) => closeDifference(ctx.scope, input)),
  resendBill: staffProcedure("billing.run").input(ResendBill).output(z.void()).mutation(({ ctx, input }) => resendBill(ctx.scope, input)),
  statementLines: staffProcedure("billing.read").input(ListLines).output(LinePage).query(({ ctx, input }) => listLines(ctx.scope, input)),
  uploadStatement: staffProcedure("balance.book").input(UploadStatement).output(UploadedStatement).mutation(({ ctx, input }) => uploadStatement(ctx.scope, input)),
  assignLine: staffProcedure("balance.book").input(AssignLine).output(z.void()).mutation(({ ctx, input }) => assignLine(ctx.scope, input)),
  returnLine: staffProcedure("balance.book").input(ReturnLine).output(z.void()).mutation(({ ctx, input }) => returnLine(ctx.scope, input)),
  collections: staffProcedure("billing.read").input(Nothing).output(Collections).query(({ ctx }) => listCollections(ctx.scope)),
  editCollection: staffProcedure("billing.edit").input(EditCollection).output(z.void()).mutation(({ ctx, input }) => editCollection(ctx.scope, input)),
  book: staffProcedure("balance.book").input(BookDeposit).output(DepositView).mutation(({ ctx, input }) => bookDeposit(ctx.scope, input)),
  payments: staffProcedure("customer.read").input(PaymentsOf).output(PaymentsOfCustomer).query(({ ctx, input }) => listPaymentsOf(ctx.scope, input)),
  refund: staffProcedure("payment.refund").input(RefundPayment).output(RefundView).mutation(({ ctx, input }) => refundPayment(ctx.scope, input)),
});

export const withdrawalRouter = router({
  plan: customerProcedure("payment.make").input(PlanWithdrawal).output(WithdrawalPlan).query(({ ctx, input }) => planWithdrawal(ctx.scope, input)),
  ask: customerProcedure("payment.make").input(AskWithdrawal).output(WithdrawalId).mutation(({ ctx, input }) => askWithdrawal(ctx.scope, input)),
  cancel: customerProcedure("payment.make").input(CancelWithdrawal).output(z.void()).mutation(({ ctx, input }) => cancelWithdrawal(ctx.scope, input)),
  list: customerProcedure("balance.read").input(ListWithdrawals).output(WithdrawalPage).query(({ ctx, input }) => listWithdrawals(ctx.scope, input)),
  byId: customerProcedure("balance.read").input(WithdrawalId).output(WithdrawalView).query(({ ctx, input }) => getWithdrawal(ctx.scope, input)),
});

export const withdrawalDeskRouter = router({
  list: staffProcedure("billing.read").input(ListDesk).output(DeskPage).query(({ ctx, input }) => listDesk(ctx.scope, input)),
  byId: staffProcedure("billing.read").input(WithdrawalId).output(DeskWithdrawal).query(({ ctx, input }) => getDesk(ctx.scope, input)),
  approve: staffProcedure("payment.refund").input(ApproveWithdrawal).output(z.void()).mutation(({ ctx, input }) => approveWithdrawal(ctx.scope, input)),
  refuse: staffProcedure("payment.refund").input(RefuseWithdrawal).output(z.void()).mutation(({ ctx, input }) => refuseWithdrawal(ctx.scope, input)),
  payOut: staffProcedure("payment.refund").input(PayOutLeg).output(z.void()).mutation(({ ctx, input }) => payOutLeg(ctx.scope, input)),
  failLeg: staffProcedure("payment.refund").input(FailLeg).output(z.void()).mutation(({ ctx, input }) => failLeg(ctx.scope, input)),
});
