import { at, expect, expectPleasant, signInCustomer, test } from "../fixtures/journey";

test("BI22: a company sees what its products come to this month, tags one and sets a budget for the tag", async ({ page }) => {
  test.setTimeout(90_000);
  await signInCustomer(page, "bj", "jingcheng_it");
  await page.goto(at("bj", "/account"));
  await page.getByRole("link", { name: "预算" }).first().click();
  await expect(page.getByText("还没有预算")).toBeVisible();
  await expectPleasant(page);
  const field = page.getByLabel(/协同办公 OA .*的标签/).first();
  await field.fill("研发部");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("button", { name: "设置预算" }).click();
  await page.getByLabel("对象").selectOption({ label: "标签“研发部”" });
  await page.getByLabel("每月预算（元）").fill("十元");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByLabel("每月预算（元）")).toBeFocused();
  await page.getByLabel("每月预算（元）").fill("10");
  await page.getByRole("button", { name: "保存" }).click();
  const row = page.getByRole("table", { name: "预算" }).getByRole("row").filter({ hasText: "研发部" });
  await expect(row).toContainText("预计超出");
  await expectPleasant(page);
  await row.getByRole("button", { name: /取消预算/ }).click();
  await expect(page.getByText("还没有预算")).toBeVisible();
});
