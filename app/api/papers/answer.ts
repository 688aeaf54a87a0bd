import { type RequestContext, contextOf } from "@/server/context";
import { AppError, errorFamilies } from "@/server/kernel/errors";
import { asBusy } from "@/server/db";
import { log } from "@/server/log";
import type { Actor, Scope } from "@/server/scope";

const statuses: Record<string, number> = { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, UNPROCESSABLE_CONTENT: 422, TOO_MANY_REQUESTS: 429, SERVICE_UNAVAILABLE: 503 };

/** Runs a file request on a host with a platform, what is sent on that of whoever may send it, and answers failures as the procedures do: a code, never a cause. */
export async function answer(request: Request, work: (context: RequestContext, scope: Scope<Actor>) => Promise<Response>, sendsFrom: "storefront" | "ops" = "storefront"): Promise<Response> {
  let context: RequestContext | null = null;
  try {
    context = await contextOf(request.headers);
    const isRead = request.method === "GET";
    if (!isRead && (context.origin !== context.ownOrigin || (context.fetchSite !== null && context.fetchSite !== "same-origin"))) throw new AppError("BAD_ORIGIN");
    if (!context.scope || !(isRead ? ["storefront", "ops"] : [sendsFrom]).includes(context.face.kind)) throw new AppError("NOT_FOUND");
    return await work(context, context.scope);
  } catch (thrown) {
    const error = asBusy(thrown);
    const requestId = context?.requestId ?? "";
    const headers = { "cache-control": "no-store", ...(error instanceof AppError && error.code === "BUSY" ? { "retry-after": "2" } : {}) };
    if (error instanceof AppError) return Response.json({ app: { code: error.code, ...error.details }, requestId }, { status: statuses[errorFamilies[error.code]] ?? 400, headers });
    log.error({ requestId, path: new URL(request.url).pathname.split("/")[2], err: { message: String((error as Error).message), stack: (error as Error).stack } }, "file request failed");
    return Response.json({ app: { code: "UNEXPECTED" }, requestId }, { status: 500, headers });
  }
}
