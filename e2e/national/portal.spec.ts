import { at, expect, expectPleasant, test } from "../fixtures/journey";

test("PN1, PN6: a visitor finds Shandong by name, pinyin and letters, and lands on its storefront", async ({ page }) => {
  await page.goto(at(""));
  await expectPleasant(page);
  for (const typed of ["山东", "shandong", "sd"]) {
    await page.goto(at(""));
    await page.getByRole("combobox").or(page.getByRole("searchbox")).or(page.getByRole("textbox")).first().fill(typed);
    await expect(page.getByRole("link", { name: /山东/ }).first()).toBeVisible();
  }
  await page.getByRole("link", { name: /山东/ }).first().click();
  await expect(page).toHaveURL(at("sd"));
  await expect(page.getByText("山东").first()).toBeVisible();
  await expectPleasant(page);
});

test("PN2, PN1: Sichuan leads to the shared storefront with Sichuan chosen; an unknown host shows the picker and nobody's shop", async ({ page }) => {
  await page.goto(at("sc", "/products"));
  await expect(page).toHaveURL(at("nf", "/sc/products"));
  await expect(page.getByText("四川").first()).toBeVisible();
  await expectPleasant(page);
  const unknown = await page.goto(at("zz", "/products"));
  expect(unknown?.status()).toBe(404);
  await expect(page.getByRole("link", { name: /山东/ }).first()).toBeVisible();
  const inner = await page.goto(at("sd", "/storefront/bj/bj/zh-CN/products"));
  expect(inner?.status()).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("PN5: portal, catalogue and product page show names, prices and a link to buy", async ({ page }) => {
    await page.goto(at(""));
    await expect(page.getByRole("link", { name: /山东/ }).first()).toHaveAttribute("href", new RegExp("sd\\."));
    await page.goto(at("sd", "/products"));
    await expect(page.getByText("协同办公 OA").first()).toBeVisible();
    await page.goto(at("sd", "/products/oa"));
    await expect(page.getByText("¥20.00").first()).toBeVisible();
    await expect(page.locator('a[href*="/account/orders/new?offering=OA-STD"]').first()).toBeVisible();
  });
});

test("PN7, SC11: search finds by initials; the product page says who provides and serves it and where data is kept", async ({ page }) => {
  await page.goto(at("sd", "/search?q=yx"));
  await expect(page.getByRole("link", { name: /邮箱/ }).first()).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("sd", "/products/oa"));
  for (const words of ["提供", "服务时间", "数据"]) await expect(page.getByText(words).first()).toBeVisible();
  await expectPleasant(page);
});

test("SC10: the calculator shows first bill, normal month and first year for a number of seats", async ({ page }) => {
  await page.goto(at("sd", "/products/oa"));
  const seats = page.getByRole("spinbutton").or(page.getByLabel(/数量|席/)).first();
  await seats.fill("25");
  await expect(page.getByText("¥500.00").first()).toBeVisible();
});

test("PN9: every operation is listed with where it is handled and why, from the live rules", async ({ page }) => {
  await page.goto(at("sd", "/online"));
  await expect(page.getByRole("row", { name: /订购产品/ }).first()).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("nf", "/sc/online"));
  await expect(page.getByText("营业厅办理").first()).toBeVisible();
});
