import type Stripe from "stripe";
import { z } from "zod";
import type { Work } from "../core/context";
import { newRefund } from "../core/refunds";
import { idOf } from "../store/tables";
import { invalid, missing, type StripeFailure } from "../wire/errors";
import { isInRange, pageOf } from "../wire/list";
import { choice, expand, mergedMetadata, metadata, paging, text, timeRange } from "../wire/params";
import { presentBalance } from "../wire/present";
import { apiRoute, idFrom, type ApiRoute } from "../wire/route";
import { amountParam } from "./amounts";

const moneyFilters = { ...paging, ...expand, created: timeRange().optional(), payment_intent: text().optional() };

export const setupIntentRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "GET",
    path: "/v1/setup_intents/{id}",
    operation: "setupIntents.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => found(work.get("setupIntents", idFrom(ids)), missing("setupIntents", idFrom(ids))),
  }),
];

export const chargeRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "GET",
    path: "/v1/charges",
    operation: "charges.list",
    params: z.strictObject({ ...moneyFilters, customer: text().optional() }),
    run: (work, given) => {
      const { payment_intent: intent, customer } = given;
      const rows = intent !== undefined ? work.by("charges", "payment_intent", intent) : customer !== undefined ? work.by("charges", "customer", customer) : work.all("charges");
      return pageOf(rows.filter((row) => isInRange(row.created, given.created) && (customer === undefined || idOf(row.customer) === customer)), given, "/v1/charges");
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/charges/{id}",
    operation: "charges.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => found(work.get("charges", idFrom(ids)), missing("charges", idFrom(ids))),
  }),
];

export const refundRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "POST",
    path: "/v1/refunds",
    operation: "refunds.create",
    params: z.strictObject({
      ...expand,
      amount: amountParam().optional(),
      charge: text().optional(),
      metadata: metadata().optional(),
      payment_intent: text().optional(),
      reason: choice(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
    }),
    run: (work, given) => newRefund(work, chargeToRefund(work, given), { amount: given.amount, reason: given.reason ?? null, metadata: mergedMetadata({}, given.metadata) }),
  }),
  apiRoute({
    method: "GET",
    path: "/v1/refunds",
    operation: "refunds.list",
    params: z.strictObject({ ...moneyFilters, charge: text().optional() }),
    run: (work, given) => {
      const { payment_intent: intent, charge } = given;
      const rows = charge !== undefined ? work.by("refunds", "charge", charge) : intent !== undefined ? work.by("refunds", "payment_intent", intent) : work.all("refunds");
      return pageOf(rows.filter((row) => isInRange(row.created, given.created) && (intent === undefined || idOf(row.payment_intent) === intent)), given, "/v1/refunds");
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/refunds/{id}",
    operation: "refunds.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => found(work.get("refunds", idFrom(ids)), missing("refunds", idFrom(ids))),
  }),
];

export const balanceRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "GET",
    path: "/v1/balance_transactions",
    operation: "balanceTransactions.list",
    params: z.strictObject({ ...paging, ...expand, created: timeRange().optional(), currency: text().optional(), source: text().optional(), type: text().optional() }),
    run: (work, given) => {
      const rows = given.source === undefined ? work.all("balanceTransactions") : work.by("balanceTransactions", "source", given.source);
      const fitting = rows.filter((row) => isInRange(row.created, given.created) && (given.currency === undefined || row.currency === given.currency) && (given.type === undefined || row.type === given.type));
      const page = pageOf(fitting, given, "/v1/balance_transactions");
      return { ...page, data: page.data.map((row) => presentBalance(row, work.now)) };
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/balance_transactions/{id}",
    operation: "balanceTransactions.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => presentBalance(found(work.get("balanceTransactions", idFrom(ids)), missing("balanceTransactions", idFrom(ids))), work.now),
  }),
];

export const disputeRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "GET",
    path: "/v1/disputes",
    operation: "disputes.list",
    params: z.strictObject({ ...moneyFilters, charge: text().optional() }),
    run: (work, given) => {
      const { payment_intent: intent, charge } = given;
      const rows = work.all("disputes").filter((row) => (intent === undefined || idOf(row.payment_intent) === intent) && (charge === undefined || idOf(row.charge) === charge));
      return pageOf(rows.filter((row) => isInRange(row.created, given.created)), given, "/v1/disputes");
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/disputes/{id}",
    operation: "disputes.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => found(work.get("disputes", idFrom(ids)), missing("disputes", idFrom(ids))),
  }),
];

function found<T>(row: T | undefined, failure: StripeFailure): T {
  if (row === undefined) throw failure;
  return row;
}

function chargeToRefund(work: Work, given: { charge?: string | undefined; payment_intent?: string | undefined }): Stripe.Charge {
  const { charge, payment_intent: intent } = given;
  if (charge === undefined && intent === undefined) throw invalid("One of the following params should be provided for this request: payment_intent or charge.", { code: "parameter_missing", param: "charge" });
  if (charge !== undefined && intent !== undefined) throw invalid("You may only specify one of these parameters: charge, payment_intent.", { code: "parameters_exclusive", param: "charge" });
  if (charge !== undefined) return found(work.get("charges", charge), missing("charges", charge, "charge"));
  const paid = found(work.get("paymentIntents", intent ?? ""), missing("paymentIntents", intent ?? "", "payment_intent"));
  const latest = work.get("charges", idOf(paid.latest_charge) ?? "");
  if (!latest || latest.status !== "succeeded") throw invalid("This PaymentIntent does not have a successful charge to refund.", { param: "payment_intent" });
  return latest;
}
