import { TRPCError } from "@trpc/server";
import { errorWords, reasonWords } from "@/messages/zh-CN";
import { AppError } from "@/server/kernel/errors";
import type { OrderPriceView } from "@/server/ordering/order.schema";

type Caller = { order: { price: (input: { offeringCode: string; seats: number; quoteOfferId?: string }) => Promise<OrderPriceView> } };
type First = { quote: OrderPriceView; words?: undefined } | { quote: null; words: string };

/** The first quote of an order page: for the seats in the address, or the fewest the plan allows; or why it cannot be ordered. */
export async function offeringSeats(caller: Caller, offeringCode: string, wanted: number, quoteOfferId?: string): Promise<First> {
  const guesses = [wanted, 1, 5, 10, 20, 50, 100].filter((seats) => Number.isInteger(seats) && seats > 0 && seats <= 100_000);
  for (const seats of guesses) {
    try {
      return { quote: await caller.order.price({ offeringCode, seats, ...(quoteOfferId ? { quoteOfferId } : {}) }) };
    } catch (error) {
      const cause = error instanceof TRPCError ? error.cause : null;
      if (!(cause instanceof AppError)) throw error;
      if (cause.code !== "FIELDS_REFUSED") return { quote: null, words: (cause.details.reasons ?? []).map((reason) => (reasonWords as Record<string, string>)[reason] ?? "").join(" ") || errorWords[cause.code] };
    }
  }
  return { quote: null, words: errorWords.NOT_FOUND };
}
