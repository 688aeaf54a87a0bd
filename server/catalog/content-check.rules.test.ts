import { describe, expect, it } from "vitest";
import { newPlan, newPrice, wholeProduct } from "../../e2e/fixtures/catalogue-content";
import { type CheckFacts, contentProblems, isBeyondDuty } from "./content-check.rules";
import type { ContentOffering, ProductContent } from "./content.schema";

const mail = { code: "MAIL-STD", name: "企业邮箱 标准版", seatsMin: 5, seatsMax: 100, seatStep: 5, seatName: "个邮箱", isBundle: false };
const facts: CheckFacts = { today: "2026-11-28", provinceIds: ["SC", "GZ"], otherPlans: [mail, { ...mail, code: "SOL", isBundle: true }], otherSlugs: ["mail"] };
const whole = (change: Partial<ProductContent> = {}) => wholeProduct("DISK", ["SC", "GZ"], change);
const planned = (change: Partial<ContentOffering>) => whole({ offerings: [newPlan("DISK-STD", ["SC", "GZ"], change)] });
const found = (content: ProductContent, before: ProductContent | null = null) => contentProblems(before, content, facts).map(({ path, code }) => `${path} ${code}`);
const bundleFee = newPrice(["SC", "GZ"], "9900", {});
const bundled = (parts: ContentOffering["parts"]) => whole({ industry: "trade", offerings: [newPlan("DISK-STD", ["SC", "GZ"], { isBundle: true, parts, prices: [{ ...bundleFee, components: [{ ...bundleFee.components[0]!, id: "bundle", kind: "bundle" }] }] })] });
const metered = { id: "usage", kind: "usage" as const, name: "短信", feeFen: "10", bands: [], freeUnits: 100, unitName: "条", taxRateBp: 600 };
const part = (change: Partial<ContentOffering["parts"][number]> = {}) => ({ offeringCode: "MAIL-STD", seats: 10, isOptional: false, notionalWeight: 3, ...change });

