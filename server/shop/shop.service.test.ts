import { describe, expect, it, vi } from "vitest";
import { codeOf } from "../../e2e/fixtures/people";
import { catalogue as sold } from "../../prisma/seed/catalogue";
import { contextOf } from "../context";
import { appRouter } from "../root";
import { createCallerFactory } from "../trpc";
import { shop } from "./shop.service";

const callAt = async (host: string) => createCallerFactory(appRouter)(await contextOf(new Headers({ host }))).shop;

/** Both say the same; other files write on the same platforms meanwhile, so that two readings may lie on both sides of a change. */
const same = (one: () => Promise<unknown>, other: () => Promise<unknown>) => vi.waitFor(async () => expect(await one()).toEqual(await other()), { timeout: 10_000, interval: 50 });

describe("what public pages are made of", () => {
  it("promise 48: the edge is told over the procedures just what the origin's own pages read", async () => {
    const place = { platformId: "SD", provinceId: "SD", locale: "zh-CN" as const };
    const { storefront, catalogue, names, product, bundle, news, online, plans, policy, providers, today } = await callAt("sd.kdsw.localhost");
    const input = { provinceId: "SD", locale: "zh-CN" as const };
    await same(() => storefront(input), () => shop.storefront(place));
    await same(() => catalogue(input), () => shop.catalogue(place));
    expect((await catalogue(input)).length).toBeGreaterThan(10);
    await same(() => product({ ...input, slug: "oa" }), () => shop.product(place, "oa"));
    await same(() => bundle({ ...input, slug: "trade" }), () => shop.bundle(place, "trade"));
    await same(() => news(input), () => shop.news(place));
    await same(() => plans(input), () => shop.plans(place));
    await same(() => names(input), () => shop.names(place));
    await same(() => providers(input), () => shop.providers("zh-CN"));
    await same(() => online(input), () => shop.online(place));
    await same(() => policy({ ...input, kind: "privacy", version: 1 }), () => shop.policy(place, "privacy", 1));
    await same(() => today(input), () => shop.today(place));
  });

  it("PN5: the portal names who brings applications, once for the whole country, with what is on sale of theirs, in both languages", async () => {
    const brought = sold.flatMap(({ name, provider }) => (provider.kind === "ap" ? [{ name, by: provider.name }] : []));
    const shown = await shop.providers("zh-CN");
    for (const by of new Set(brought.map((row) => row.by))) {
      const [own, ...twins] = shown.filter(({ name }) => name === by);
      expect([twins, own?.products]).toEqual([[], expect.arrayContaining(brought.filter((row) => row.by === by).map(({ name }) => name))]);
    }
    const english = (await shop.providers("en")).filter(({ products }) => products.length > 1);
    expect(english.length).toBeGreaterThan(0);
    expect(JSON.stringify(english).match(/\p{Script=Han}+/gu)).toBeNull();
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
    // What another file's test sells here beside the demonstration's own is not its matter.
    const own = new Set(sold.flatMap(({ offerings }) => offerings.map(({ code }) => code)));
    const shown = views.map((view) => (view && "offerings" in view ? { ...view, offerings: view.offerings.filter(({ code }) => own.has(code)) } : view));
    // `pinyin` is what a search reads, in any language, and never shown.
    const text = JSON.stringify(shown, (key, value: unknown) => (key === "pinyin" ? "" : typeof value === "bigint" ? String(value) : value));
    expect(text.match(/\p{Script=Han}+/gu)).toBeNull();
  });
});
