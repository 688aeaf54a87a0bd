import { describe, expect, it } from "vitest";
import type { OpeningState } from "../generated/prisma/enums";
import { type Submittable, bindingOf, bindingProblem, bindingStateOf, canOpeningMove, counterPapers, mayMend, neededPapers, nextOpeningStates, openingStatesBefore, stepOfField, submitProblems } from "./opening.rules";
import { KeepDraft, SaveAccount, SaveCompany } from "./opening.schema";

const states = Object.keys(nextOpeningStates) as OpeningState[];

it("AI4: every state and every move: only the table's moves are allowed, and an end is an end", () => {
  const allowed = states.flatMap((from) => states.filter((to) => canOpeningMove(from, to)).map((to) => `${from}>${to}`));
  expect(allowed).toEqual(["draft>review", "draft>handedOff", "draft>withdrawn", "review>returned", "review>at97", "review>refused", "review>withdrawn", "returned>review", "returned>handedOff", "returned>withdrawn", "handedOff>review", "handedOff>withdrawn", "at97>open"]);
  expect(openingStatesBefore("at97")).toEqual(["review"]);
  expect(openingStatesBefore("withdrawn")).toEqual(["draft", "review", "returned", "handedOff"]);
});

describe("OR7: a returned application changes only where it was marked", () => {
  const returned = { state: "returned" as const, markedFields: ["creditCode", "licence"] };
  it.each([["creditCode", true], ["licence", true], ["isLegalRepresentative", true], ["companyName", false], ["accountName", false], ["password", false], ["payType", false], ["email", false]] as const)("%s: %s", (field, expected) => expect(mayMend(returned, field)).toBe(expected));
  it("ways of paying are mended together, and a new name allows a new password", () => {
    expect(mayMend({ state: "returned", markedFields: ["paymentHolderName"] }, "payType")).toBe(true);
    expect(mayMend({ state: "returned", markedFields: ["accountName"] }, "password")).toBe(true);
  });
  it.each(["review", "handedOff", "at97", "open", "refused", "withdrawn"] as const)("nothing changes in %s, whatever is marked", (state) => expect(mayMend({ state, markedFields: ["creditCode"] }, "creditCode")).toBe(false));
  it("everything changes in a draft", () => expect(mayMend({ state: "draft", markedFields: [] }, "password")).toBe(true));
});

const full: Submittable = {
  companyName: "泉城商贸有限公司", creditCode: "91350100M000100Y43", industry: "trade", staffBand: "from50", address: "济南市历下区泉城路 1 号", isLegalRepresentative: true,
  contactName: "张三", contactPhone: "13800000000", isPhoneConfirmed: true, email: "a@b.cn", isEmailConfirmed: true,
  accountName: "Acme01", hasPassword: true, payType: "prepaid", paymentAccountNumber: null, paymentHolderName: null, paperKinds: ["licence", "contactIdentity"],
};

describe("AI4: what still keeps an application from being sent", () => {
  it.each<[string, Partial<Submittable>, Record<string, string>]>([
    ["nothing", {}, {}],
    ["a wrong code", { creditCode: "91350100M000100Y44" }, { creditCode: "creditCodeWrong" }],
    ["no licence", { paperKinds: ["contactIdentity"] }, { licence: "paperMissing.licence" }],
    ["no letter for an agent", { isLegalRepresentative: false }, { licence: "paperMissing.agentLetter" }],
    ["a phone without its code", { isPhoneConfirmed: false }, { contactPhone: "phoneNotConfirmed" }],
    ["a mailbox without its code", { isEmailConfirmed: false }, { email: "emailNotConfirmed" }],
    ["an industry of no list", { industry: "spying" }, { industry: "chooseOne" }],
    ["no password", { hasPassword: false }, { password: "passwordMissing" }],
    ["postpaid without its account (AI5)", { payType: "postpaid" }, { paymentAccountNumber: "paymentAccountMissing", paymentHolderName: "holderMissing" }],
  ])("%s", (_, change, problems) => expect(submitProblems({ ...full, ...change })).toEqual(problems));
  it("names every field at once for an empty draft, each on its step", () => {
    const empty = submitProblems({ ...full, companyName: "", creditCode: "", industry: "", staffBand: "", address: "", contactName: "", contactPhone: "", isPhoneConfirmed: false, email: "", isEmailConfirmed: false, accountName: null, hasPassword: false, payType: null, paperKinds: [] });
    expect(Object.keys(empty).map((field) => [field, stepOfField(field)])).toEqual([["companyName", 1], ["creditCode", 1], ["industry", 1], ["staffBand", 1], ["address", 1], ["licence", 1], ["contactName", 2], ["contactPhone", 2], ["email", 2], ["accountName", 3], ["password", 3], ["payType", 3]]);
  });
});

