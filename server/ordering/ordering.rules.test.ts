import { expect, it } from "vitest";
import { type ChannelFacts, decideChannel, defaultChannelRules, publicOffer } from "./channel.rules";
import { agentProblem, canMove, factProblem, findingOf, handOffCode, inStages, mayCancel, nextStates, orderStageList, plainHandOffCode, stateOfStage } from "./order.rules";

const set = defaultChannelRules(["SD"]);
const usual: ChannelFacts = { provinceId: "SD", operation: "order", productClass: "internalApplication", needsLine: false, isPostpaid: false, isBindingConfirmed: true, isVerified: true, isFirstOrder: false, isIdentityRefused: false, isWithinCeiling: false, firstYearFen: 100n, overdueDays: 0 };

it.each<[string, Partial<ChannelFacts>, string, number]>([
  ["a usual order", {}, "portalReview", 99],
  ["a refused identity", { isIdentityRefused: true }, "refuse", 10],
  ["a province whose portal does not take orders", { provinceId: "SC" }, "counter", 20],
  ["seats within the ceiling there", { provinceId: "SC", operation: "seats", isWithinCeiling: true }, "portalAuto", 90],
  ["a basic line", { productClass: "basicCommunication" }, "counter", 30],
  ["a value-added product that needs a number", { productClass: "valueAddedCommunication", needsLine: true }, "counter", 30],
  ["a value-added product that needs none", { productClass: "valueAddedCommunication" }, "portalReview", 99],
  ["a bundle with a line among its parts", { needsLine: true, isBundle: true }, "counter", 30],
  ["an application that says it needs one, without being a bundle", { needsLine: true }, "portalReview", 99],
  ["a change where the province keeps it at the counter", { operation: "change" }, "counter", 60],
  ["postpaid without a confirmed binding", { isPostpaid: true, isBindingConfirmed: false }, "counter", 40],
  ["debt of four days", { overdueDays: 4 }, "portalReview", 99],
  ["debt of five days", { overdueDays: 5 }, "refuse", 50],
  ["seats with debt of 15 days", { operation: "seats", overdueDays: 15 }, "refuse", 51],
  ["closing", { operation: "close" }, "counter", 60],
  ["exactly the limit", { firstYearFen: 2_000_000n }, "portalReview", 99],
  ["one fen above the limit", { firstYearFen: 2_000_001n }, "portalReview", 70],
  ["a first order", { isFirstOrder: true }, "portalReview", 80],
  ["papers not verified", { isVerified: false }, "portalReview", 80],
])("OR4: %s", (_, facts, decision, ruleNumber) => {
  expect(decideChannel(set, { ...usual, ...facts })).toMatchObject({ decision, ruleNumber });
});

it("OR4: the first match wins, and the rule for large sums asks for two reviewers", () => {
  expect(decideChannel(set, { ...usual, provinceId: "SC", isIdentityRefused: true }).ruleNumber).toBe(10);
  expect(decideChannel(set, { ...usual, firstYearFen: 10n ** 9n }).needsSecondReviewer).toBe(true);
});

it("CH1, OR4: a province that opened changes online takes them there, others not", () => {
  const opened = defaultChannelRules(["SD", "HE"], { SD: ["change"] });
  expect(["SD", "HE"].map((provinceId) => decideChannel(opened, { ...usual, provinceId, operation: "change" }).decision)).toEqual(["portalReview", "counter"]);
});

it("PN9: the public page follows the rule set, not a province's name", () => {
  const sichuan = publicOffer(set, "SC").find((row) => row.operation === "order" && row.productKind === "application");
  const opened = publicOffer({ ...set, portalProvinces: ["SD", "SC"] }, "SC").find((row) => row.operation === "order" && row.productKind === "application");
  expect([sichuan?.verdict.decision, opened?.verdict.decision]).toEqual(["counter", "portalReview"]);
});

it("every stage has its TMF state, and every state knows what may follow", () => {
  for (const stage of orderStageList) expect(Object.keys(nextStates)).toContain(stateOfStage[stage]);
  for (const [from, tos] of Object.entries(nextStates)) for (const to of Object.keys(nextStates)) expect(canMove(from as "draft", to as "draft")).toBe((tos as readonly string[]).includes(to));
});

it("orders in some stages are asked for by these and by their states, each once", () => {
  for (const stage of orderStageList) expect(inStages([stage])).toEqual({ stage: { in: [stage] }, state: { in: [stateOfStage[stage]] } });
  expect(inStages(["review", "enterpriseApproval", "provisioning"])).toEqual({ stage: { in: ["review", "enterpriseApproval", "provisioning"] }, state: { in: ["acknowledged", "inProgress"] } });
});

it("OR13, CH5: an order may be cancelled until provisioning starts, a change until it takes effect", () => {
  expect(orderStageList.filter(mayCancel)).toEqual(["enterpriseApproval", "review", "returned", "scheduled"]);
});

it("OR5: a hand-off code has ten characters without look-alikes; case, spaces and dashes do not matter", () => {
  expect(handOffCode(new Uint8Array(16).map((_, index) => index * 17))).toMatch(/^[2-9A-HJKMNP-Z]{10}$/);
  expect(plainHandOffCode(" ab2-cd 3ef45 ")).toBe("AB2CD3EF45");
});

it.each([["mailDomain", "example.cn", null], ["mailDomain", "邮箱.中国", "mailDomainWrong"], ["mailDomain", "a..cn", "mailDomainWrong"], ["icpNumber", "鲁ICP备12345678号", null], ["icpNumber", "ICP123", "icpNumberWrong"], ["contactNumber", "0531-81234567", null], ["contactNumber", "12345", "phoneWrong"], ["installAddress", "短", "addressWrong"], ["mailDomain", "", "factMissing"]] as const)("OR19: %s %j: %s", (kind, value, problem) => {
  expect(factProblem(kind, value)).toBe(problem);
});

it.each([
  ["SD", "SD", "", null],
  ["SD", "SD", "97001234", null],
  ["SD", "SD", "97-1", "agentWrong"],
  ["NF", "SC", "0SCDL00000001", null],
  ["NF", "SC", "0HBDL00000001", "agentElsewhere"],
  ["NF", "SC", "0SCCSP00000001", "agentWrongShared"],
  ["NF", "SC", "97001234", "agentWrongShared"],
] as const)("OR3: on %s, in %s, agent %s is answered with %s", (platformId, provinceId, agentId, problem) => expect(agentProblem(platformId, provinceId, agentId)).toBe(problem));

it.each([
  [null, [{ exchange: "b.example", priority: 20 }, { exchange: "a.example", priority: 10 }], { state: "mailReady", exchanges: ["a.example", "b.example"] }],
  [null, [{ exchange: "", priority: 0 }], { state: "noMail", exchanges: [] }],
  ["ENODATA", [], { state: "noMail", exchanges: [] }],
  ["ENOTFOUND", [], { state: "notFound", exchanges: [] }],
  ["ETIMEOUT", [], { state: "unknown", exchanges: [] }],
] as const)("OR19: the name servers' %s with %o is kept as %o", (code, records, finding) => expect(findingOf(code, records)).toEqual(finding));
