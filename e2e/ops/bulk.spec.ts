import type { Page } from "@playwright/test";
import { at, expect, expectPleasant, freshPage, sendOrder, signInCustomer, signInStaff, test } from "../fixtures/journey";

/** Picks just these orders of what the desk offers: others belong to other people's journeys. */
async function pickOnly(desk: Page, numbers: readonly string[]): Promise<void> {
  await desk.goto(at("ops", "/queue/bulk?product=OA"));
  await expect(desk.getByRole("table", { name: "这一批订单" })).toBeVisible();
  await desk.getByRole("button", { name: "全不选" }).click();
  for (const number of numbers) await desk.getByRole("checkbox", { name: new RegExp(number) }).check();
  await expect(desk.getByText(`选中 ${String(numbers.length)} 单`)).toBeVisible();
}

test("BO9: a clerk approves several orders at once: counted before, taken back within the minute, then carried out one by one", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "bj", "jingcheng_it");
  const numbers = [];
  for (const seats of ["55", "65"]) {
    await page.goto(at("bj", "/account/orders/new?offering=OA-STD&seats=10"));
    await sendOrder(page, seats);
    numbers.push(/BJ\d{11}/.exec(await page.getByRole("main").innerText())?.[0] ?? "");
  }
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");
  await clerk.goto(at("ops", "/queue"));
  await clerk.getByRole("link", { name: "批量审核" }).click();
  await expectPleasant(clerk);
  await pickOnly(clerk, numbers);
  await clerk.getByRole("button", { name: "通过所选" }).click();
  await clerk.getByRole("button", { name: "确认通过" }).click();
  await clerk.waitForURL(/\/queue\/bulk\/[0-9a-f-]{36}$/);
  await expect(clerk.getByText(/秒后开始办理/)).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: "撤销这一批" }).click();
  await expect(clerk.getByText("已撤销", { exact: true })).toBeVisible();

  await pickOnly(clerk, numbers);
  await clerk.getByRole("button", { name: "通过所选" }).click();
  await clerk.getByRole("button", { name: "确认通过" }).click();
  await expect(clerk.getByText("办完了：2 单已办")).toBeVisible({ timeout: 100_000 });
  await page.goto(at("bj", "/account/orders"));
  for (const number of numbers) await expect(page.getByRole("row", { name: new RegExp(number) })).not.toContainText("审核中");
});