describe("SC12: what keeps a product from its second person, each at its field", () => {
  it.each([
    ["nothing", whole(), []],
    ["an empty name", whole({ name: " " }), ["name fieldMissing"]],
    ["an address with a space", whole({ slug: "my disk" }), ["slug slugWrong"]],
    ["another product's address", whole({ slug: "mail" }), ["slug slugTaken"]],
    ["a row that is half written", whole({ copy: { ...whole().copy, steps: [{ title: "开通", text: "" }] } }), ["copy.steps.0.text fieldMissing"]],
    ["no step at all", whole({ copy: { ...whole().copy, steps: [] } }), ["copy.steps writeOne"]],
    ["an application without its provider's identifier", whole({ providerKind: "ap" }), ["providerPartnerId partnerIdWrong"]],
    ["a first day that has gone", whole({ startsOn: "2026-11-27" }), ["startsOn startsOnGone"]],
    ["no plan", whole({ offerings: [] }), ["offerings plansMissing"]],
    ["two plans of one code", whole({ offerings: [newPlan("A1", ["SC"]), newPlan("A1", ["SC"])] }), ["offerings.1.code codeTaken"]],
    ["another product's plan code", planned({ code: "MAIL-STD" }), ["offerings.0.code codeTaken"]],
    ["fewer at most than at least", planned({ seatsMin: 10, seatsMax: 5 }), ["offerings.0.seatsMax seatsBelowMin"]],
    ["a most that no step reaches", planned({ seatsMin: 5, seatsMax: 12, seatStep: 5 }), ["offerings.0.seatsMax seatsOffStep"]],
    ["what is no number", planned({ seatsMin: Number.NaN }), ["offerings.0.seatsMin notWhole"]],
    ["no price", planned({ prices: [], openIn: [] }), ["offerings.0.prices pricesMissing"]],
    ["opening where there is no price", planned({ prices: [newPrice(["SC"])] }), ["offerings.0.openIn openWithoutPrice"]],
    ["a bundle that is no solution", planned({ isBundle: true, parts: [part()], prices: bundled([]).offerings[0]!.prices }), ["offerings.0.isBundle bundleNeedsSolution"]],
    ["a solution of single plans", whole({ industry: "trade" }), ["offerings.0.isBundle solutionNeedsBundle"]],
    ["half an English page", whole({ english: { name: "Drive", summary: "", copy: whole().copy, providerName: "Us", serviceHours: "24/7", dataLocation: "Here" } }), ["english.summary fieldMissing"]],
    ["a price's component without English words", planned({ english: { name: "Standard", summary: "For teams", includes: [], seatName: "seat", prices: {} } }), ["offerings.0.english.prices.seat fieldMissing"]],
    ["a unit of use without English words", planned({ prices: [{ ...newPrice(["SC", "GZ"]), components: [metered] }], english: { name: "Standard", summary: "For teams", includes: [], seatName: "seat", prices: { usage: "Messages" } } }), ["offerings.0.english.unitNames.usage fieldMissing"]],
    ["nothing where the unit is named", planned({ prices: [{ ...newPrice(["SC", "GZ"]), components: [metered] }], english: { name: "Standard", summary: "For teams", includes: [], seatName: "seat", prices: { usage: "Messages" }, unitNames: { usage: "message" } } }), []],
  ] as const)("names %s", (_, content, expected) => expect(found(content)).toEqual(expected));

  it.each([
    ["a whole bundle", bundled([part(), part({ offeringCode: "MAIL-STD" })].slice(0, 1)), []],
    ["none but optional parts", bundled([part({ isOptional: true })]), ["offerings.0.parts partsMissing"]],
    ["a part that nobody sells", bundled([part({ offeringCode: "GONE" })]), ["offerings.0.parts.0.offeringCode partUnknown"]],
    ["a bundle in a bundle", bundled([part({ offeringCode: "SOL" })]), ["offerings.0.parts.0.offeringCode partUnknown"]],
    ["a part twice", bundled([part(), part()]), ["offerings.0.parts.1.offeringCode partTwice"]],
    ["seats that the part does not allow", bundled([part({ seats: 7 })]), ["offerings.0.parts.0.seats partSeatsWrong"]],
    ["a part without a weight, by which nothing could be shared or broken up", bundled([part({ notionalWeight: 0 })]), ["offerings.0.parts.0.notionalWeight weightMissing"]],
  ] as const)("SC4: names %s", (_, content, expected) => expect(found(content)).toEqual(expected));

  it("SC1, SC7: keeps class, plans and what running companies were promised once it was released", () => {
    const sold = planned({ holdFeeFen: "500", returnDays: 7 });
    expect(found({ ...sold, productClass: "externalApplication" }, sold)).toContain("productClass classFixed");
    expect(found({ ...sold, offerings: [newPlan("OTHER", ["SC", "GZ"])] }, sold)).toContain("offerings planGone");
    const worse = { ...sold, offerings: [{ ...sold.offerings[0]!, holdFeeFen: "501", returnDays: 6 }] };
    expect(found(worse, sold)).toEqual(["offerings.0.holdFeeFen priceRise", "offerings.0.returnDays returnDaysCut"]);
    expect(found({ ...sold, offerings: [{ ...sold.offerings[0]!, holdFeeFen: "0", returnDays: 15 }] }, sold)).toEqual([]);
  });
});

it("BO2: staff for some provinces reach the prices and the opening there, not a price shared with others nor a word", () => {
  const before = whole();
  const [plan] = before.offerings;
  const withPlan = (change: Partial<ContentOffering>) => ({ ...before, offerings: [{ ...plan!, ...change }] });
  const changes: [string, ProductContent, boolean][] = [
    ["their own price", withPlan({ prices: [...plan!.prices, newPrice(["SC"])] }), false],
    ["their own closing", withPlan({ openIn: ["GZ"] }), false],
    ["a price of both", withPlan({ prices: [...plan!.prices, newPrice(["SC", "GZ"])] }), true],
    ["another's closing", withPlan({ openIn: ["SC"] }), true],
    ["a price for nobody yet", withPlan({ prices: [...plan!.prices, newPrice([])] }), true],
    ["a word", { ...before, summary: "另一句" }, true],
    ["a plan", { ...before, offerings: [...before.offerings, newPlan("NEW", ["SC"])] }, true],
  ];
  for (const [what, after, isBeyond] of changes) expect([what, isBeyondDuty(before, after, ["SC"])]).toEqual([what, isBeyond]);
  expect(isBeyondDuty(before, { ...before, summary: "另一句" }, [])).toBe(false);
});
