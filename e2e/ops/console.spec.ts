import { at, expect, expectPleasant, signInStaff, test } from "../fixtures/journey";

test("BO2, BO8, BO12, AX3: a Beijing clerk finds own companies and none of Shandong; every room is pleasant", async ({ page }) => {
  test.setTimeout(180_000);
  await signInStaff(page, "liuyang@bj.kdsw.example");
  await page.goto(at("ops", "/search?q=齐鲁"));
  await expect(page.getByText("没有符合条件的结果")).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("ops", "/search?q=京程"));
  await page.getByRole("link", { name: /京程/ }).click();
  await expect(page.getByRole("heading", { name: "订单与命中规则" })).toBeVisible();
  await expectPleasant(page);
  for (const path of ["/customers", "/requests", "/requests?tab=done", "/counter", "/system", "/queue?tab=decided", "/queue?tab=mine"]) {
    await page.goto(at("ops", path));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectPleasant(page);
  }
});

test("BI3, AX5: finance books a transfer once, and a used voucher is refused at its field", async ({ page }) => {
  test.setTimeout(150_000);
  await signInStaff(page, "zhaomin@sd.kdsw.example");
  await page.goto(at("ops", "/customers?q=taishan"));
  await page.getByRole("link", { name: /泰山/ }).click();
  const voucher = `V${Date.now()}`;
  await page.getByRole("button", { name: "入账" }).click();
  await page.getByRole("button", { name: "确认入账" }).click();
  await expect(page.getByText("金额格式不正确")).toBeVisible();
  await page.getByLabel("金额（元）").fill("1,234.5");
  await expect(page.getByText("将入账 ¥1,234.50")).toBeVisible();
  await page.getByLabel("凭证号").fill(voucher);
  await page.getByRole("button", { name: "确认入账" }).click();
  await expect(page.getByText("已入账 ¥1,234.50")).toBeVisible();
  await page.getByRole("button", { name: "入账", exact: true }).click();
  await page.getByLabel("金额（元）").fill("1");
  await page.getByLabel("凭证号").fill(voucher);
  await page.getByRole("button", { name: "确认入账" }).click();
  await expect(page.getByText("这个凭证号已经入账")).toBeVisible();
});

test("BO11, BO3, PN4: the national administrator sees staff, audit and storefronts; a changed hotline shows in the shop", async ({ page }) => {
  test.setTimeout(200_000);
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  for (const path of ["/staff", "/audit"]) {
    await page.goto(at("ops", path));
    await expectPleasant(page);
  }
  await expect(page.getByText("链条完整")).toBeVisible();
  await page.goto(at("ops", "/storefronts"));
  await expectPleasant(page);
  const hotline = `10060-${Date.now() % 10_000}`;
  await page.getByLabel("服务热线").first().fill(hotline);
  await page.getByRole("button", { name: "保存" }).first().click();
  await expect(page.getByText("已保存").first()).toBeVisible();
  await expect(async () => {
    await page.goto(at("sd"));
    await expect(page.getByText(hotline).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
});
