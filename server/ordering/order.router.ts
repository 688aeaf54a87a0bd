import { z } from "zod";
import { customerProcedure, router } from "../trpc";
import { AskOnOrder, CancelOrder, CheckDomain, ContractView, CorrectOrder, DomainFindingView, ListOrders, OrderId, OrderPage, OrderView, PriceOrder, OrderPriceView, SubmitOrder, SubmittedOrder } from "./order.schema";
import { ContractSealView } from "./contract-desk.schema";
import { getContractSeal } from "./contract-seal.service";
import { getContract } from "./contract.service";
import { checkMailDomain } from "./domain-check.service";
import { askOnOrder, getOrder, listOrders } from "./order.service";
import { cancelOrder } from "./outcome.service";
import { correctOrder, priceOrder, submitOrder } from "./submit.service";

export const orderRouter = router({
  price: customerProcedure("productOrder.read").input(PriceOrder).output(OrderPriceView).query(({ ctx, input }) => priceOrder(ctx.scope, input)),
  checkDomain: customerProcedure("productOrder.submit").input(CheckDomain).output(DomainFindingView).query(({ ctx, input }) => checkMailDomain(ctx.scope, input)),
  submit: customerProcedure("productOrder.submit").input(SubmitOrder).output(SubmittedOrder).mutation(({ ctx, input }) => submitOrder(ctx.scope, input)),
  correct: customerProcedure("productOrder.submit").input(CorrectOrder).output(SubmittedOrder).mutation(({ ctx, input }) => correctOrder(ctx.scope, input)),
  cancel: customerProcedure("productOrder.cancel").input(CancelOrder).output(z.object({ orderId: z.uuid() })).mutation(({ ctx, input }) => cancelOrder(ctx.scope, input)),
  ask: customerProcedure("productOrder.ask").input(AskOnOrder).output(z.object({ messageId: z.uuid() })).mutation(({ ctx, input }) => askOnOrder(ctx.scope, input)),
  list: customerProcedure("productOrder.read").input(ListOrders).output(OrderPage).query(({ ctx, input }) => listOrders(ctx.scope, input)),
  byId: customerProcedure("productOrder.read").input(OrderId).output(OrderView).query(({ ctx, input }) => getOrder(ctx.scope, input)),
  contractSeal: customerProcedure("productOrder.read").input(OrderId).output(ContractSealView).query(({ ctx, input }) => getContractSeal(ctx.scope, input)),
  contract: customerProcedure("productOrder.read").input(z.strictObject({ version: z.int() })).output(ContractView).query(({ ctx, input }) => getContract(ctx.scope, input)),
});
