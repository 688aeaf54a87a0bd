import { AppError } from "@/server/kernel/errors";
import type { RequestContext } from "@/server/context";
import { busyAnswer } from "../busy-answer";

/** Holds what the way to a company's issuer and back needs; sent to these two addresses alone. */
export const ERRAND_COOKIE = "kdsw-company";
const PATH = "/api/company-sign-in";

export const errandCookie = (context: RequestContext, value: string): string => `${ERRAND_COOKIE}=${value}; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=${value === "" ? 0 : 600}${context.ownOrigin.startsWith("https") ? "; Secure" : ""}`;

/** A page of this host, next. */
export function goTo(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** The page that says why it did not go: a code that the page words, never a text. */
export function refusedTo(thrown: unknown, page: string, cookies: readonly string[]): Response {
  if (!(thrown instanceof AppError)) return busyAnswer(thrown);
  if (thrown.code === "BUSY") return busyAnswer(thrown);
  return goTo(`${page}?problem=${thrown.details.reasons?.[0] ?? thrown.code}`, cookies);
}
