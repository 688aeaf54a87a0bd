import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError } from "zod";
import { maskedForView } from "./access/view-mask.rules";
import type { RequestContext } from "./context";
import { sha256 } from "./crypto";
import { asBusy } from "./db";
import { AppError, type ErrorDetails, errorFamilies } from "./kernel/errors";
import { type Permission, allows, notForViews, ownSignIn } from "./kernel/permissions";
import { log } from "./log";
import { refuseOwing } from "./privacy/agreement.service";
import type { CustomerActor, PartnerActor, Scope, StaffActor } from "./scope";

/** Who may ask: the face of the host and the kind of actor that a procedure serves. */
export type Audience = "public" | "entry" | "partnerEntry" | "secondStep" | "customer" | "staff" | "partner";
type Meta = { permission: Permission; audience: Audience };

const t = initTRPC.context<RequestContext>().meta<Meta>().create({
  transformer: superjson,
  errorFormatter({ shape, error, ctx }) {
    const cause = error.cause;
    const requestId = ctx?.requestId ?? "";
    if (cause instanceof AppError) return { ...shape, message: cause.code, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, requestId, app: { code: cause.code, ...cause.details } } };
    if (cause instanceof ZodError) {
      const fields = Object.fromEntries(cause.issues.map((issue) => [issue.path.join("."), issue.message]));
      return { ...shape, message: "FIELDS_REFUSED", data: { code: shape.data.code, httpStatus: shape.data.httpStatus, requestId, app: { code: "FIELDS_REFUSED", fields } as { code: string } & ErrorDetails } };
    }
    const isOwn = error.code !== "INTERNAL_SERVER_ERROR";
    const app = { code: isOwn ? error.code : "UNEXPECTED" } as { code: string } & ErrorDetails;
    return { ...shape, message: app.code, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, requestId, app } };
  },
});

/** Turns what services throw into tRPC's families; anything unexpected goes to the log under the request's id. */
const translate = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof AppError) throw new TRPCError({ code: errorFamilies[cause.code], cause });
  if (result.error.code !== "INTERNAL_SERVER_ERROR") throw result.error;
  // A page that fails shows this number, and the log line carries it too (SY3).
  const numbered = <E extends Error>(error: E) => Object.assign(error, { digest: ctx.requestId });
  const known = asBusy(cause);
  if (known instanceof AppError) {
    log.warn({ requestId: ctx.requestId, path, err: { message: String((cause as Error | undefined)?.message ?? cause) } }, "database busy");
    throw numbered(new TRPCError({ code: errorFamilies[known.code], cause: known }));
  }
  log.error({ requestId: ctx.requestId, path, err: { message: String((cause as Error | undefined)?.message ?? cause), stack: (cause as Error | undefined)?.stack } }, "procedure failed");
  throw numbered(result.error);
});

/** A clerk's view of a company changes nothing, whatever the procedure (BO4). */
const viewsOnlyRead = t.middleware(({ ctx, next, type }) => {
  if (ctx.view && type !== "query") throw new AppError("VIEW_ONLY");
  return next();
});

const base = t.procedure.use(translate).use(viewsOnlyRead);

/** A mutation from a page must come from this very host; siblings are strangers (promise 38). */
function refuseForeignOrigin(ctx: RequestContext, type: string): void {
  if (type !== "mutation" || ctx.isInProcess) return;
  if (ctx.origin !== ctx.ownOrigin || (ctx.fetchSite !== null && ctx.fetchSite !== "same-origin")) throw new AppError("BAD_ORIGIN");
}

/** For anyone on a storefront, signed in or not. */
export const publicProcedure = (permission: Permission) =>
  base.meta({ permission, audience: "public" }).use(({ ctx, next, type }) => {
    refuseForeignOrigin(ctx, type);
    if (!ctx.scope || ctx.face.kind !== "storefront") throw new AppError("NOT_FOUND");
    return next({ ctx: { ...ctx, scope: ctx.scope } });
  });

