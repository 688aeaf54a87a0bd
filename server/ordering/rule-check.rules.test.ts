import fc from "fast-check";
import { expect, it } from "vitest";
import { type ChannelRule, type ChannelRules, decideChannel, defaultChannelRules, factsOfRecord, operations } from "./channel.rules";
import { caseResults, specificationCases, usualFacts } from "./rule-case.rules";
import { isBeyond, isLastRuleOpen, neverReached, ruleProblems, setProblems } from "./rule-check.rules";
import { diffRules, isSameRules } from "./rule-diff.rules";
import { type DecidedOrder, type ReplayTally, replayBatch } from "./rule-replay.rules";
import { standingOf, startProblem } from "./release.rules";

const set = defaultChannelRules(["SD"], { SD: ["change"] });
const rule = (part: Partial<ChannelRule> = {}): ChannelRule => ({ number: 75, when: { operations: ["order"] }, decision: "portalReview", needsSecondReviewer: false, reason: "V_DEFAULT", ground: "测试依据", ...part });
const withRules = (rules: ChannelRule[]): ChannelRules => ({ ...set, rules });

it.each([
  ["nothing", rule(), {}],
  ["a number that another has", rule({ number: 70 }), { number: "ruleNumberTaken" }],
  ["a number out of range", rule({ number: 1000 }), { number: "ruleNumberRange" }],
  ["no operation chosen", rule({ when: { operations: [] } }), { operations: "chooseOperations" }],
  ["no ground", rule({ ground: " " }), { ground: "groundMissing" }],
  ["a reason of another decision", rule({ decision: "counter" }), { reason: "reasonUnfit" }],
  ["a second reviewer of what nobody reviews", rule({ decision: "portalAuto", reason: "A_AUTO", needsSecondReviewer: true }), { needsSecondReviewer: "secondOnlyReview" }],
  ["days below one", rule({ when: { overdueDaysFrom: 0 } }), { overdueDaysFrom: "daysRange" }],
  ["conditions that exclude each other", rule({ when: { operations: ["seats"], isWithinCeiling: true, exceptWithinCeiling: true } }), { isWithinCeiling: "conditionsExclude" }],
] as const)("BO5: at a rule's field is said what is wrong: %s", (_, one, problems) => expect(ruleProblems(one, set.rules)).toEqual(problems));

it("BO5: the specification's table has no problem, an open last rule, and no rule that is never reached", () => {
  expect(setProblems(set, ["SD"])).toEqual([]);
  expect(isLastRuleOpen(set)).toBe(true);
  expect(neverReached(set.rules)).toEqual([]);
  expect(setProblems({ ...set, provinceLimitsFen: { SC: "1" } }, ["SD"])).toEqual([{ path: "provinceLimitsFen", code: "provinceWrong" }]);
});

it("BO5: a rule behind one that takes all it would take is named, also where several take it together", () => {
  expect(isLastRuleOpen(withRules(set.rules.slice(0, -1)))).toBe(false);
  const behind = rule({ number: 100, when: { operations: ["order"] } });
  expect(neverReached([...set.rules, behind])).toEqual([100]);
  const [few, others] = [rule({ number: 1, when: { operations: ["order"] } }), rule({ number: 2, when: { operations: operations.filter((one) => one !== "order") } })];
  expect(neverReached([few, others, rule({ number: 3, when: {} })])).toEqual([3]);
  expect(neverReached([few, rule({ number: 3, when: {} })])).toEqual([]);
  expect(neverReached([rule({ number: 1, when: { overdueDaysFrom: 5 } }), rule({ number: 2, when: { overdueDaysFrom: 15 } }), rule({ number: 3, when: { overdueDaysFrom: 2 } })])).toEqual([2]);
});

it("BO5: every rule that is said to be reached decides some facts, and no other does", () => {
  const when = fc.record({ operations: fc.subarray([...operations], { minLength: 1 }), isIdentityRefused: fc.constant(true as const), isWithinCeiling: fc.constant(true as const), exceptWithinCeiling: fc.boolean(), overdueDaysFrom: fc.integer({ min: 1, max: 4 }) }, { requiredKeys: [] });
  fc.assert(fc.property(fc.array(when, { minLength: 1, maxLength: 5 }), (conditions) => {
    const rules = [...conditions.map((one, index) => rule({ number: index + 1, when: one })), rule({ number: 99, when: {} })];
    const decided = new Set<number>();
    for (const operation of operations) for (const isIdentityRefused of [true, false]) for (const isWithinCeiling of [true, false]) for (const overdueDays of [0, 1, 2, 3, 4])
      decided.add(decideChannel(withRules(rules), factsOfRecord({ ...usualFacts("SD"), operation, isIdentityRefused, isWithinCeiling, overdueDays })).ruleNumber);
    expect(new Set(neverReached(rules))).toEqual(new Set(rules.map(({ number }) => number).filter((number) => !decided.has(number))));
  }), { numRuns: 60 });
});

it("BO5: the specification's cases hold for every platform's first rules, and a changed rule makes its case fail", () => {
  for (const [portal, flows, province] of [[["SD"], { SD: ["change"] }, "SD"], [["HE"], {}, "HE"], [[], {}, "SC"]] as const) {
    const first = defaultChannelRules([...portal], flows as ChannelRules["onlineFlows"]);
    expect(caseResults(first, specificationCases(first, province)).every(({ isRight }) => isRight), province).toBe(true);
  }
  const later = withRules(set.rules.map((one) => (one.number === 50 ? { ...one, when: { ...one.when, overdueDaysFrom: 10 } } : one)));
  expect(specificationCases(set, "SD").filter((_, index) => !caseResults(later, specificationCases(set, "SD"))[index]?.isRight).map(({ name }) => name)).toEqual(["逾期 5 天不能订购"]);
  expect(caseResults(withRules(set.rules.slice(0, -1)), specificationCases(set, "SD")).every(({ isRight, verdict }) => !isRight && verdict === null)).toBe(true);
});

