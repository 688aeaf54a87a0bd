import { describe, expect, it } from "vitest";
import { componentsToJson } from "../../../server/catalog/price.rules";
import { PriceComponents, SpecificationCopy } from "../../../server/catalog/catalog.schema";
import { firstPeriodRules, planKinds } from "../../../server/catalog/price.schema";
import { normalMonth, seatProblem, totalFen } from "../../../server/catalog/rating.rules";
import { provinces } from "../../../server/platforms/province.rules";
import { catalogue } from "./index";
import { isOpenIn, priceIn } from "./provinces";

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
