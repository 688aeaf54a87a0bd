import { describe, expect, it } from "vitest";
import { eligibilityProblems, eligibilityWords } from "./eligibility.rules";

const open = { eligibility: ["verifiedCompany", "fixedLine"], isOnSaleHere: true, isStopped: false } as const;
const everything = { isVerified: true, hasBroadband: true, hasFixedLine: true };
const nothing = { isVerified: false, hasBroadband: false, hasFixedLine: false };

describe("SC5: eligibility", () => {
  it.each([
    ["a company that has it all", open, everything, []],
    ["a company that has nothing, every reason at once", open, nothing, ["verifiedCompany", "fixedLine"]],
    ["one missing line", open, { ...everything, hasFixedLine: false }, ["fixedLine"]],
    ["a visitor, of whom nothing is known", open, null, []],
    ["a product not open here", { ...open, isOnSaleHere: false }, everything, ["notOpenHere"]],
    ["a stopped product, whether open here or not", { ...open, isOnSaleHere: false, isStopped: true }, everything, ["salesStopped"]],
    ["a need that the product does not have", { ...open, eligibility: [] }, nothing, []],
  ] as const)("judges %s", (_, sold, facts, problems) => expect(eligibilityProblems(sold, facts)).toEqual(problems));

  it("SC5: has a readable reason and a remedy for each", () => {
    for (const words of Object.values(eligibilityWords)) expect(Math.min(words.problem.length, words.remedy.length)).toBeGreaterThan(5);
  });
});
