import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("CH1, CH2, CH3, CH5, CH9: a company adds seats at once, sees what another plan costs, has it approved for the edge, and undoes it", async ({ page, browser }) => {
  test.setTimeout(200_000);
  await signInCustomer(page, "bj", "jingcheng_it");
  // Others order for this company too: it is the one that it has had since the autumn.
  const open = async (seats: string) => {
    await page.goto(at("bj", "/account/products"));
    await page.getByRole("row", { name: new RegExp(`协同办公 OA 标准版.*${seats} 席`) }).getByRole("link").click();
  };
  await open("30");
  await page.getByRole("link", { name: "变更套餐和数量" }).click();
  const seats = page.getByLabel(/^数量/);
  const preview = page.getByRole("region", { name: "变更预览" });
  // A wrong number says so at its field, and nothing that was typed is lost.
  await seats.fill("33");
  await expect(page.getByText("数量要从起订数起，按每次增加的数量填写")).toBeVisible();
  await seats.fill("35");
  await expect(preview).toContainText("受理后立即生效");
  await expect(preview).toContainText("现在从余额补扣");
  await expect(preview.getByRole("table")).toContainText("+¥");
  await expect(page.getByText("自动受理").first()).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel(/我已核对预览/).check();
  await page.getByRole("button", { name: "确认，立即增加" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "变更内容" })).toBeVisible();
  // The AP hears it from the worker, and the order is completed.
  await expect(page.getByText("已生效").first()).toBeVisible({ timeout: 60_000 });
  await expectPleasant(page);
  await page.getByRole("link", { name: /^OA-BJ-/ }).click();
  await expect(page.getByText("35 席", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "变更套餐和数量" }).click();
  await page.getByLabel(/专业版/).check();
  await expect(preview).toContainText("零点生效");
  await expect(preview).toContainText("新增：电子签章每席每月 10 次");
  await page.getByLabel(/我已核对预览/).check();
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  const order = page.url();

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");
  await clerk.goto(at("ops", "/queue"));
  await clerk.getByRole("link", { name: /协同办公 OA 变更/ }).first().click();
  await clerk.getByRole("button", { name: /^领取/ }).click();
  await expect(clerk.getByRole("heading", { name: "变更内容" })).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: /^通过/ }).click();

  await expect(async () => {
    await page.goto(order);
    await expect(page.getByText("已安排，待生效").first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expectPleasant(page);
  await page.getByRole("button", { name: "撤销变更" }).click();
  await page.getByRole("button", { name: "确认撤销" }).click();
  await expect(page.getByText("已撤销").first()).toBeVisible();
  await open("35");
  await expect(page.getByRole("table", { name: "办理记录" })).toContainText("已撤销");
  await expectPleasant(page);
});
