import { at, expect, expectPleasant, test } from "../fixtures/journey";

test("AX2, PN6: the portal is read in English from the first page to the order's form, and the language is offered again, never forced", async ({ page }) => {
  await page.goto(at("", "/en"));
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("rented like water and power");
  await expectPleasant(page);
  await page.getByLabel("In which province is your company?").fill("shandong");
  await page.getByRole("link", { name: /^Shandong/ }).first().click();
  await expect(page).toHaveURL(at("sd", "/en"));
  for (const path of ["/en", "/en/products", "/en/solutions", "/en/online", "/en/search"]) {
    await page.goto(at("sd", path));
    await expectPleasant(page);
    await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  }
  await page.goto(at("sd", "/en/products/oa"));
  await expect(page.getByRole("heading", { level: 1 }), "the product's own words too").toHaveText("Office (OA)");
  await expect(page.getByText("First year in all")).toBeVisible();
  await page.getByLabel(/^Number/).fill("25");
  await expect(page.getByText("¥500.00").first()).toBeVisible();
  await expectPleasant(page);
  await expect(page.getByRole("link", { name: "Order", exact: true }), "which leads into the signed-in area in English").toHaveAttribute("href", /^\/account\/orders\/new\?lang=en&offering=/);
  await page.getByRole("link", { name: "用中文看这一页" }).click();
  await expect(page, "the same page in the other language").toHaveURL(at("sd", "/products/oa"));
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("link", { name: "Read this page in English" }).click();
  await expect(page).toHaveURL(at("sd", "/en/products/oa"));
  await page.goto(at("sd", "/products"));
  await expect(page, "what was chosen is offered, never forced").toHaveURL(at("sd", "/products"));
  await expect(page.locator('[data-language="en"]')).toHaveAttribute("data-remembered", "");
  expect(await page.context().cookies(), "and is kept in no cookie").toEqual([]);
  expect((await page.goto(at("nf", "/sc/en/products")))?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Products and prices in Sichuan");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("PN5, AX2: an English page has its prices and its way to buy in the first HTML", async ({ page }) => {
    await page.goto(at("sd", "/en/products/oa"));
    await expect(page.getByText("¥20.00").first()).toBeVisible();
    await expect(page.locator('a[href*="/account/orders/new?offering=OA-STD"]').first()).toBeVisible();
  });
});
