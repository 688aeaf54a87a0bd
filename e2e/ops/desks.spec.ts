import type { Page } from "@playwright/test";
import { demoCustomers } from "../../prisma/seed/people";
import { creditCheckCharacter } from "../../server/accounts/account.rules";
import { at, companion, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

async function switchTo(page: Page, platform: string): Promise<void> {
  await page.getByLabel("当前平台").selectOption({ label: platform });
  await expect(page.getByLabel("当前平台").locator("option:checked")).toHaveText(platform);
}

test("SC13, NT6, SY1: product staff stop and resume a sale, wire up a group, and see how every part fares", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await switchTo(page, "广东");
  await page.goto(at("ops", "/catalogue?stage=onSale&q=HR"));
  await page.getByRole("row", { name: /人力资源 HR/ }).getByRole("button", { name: "停止销售" }).click();
  await page.getByRole("button", { name: "确认停止" }).click();
  await expect(page.getByText("请写得具体一些")).toBeVisible();
  await page.getByLabel("原因（内部记录）").fill("供应商合同到期，暂停新客户");
  await page.getByRole("button", { name: "确认停止" }).click();
  await expect(page.getByRole("row", { name: /人力资源 HR/ })).toHaveCount(0);

  const visitor = await freshPage(browser);
  await expect(async () => {
    await visitor.goto(at("gd", "/products"));
    await expect(visitor.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(visitor.getByRole("link", { name: /人力资源/ })).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 70_000 });
  await expect(async () => {
    await visitor.goto(at("gd", "/products/hr"));
    await expect(visitor.getByText("停止受理新客户")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 70_000 });
  await expectPleasant(visitor);
  await signInCustomer(visitor, "gd", "yuexiu_mfg", "/account/orders/new?offering=HR-STD&seats=20");
  await expect(visitor.getByText("这个套餐暂时不能订购")).toBeVisible();
  await visitor.context().close();

  await page.goto(at("ops", "/catalogue?stage=stopped"));
  await expect(page.getByText("供应商合同到期，暂停新客户")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "恢复销售 人力资源 HR" }).click();
  await expect(page.getByText("供应商合同到期，暂停新客户")).toHaveCount(0);

  await page.goto(at("ops", "/robots"));
  const key = `journey-robot-${Date.now()}`;
  await page.getByLabel("群名").fill("广东审核群");
  await page.getByLabel("机器人密钥").fill("short");
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByText("密钥为 16 位以上的字母、数字")).toBeVisible();
  await page.getByLabel("机器人密钥").fill(key);
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await page.getByRole("button", { name: "发测试消息" }).click();
  await expect(page.getByText("测试消息已发出")).toBeVisible();
  await expect(async () => {
    const { messages } = (await (await fetch(companion(108, "/_messages"))).json()) as { messages: { key: string }[] };
    expect(messages.some((message) => message.key === key)).toBe(true);
  }).toPass({ timeout: 20_000 });
  await expectPleasant(page);
  await page.getByRole("button", { name: "移除 广东审核群" }).click();
  await expect(page.getByText("还没有提醒群")).toBeVisible();

  await page.goto(at("ops", "/system"));
  for (const part of ["数据库", "任务队列", "后台处理进程", "应用提供商接口", "97 营业系统", "计费系统", "短信网关", "邮件服务器"]) {
    await expect(page.getByRole("listitem").filter({ hasText: new RegExp(`^${part}(正常|缓慢)`) })).toBeVisible();
  }
  await expectPleasant(page);
});

