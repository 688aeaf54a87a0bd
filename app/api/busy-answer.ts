import { asBusy } from "@/server/db";
import { AppError } from "@/server/kernel/errors";

/** 503 for an outage of the database, told as the procedures tell it; throws anything else on (promise 22). */
export function busyAnswer(thrown: unknown): Response {
  const error = asBusy(thrown);
  if (!(error instanceof AppError) || error.code !== "BUSY") throw error;
  // `url` is where the sign-in form looks for a refusal's code.
  return Response.json({ app: { code: error.code, ...error.details }, url: `/?error=${error.code}` }, { status: 503, headers: { "retry-after": "2", "cache-control": "no-store" } });
}