describe("AI5: the billing system's answers", () => {
  it.each([
    [null, "systemDown", null],
    [{ isConfirmed: true, reason: null }, "confirmed", null],
    [{ isConfirmed: false, reason: "NOT_FOUND" }, "notFound", "paymentAccountNumber"],
    [{ isConfirmed: false, reason: "HOLDER_MISMATCH" }, "holderMismatch", "paymentHolderName"],
    [{ isConfirmed: false, reason: "IN_ARREARS" }, "inArrears", "paymentAccountNumber"],
    [{ isConfirmed: false, reason: "SOMETHING_NEW" }, "notFound", "paymentAccountNumber"],
  ] as const)("%o is %s at %s", (answer, binding, field) => {
    expect(bindingOf(answer)).toBe(binding);
    expect(bindingProblem(binding)?.field ?? null).toBe(field);
  });
  it.each([
    [null, null, "none"],
    [null, "inArrears", "inArrears"],
    [null, "something of a later version", "none"],
    [new Date(0), "inArrears", "confirmed"],
  ] as const)("confirmed at %s with problem %s stands as %s", (bindingConfirmedAt, problem, state) => expect(bindingStateOf({ bindingConfirmedAt, bindingProblem: problem })).toBe(state));
});

it("OR5: the counter asks for a letter from agents and a bill from postpaid companies", () => {
  expect(neededPapers(true)).toEqual(["licence", "contactIdentity"]);
  expect(counterPapers({ isLegalRepresentative: true, payType: "prepaid" })).toHaveLength(2);
  expect(counterPapers({ isLegalRepresentative: false, payType: "postpaid" })).toHaveLength(4);
});

describe("promise 32: inputs take exactly what they name", () => {
  const company = { version: 0, companyName: "泉城商贸", creditCode: " 91350100m000100y43 ", industry: "trade", staffBand: "from50", address: "济南市泉城路 1 号", isLegalRepresentative: true };
  it("a code is trimmed and put in capitals", () => expect(SaveCompany.parse(company).creditCode).toBe("91350100M000100Y43"));
  it.each([{ state: "open" }, { verification: "verified" }, { customerId: "x" }])("%o beside the fields is refused", (extra) => expect(SaveCompany.safeParse({ ...company, ...extra }).success).toBe(false));
  it.each([{ companyName: { not: "" } }, { companyName: [] }, { companyName: null }, { companyName: "a\u202eb" }, { companyName: "a\nb" }])("%o is refused", (bad) => expect(SaveCompany.safeParse({ ...company, ...bad }).success).toBe(false));
  it("a draft keeps half a code but no other field", () => {
    expect(KeepDraft.safeParse({ version: 0, fields: { creditCode: "9135" } }).success).toBe(true);
    expect(KeepDraft.safeParse({ version: 0, fields: { passwordHash: "x" } }).success).toBe(false);
  });
  it("postpaid asks for its account at the field", () => {
    const parsed = SaveAccount.safeParse({ version: 0, accountName: "Acme01", password: "correct horse", payType: "postpaid", paymentAccountNumber: "", paymentHolderName: "" });
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual(["paymentAccountNumber", "paymentHolderName"]);
  });
});
