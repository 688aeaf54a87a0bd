import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextOf } from "@/server/context";
import { appRouter } from "@/server/root";

/** One endpoint on every host; the host decides the face. Small bodies, JSON only, at most ten calls a batch (promise 42). */
async function handle(request: Request): Promise<Response> {
  const length = Number(request.headers.get("content-length") ?? "0");
  if (request.method === "POST" && !request.headers.get("content-type")?.startsWith("application/json")) return new Response(null, { status: 415 });
  if (length > 1_048_576) return new Response(null, { status: 413 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => contextOf(request.headers),
    maxBatchSize: 10,
    responseMeta: ({ errors }) => ({ headers: { "cache-control": "no-store", ...(errors.some((error) => error.code === "SERVICE_UNAVAILABLE") ? { "retry-after": "2" } : {}) } }),
  });
}

export { handle as GET, handle as POST };
