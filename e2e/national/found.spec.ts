import type { Page } from "@playwright/test";
import { at, expect, expectPleasant, test } from "../fixtures/journey";

/** What an address answers, read by the browser itself, which knows these hosts. */
async function read(page: Page, label: string, path: string): Promise<{ status: number; type: string; text: string }> {
  await page.goto(at(label, "/livez"));
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    return { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
  }, path);
}

test("PN10: each host tells search engines its own pages, in both languages; a desk tells nothing", async ({ page }) => {
  const robots = await read(page, "sd", "/robots.txt");
  expect([robots.status, robots.type]).toEqual([200, "text/plain; charset=utf-8"]);
  expect(robots.text).toContain(`Sitemap: ${at("sd", "/sitemap.xml")}`);
  expect(robots.text).toContain("Disallow: /account");
  const map = await read(page, "sd", "/sitemap.xml");
  expect(map.text).toContain(`<loc>${at("sd", "/products/oa")}</loc>`);
  expect(map.text).toContain(`hreflang="en" href="${at("sd", "/en/products/oa")}"`);
  expect(map.text, "pages of one province on its host, and of no other").not.toContain("http://bj.");
  const shared = await read(page, "nf", "/sitemap.xml");
  expect(shared.text).toContain(`<loc>${at("nf", "/sc/sitemap.xml")}</loc>`);
  expect((await read(page, "nf", "/sc/sitemap.xml")).text).toContain(`<loc>${at("nf", "/sc/products/oa")}</loc>`);
  expect((await read(page, "", "/sitemap.xml")).text).toContain(`<loc>${at("")}</loc>`);
  expect((await read(page, "ops", "/robots.txt")).text).toBe("User-agent: *\nDisallow: /\n");
});

test("PN10, SC15: a page names its one address and that in each language, and its facts for machines are those that it shows", async ({ page }) => {
  await page.goto(at("sd", "/products/oa"));
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", at("sd", "/products/oa"));
  await expect(page.locator('link[rel="alternate"][hreflang="en"]')).toHaveAttribute("href", at("sd", "/en/products/oa"));
  const facts = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "") as { "@graph": { "@type": string; offers?: { sku: string; price: string; priceCurrency: string }[] }[] };
  const product = facts["@graph"].find((entry) => entry["@type"] === "Product");
  expect(product?.offers?.find(({ sku }) => sku === "OA-STD")).toMatchObject({ price: "20.00", priceCurrency: "CNY" });
  await expect(page.getByText("¥20.00").first()).toBeVisible();
});

test("PN7: a word that is typed wrong finds what was meant and says that it is near", async ({ page }) => {
  await page.goto(at("sd", "/search?q=youxang"));
  await expect(page.getByRole("status")).toContainText("没有完全符合“youxang”的，这些最接近");
  await expect(page.getByRole("link", { name: /邮箱/ }).first()).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("searchbox").fill("zzzzqqqq");
  await expect(page.getByText("没有找到“zzzzqqqq”")).toBeVisible();
});
