import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("TK9: a fault is made known, read by visitors and by whoever has the product before they report it, and is over", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const title = `企业邮箱收信延迟 ${Date.now() % 100_000}`;
  await signInStaff(page, "wangli@sd.kdsw.example");
  await page.goto(at("ops", "/problems/new"));
  await expectPleasant(page);
  await page.getByRole("button", { name: "公布并告知企业" }).click();
  await expect(page.getByText("请选择产品。").first()).toBeVisible();
  await page.getByLabel("一句话说明").fill(title);
  await page.getByLabel("第一条进度").fill("机房线路故障，正在切换备用线路。");
  await page.getByLabel("企业邮箱", { exact: true }).check();
  await page.getByLabel("协同办公 OA", { exact: true }).check();
  await page.getByRole("button", { name: "公布并告知企业" }).click();
  await page.waitForURL(/\/problems\/[0-9a-f-]{36}$/);
  await expectPleasant(page);
  const visitor = await freshPage(browser);
  await expect(async () => {
    await visitor.goto(at("sd", "/products/mail"));
    await expect(visitor.getByText(`这个产品有已知故障：${title}`)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await visitor.getByRole("link", { name: "看处理进度" }).first().click();
  await expect(visitor.getByText("机房线路故障，正在切换备用线路。").first()).toBeVisible();
  await expectPleasant(visitor);
  await visitor.goto(at("sd", "/en/faults"));
  await expect(visitor.getByRole("heading", { name: "Known faults" })).toBeVisible();
  await expectPleasant(visitor);
  const customer = await freshPage(browser);
  await signInCustomer(customer, "sd", "LanhaiTrade");
  await customer.goto(at("sd", "/account/tickets/new"));
  await expect(customer.getByText(`已知故障：${title}`)).toBeVisible();
  await expectPleasant(customer);
  await page.getByLabel("进度", { exact: true }).fill("已切换备用线路，积压的邮件正在投递。");
  await page.getByRole("button", { name: "更新", exact: true }).click();
  await expect(page.getByText("已切换备用线路，积压的邮件正在投递。").first()).toBeVisible();
  await page.getByRole("button", { name: "已恢复" }).click();
  await page.getByLabel("怎么恢复的").fill("积压的邮件已全部投递。");
  await page.getByRole("button", { name: "确认恢复" }).click();
  await expect(page.getByText("积压的邮件已全部投递。").first()).toBeVisible();
  await expectPleasant(page);
  await customer.goto(at("sd", "/account/tickets"));
  await expect(customer.getByText(`已知故障：${title}`)).toHaveCount(0);
  await expect(async () => {
    await visitor.goto(at("sd", "/faults"));
    await expect(visitor.getByText("积压的邮件已全部投递。").first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
});
