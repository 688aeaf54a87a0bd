import type { Instrumentation } from "next";

/** SY3: a page that could not be made leaves a log line under the number that its error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("./server/log");
  const { message, stack, digest } = error as Error & { digest?: string };
  log.error({ requestId: digest ?? null, path: request.path.split("?")[0], route: context.routePath, err: { message, stack } }, "page failed");
};
