import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { at, expect, expectPleasant, mailTo, signInCustomer, test } from "../fixtures/journey";

test("DP1: an owner asks for all the company's data, sees it being made, is told by mail, and saves one file of CSV and JSON", async ({ page }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "sd", "haiyun_yf", "/account/company/close");
  await page.getByRole("link", { name: "一次全部导出" }).or(page.getByRole("link", { name: "导出资料", exact: true })).first().click();
  await expect(page.getByText("还没有导出过")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "申请导出" }).click();
  const row = page.getByRole("table", { name: "导出记录" }).getByRole("row").nth(1);
  await expect(row).toContainText("可以下载", { timeout: 60_000 });
  await expect(row).toContainText(/\d+ 行/);
  await expectPleasant(page);
  expect((await mailTo("zhenghai@haiyun-yf.example", "企业资料已导出")).text).toContain("/account/company/takeout");

  const [saved] = await Promise.all([page.waitForEvent("download"), row.getByRole("link", { name: "下载 ZIP" }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^企业资料-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzipSync(new Uint8Array(readFileSync(await saved.path())));
  expect(strFromU8(files["说明.txt"]!)).toContain("orders.csv、orders.json：订单（含子帐号）");
  expect((JSON.parse(strFromU8(files["accounts.json"]!)) as { account: string }[]).map(({ account }) => account).join()).toContain("haiyun_lixia");
  expect(strFromU8(files["members.csv"]!)).toContain("企业管理员");
  await page.reload();
  await expect(row).toContainText("已下载 1 次");
  await page.goto(at("sd", "/account/notices"));
  await expect(page.getByText("企业资料已导出").first()).toBeVisible();
});
