import { at, expect, expectPleasant, signInCustomer, test } from "../fixtures/journey";

test("SC9: a company tries CRM for nothing, sees when it would pay what, and chooses what follows", async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto(at("sd", "/products/crm"));
  await expect(page.getByText("可免费试用 30 天").first()).toBeVisible();
  await signInCustomer(page, "sd", "taishan_wuliu");
  await page.goto(at("sd", "/account/orders/new?offering=CRM-STD&seats=10"));
  await expect(page.getByText("提交时预占")).toBeVisible();
  await page.getByLabel(/先试用 30 天/).check();
  await expect(page.getByText("提交时预占")).toBeHidden();
  await expect(page.getByRole("complementary", { name: "费用" })).toContainText("试用期间 ¥0.00");
  await expect(page.getByText("自动受理").first()).toBeVisible();
  await expect(page.getByText("试用不收费，自动受理，不需要审核。")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("管理员邮箱").fill("admin@taishan.example");
  await page.getByLabel(/我已阅读/).check();
  const send = page.getByRole("button", { name: "提交订单" });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await send.click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByText("先试用 30 天，不收费")).toBeVisible();
  // The AP opens it without anybody's review.
  await expect(async () => {
    await page.goto(at("sd", "/account/products"));
    await expect(page.getByRole("row", { name: /客户关系 CRM/ })).toContainText("试用至");
  }).toPass({ timeout: 60_000 });
  await page.getByRole("link", { name: /客户关系 CRM/ }).click();
  await expect(page.getByText("试用中，还剩 30 天")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "改为到期结束" }).click();
  await expect(page.getByText("起停用，不产生费用")).toBeVisible();
  await page.getByRole("button", { name: "改为到期转付费" }).click();
  await expect(page.getByText("起转为付费")).toBeVisible();
});
