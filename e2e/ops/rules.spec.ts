import type { Page } from "@playwright/test";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

/** Guangdong, so that what other journeys do in Shandong is decided as ever. */
async function signInForGuangdong(page: Page, email: string): Promise<void> {
  await signInStaff(page, email);
  await page.getByLabel("当前平台").selectOption({ label: "广东" });
  await expect(page.getByLabel("当前平台").locator("option:checked")).toHaveText("广东");
  await page.goto(at("ops", "/rules"));
  await expect(page.getByRole("heading", { name: "受理规则", level: 1 })).toBeVisible();
}

test("BO5, PN9, OR4: a draft whose case fails goes nowhere; tried on the last orders and released by a second person it decides at once, and is rolled back by one", async ({ page, browser }) => {
  test.setTimeout(300_000);
  await signInForGuangdong(page, "gaojing@sd.kdsw.example");
  await expect(page.getByRole("row", { name: /第 1 版/ })).toContainText("生效中");
  await expectPleasant(page);
  await page.getByRole("link", { name: "第 1 版" }).click();
  await expect(page.getByRole("heading", { name: "第 1 版", level: 1 })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "以此新建草稿" }).click();
  await page.getByLabel("这次改什么").fill("暂停和恢复改为人工审核");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/rules\/drafts\/[0-9a-f-]{36}$/);
  await expectPleasant(page);

  // A rule is changed in a form that says what is wrong at its field.
  await page.getByRole("button", { name: "修改第 92 条" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("编号").fill("70");
  await form.getByLabel("结论").selectOption({ label: "网上提交，人工审核" });
  await form.getByRole("button", { name: "保存规则" }).click();
  await expect(form.getByText("这个编号已有规则使用")).toBeVisible();
  await expect(form.getByLabel("编号")).toBeFocused();
  await expectPleasant(page);
  await form.getByLabel("编号").fill("92");
  await form.getByLabel("对客户的说明").selectOption({ label: "由审核人员在 1 个工作日内审核。" });
  await form.getByRole("button", { name: "保存规则" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("article", { name: "第 92 条" })).toContainText("人工审核");

  // The order is changed by keys alone, and the focus stays where it was.
  const up = page.getByRole("button", { name: "第 92 条上移" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "第 92 条已移到第 11 位" })).toBeAttached();
  await expect(up).toBeFocused();

  await page.getByRole("link", { name: "设置", exact: true }).click();
  await page.getByLabel("首年费用限额（元）").fill("一百");
  await page.getByRole("button", { name: "保存设置" }).click();
  await expect(page.getByText("请填写金额")).toBeVisible();
  await page.getByLabel("首年费用限额（元）").fill("100");
  await page.getByRole("button", { name: "保存设置" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await expectPleasant(page);

  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("有用例与规则的结论不一致")).toBeVisible();
  await page.getByRole("link", { name: /^用例/ }).click();
  await expect(page.getByText("2 个用例与规则不符")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "修改用例：暂停自助办理" }).click();
  await form.getByLabel("名称").fill("暂停须人工审核");
  await form.getByLabel("应当的结论").selectOption({ label: "网上提交，人工审核" });
  await form.getByLabel("应当的说明").selectOption({ label: "由审核人员在 1 个工作日内审核。" });
  await expectPleasant(page);
  await form.getByRole("button", { name: "保存用例" }).click();
  await expect(page.getByText("1 个用例与规则不符")).toBeVisible();
  await page.getByRole("button", { name: "删除用例：首年正好到限额，一人审核" }).click();
  await expect(page.getByText("16 个用例全部符合")).toBeVisible();

  await page.getByRole("link", { name: "差异" }).click();
  await expect(page.getByRole("article", { name: /第 92 条/ })).toContainText("自动受理");
  await expect(page.getByText("新增：暂停须人工审核")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("您参与了编写，须由另一位同事复核发布。")).toBeVisible();
  await expect(page.getByRole("button", { name: "发布…" })).toHaveCount(0);
  await page.getByRole("link", { name: "试算" }).click();
  await expect(page.getByText("试算订单")).toBeVisible({ timeout: 30_000 });
  await expectPleasant(page);
  const draft = page.url();

  // Somebody else, told by mail, releases it.
  const second = await freshPage(browser);
  await signInForGuangdong(second, "zhouhang@zx.kdsw.example");
  expect((await mailTo("zhouhang@zx.kdsw.example", "待复核")).text).toContain("高静");
  await second.goto(draft);
  await second.getByRole("button", { name: "发布…" }).click();
  await expectPleasant(second);
  await second.getByRole("button", { name: "确认发布" }).click();
  await expect(second.getByRole("heading", { name: "第 2 版", level: 1 })).toBeVisible();
  await expect(second.getByText("生效中").first()).toBeVisible();

  // The customer's form and the public page say the new decision.
  const customer = await freshPage(browser);
  await signInCustomer(customer, "gd", "yuexiu_mfg");
  await customer.goto(at("gd", "/account/orders/new?offering=OA-STD&seats=10"));
  await expect(customer.getByText("首年费用较高，需要两位审核人员确认。")).toBeVisible();
  const publicRow = (decision: string) => expect(async () => {
    await customer.goto(at("gd", "/online"));
    await expect(customer.getByRole("row", { name: /^暂停/ })).toContainText(decision, { timeout: 2000 });
  }).toPass({ timeout: 90_000 });
  await publicRow("网上提交，人工审核");

  // Back by one person, at once.
  await second.goto(at("ops", "/rules"));
  await second.getByRole("button", { name: "回滚到第 1 版" }).click();
  await second.getByRole("button", { name: "确认回滚" }).click();
  await expect(second.getByText("请写得具体一些")).toBeVisible();
  await second.getByLabel(/^原因/).fill("演示回滚");
  await second.getByRole("button", { name: "确认回滚" }).click();
  await expect(second.getByRole("heading", { name: "第 3 版", level: 1 })).toBeVisible();
  await expectPleasant(second);
  expect((await mailTo("gaojing@sd.kdsw.example", "回滚到第 1 版")).text).toContain("演示回滚");
  await customer.goto(at("gd", "/account/orders/new?offering=OA-STD&seats=10"));
  await expect(customer.getByText("办理方式：网上提交，人工审核")).toBeVisible();
  await expect(customer.getByText("首年费用较高，需要两位审核人员确认。")).toHaveCount(0);
  await publicRow("网上自动受理");
});
