import { fieldWords } from "@/messages/zh-CN";
import { TRPCClientError } from "@trpc/client";
import { problemOf } from "../layout/trpc-provider";
import { sayNow } from "../say/client";
import { accountWords } from "./words";

/** Words of every code that a form of this area may meet. */
export const formWords: Readonly<Record<string, string>> = { ...fieldWords, ...accountWords };

/** A failed call in words, with this area's reasons; null when the errors stand at fields. */
export function wordsOfProblem(error: unknown): string | null {
  const problem = problemOf(error);
  if (!problem || problem.fields) return null;
  const data = error instanceof TRPCClientError ? (error.data as { app?: { reasons?: string[] } } | null) : null;
  const reasons = (data?.app?.reasons ?? []).map((reason) => sayNow().word((accountWords as Record<string, string>)[reason] ?? "")).filter(Boolean);
  return reasons.length > 0 ? reasons.join(" ") : problem.words;
}
