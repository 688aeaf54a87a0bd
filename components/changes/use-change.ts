import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { seatProblem, seatsTypedAs } from "@/server/catalog/rating.rules";
import type { ChangeView } from "@/server/changes/change.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";

/** Plan and seats as chosen, and the server's preview of them; a wrong number keeps the last right preview on the screen. */
export function useChange(initial: ChangeView) {
  const trpc = useTRPC();
  const [offeringCode, setOfferingCode] = useState(initial.offeringCode);
  const [seatsTyped, setSeatsTyped] = useState(String(initial.seats));
  const plan = initial.plans.find(({ code }) => code === offeringCode);
  const seats = seatsTypedAs(seatsTyped);
  const seatsWrong = plan ? seatProblem(plan, seats) : null;
  const asked = { productId: initial.productId, offeringCode, seats: seatsWrong ? initial.seats : seats };
  const isInitial = asked.offeringCode === initial.offeringCode && asked.seats === initial.seats;
  const query = useQuery(trpc.change.quote.queryOptions(asked, { ...(isInitial ? { initialData: initial, initialDataUpdatedAt: 0 } : {}), enabled: seatsWrong === null, placeholderData: (previous) => previous, staleTime: 15_000 }));
  const view = query.data ?? initial;
  // While the preview of a new choice is on its way the button waits, so that nobody sends what they have not seen.
  const isFresh = !seatsWrong && view.offeringCode === offeringCode && view.seats === seats && !query.isPlaceholderData;
  return { view, plan, offeringCode, setOfferingCode, seatsTyped, setSeatsTyped, seats, seatsWrong, isFresh, problem: problemOf(query.error), refetch: query.refetch };
}
