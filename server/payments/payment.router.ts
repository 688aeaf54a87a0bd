import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { beginPayment, resumePayment } from "./begin.service";
import { BookDeposit, DepositView } from "./deposit.schema";
import { bookDeposit } from "./deposit.service";
import { BegunPayment, BeginPayment, Nothing, OpenBills, PaymentId, PaymentList, PaymentPage, PaymentView, PaymentsOf, PaymentsOfCustomer, RefundPayment, RefundView } from "./payment.schema";
import { CloseDifference, DifferencePage, ListDifferences, ResendBill } from "./province.schema";
import { closeDifference, compareNow, listDifferences, resendBill } from "./province.service";
import { refundPayment } from "./refund.service";
import { checkPayment, getPayment, listOpenBills, listPayments, listPaymentsOf } from "./view.service";

export const paymentRouter = router({
  begin: customerProcedure("payment.make").input(BeginPayment).output(BegunPayment).mutation(({ ctx, input }) => beginPayment(ctx.scope, input)),
  resume: customerProcedure("payment.make").input(PaymentId).output(BegunPayment).mutation(({ ctx, input }) => resumePayment(ctx.scope, input)),
  check: customerProcedure("balance.read").input(PaymentId).output(PaymentView.pick({ state: true, failure: true })).mutation(({ ctx, input }) => checkPayment(ctx.scope, input)),
  list: customerProcedure("balance.read").input(PaymentList).output(PaymentPage).query(({ ctx, input }) => listPayments(ctx.scope, input)),
  openBills: customerProcedure("balance.read").input(Nothing).output(OpenBills).query(({ ctx }) => listOpenBills(ctx.scope)),
  byId: customerProcedure("balance.read").input(PaymentId).output(PaymentView).query(({ ctx, input }) => getPayment(ctx.scope, input)),
});

export const paymentDeskRouter = router({
  differences: staffProcedure("billing.read").input(ListDifferences).output(DifferencePage).query(({ ctx, input }) => listDifferences(ctx.scope, input)),
  compareNow: staffProcedure("billing.run").input(Nothing).output(z.object({ found: z.number() })).mutation(({ ctx }) => compareNow(ctx.scope)),
  closeDifference: staffProcedure("billing.run").input(CloseDifference).output(z.void()).mutation(({ ctx, input }) => closeDifference(ctx.scope, input)),
  resendBill: staffProcedure("billing.run").input(ResendBill).output(z.void()).mutation(({ ctx, input }) => resendBill(ctx.scope, input)),
  book: staffProcedure("balance.book").input(BookDeposit).output(DepositView).mutation(({ ctx, input }) => bookDeposit(ctx.scope, input)),
  payments: staffProcedure("customer.read").input(PaymentsOf).output(PaymentsOfCustomer).query(({ ctx, input }) => listPaymentsOf(ctx.scope, input)),
  refund: staffProcedure("payment.refund").input(RefundPayment).output(RefundView).mutation(({ ctx, input }) => refundPayment(ctx.scope, input)),
});
