import { describe, expect, it } from "vitest";
import { codeOf } from "../../e2e/fixtures/people";
import { catalogue as sold } from "../../prisma/seed/catalogue";
import { contextOf } from "../context";
import { appRouter } from "../root";
import { createCallerFactory } from "../trpc";
import { shop } from "./shop.service";

const callAt = async (host: string) => createCallerFactory(appRouter)(await contextOf(new Headers({ host }))).shop;

describe("what public pages are made of", () => {
  it("promise 48: the edge is told over the procedures just what the origin's own pages read", async () => {
    const place = { platformId: "SD", provinceId: "SD", locale: "zh-CN" as const };
    const { storefront, catalogue, product, bundle, news, online, plans, today } = await callAt("sd.kdsw.localhost");
    const input = { provinceId: "SD", locale: "zh-CN" as const };
    expect(await storefront(input)).toEqual(await shop.storefront(place));
    expect(await catalogue(input)).toEqual(await shop.catalogue(place));
    expect((await catalogue(input)).length).toBeGreaterThan(10);
    expect(await product({ ...input, slug: "oa" })).toEqual(await shop.product(place, "oa"));
    expect(await bundle({ ...input, slug: "trade" })).toEqual(await shop.bundle(place, "trade"));
    expect(await news(input)).toEqual(await shop.news(place));
    expect(await plans(input)).toEqual(await shop.plans(place));
    expect(await online(input)).toEqual(await shop.online(place));
    expect(await today(input)).toEqual(await shop.today(place));
  });

  it("PN2, SC2: a host tells of the provinces that it serves, and of no other", async () => {
    const [sd, nf, ops] = [await callAt("sd.kdsw.localhost"), await callAt("nf.kdsw.localhost"), await callAt("ops.kdsw.localhost")];
    expect((await nf.storefront({ provinceId: "SC", locale: "zh-CN" }))?.provinceId).toBe("SC");
    for (const refused of [sd.catalogue({ provinceId: "BJ", locale: "zh-CN" }), sd.product({ provinceId: "SC", locale: "zh-CN", slug: "oa" }), nf.catalogue({ provinceId: "SD", locale: "zh-CN" }), ops.catalogue({ provinceId: "SD", locale: "zh-CN" })]) expect(await codeOf(refused)).toBe("NOT_FOUND");
  });

  it.each([["SD", "SD"], ["NF", "SC"], ["SB", "SB"]])("AX2: the demonstration's storefront, products and solutions are read in English without a Chinese word (%s, %s)", async (platformId, provinceId) => {
    const place = { platformId, provinceId, locale: "en" as const };
    const views = await Promise.all([shop.storefront(place), ...sold.map(({ slug, industry }) => (industry ? shop.bundle(place, slug) : shop.product(place, slug)))]);
    expect(views).not.toContain(null);
    // `pinyin` is what a search reads, in any language, and never shown.
    const text = JSON.stringify(views, (key, value: unknown) => (key === "pinyin" ? "" : typeof value === "bigint" ? String(value) : value));
    expect(text.match(/\p{Script=Han}+/gu)).toBeNull();
  });
});
