import { expect, it } from "vitest";
import type { TicketState } from "../generated/prisma/enums";
import { canTicketMove, companyActs, holderOfTicket, kindOfTicket, newsOfTicket, nextTicketStates, stateAfterMessage, statesOfGroup, ticketGroups, ticketStates } from "./ticket.rules";

it("IN7: a case moves as TMF621's diagram says, from every state by every way and no other", () => {
  const moves = ticketStates.flatMap((from) => ticketStates.filter((to) => canTicketMove(from, to)).map((to) => `${from} ${to}`));
  expect(moves).toEqual([
    "acknowledged inProgress", "acknowledged rejected", "acknowledged cancelled", "inProgress cancelled", "inProgress held", "inProgress pending", "inProgress resolved", "held inProgress", "pending inProgress", "pending cancelled", "resolved inProgress", "resolved closed",
  ].sort((a, b) => moves.indexOf(a) - moves.indexOf(b)));
  expect(ticketStates.filter((state) => nextTicketStates[state].length === 0).sort()).toEqual(["cancelled", "closed", "rejected"]);
});

it("IN3: what a company may do with its case follows from TMF621's diagram alone", () => {
  const acts = Object.fromEntries(ticketStates.map((state) => [state, Object.entries(companyActs(state)).flatMap(([act, may]) => (may ? [act] : []))]));
  expect(acts).toEqual({
    acknowledged: ["maySay", "mayWithdraw"], inProgress: ["maySay", "mayWithdraw"], held: ["maySay"], pending: ["maySay", "mayWithdraw"], resolved: ["mayConfirm", "mayReopen"], rejected: [], cancelled: [], closed: [],
  });
  for (const state of ticketStates) expect(stateAfterMessage(state) === state || canTicketMove(state, stateAfterMessage(state))).toBe(true);
});

it("IN3: every state is in one group, and its holder is the one whom the group names", () => {
  expect(ticketGroups.flatMap((group) => [...statesOfGroup[group]]).sort()).toEqual([...ticketStates].sort());
  const holder = (state: TicketState, isTaken: boolean, isTold = true) => holderOfTicket({ state, isTaken, isTold });
  expect(ticketStates.map((state) => [state, holder(state, false), holder(state, true)]).sort()).toEqual([
    ["acknowledged", "onTheWay", "taken"], ["cancelled", "nobody", "nobody"], ["closed", "nobody", "nobody"], ["held", "agent", "agent"], ["inProgress", "agent", "agent"], ["pending", "company", "company"], ["rejected", "nobody", "nobody"], ["resolved", "company", "company"],
  ]);
  expect(holder("acknowledged", false, false)).toBe("nowhere");
});

it.each([
  ["its own words", "company", { answers: 1, moved: "inProgress" }, null],
  ["an answer", "service", { answers: 1, moved: null }, "answered"],
  ["a note of the province", "staff", { answers: 1, moved: null }, "answered"],
  ["an answer with the solution", "service", { answers: 1, moved: "resolved" }, "resolved"],
  ["a question back", "service", { answers: 0, moved: "pending" }, "pending"],
  ["a refusal", "service", { answers: 0, moved: "rejected" }, "rejected"],
  ["the work's beginning", "service", { answers: 0, moved: "inProgress" }, null],
  ["an attribute", "service", { answers: 0, moved: null }, null],
] as const)("IN3: a company is mailed of %s or not", (_, side, what, expected) => expect(newsOfTicket(side, what)).toBe(expected));

it("IN3: what a machine calls its case is one of the company's kinds, or another one", () => {
  expect(["fault", "Fault", "complaint", "P2-network", ""].map(kindOfTicket)).toEqual(["fault", "fault", "complaint", "other", "other"]);
});
