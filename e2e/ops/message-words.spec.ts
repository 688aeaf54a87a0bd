import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("NT5: staff give a province its own words with a preview on real data, an unknown name is refused at its field, and what is replaced comes back; a person chooses their language", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await page.goto(at("ops", "/message-words"));
  await expectPleasant(page);
  await page.getByRole("link", { name: "付款成功：{金额}" }).click();
  await expect(page.getByLabel("标题"), "every name in Chinese").toHaveValue("{?是自动充值}自动充值{/是自动充值}{!是自动充值}付款{/是自动充值}成功：{金额}");
  await expect(page.getByText(/^可用的变量/)).toContainText("{编号}");
  await page.goBack();
  await page.getByRole("link", { name: "您的登录密码已更改" }).click();
  await expect(page.getByRole("heading", { name: "预览" })).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("标题").fill("山东：{nobody} 密码已更改");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("有这类消息没有的变量")).toBeVisible();
  await expect(page.getByLabel("标题")).toHaveValue("山东：{nobody} 密码已更改");
  await page.getByLabel("标题").fill("山东提醒：密码已更改");
  await expect(page.getByRole("region", { name: "预览" })).toContainText("山东提醒：密码已更改");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText(/本省的文字/)).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("navigation", { name: "语言" }).getByRole("link", { name: "英文" }).click();
  await expect(page.getByLabel("标题")).toHaveValue("Your password was changed");
  await page.getByRole("navigation", { name: "语言" }).getByRole("link", { name: "中文" }).click();
  await page.getByRole("button", { name: "恢复默认文字" }).click();
  await expect(page.getByText("现在用的是默认文字")).toBeVisible();

  const reader = await freshPage(browser);
  await signInCustomer(reader, "bj", "jingcheng_it", "/account/notices/choices");
  await reader.getByLabel("English").check();
  await reader.getByRole("button", { name: "保存语言" }).click();
  await expect(reader.getByText("已保存")).toBeVisible();
  await reader.getByLabel("中文").check();
  await reader.getByRole("button", { name: "保存语言" }).click();
  await expect(reader.getByText("已保存")).toBeVisible();
  await expectPleasant(reader);
});
