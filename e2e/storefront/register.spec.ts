import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { creditCheckCharacter } from "../../server/accounts/account.rules";
import { at, expect, expectPleasant, mailTo, signInStaff, smsCode, test } from "../fixtures/journey";
import { passSecondStep } from "../fixtures/second-step";

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");
const freshCode = () => {
  const body = `91370102${digits(9)}`;
  return `${body}${creditCheckCharacter(body)}`;
};

async function startAndFillCompany(page: Page, label: string, path: string, company: string): Promise<void> {
  await page.goto(at(label, `${path}/account/register`));
  await expectPleasant(page);
  await page.getByRole("button", { name: "开始填写" }).click();
  await page.getByLabel("企业名称").fill(company);
  await page.getByLabel("统一社会信用代码").fill("91370102MA3C2K7T10");
  await page.getByLabel("行业").selectOption("trade");
  await page.getByLabel("员工人数").selectOption("from50");
  await page.getByLabel("经营地址").fill("济南市历下区经十路 2002 号");
  await page.getByText("是法定代表人", { exact: true }).click();
  const paper = await page.screenshot();
  const licence = page.locator('input[type="file"]').first();
  await licence.setInputFiles({ name: "没写有效期.png", mimeType: "image/png", buffer: paper });
  await expect(page.getByText("请填写执照有效期")).toBeVisible();
  await expect(page.getByLabel("执照有效期至")).toBeFocused();
  await page.getByLabel("执照有效期至").fill("2036-12-31");
  for (const [index, input] of (await page.locator('input[type="file"]').all()).entries()) {
    if (index > 1) break;
    await input.setInputFiles({ name: `证照${index}.png`, mimeType: "image/png", buffer: paper });
    await expect(page.getByText(`证照${index}.png`)).toBeVisible();
  }
}

async function fillContact(page: Page, phone: string, email: string): Promise<void> {
  await page.getByLabel("经办人姓名").fill("郑晓");
  await page.getByLabel("手机号").fill(phone);
  await page.getByRole("button", { name: /验证码/ }).first().click();
  await page.getByLabel("6 位验证码").first().fill(await smsCode(phone));
  await page.getByRole("button", { name: "确认", exact: true }).first().click();
  await expect(page.getByText(/已确认/).first()).toBeVisible();
  await page.getByRole("textbox", { name: /^邮箱/ }).fill(email);
  await page.getByRole("button", { name: /验证码/ }).last().click();
  const code = /\d{6}/.exec((await mailTo(email, "确认邮箱")).text)?.[0] ?? "";
  await page.getByLabel("6 位验证码").last().fill(code);
  await page.getByRole("button", { name: "确认", exact: true }).last().click();
  await expect(page.getByText(/已确认/)).toHaveCount(2);
}

