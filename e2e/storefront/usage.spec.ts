import { companion, expect, expectPleasant, signInCustomer, test } from "../fixtures/journey";

test("PR13: a company reads what a product has used, where the month leads and who used it; what its provider adds is there by itself", async ({ page }) => {
  await signInCustomer(page, "sd", "qilu_jingji", "/account/products");
  await page.getByRole("link", { name: /视频会议/ }).first().click();
  const businessId = (await page.getByText(/^VIDEO-SD-/).textContent()) ?? "";
  await page.getByRole("link", { name: "用量", exact: true }).click();
  await page.waitForURL(/\/products\/[0-9a-f-]{36}\/usage$/);
  const address = page.url();
  await expect(page.getByText(/从应用提供商读取；当天的用量一般次日上报/)).toBeVisible();
  await expect(page.getByText(/^含 3,000 人分钟，/)).toBeVisible();
  await expectPleasant(page);

  const provider = await page.context().newPage();
  await provider.goto(companion(101, "/"));
  await provider.getByLabel("业务标识").fill(businessId);
  const day = await provider.getByLabel("日期").inputValue();
  await provider.getByLabel("用户帐号").fill("new.colleague");
  await provider.getByLabel("当天用量合计").fill("9000");
  await provider.getByRole("button", { name: "记下用量" }).click();
  await expect(provider.getByRole("cell", { name: "new.colleague", exact: true })).toBeVisible();
  await provider.close();

  await expect(async () => {
    await page.goto(`${address}?period=${day.slice(0, 7)}`);
    await expect(page.getByRole("row", { name: /new\.colleague/ })).toContainText("9,000 人分钟", { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/^含 3,000 人分钟，超出 /)).toBeVisible();
  await page.getByText("看数字").click();
  await expect(page.getByRole("table", { name: /每天用量/ }).getByRole("row", { name: new RegExp(`^${Number(day.slice(8))}日`) })).toContainText("人分钟");
  await expectPleasant(page);

  const before = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 2, 1));
  await page.getByRole("link", { name: `${before.getUTCFullYear()}年${before.getUTCMonth() + 1}月`, exact: true }).click();
  await page.waitForURL(new RegExp(`period=${before.toISOString().slice(0, 7)}`));
  await expect(page.getByText("用量费", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("预计到月底")).toHaveCount(0);
  await expect(page.getByText("new.colleague")).toHaveCount(0);
  await expectPleasant(page);
});

test("PR13: a product that is not paid by use says nothing of use, and has no page of it", async ({ page }) => {
  await signInCustomer(page, "sd", "qilu_jingji", "/account/products");
  await page.getByRole("link", { name: /企业邮箱/ }).first().click();
  await page.waitForURL(/\/products\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "应用帐号" })).toBeVisible();
  await expect(page.getByRole("link", { name: "用量", exact: true })).toHaveCount(0);
  await page.goto(`${page.url()}/usage`);
  await expect(page.getByText("这里没有您要找的内容")).toBeVisible();
});