/** For people who are not signed in yet, on a host that is only theirs. */
const entryOf = (face: "ops" | "partner", audience: Audience) => (permission: Permission) =>
  base.meta({ permission, audience }).use(({ ctx, next, type }) => {
    refuseForeignOrigin(ctx, type);
    if (ctx.face.kind !== face) throw new AppError("NOT_FOUND");
    return next({ ctx });
  });

/** For staff who are not signed in yet, on the operator console. */
export const entryProcedure = entryOf("ops", "entry");

/** For partners' people who are not signed in yet, at the partner desk. */
export const partnerEntryProcedure = entryOf("partner", "partnerEntry");

/** For somebody of a company between password and second step, for that step alone (AI12). */
export const secondStepProcedure = (permission: Permission) =>
  base.meta({ permission, audience: "secondStep" }).use(({ ctx, next, type }) => {
    refuseForeignOrigin(ctx, type);
    if (ctx.face.kind !== "storefront" || !ctx.half) throw new AppError("NOT_SIGNED_IN");
    return next({ ctx: { ...ctx, needs: ctx.half.needs, scope: ctx.half.scope } });
  });

/** For a company's people, on their platform's host. */
export const customerProcedure = (permission: Permission) =>
  base.meta({ permission, audience: "customer" }).use(async ({ ctx, next, type, path, getRawInput }) => {
    refuseForeignOrigin(ctx, type);
    if (ctx.face.kind === "storefront" && ctx.view) {
      if (notForViews.includes(permission)) throw new AppError("FORBIDDEN");
      // Every page's frame asks who is there; what the page itself asks says that it was opened.
      if (path !== "account.me") await ctx.view.note(permission, ctx.address?.split("?")[0] ?? `${path}:${sha256(superjson.stringify(await getRawInput())).slice(0, 16)}`);
      const seen = await next({ ctx: { ...ctx, scope: ctx.view.scope } });
      return seen.ok ? { ...seen, data: maskedForView(seen.data) } : seen;
    }
    const scope = ctx.scope;
    if (ctx.face.kind !== "storefront" || scope?.actor.kind !== "customer") throw new AppError(ctx.half ? "SECOND_STEP_NEEDED" : "NOT_SIGNED_IN");
    // The sign-in went to another account in another tab: nothing that was filled in for one company is done for the other (AI8).
    if (type === "mutation" && ctx.pageMembership && ctx.pageMembership !== scope.actor.membershipId) throw new AppError("CHANGED_MEANWHILE");
    if (!allows([scope.actor.role], permission)) throw new AppError("FORBIDDEN");
    // Whoever runs a company's issuer could come as any of its members: nothing of a person's own sign-in, or of their other companies, is theirs.
    if (scope.actor.isByCompany && ownSignIn.includes(permission)) throw new AppError("FORBIDDEN");
    const own = scope as Scope<CustomerActor>;
    if (type === "mutation") await refuseOwing(own, permission);
    return next({ ctx: { ...ctx, scope: own } });
  });

/** For staff, on the operator console, within the duty they are working under. */
export const staffProcedure = (permission: Permission) =>
  base.meta({ permission, audience: "staff" }).use(({ ctx, next, type }) => {
    refuseForeignOrigin(ctx, type);
    const scope = ctx.scope;
    if (ctx.face.kind !== "ops" || scope?.actor.kind !== "staff") throw new AppError("NOT_SIGNED_IN");
    if (!allows(scope.actor.roles, permission)) throw new AppError("FORBIDDEN");
    return next({ ctx: { ...ctx, scope: scope as Scope<StaffActor> } });
  });

/** For a partner's people, at the partner desk. */
export const partnerProcedure = (permission: Permission) =>
  base.meta({ permission, audience: "partner" }).use(({ ctx, next, type }) => {
    refuseForeignOrigin(ctx, type);
    const scope = ctx.scope;
    if (ctx.face.kind !== "partner" || scope?.actor.kind !== "partner") throw new AppError("NOT_SIGNED_IN");
    if (!allows(scope.actor.roles, permission)) throw new AppError("FORBIDDEN");
    return next({ ctx: { ...ctx, scope: scope as Scope<PartnerActor> } });
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
