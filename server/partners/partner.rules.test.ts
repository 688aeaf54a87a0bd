import { expect, it } from "vitest";
import { byPlace, isSoldIn, lineOf, lineRef, partnerCodePattern, placeOf, placeRef, platformsOf } from "./partner.rules";
import { instantOf, minuteOf } from "../kernel/minute";
import { workProblem } from "./work.rules";

it.each([["0ZXAP00000001", true], ["0SDAP00000001", true], ["ZXAP00000001", false], ["0SDCSP0000001", false], ["0SDAP0000001", false]])("a partner's number %s: %s", (code, isOne) => {
  expect(partnerCodePattern.test(code)).toBe(isOne);
});

it("an application without provinces is sold on all platforms, else where its provinces are", () => {
  expect(platformsOf({ provinceIds: [] })).toHaveLength(15);
  expect(platformsOf({ provinceIds: ["SC", "GZ", "SD"] })).toEqual(["SD", "NF"]);
  expect([isSoldIn({ provinceIds: ["SC"] }, "NF", "SC"), isSoldIn({ provinceIds: ["SC"] }, "NF", "HB"), isSoldIn({ provinceIds: [] }, "NF", "HB")]).toEqual([true, false, true]);
});

it("a line and its place are written and read alike, and places have one order over platforms", () => {
  const [a, b] = ["0197a000-0000-7000-8000-000000000001", "0197a000-0000-7000-8000-000000000002"];
  expect(lineOf(lineRef({ platformId: "SD", id: a }))).toEqual({ platformId: "SD", id: a });
  const place = { createdAt: new Date(1_764_000_000_123), platformId: "SD", id: a };
  expect(placeOf(placeRef(place))).toEqual(place);
  const later = { ...place, createdAt: new Date(1_764_000_000_124) };
  expect([later, { ...place, id: b }, { ...place, platformId: "BJ" }, place].sort(byPlace)).toEqual([{ ...place, platformId: "BJ" }, place, { ...place, id: b }, later]);
});

it("a minute is one of the business zone, there and back", () => {
  expect(instantOf("2026-11-27T22:00").toISOString()).toBe("2026-11-27T14:00:00.000Z");
  expect(minuteOf(instantOf("2026-11-27T22:00"))).toBe("2026-11-27T22:00");
  expect(() => instantOf("2026-13-01T00:00")).toThrow(RangeError);
});

const now = instantOf("2026-11-27T12:00");
const span = (from: string, to: string) => ({ fromAt: instantOf(from), toAt: instantOf(to) });
it.each([
  ["right", span("2026-11-27T22:00", "2026-11-28T02:00"), null],
  ["beginning this very minute", span("2026-11-27T12:00", "2026-11-27T13:00"), null],
  ["yesterday's", span("2026-11-26T22:00", "2026-11-27T23:00"), { field: "from", code: "workInPast" }],
  ["too far ahead", span("2027-03-01T22:00", "2027-03-01T23:00"), { field: "from", code: "workTooFar" }],
  ["ending before it begins", span("2026-11-27T22:00", "2026-11-27T22:00"), { field: "to", code: "endBeforeStart" }],
  ["too long", span("2026-11-27T22:00", "2026-11-29T22:01"), { field: "to", code: "workTooLong" }],
  ["over other work", span("2026-11-30T01:30", "2026-11-30T03:00"), { field: "from", code: "workOverlaps" }],
  ["right after other work", span("2026-11-30T02:00", "2026-11-30T03:00"), null],
])("PR12: planned work that is %s", (_, work, problem) => {
  expect(workProblem(work, [span("2026-11-30T00:00", "2026-11-30T02:00")], now)).toEqual(problem);
});
