import { describe, expect, it } from "vitest";
import { componentsToJson } from "../../../server/catalog/price.rules";
import { PriceComponents, SpecificationCopy } from "../../../server/catalog/catalog.schema";
import { ProductContent } from "../../../server/catalog/content.schema";
import { OfferingEnglish, SpecificationEnglish, StorefrontEnglish } from "../../../server/catalog/english.schema";
import { firstPeriodRules, planKinds } from "../../../server/catalog/price.schema";
import { normalMonth, seatProblem, totalFen } from "../../../server/catalog/rating.rules";
import { provinces, workPlatformIds } from "../../../server/platforms/province.rules";
import { catalogueEnglish } from "./english";
import { catalogue } from "./index";
import { isOpenIn, priceIn } from "./provinces";
import { storefrontsOf } from "./storefronts";

const offerings = catalogue.flatMap((product) => product.offerings);
const byCode = new Map(offerings.map((offering) => [offering.code, offering]));
const open = provinces.filter(({ group }) => group !== "none");
const seatsOf = (code: string) => byCode.get(code)?.seats ?? ([1, 1, 1, "套"] as const);

describe("the demonstration's catalogue", () => {
  it("SC3: shows every plan kind and every first-period rule", () => {
    expect(new Set(offerings.flatMap(({ price }) => price.map(({ kind }) => kind)))).toEqual(new Set(planKinds));
    expect(new Set(offerings.map(({ firstPeriodRule }) => firstPeriodRule))).toEqual(new Set(firstPeriodRules));
  });

  it("SC1: has products in all four classes, with codes and addresses used once", () => {
    expect(new Set(catalogue.map(({ productClass }) => productClass)).size).toBe(4);
    for (const key of ["code", "slug"] as const) expect(new Set(catalogue.map((product) => product[key])).size).toBe(catalogue.length);
    expect(byCode.size).toBe(offerings.length);
  });

  it("keeps the codes that other code relies on, and OA-STD's seat rule", () => {
    expect(catalogue.map(({ code }) => code)).toEqual(expect.arrayContaining(["OA", "HR", "CRM", "SCM", "MAIL", "SITE", "FAX", "BROADBAND", "PHONE"]));
    expect(seatsOf("OA-STD")).toEqual([5, 300, 5, "席"]);
  });

  it("SC2: sells OA everywhere, and has in every province something that is not open there", () => {
    for (const { id } of open) {
      const closed = catalogue.filter((product) => !isOpenIn(product, id)).map(({ code }) => code);
      expect(closed.length).toBeGreaterThan(0);
      expect(closed).not.toContain("OA");
    }
  });

  it("SC2: prices some products by the province, in whole jiao", () => {
    const fees = open.map(({ id }) => priceIn(byCode.get("BROADBAND-300")!, byCode.get("BROADBAND-300")!.price, id)[0]!.feeFen);
    expect(new Set(fees).size).toBeGreaterThan(10);
    expect(fees.every((fen) => fen % 10n === 0n)).toBe(true);
  });

  it("has copy and prices in the shape that the pages read", () => {
    for (const product of catalogue) expect(SpecificationCopy.safeParse(product.copy).success).toBe(true);
    const stored = offerings.map(({ price }) => componentsToJson(price));
    for (const [index, components] of stored.entries()) expect(PriceComponents.parse(components)).toEqual(offerings[index]?.price);
  });

  it.each(offerings.filter(({ parts }) => parts).map((offering) => [offering.code, offering] as const))("SC4: %s costs less than its parts bought one by one, with seats that each part allows", (_, bundle) => {
    const parts = (bundle.parts ?? []).filter(({ isOptional }) => !isOptional);
    const apart = parts.map(({ code, seats }) => totalFen(normalMonth(byCode.get(code)?.price ?? [], seats))).reduce((a, b) => a + b, 0n);
    expect(totalFen(normalMonth(bundle.price, 1))).toBeLessThan(apart);
    for (const { code, seats } of bundle.parts ?? []) {
      const [seatsMin, seatsMax, seatStep] = seatsOf(code);
      expect([code, seatProblem({ seatsMin, seatsMax, seatStep }, seats)]).toEqual([code, null]);
    }
  });
});

/** Chinese characters, and the punctuation that goes with them. */
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const sizesOf = ({ highlights, features, steps, faq }: SpecificationCopy) => ({ highlights: highlights.length, features: features.length, steps: steps.length, faq: faq.length });

describe("the demonstration in English", () => {
  it("AX2: has words for each product and plan, and for nothing else", () => {
    expect(Object.keys(catalogueEnglish).sort()).toEqual(catalogue.map(({ code }) => code).sort());
    for (const product of catalogue) expect(Object.keys(catalogueEnglish[product.code]?.offerings ?? {}).sort()).toEqual(product.offerings.map(({ code }) => code).sort());
  });

  it.each(catalogue.map((product) => [product.code, product] as const))("AX2: %s is whole, as long as in Chinese, and can be edited at the desk", (code, product) => {
    const words = catalogueEnglish[code]?.specification;
    expect(SpecificationEnglish.parse(words)).toEqual(words);
    expect(ProductContent.shape.english.parse(words)).toEqual(words);
    expect(sizesOf(words!.copy)).toEqual(sizesOf(product.copy));
    expect(Object.values(words!.copy).flat().flatMap((one) => (typeof one === "string" ? [one] : Object.values(one))).filter((text) => text.trim() === "")).toEqual([]);
    expect(JSON.stringify(words)).not.toMatch(chinese);
  });

  it.each(catalogue.flatMap((product) => product.offerings.map((offering) => [offering.code, product.code, offering] as const)))("AX2: plan %s names its seats, what it includes, each price and each unit of use", (code, productCode, offering) => {
    const words = catalogueEnglish[productCode]?.offerings[code];
    const components = [...offering.price, ...(offering.next?.price ?? [])];
    expect(OfferingEnglish.parse(words)).toEqual(words);
    expect(ProductContent.shape.offerings.element.shape.english.parse(words)).toEqual(words);
    expect(words?.includes).toHaveLength(offering.includes.length);
    expect(new Set(Object.keys(words?.prices ?? {}))).toEqual(new Set(components.map(({ id }) => id)));
    expect(new Set(Object.keys(words?.unitNames ?? {}))).toEqual(new Set(components.filter(({ unitName }) => unitName !== null).map(({ id }) => id)));
    expect(JSON.stringify(words)).not.toMatch(chinese);
  });

  it.each(workPlatformIds())("AX2: the storefronts of %s have a name, hours and a licence in English, and a notice where there is one in Chinese", (platformId) => {
    for (const { notice, english } of storefrontsOf(platformId)) {
      expect(StorefrontEnglish.parse(english)).toEqual(english);
      expect(english.notice === "").toBe(notice === "");
      expect(JSON.stringify(english)).not.toMatch(chinese);
    }
  });
});
