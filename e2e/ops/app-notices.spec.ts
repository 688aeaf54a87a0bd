import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("PR11: staff write an upgrade note, look at whom it reaches and how it reads, send it off, and the application's people read it on its page, in their centre and their mailbox", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await page.goto(at("ops", "/app-notices"));
  await page.getByRole("link", { name: "写一条" }).click();
  await page.getByRole("combobox", { name: "应用" }).selectOption({ label: "协同办公 OA" });
  await page.getByLabel(/^升级说明/).check();
  const title = `日程共享 ${Date.now().toString(36)}`;
  await page.getByLabel("标题").fill(title);
  await page.getByLabel("内容").fill("今晚 22:00 升级，约十分钟，期间不能登录。");
  await page.getByLabel("详情链接").fill("help.oa.example");
  await page.getByRole("button", { name: "保存，看预览" }).click();
  // Each error at its field, and nothing that was typed is lost.
  await expect(page.getByText("请填写版本，例如 5.2")).toBeVisible();
  await expect(page.getByText("请填写完整的网址，以 https:// 开头")).toBeVisible();
  await expect(page.getByLabel("标题")).toHaveValue(title);
  await expectPleasant(page);
  await page.getByRole("textbox", { name: "版本" }).fill("5.2");
  await page.getByLabel("详情链接").fill("https://help.oa.example/5.2");
  await page.getByRole("button", { name: "保存，看预览" }).click();
  await expect(page.getByText(/现在发送会告知 \d+ 人/)).toBeVisible();
  await expect(page.getByText(`协同办公 OA 已升级到 5.2：${title}`)).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "发送", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^发给 \d+ 人$/ }).click();
  await expect(page.getByText(/已告知 \d+ 人/)).toBeVisible({ timeout: 30_000 });
  await page.goto(at("ops", "/app-notices?state=sent"));
  await expect(page.getByRole("row").filter({ hasText: title })).toContainText("已发完");
  await expectPleasant(page);

  const reader = await freshPage(browser);
  await signInCustomer(reader, "sd", "LanhaiTrade", "/account/notices?topic=orders");
  const entry = reader.getByRole("listitem").filter({ hasText: title }).first();
  await expect(entry).toContainText("今晚 22:00 升级");
  await entry.getByRole("button", { name: /^查看应用/ }).click();
  await reader.waitForURL(/\/account\/apps\/[0-9a-f-]{36}$/);
  await expect(reader.getByRole("region", { name: "升级说明和消息" })).toContainText(title);
  await expect(reader.getByRole("link", { name: "查看详情（新窗口）" }).first()).toHaveAttribute("href", "https://help.oa.example/5.2");
  await expectPleasant(reader);
  expect((await mailTo("linxiaoyan@lanhai-trade.example", title)).text).toContain("今晚 22:00 升级");
});
