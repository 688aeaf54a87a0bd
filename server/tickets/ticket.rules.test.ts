import { expect, it } from "vitest";
import { canTicketMove, nextTicketStates, ticketStates } from "./ticket.rules";

it("IN7: a case moves as TMF621's diagram says, from every state by every way and no other", () => {
  const moves = ticketStates.flatMap((from) => ticketStates.filter((to) => canTicketMove(from, to)).map((to) => `${from} ${to}`));
  expect(moves).toEqual([
    "acknowledged inProgress", "acknowledged rejected", "acknowledged cancelled", "inProgress cancelled", "inProgress held", "inProgress pending", "inProgress resolved", "held inProgress", "pending inProgress", "pending cancelled", "resolved inProgress", "resolved closed",
  ].sort((a, b) => moves.indexOf(a) - moves.indexOf(b)));
  expect(ticketStates.filter((state) => nextTicketStates[state].length === 0).sort()).toEqual(["cancelled", "closed", "rejected"]);
});
