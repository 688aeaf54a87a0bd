import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("BO4, DP6: a clerk sees a company's pages for its open case, can change nothing, ends it, and the company reads all of that", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "sd", "qilu_jingji", "/account/tickets/new");
  await page.getByRole("radio", { name: /咨询/ }).check();
  await page.getByLabel(/^一句话说明/).fill("帐单金额看不明白");
  await page.getByLabel(/^详细情况/).fill("上月帐单里有一行补收，想请客服一起看看。");
  await page.getByRole("radio", { name: /在网上答复/ }).check();
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  const number = (await page.getByRole("navigation", { name: "当前位置" }).innerText()).match(/SDT\d{11}/)?.[0] ?? "";

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "wangli@sd.kdsw.example");
  await clerk.goto(at("ops", "/customers?q=qilu"));
  await clerk.getByRole("link", { name: /齐鲁精工/ }).first().click();
  await clerk.getByRole("button", { name: "以客户视角查看" }).click();
  await clerk.getByLabel(/^服务单号/).fill("SDT00000000001");
  await clerk.getByRole("button", { name: "核对并继续" }).click();
  await expect(clerk.getByText("这家企业没有这张服务单")).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByLabel(/^服务单号/).fill(number);
  await clerk.getByRole("button", { name: "核对并继续" }).click();
  const opened = clerk.context().waitForEvent("page");
  await clerk.getByRole("link", { name: "打开企业页面" }).click();
  const seen = await opened;

  const banner = seen.getByRole("region", { name: "以客户视角查看" });
  await expect(banner).toContainText(new RegExp(`王丽 正以 齐鲁精工机械有限公司 的视角查看，依据服务单 ${number}`));
  await expectPleasant(seen);
  await seen.getByRole("link", { name: "帐单", exact: true }).click();
  await expect(seen.getByRole("heading", { name: "帐单", level: 1 })).toBeVisible();
  await expect(banner).toBeVisible();
  await expect(seen.getByRole("link", { name: "登录与安全" })).toHaveCount(0);
  await seen.goto(at("sd", "/account/security"));
  await expect(seen.getByRole("heading", { level: 1 })).toContainText("没有这项权限");
  await seen.goto(page.url());
  await seen.getByRole("button", { name: "不需要了，撤回" }).click();
  await seen.getByRole("button", { name: "撤回服务单" }).click();
  await expect(seen.getByText("现在是以客户视角查看，只能看，不能办理。").first()).toBeVisible();
  await seen.keyboard.press("Escape");
  await seen.getByRole("button", { name: "结束查看" }).click();
  await expect(seen.getByRole("heading", { name: "查看已结束" })).toBeVisible();
  await expectPleasant(seen);
  await seen.goto(at("sd", "/account/bills"));
  await expect(seen).toHaveURL(/\/account\/login/);

  await page.goto(at("sd", "/account/company/looks?kind=view"));
  const rows = page.getByRole("table", { name: "查看记录" }).getByRole("row");
  for (const what of [/结束以客户视角查看.*王丽/, /以客户视角查看查看帐单和预算.*王丽/, /开始以客户视角查看.*王丽/]) await expect(rows.filter({ hasText: what }).filter({ hasText: number }).first()).toBeVisible();
  await expectPleasant(page);
});
