import { expect, it } from "vitest";
import type { ProductView, StorefrontView } from "../catalog/catalog.schema";
import { productData, scriptText, storefrontData } from "./structured-data.rules";

const storefront: StorefrontView = { provinceId: "SD", name: "山东", hotline: "10060", notice: "", licenceText: "", theme: "jade", serviceHours: "7×24" };
const offering = { code: "OA-STD", name: "标准版", summary: "", includes: [], trialDays: 0, seatRule: { seatsMin: 10, seatsMax: 500, seatStep: 5, seatName: "席" }, firstPeriodRule: "days" as const, isBundle: false };
const seat = { id: "seat", kind: "seat" as const, name: "月费", feeFen: 123_450n, bands: [], freeUnits: 0, unitName: null, taxRateBp: 600 };
const product: ProductView = {
  code: "OA", slug: "oa", name: "协同办公 OA", language: "zh-CN", productClass: "internalApplication", industry: null, summary: "审批", pinyin: "", initials: "", isOnSaleHere: true, from: null,
  copy: { audience: "", highlights: [], features: [], steps: [], faq: [{ question: "能试用吗", answer: "</script><script>alert(1)</script>" }] }, providerName: "运营公司", providerKind: "operator", servedBy: "operator", serviceHours: "", dataLocation: "", openFacts: [], needsLine: false, eligibility: [], salesStoppedOn: null, isGone: false, pictures: [],
  offerings: [{ ...offering, price: { priceBookVersion: 1, validFrom: "2026-01-01", components: [seat] } }, { ...offering, code: "OA-PRO", price: null }],
};
const where = { url: "http://sd.x/products/oa", orderUrl: "http://sd.x/account/orders/new", storefront, storefrontUrl: "http://sd.x/" };
const graphOf = (data: { "@graph": unknown[] }) => data["@graph"] as Record<string, unknown>[];

it("SC15: an offer for each plan that is sold here, its price by digits, tax inside, with its unit", () => {
  const [entry] = graphOf(productData(product, where, [{ name: "山东首页", url: "http://sd.x/" }]));
  expect(entry).toMatchObject({ "@type": "Product", sku: "OA", name: "协同办公 OA" });
  expect(entry?.offers).toEqual([expect.objectContaining({ sku: "OA-STD", price: "1234.50", priceCurrency: "CNY", availability: "https://schema.org/InStock", areaServed: "山东", priceSpecification: expect.objectContaining({ unitCode: "MON", unitText: "席", valueAddedTaxIncluded: true }) as unknown })]);
});

it("SC15, SC13: what is no longer sold says so; what has no price here offers nothing", () => {
  const stopped = graphOf(productData({ ...product, salesStoppedOn: "2026-10-01" }, where, []));
  expect((stopped[0]?.offers as { availability: string }[])[0]?.availability).toBe("https://schema.org/Discontinued");
  expect(graphOf(productData({ ...product, offerings: [] }, where, []))[0]).not.toHaveProperty("offers");
});

it("promise 39: staff's words cannot end the element that they stand in, and are read back as they were", () => {
  const data = productData(product, where, []);
  const text = scriptText(data);
  expect(text).not.toMatch(/[<>&]/);
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(data)));
});

it("SC15: the first page names its hotline and how it is searched", () => {
  const data = graphOf(storefrontData({ storefront, title: "山东网上营业厅", url: "http://sd.x/", searchUrl: "http://sd.x/search" }));
  expect(data[0]).toMatchObject({ contactPoint: { telephone: "10060" } });
  expect(JSON.stringify(data[1])).toContain("http://sd.x/search?q={search_term_string}");
});
