import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { TRPCError } from "@trpc/server";
import { type RequestContext, contextOf } from "@/server/context";
import { AppError, errorFamilies } from "@/server/kernel/errors";
import { log } from "@/server/log";
import { appRouter } from "@/server/root";

/** Outside the procedures, so their translation of errors is done here for the context's own. */
async function contextFor(request: Request): Promise<RequestContext> {
  try {
    return await contextOf(request.headers);
  } catch (error) {
    if (error instanceof AppError) throw new TRPCError({ code: errorFamilies[error.code], cause: error });
    log.error({ err: { message: String((error as Error).message), stack: (error as Error).stack } }, "no context for a call");
    throw error;
  }
}

/** One endpoint on every host; the host decides the face. Small bodies, JSON only, at most ten calls a batch (promise 42). */
async function handle(request: Request): Promise<Response> {
  const length = Number(request.headers.get("content-length") ?? "0");
  if (request.method === "POST" && !request.headers.get("content-type")?.startsWith("application/json")) return new Response(null, { status: 415 });
  if (length > 1_048_576) return new Response(null, { status: 413 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => contextFor(request),
    maxBatchSize: 10,
    responseMeta: ({ errors }) => ({ headers: { "cache-control": "no-store", ...(errors.some((error) => error.code === "SERVICE_UNAVAILABLE") ? { "retry-after": "2" } : {}) } }),
  });
}

export { handle as GET, handle as POST };