test("AI1, AI4, AI15, AI16: a company registers, resumes after a closed tab, is sent back, mended, reviewed, opened by 97, and signs in", async ({ page, context, browser }) => {
  test.setTimeout(180_000);
  const accountName = `Reg_${digits(8)}`;
  const email = `reg${digits(8)}@company.example`;
  const password = `Long-pass-${digits(6)}`;
  await startAndFillCompany(page, "sd", "", `新开户企业${digits(6)}`);
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await expect(page.getByText(/代码不正确/)).toBeVisible();
  await expect(page.getByLabel("统一社会信用代码")).toBeFocused();
  await page.getByLabel("统一社会信用代码").fill(freshCode());
  await expectPleasant(page);
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await expect(page.getByLabel("经办人姓名")).toBeVisible();
  await fillContact(page, `139${digits(8)}`, email);
  await expectPleasant(page);
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await expect(page.getByLabel("帐号名")).toBeVisible();

  await page.close();
  const again = await context.newPage();
  await again.goto(at("sd", "/account/register"));
  await expect(again.getByLabel("帐号名")).toBeVisible();
  for (const bad of ["abcde", "_abc12", "中文帐号"]) {
    await again.getByLabel("帐号名").fill(bad);
    await again.locator("input[name=password]").fill("short");
    await again.getByRole("button", { name: /下一步|继续/ }).click();
    await expect(again.getByText(/帐号名为 6–20 位/).last()).toBeVisible();
  }
  await again.getByLabel("帐号名").fill(accountName);
  await again.getByRole("button", { name: /下一步|继续/ }).click();
  await expect(again.getByText("密码至少 10 位").last()).toBeVisible();
  await again.locator("input[name=password]").fill(password);
  await again.getByText("预付费", { exact: true }).click();
  await expectPleasant(again);
  await again.getByRole("button", { name: /下一步|继续/ }).click();
  await expect(again.getByLabel(/我已阅读/)).toHaveCount(2);
  // Nobody is taken to want offers (DP5).
  await expect(again.getByLabel(/愿意收到优惠/)).not.toBeChecked();
  await expectPleasant(again);
  await again.getByLabel(/开户协议/).check();
  await again.getByRole("button", { name: "提交开户申请" }).click();
  await expect(again.getByText("请先阅读并同意")).toBeVisible();
  await again.getByLabel(/隐私政策/).check();
  await again.getByRole("button", { name: "提交开户申请" }).click();
  await expect(again.getByText(/审核/).first()).toBeVisible();
  await expectPleasant(again);

  const clerk = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.goto(at("ops", "/queue?kind=opening"));
  await clerk.getByRole("row", { name: new RegExp(accountName) }).getByRole("link").click();
  await expect(clerk.getByText("校验通过")).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: /领取/ }).click();
  await clerk.getByRole("button", { name: "退回更正（R）" }).click();
  await clerk.getByLabel("地址", { exact: true }).check();
  await clerk.getByLabel("原因").selectOption("other");
  await clerk.getByLabel("给客户的说明").fill("请写到楼层");
  await clerk.getByRole("button", { name: "确认退回" }).click();
  await expect(clerk.getByText("已退回").first()).toBeVisible();

  // What was not marked stays as it was on every step, so the way through the four of them stays open.
  await again.goto(at("sd", "/account/register"));
  await expect(again.getByText("请更正：经营地址")).toBeVisible();
  await again.getByLabel("经营地址").fill("济南市历下区经十路 2002 号 5 层");
  for (const step of [2, 3, 4]) {
    await again.getByRole("button", { name: "保存，下一步" }).click();
    await again.waitForURL((url) => url.searchParams.get("step") === String(step));
  }
  for (const text of [/开户协议/, /隐私政策/]) await again.getByLabel(text).check();
  await again.getByRole("button", { name: "重新提交" }).click();
  await expect(again.getByText("审核中").first()).toBeVisible();

  await clerk.goto(at("ops", "/queue?kind=opening"));
  await clerk.getByRole("row", { name: new RegExp(accountName) }).getByRole("link").click();
  await clerk.getByRole("button", { name: /领取/ }).click();
  await clerk.getByRole("button", { name: "通过（A）" }).click();
  await expect(clerk.getByText("已通过").first()).toBeVisible();
  await mailTo(email, "开");

  await expect(async () => {
    await again.goto(at("sd", "/account/login"));
    await again.getByLabel("企业帐号、邮箱或手机号").fill(accountName);
    await again.getByLabel("密码", { exact: true }).fill(password);
    await again.getByRole("button", { name: "登录", exact: true }).click();
    await again.waitForURL((url) => url.pathname === "/account/second-step", { timeout: 4000 });
  }).toPass({ intervals: [5000], timeout: 40_000 });
  // An owner is led to a second factor before anything else (AI12).
  await expect(again.getByRole("heading", { name: "设置两步验证" })).toBeVisible();
  await passSecondStep(again, "sd", accountName);
  await expect(again.getByText(accountName).first()).toBeVisible();
  await expect(again.getByText("¥0.00").first()).toBeVisible();
});
