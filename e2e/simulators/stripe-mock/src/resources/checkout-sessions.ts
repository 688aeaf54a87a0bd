import type Stripe from "stripe";
import { z } from "zod";
import { expireSession, factsOf } from "../core/sessions";
import { createSession } from "./create-session";
import type { Work } from "../core/context";
import { idOf } from "../store/tables";
import { invalid, missing } from "../wire/errors";
import { isInRange, pageOf, slice } from "../wire/list";
import { choice, expand, paging, text, timeRange } from "../wire/params";
import { apiRoute, idFrom, type ApiRoute } from "../wire/route";

/** A session as it is now: one whose time is up counts as expired whether or not the clock has come by. */
function sessionFor(work: Work, id: string): Stripe.Checkout.Session {
  const session = work.get("sessions", id);
  if (!session) throw missing("sessions", id);
  return session.status === "open" && session.expires_at <= work.now ? expireSession(work, session) : session;
}

export const sessionRoutes: readonly ApiRoute[] = [
  createSession,
  apiRoute({
    method: "GET",
    path: "/v1/checkout/sessions",
    operation: "checkout.sessions.list",
    params: z.strictObject({
      ...paging,
      ...expand,
      created: timeRange().optional(),
      customer: text().optional(),
      payment_intent: text().optional(),
      status: choice(["complete", "expired", "open"]).optional(),
    }),
    run: (work, given) => {
      const rows = given.payment_intent !== undefined ? work.by("sessions", "payment_intent", given.payment_intent) : given.customer !== undefined ? work.by("sessions", "customer", given.customer) : work.all("sessions");
      const fitting = rows.filter(
        (row) => isInRange(row.created, given.created) && (given.status === undefined || row.status === given.status) && (given.customer === undefined || idOf(row.customer) === given.customer),
      );
      return pageOf(fitting, given, "/v1/checkout/sessions");
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/checkout/sessions/{id}",
    operation: "checkout.sessions.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => sessionFor(work, idFrom(ids)),
  }),
  apiRoute({
    method: "POST",
    path: "/v1/checkout/sessions/{id}/expire",
    operation: "checkout.sessions.expire",
    params: z.strictObject(expand),
    run: (work, _given, ids) => {
      const session = work.get("sessions", idFrom(ids));
      if (!session) throw missing("sessions", idFrom(ids));
      if (session.status !== "open") {
        throw invalid(`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status ?? "none"}\`.`);
      }
      return expireSession(work, session);
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/checkout/sessions/{id}/line_items",
    operation: "checkout.sessions.listLineItems",
    params: z.strictObject({ ...paging, ...expand }),
    run: (work, given, ids) => {
      const session = sessionFor(work, idFrom(ids));
      return slice(factsOf(work, session.id).lines, given, `/v1/checkout/sessions/${session.id}/line_items`);
    },
  }),
];