test("AI4, DP4, DP6: an owner hands in a new licence, a clerk who looked up the contact for a reason takes it, and the owner reads who looked at what", async ({ page, browser }) => {
  test.setTimeout(200_000);
  await signInCustomer(page, "bj", "jingcheng_it", "/account/company");
  const file = { name: "新营业执照.png", mimeType: "image/png", buffer: await page.screenshot() };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText("请填写执照有效期")).toBeVisible();
  await page.getByLabel("执照有效期至").fill("2039-06-30");
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText("新营业执照.png 正在审核")).toBeVisible();
  await expectPleasant(page);

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");
  await clerk.goto(at("ops", "/customers?q=jingcheng"));
  await clerk.getByRole("link", { name: /京程/ }).click();
  await expect(clerk.getByText("138****0004")).toBeVisible();
  await clerk.getByRole("button", { name: "显示完整信息" }).click();
  await clerk.getByRole("button", { name: "显示", exact: true }).click();
  await expect(clerk.getByText("请选择原因")).toBeVisible();
  await clerk.getByLabel(/^原因/).selectOption({ label: "核对办理材料" });
  await clerk.getByLabel(/^说明/).fill("电话核对新执照");
  await clerk.getByLabel(/^服务单号/).fill("BJT00000000001");
  await clerk.getByRole("button", { name: "显示", exact: true }).click();
  await expect(clerk.getByText("这家企业没有这张服务单")).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByLabel(/^服务单号/).fill("");
  await clerk.getByRole("button", { name: "显示", exact: true }).click();
  await expect(clerk.getByText("13801080004")).toBeVisible();
  await clerk.goto(at("ops", "/queue"));
  await clerk.getByRole("link", { name: /执照更新 · 京程/ }).first().click();
  await expect(clerk.getByText("企业填写的有效期：至 2039年6月30日")).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: /领取/ }).click();
  await expect(clerk.getByRole("button", { name: /^通过/ })).toHaveAttribute("aria-disabled", "false");
  await expect(clerk.getByRole("button", { name: /退回/ })).toHaveAttribute("aria-disabled", "true");
  await clerk.getByRole("button", { name: /^通过/ }).click();
  await expect(clerk.getByText("已通过").first()).toBeVisible();
  await clerk.context().close();

  await page.reload();
  await expect(page.getByText("新营业执照.png 已通过核验")).toBeVisible();
  await expect(page.getByText("至 2039年6月30日")).toBeVisible();

  await page.getByRole("link", { name: "谁看过", exact: true }).click();
  const looks = page.getByRole("table", { name: "查看记录" });
  await expect(looks.getByRole("row").filter({ hasText: "查看完整信息" }).first()).toHaveText(/手机、邮箱.*运营商 刘洋.*审核.*核对办理材料，电话核对新执照/);
  await expect(looks.getByRole("row").filter({ hasText: "查看审核材料" }).first()).toContainText("刘洋");
  await expectPleasant(page);
  await page.getByRole("link", { name: "下载文件", exact: true }).click();
  await expect(looks.getByRole("row").filter({ hasText: "查看审核材料" })).toHaveCount(0);
});

test("BO7: finance sees what the system does by itself and runs one job for one company", async ({ page }) => {
  await signInStaff(page, "zhaomin@sd.kdsw.example");
  await page.getByRole("link", { name: "后台任务" }).first().click();
  await expect(page.getByRole("region", { name: "出账" })).toBeVisible();
  await expect(page.getByRole("region", { name: "变更到期生效" })).toContainText(/将生效 \d+ 项/);
  await expectPleasant(page);
  await page.getByLabel("企业帐号名").fill("nobody_here");
  await page.getByRole("button", { name: "立即执行" }).click();
  await expect(page.getByText("没有这个企业帐号")).toBeVisible();
  await page.getByLabel("企业帐号名").fill("qilu_jingji");
  await page.getByLabel("任务").selectOption("endTrials");
  await page.getByRole("button", { name: "立即执行" }).click();
  await expect(page.getByText("这一户没有到期要办的事")).toBeVisible();
});

test("SY7: product staff turn a feature off in their province until a day; who asks for it reads why, and it comes back with one press", async ({ page, browser }) => {
  test.setTimeout(120_000);
  // Somebody whose form was open before.
  const company = demoCustomers.find(({ accountName }) => accountName === "yuexiu_mfg");
  const somebody = await freshPage(browser);
  await somebody.goto(at("gd", "/account/recover"));
  await somebody.getByLabel("企业帐号名").fill("yuexiu_mfg");
  await somebody.getByLabel("统一社会信用代码").fill(`${company?.creditBody ?? ""}${creditCheckCharacter(company?.creditBody ?? "") ?? ""}`);
  await somebody.getByLabel("您的姓名").fill("赵一鸣");
  await somebody.getByLabel("您的手机号").fill("13900000077");
  await somebody.getByLabel("您的邮箱").fill("switch@company.example");
  await somebody.getByLabel("说明").fill("原管理员已于上月离职，联系不上");
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await switchTo(page, "广东");
  await page.goto(at("ops", "/switches"));
  await expectPleasant(page);
  await page.getByLabel("功能", { exact: true }).selectOption("ownerRecovery");
  await page.getByRole("button", { name: "设置", exact: true }).click();
  await expect(page.getByText("请写得具体一些")).toBeVisible();
  await page.getByLabel("最后一天").fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await page.getByLabel("原因").fill("核验系统升级期间暂停");
  await page.getByRole("button", { name: "设置", exact: true }).click();
  await expect(page.getByRole("table", { name: "不是默认状态的功能" })).toContainText("核验系统升级期间暂停");
  await expectPleasant(page);

  await somebody.getByRole("button", { name: /下一步/ }).click();
  await expect(somebody.getByText("本省暂停在网上办理这项业务")).toBeVisible();
  // Whoever comes now reads it before there is anything to fill in.
  const late = await freshPage(browser);
  await late.goto(at("gd", "/account/recover"));
  await expect(late.getByText("现在不能新申请")).toBeVisible();
  await expect(late.getByLabel("企业帐号名")).toHaveCount(0);
  await expectPleasant(late);
  await page.getByRole("button", { name: "恢复默认 广东 网上找回企业管理员" }).click();
  await expect(page.getByText("各项功能都是默认状态")).toBeVisible();
  await somebody.getByRole("button", { name: /下一步/ }).click();
  await expect(somebody.getByText("验证码已发出")).toBeVisible();
});
