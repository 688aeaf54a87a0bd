import { describe, expect, it } from "vitest";
import { noticeEvents, purposeOf } from "../notifications/kind.rules";
import { type Word, consentPurposeNames, consentPurposes, lastWord, mayServe, requiredSubjects } from "./consent.rules";
import { dataMap } from "./data-map.rules";
import { type Released, askedOf, inForceOf, isEnough, owedOf, startsInOrder } from "./policy.rules";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const version = (policyVersion: number, from: number, more: Partial<Released> = {}): Released => ({ kind: "privacy", policyVersion, isMaterial: true, validFrom: day(from), withdrawnAt: null, ...more });
const terms = version(1, 1, { kind: "terms" });

describe("DP5: which version is in force and which is asked for", () => {
  const versions = [version(1, 1), version(2, 10), version(3, 20, { isMaterial: false }), version(4, 15, { withdrawnAt: day(12) }), version(5, 40)];
  it.each([[0, null, null], [1, 1, 1], [9, 1, 1], [10, 2, 2], [19, 2, 2], [20, 3, 2], [40, 5, 5]] as const)("DP5: on day %s the text is version %s, and %s is what people must have agreed to", (now, inForce, asked) => {
    expect([inForceOf(versions, "privacy", day(now))?.policyVersion ?? null, askedOf(versions, "privacy", day(now))?.policyVersion ?? null]).toEqual([inForce, asked]);
  });
});

describe("DP5: what somebody owes", () => {
  const versions = [terms, version(1, 1), version(2, 10), version(3, 20, { isMaterial: false })];
  const owed = (privacy: number, signedIn: number, now: number, ofTerms = 1) => owedOf(versions, { agreed: { privacy, terms: ofTerms }, signedInAt: day(signedIn), now: day(now) }).map((one) => [one.kind, one.version, one.agreedTo]);
  it("DP5: who agreed to the last of weight owes nothing, whatever came since that only says it more clearly", () => expect(owed(2, 25, 25)).toEqual([]));
  it("DP5: who agreed to an older one is asked for the text in force", () => expect(owed(1, 25, 25)).toEqual([["privacy", 3, 1]]));
  it("DP5: who never agreed owes each", () => expect(owed(0, 12, 12, 0)).toEqual([["privacy", 2, 0], ["terms", 1, 0]]));
  it("DP5: who signed in before it began goes on with what they are at, and is asked the next time", () => {
    expect(owed(1, 9, 11)).toEqual([]);
    expect(owed(1, 10, 11)).toEqual([["privacy", 2, 1]]);
  });
  it("DP5: an agreement names each text once, by a version that is asked for and has begun", () => {
    const enough = (...agreed: [kind: "privacy" | "terms", version: number][]) => isEnough(versions, agreed.map(([kind, number]) => ({ kind, version: number })), day(25));
    expect([enough(["privacy", 2], ["terms", 1]), enough(["privacy", 3], ["terms", 1])]).toEqual([true, true]);
    expect([enough(["privacy", 1], ["terms", 1]), enough(["privacy", 4], ["terms", 1]), enough(["privacy", 2]), enough(["privacy", 2], ["privacy", 2], ["terms", 1]), enough()]).toEqual([false, false, false, false, false]);
    expect(isEnough([], [], day(25))).toBe(true);
  });
});

describe("DP5: when a version may begin", () => {
  const versions = [version(1, 1), version(2, 30), version(3, 50, { withdrawnAt: day(2) })];
  it.each([[true, 37, null], [true, 12, "startBeforeOther"], [true, 30, "startBeforeOther"], [false, 31, null]] as const)("DP5: of weight %s, from day %s: %s", (isMaterial, from, problem) => expect(startsInOrder(versions, { kind: "privacy", isMaterial, validFrom: day(from), now: day(10) })).toBe(problem));
  it("DP5: one of weight is out for seven days first, one that only clears up the words begins at once", () => {
    const at = (isMaterial: boolean, from: number) => startsInOrder([version(1, 1)], { kind: "privacy", isMaterial, validFrom: day(from), now: day(10) });
    expect([at(true, 16), at(true, 17), at(false, 10)]).toEqual(["startTooSoon", null, null]);
  });
});

describe("DP5: a person's words on a purpose", () => {
  const word = (sequence: number, act: Word["act"], subject: Word["subject"] = "offers"): Word => ({ subject, sequence, act, policyVersion: 1, way: "ownPage", at: day(sequence) });
  it("DP5: silence is no yes, the last word holds, and a word on one purpose is none on another", () => {
    expect([mayServe([], "offers"), mayServe([word(1, "given")], "offers"), mayServe([word(2, "withdrawn"), word(1, "given")], "offers"), mayServe([word(3, "given"), word(2, "withdrawn"), word(1, "given")], "offers")]).toEqual([false, true, false, true]);
    expect([mayServe([word(1, "given")], "push"), mayServe([word(1, "given", "push")], "offers"), lastWord([word(1, "given")], "privacyPolicy")]).toEqual([false, false, null]);
  });
  it("DP5: what is needed to serve is no purpose to switch, and each purpose has something that asks it and a field in the map", () => {
    expect(consentPurposeNames.filter((purpose) => requiredSubjects.includes(purpose))).toEqual([]);
    const asking = new Set(Object.values(noticeEvents).flatMap(({ kinds }) => kinds.map((kind) => purposeOf(kind))));
    expect(asking.has("offers")).toBe(true);
    expect(dataMap.filter(({ basis }) => basis === "consent").map(({ table }) => table)).toEqual(["PushSubscription"]);
    for (const { word: name, about, data, to, onWithdrawal } of Object.values(consentPurposes)) expect([name, about, data, to, onWithdrawal].every((text) => text.length > 3)).toBe(true);
  });
});
