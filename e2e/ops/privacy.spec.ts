import { at, expect, expectPleasant, signInStaff, test } from "../fixtures/journey";

test("DP2: staff read what is kept of people, why, how long and by whose duty, and what was deleted by itself", async ({ page }) => {
  test.setTimeout(150_000);
  await signInStaff(page, "wangli@sd.kdsw.example");
  await page.getByRole("link", { name: "个人信息", exact: true }).first().click();
  const map = page.getByRole("table", { name: "个人信息清单" });
  await expect(map.getByRole("row").filter({ hasText: "登录的地址、设备和方式" })).toHaveText(/失效后 180 天.*到期删除.*客服/);
  await expect(map.getByRole("row").filter({ hasText: "付款人和凭证" })).toHaveText(/30 年.*《会计档案管理办法》.*依法保存.*财务/);
  await expectPleasant(page);
  await page.getByRole("link", { name: "计费、收款和开票" }).click();
  await expect(map.getByRole("row").filter({ hasText: "登录的地址、设备和方式" })).toHaveCount(0);
  await page.getByRole("link", { name: "到期处理", exact: true }).click();
  // The worker's first turn of the day comes within a minute of its start.
  await expect(async () => {
    await page.goto(at("ops", "/privacy?view=runs"));
    await expect(page.getByRole("table", { name: "近 30 天执行记录" }).getByRole("row").nth(1)).toHaveText(/(\d+) \/ \1 项/, { timeout: 2000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByRole("table", { name: "到期处理" })).not.toContainText("还没有执行");
  await expectPleasant(page);
});
