import { AppError } from "../kernel/errors";
import type { Scope } from "../scope";
import { openingCookie } from "./opening-token";
import { openingOrNull, startOpening } from "./opening.service";

export type Entry = { cookie: string; problem: null } | { cookie: null; problem: "linkDead" | "tooMany" | "choose" | "sandbox" };

/** The cookie for a new application in a province, or for the one that a mail's link names. */
export async function beginOrResume(scope: Scope, { provinceId, token }: { provinceId: string; token: string | null }): Promise<Entry> {
  if (token !== null) return (await openingOrNull(scope, token)) ? { cookie: openingCookie(token), problem: null } : { cookie: null, problem: "linkDead" };
  try {
    return { cookie: openingCookie((await startOpening(scope, { provinceId })).token), problem: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return { cookie: null, problem: "choose" };
    if (error instanceof AppError && error.code === "FORBIDDEN") return { cookie: null, problem: "sandbox" };
    if (error instanceof AppError && error.code === "TOO_MANY_TRIES") return { cookie: null, problem: "tooMany" };
    throw error;
  }
}
