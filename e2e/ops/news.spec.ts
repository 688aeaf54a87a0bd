import { at, expect, expectPleasant, freshPage, signInStaff, test } from "../fixtures/journey";

test("PN8: an editor writes news for the country, mends it and takes it away; the pages follow within a minute", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const title = `国庆期间服务安排 ${Date.now() % 100_000}`;
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  // What the country announces is written at the country's desk.
  await page.getByLabel("当前平台").selectOption({ label: "全国" });
  await page.waitForURL(at("ops", "/queue"));
  await page.getByRole("link", { name: "公告", exact: true }).click();
  await expect(page.getByRole("heading", { name: "公告", level: 1 })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: "写公告" }).click();
  await page.getByLabel("标题", { exact: true }).fill("短");
  await page.getByLabel("结束展示（留空则不自动结束）").fill("2020-01-01T00:00");
  await page.getByLabel("英文标题（可不填）").fill("Service during the holidays");
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByLabel("标题", { exact: true }), "each reason at its field").toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("标题", { exact: true }).fill(title);
  await page.getByLabel("正文", { exact: true }).fill("热线照常，营业厅缩短营业时间。\n\n装机预约顺延到节后。");
  await page.getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("结束时间要晚于开始时间").or(page.getByText("结束时间已经过去")).first()).toBeVisible();
  await expect(page.getByText("英文标题和正文要么都填，要么都不填。")).toBeVisible();
  await expect(page.getByLabel("标题", { exact: true }), "nothing typed is lost").toHaveValue(title);
  await page.getByLabel("结束展示（留空则不自动结束）").fill("");
  await page.getByLabel("英文正文（可不填）").fill("The hotline is open as usual.");
  await expectPleasant(page);
  await page.getByRole("button", { name: "发布" }).click();
  await page.waitForURL(/\/news\/[0-9a-f-]{36}$/);
  await expect(page.getByText("展示中")).toBeVisible();
  await expectPleasant(page);
  const visitor = await freshPage(browser);
  for (const [label, path] of [["", "/"], ["sd", "/"], ["nf", "/sc/news"]] as const) {
    await expect(async () => {
      await visitor.goto(at(label, path));
      await expect(visitor.getByText(title)).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await expectPleasant(visitor);
  }
  await visitor.goto(at("sd", "/en/news"));
  await expect(visitor.getByText("Service during the holidays")).toBeVisible();
  await page.getByRole("button", { name: "撤下" }).click();
  await page.getByRole("button", { name: "确认撤下" }).click();
  await expect(page.getByText("已撤下").first()).toBeVisible();
  await expect(async () => {
    await visitor.goto(at("sd", "/news"));
    await expect(visitor.getByText(title)).toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await page.goto(at("ops", "/news?state=withdrawn"));
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});
