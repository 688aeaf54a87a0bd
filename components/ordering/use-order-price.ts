import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { seatProblem, seatsTypedAs } from "@/server/catalog/rating.rules";
import type { OrderPriceView } from "@/server/ordering/order.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";

/** Seats as typed and the server's price for them; a wrong number keeps the last right price on the screen. */
export function useOrderPrice(initial: OrderPriceView, orderId?: string) {
  const trpc = useTRPC();
  const [seatsTyped, setSeatsTyped] = useState(String(initial.seats));
  const [couponId, setCouponId] = useState<string | null>(initial.couponId);
  const [trialThen, setTrialThen] = useState(initial.trialThen);
  const seats = seatsTypedAs(seatsTyped);
  const seatsWrong = seatProblem(initial.seatRule, seats);
  const asked = seatsWrong ? initial.seats : seats;
  const wanted = { offeringCode: initial.offeringCode, seats: asked, ...(couponId ? { couponId } : {}), ...(trialThen ? { trialThen } : {}), ...(orderId ? { orderId } : {}), ...(initial.quoted && !orderId ? { quoteOfferId: initial.quoted.offerId } : {}) };
  const query = useQuery(trpc.order.price.queryOptions(wanted, { ...(asked === initial.seats && couponId === initial.couponId && trialThen === initial.trialThen ? { initialData: initial } : {}), placeholderData: (previous) => previous, staleTime: 15_000 }));
  const quote = query.data ?? initial;
  // While the price of a new number is on its way the button waits, so that nobody sends a sum they have not seen.
  return { seatsTyped, setSeatsTyped, seats, seatsWrong, couponId, setCouponId, trialThen, setTrialThen, quote, refused: problemOf(query.error)?.fields ?? {}, isFresh: quote.seats === asked && quote.couponId === couponId && quote.trialThen === trialThen && !query.isPlaceholderData, refetch: query.refetch };
}
