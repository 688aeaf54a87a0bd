import fc from "fast-check";
import { expect, it } from "vitest";
import { chosenOf, differs, ownLines, seatsFor } from "./compare.rules";

const plans = ["A", "B", "C", "D", "E"].map((code) => ({ code }));

it.each([
  ["in the address's order, each once", "c,A,c", ["C", "A"]],
  ["four at the most", "A,B,C,D,E", ["A", "B", "C", "D"]],
  ["without what is not sold here", "A,XYZ,,<script>,B", ["A", "B"]],
  ["none for nothing", null, []],
] as const)("SC14: plans are chosen %s", (_, named, codes) => expect(chosenOf(plans, named).map(({ code }) => code)).toEqual(codes));

it.each([
  ["as many as there are people", 25, { seatsMin: 5, seatsMax: 300, seatStep: 5 }, 25],
  ["the next step up", 23, { seatsMin: 5, seatsMax: 300, seatStep: 5 }, 25],
  ["the fewest that are sold", 3, { seatsMin: 10, seatsMax: 300, seatStep: 5 }, 10],
  ["one of what has no seats", 80, { seatsMin: 1, seatsMax: 1, seatStep: 1 }, 1],
  ["nothing beyond what is sold", 301, { seatsMin: 5, seatsMax: 300, seatStep: 5 }, null],
] as const)("SC14: for so many people, %s", (_, people, rule, seats) => expect(seatsFor(rule, people)).toBe(seats));

it("SC14, SC6: the seats that are compared may always be ordered, and are enough", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 500 }), (seatsMin, seatStep, steps, people) => {
    const rule = { seatsMin, seatStep, seatsMax: seatsMin + seatStep * steps };
    const seats = seatsFor(rule, people);
    if (seats === null) return people > rule.seatsMax;
    return seats >= people && seats <= rule.seatsMax && (seats - seatsMin) % seatStep === 0;
  }));
});

it("SC14: marks what differs, and of what is included only the lines that not all have", () => {
  expect([differs(["a", "a"]), differs(["a", "b", "a"])]).toEqual([false, true]);
  expect([...ownLines([["x", "y"], ["x", "z"]], 0)]).toEqual(["y"]);
  expect([...ownLines([["x"], ["x"]], 1)]).toEqual([]);
});
