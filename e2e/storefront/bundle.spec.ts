import { at, expect, expectPleasant, signInCustomer, signInStaff, freshPage, test } from "../fixtures/journey";

test("SC4, CH12: a company orders a bundle, sees its parts open, and sees what each part costs alone before it breaks it", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "bj", "jingcheng_it");
  await page.goto(at("bj", "/account/orders/new?offering=SOL-TRADE-S&seats=1"));
  await expect(page.getByText("客户关系 CRM 团队版 · 10 席")).toBeVisible();
  await page.getByLabel("管理员邮箱").fill("admin@jingcheng.example");
  await page.getByLabel("装机地址").fill("北京市海淀区中关村大街 1 号");
  await page.getByLabel("邮箱域名").fill("jingcheng-trade.example");
  await page.getByLabel(/我已阅读/).check();
  await expectPleasant(page);
  const send = page.getByRole("button", { name: "提交订单" });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await send.click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  const order = page.url();

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");
  await clerk.goto(at("ops", "/queue"));
  await clerk.getByRole("link", { name: /贸易流通套餐/ }).first().click();
  await clerk.getByRole("button", { name: /^领取/ }).click();
  await expect(clerk.getByText(/客户关系 CRM 团队版 10 席、/)).toBeVisible();
  await clerk.getByRole("button", { name: /^通过/ }).click();

  await expect(async () => {
    await page.goto(order);
    await expect(page.getByText("已开通").first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 90_000 });
  await page.getByRole("link", { name: "查看", exact: true }).click();
  await expect(page.getByRole("heading", { name: "套餐包含" })).toBeVisible();
  await expect(page.getByRole("table", { name: "套餐包含" }).getByText("使用中")).toHaveCount(3);
  await expectPleasant(page);
  await page.getByRole("link", { name: "拆分套餐" }).click();
  const preview = page.getByRole("region", { name: "拆分预览" });
  await expect(preview).toContainText("现在每期（套餐）");
  await page.getByLabel(/企业邮箱/).uncheck();
  await page.getByLabel(/进销存 SCM/).uncheck();
  await expect(preview).not.toContainText("企业邮箱");
  await expect(preview).toContainText("客户关系 CRM 团队版");
  await expectPleasant(page);
  await page.getByLabel(/我已核对预览/).check();
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "拆分内容" })).toBeVisible();
  await expect(page.getByText("进销存 SCM 单仓版、企业邮箱 商务版", { exact: true })).toBeVisible();
  await expectPleasant(page);
});