it("OR4, BO5: a province's own limit goes before the common one", () => {
  const facts = factsOfRecord({ ...usualFacts("SD"), firstYearFen: "1000001" });
  expect(decideChannel(set, facts).reasons).toEqual(["V_DEFAULT"]);
  expect(decideChannel({ ...set, provinceLimitsFen: { SD: "1000000" } }, facts)).toMatchObject({ reasons: ["V_AMOUNT"], needsSecondReviewer: true });
});

it("BO5: the difference names added, removed, changed and moved rules, settings and cases", () => {
  const cases = specificationCases(set, "SD");
  expect(isSameRules(diffRules({ set, cases }, { set: structuredClone(set), cases }))).toBe(true);
  const [first, second, ...others] = set.rules as [ChannelRule, ChannelRule, ...ChannelRule[]];
  const after: ChannelRules = { ...withRules([second, first, ...others.filter(({ number }) => number !== 91).map((one) => (one.number === 80 ? { ...one, ground: "新的依据" } : one)), rule({ number: 98 })]), portalProvinces: [], onlineFlows: { SD: ["close"] }, amountLimitFen: "1" };
  const diff = diffRules({ set, cases }, { set: after, cases: cases.slice(1) });
  expect(diff.rules.map(({ kind, number }) => [kind, number])).toEqual([["changed", 10], ["changed", 80], ["added", 98], ["removed", 91]]);
  expect(diff.rules[0]).toMatchObject({ aspects: ["place"], placeBefore: 1, placeAfter: 2 });
  expect(diff.rules[1]).toMatchObject({ aspects: ["ground"] });
  expect(diff.settings).toEqual([
    { kind: "limit", provinceId: null, beforeFen: "2000000", afterFen: "1" }, { kind: "portal", provinceId: "SD", isOpen: false },
    { kind: "flow", provinceId: "SD", operation: "close", isOnline: true }, { kind: "flow", provinceId: "SD", operation: "change", isOnline: false },
  ]);
  expect(diff.cases).toEqual([{ kind: "removed", name: cases[0]?.name }]);
});

it("BO5: a duty for some provinces reaches their settings, and neither the rules nor another province", () => {
  const shared = defaultChannelRules([], {});
  const platformProvinces = ["SC", "GZ", "HB"];
  const beyond = (after: ChannelRules, provinces = ["SC"]) => isBeyond(shared, after, { provinces, platformProvinces });
  expect(beyond({ ...shared, portalProvinces: ["SC"], onlineFlows: { SC: ["change"] }, provinceLimitsFen: { SC: "5" } })).toBe(false);
  expect(beyond({ ...shared, portalProvinces: ["HB"] })).toBe(true);
  expect(beyond({ ...shared, onlineFlows: { GZ: ["change"] } })).toBe(true);
  expect(beyond({ ...shared, amountLimitFen: "5" })).toBe(true);
  expect(beyond({ ...shared, rules: shared.rules.slice(1) })).toBe(true);
  expect(beyond({ ...shared, rules: shared.rules.slice(1) }, [])).toBe(false);
});

it("BO5: a trial counts what would be decided otherwise and what cannot be tried, the same in one batch or in many", () => {
  const stricter = withRules(set.rules.map((one) => (one.number === 92 ? { ...one, decision: "portalReview", reason: "V_DEFAULT" } : one)));
  const order = (n: number): DecidedOrder => ({
    id: `0197a000-0000-7000-8000-${String(n).padStart(12, "0")}`, number: `SD${n}`, provinceId: "SD",
    was: n % 3 === 0 ? { decision: "portalAuto", needsSecondReviewer: false } : { decision: "portalReview", needsSecondReviewer: false },
    facts: n % 4 === 1 ? null : { ...usualFacts("SD"), operation: n % 3 === 0 ? "suspend" : "order" },
  });
  const orders = Array.from({ length: 40 }, (_, n) => order(n));
  const nothing: ReplayTally = { done: 0, withoutFacts: 0, changed: 0, groups: [] };
  const whole = replayBatch(stricter, nothing, orders);
  expect(whole).toMatchObject({ done: 40, withoutFacts: 10, changed: 11 });
  expect(whole.groups).toHaveLength(1);
  expect(whole.groups[0]).toMatchObject({ from: { decision: "portalAuto" }, to: { decision: "portalReview" }, count: 11 });
  expect(whole.groups[0]?.examples).toHaveLength(5);
  expect([0, 1, 2, 3].reduce((tally, n) => replayBatch(stricter, tally, orders.slice(n * 10, n * 10 + 10)), nothing)).toEqual(whole);
  expect(replayBatch(set, nothing, orders).changed).toBe(0);
});

it("BO5: a release counts from now or later; the standing of a version follows the clock and its withdrawal", () => {
  const now = new Date("2026-11-27T08:00:00Z");
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect([null, at(0), at(5), at(-5), at(367 * 1440)].map((from) => startProblem(from, now))).toEqual([null, null, null, "startGone", "startFar"]);
  const version = { version: 3, validFrom: at(-1), withdrawnAt: null };
  expect([standingOf(version, 3, now), standingOf(version, 4, now), standingOf({ ...version, validFrom: at(1) }, 2, now), standingOf({ ...version, withdrawnAt: now }, 2, now)]).toEqual(["inForce", "past", "waiting", "withdrawn"]);
});
