import { expect, it } from "vitest";
import { canQuoteMove, companyQuoteActs, dearestSeats, discountsOfOffer, nextQuoteStates, offerProblem, percentOffTyped, quoteStates, turnAfterWords } from "./quote.rules";

it("OR15: a quote moves along TM Forum's states, and what has ended stays ended", () => {
  for (const from of quoteStates) for (const to of quoteStates) expect(canQuoteMove(from, to), `${from} to ${to}`).toBe((nextQuoteStates[from] as readonly string[]).includes(to));
  expect(quoteStates.filter((state) => nextQuoteStates[state].length === 0)).toEqual(["accepted", "rejected", "cancelled", "expired"]);
  // What is out holds: the operator cannot take it back.
  expect(canQuoteMove("approved", "cancelled")).toBe(false);
  expect(canQuoteMove("approved", "inProgress")).toBe(false);
});

it("OR15: a company takes its question back before there is a price, and declines one that is out", () => {
  expect(quoteStates.map((state) => [state, ...Object.values(companyQuoteActs(state))])).toEqual([
    ["inProgress", true, true, false], ["pending", true, true, false], ["approved", true, false, true], ["accepted", false, false, false], ["rejected", false, false, false], ["cancelled", false, false, false], ["expired", false, false, false],
  ]);
});

it.each([
  ["operator", "company", "operator"], ["company", "company", "operator"], ["secondPerson", "company", "secondPerson"], ["nobody", "company", "nobody"],
  ["operator", "operator", "company"], ["company", "operator", "company"], ["secondPerson", "operator", "secondPerson"],
] as const)("OR15: while it is the move of %s, words of the %s make it that of %s", (turn, side, after) => expect(turnAfterWords(turn, side)).toBe(after));

it.each([
  ["approved", "2026-11-28", null], ["approved", "2026-11-27", "quoteRunOut"], ["expired", "2026-11-27", "quoteRunOut"], ["accepted", "2026-12-31", "quoteClosed"], ["rejected", "2026-12-31", "quoteClosed"], ["inProgress", "2026-12-31", "quoteClosed"],
] as const)("OR15: an offer of a quote that is %s, valid until %s, is refused on 28 November by %s", (state, validTo, problem) => expect(offerProblem({ state, validTo }, "2026-11-28")).toBe(problem));

it.each([
  ["8.5", 1500], ["9", 1000], ["0.1", 9900], ["10", 0], ["", 0], [" 7.25 ", 2750], ["0", null], ["10.5", null], ["85", null], ["八折", null], ["-1", null], ["8.555", null],
] as const)("OR15: a clerk types %s 折, which is %s basis points off", (typed, off) => expect(percentOffTyped(typed)).toBe(off));

it("OR15: an offer at the list price takes nothing off; below it, the contract layer alone", () => {
  const terms = { id: "x", offeringCode: "OA-STD", months: null, seatsFrom: 100, seatsTo: 200, coversSetUp: false };
  expect(discountsOfOffer({ ...terms, percentOffBp: 0 }, "SDQ1")).toEqual([]);
  expect(discountsOfOffer({ ...terms, percentOffBp: 1500 }, "SDQ1")).toEqual([{ id: "x", layer: "contract", name: "报价 SDQ1", percentOffBp: 1500, offFen: 0n, months: null, seatsFrom: 100, seatsTo: 200, offeringCode: "OA-STD", coversSetUp: false, addsToBundle: true }]);
});

it("OR15: the budget of a rate is what it takes off at the dearest number of seats, which may be a band's last and not the offer's", () => {
  expect(dearestSeats([49, 199, null], { seats: 100, seatsTo: 200 })).toEqual([100, 200, 199]);
  expect(dearestSeats([], { seats: 100, seatsTo: 100 })).toEqual([100]);
  expect(dearestSeats([49, 500], { seats: 50, seatsTo: 500 })).toEqual([50, 500]);
});
