import { TRPCError } from "@trpc/server";
import { errorWords, reasonWords } from "@/messages/zh-CN";
import { AppError } from "@/server/kernel/errors";

/** The first view of a form, or why the rules do not let it be asked for now. */
export async function firstView<T>(work: Promise<T>): Promise<{ view: T; words?: undefined } | { view: null; words: string }> {
  try {
    return { view: await work };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : null;
    if (!(cause instanceof AppError) || cause.code !== "RULE_REFUSED") throw error;
    return { view: null, words: (cause.details.reasons ?? []).map((reason) => (reasonWords as Record<string, string>)[reason] ?? "").join(" ") || errorWords.RULE_REFUSED };
  }
}
