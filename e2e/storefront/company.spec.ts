import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { creditCheckCharacter } from "../../server/accounts/account.rules";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, smsCode, test } from "../fixtures/journey";

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");
const creditBody = "91370902MA3F1P6Q3";

async function openTask(clerk: Page, title: RegExp): Promise<void> {
  await clerk.goto(at("ops", "/queue"));
  await clerk.getByRole("link", { name: title }).first().click();
  await clerk.getByRole("button", { name: "领取（C）" }).click();
  await expect(clerk.getByText("您已领取")).toBeVisible();
}

test("AI18: an owner changes the phone by code at once, and the address by papers after a clerk has seen them; the old values stay to be read", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "sd", "taishan_wuliu", "/account/company/change");
  await expectPleasant(page);
  const phone = `139${digits(8)}`;
  await page.getByLabel("联系手机").fill(phone);
  await page.getByRole("button", { name: "发送验证码" }).click();
  await page.getByLabel("短信验证码").fill(await smsCode(phone));
  await expectPleasant(page);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已更改")).toBeVisible();
  const history = page.getByRole("region", { name: "变更记录" });
  await expect(history).toContainText("13853800003");
  await expect(history).toContainText(phone);

  const address = `山东省泰安市泰山区新址路 ${digits(3)} 号`;
  await page.getByLabel("经营地址").fill(address);
  await page.getByLabel("变更原因").fill("公司搬迁，执照已换发");
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByText("请上传变更后的营业执照或核准通知")).toBeVisible();
  await page.locator('input[type="file"]').last().setInputFiles({ name: "新执照.png", mimeType: "image/png", buffer: await page.screenshot() });
  await expect(page.getByText("已上传：新执照.png")).toBeVisible();
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByText("有一次变更正在审核")).toBeVisible();
  await expect(history.getByRole("button", { name: "撤回这次变更" })).toBeVisible();

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "sunyan@sd.kdsw.example");
  await openTask(clerk, /资料变更 · 泰山通达/);
  await expect(clerk.getByRole("region", { name: "申请变更" })).toContainText(address);
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: "通过（A）" }).click();
  await expect(clerk.getByText("已通过").first()).toBeVisible();
  await page.goto(at("sd", "/account/company"));
  await expect(page.getByRole("region", { name: "企业信息" })).toContainText(address);
});

test("AI19: with papers and two clerks somebody asks for the account of an owner who left; the members are told, and an objection stops it", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const phone = `139${digits(8)}`;
  const email = `boss${digits(8)}@company.example`;
  await page.goto(at("sd", "/account/login"));
  await page.getByRole("link", { name: "企业管理员已离开" }).click();
  await expectPleasant(page);
  await page.getByLabel("企业帐号名").fill("taishan_wuliu");
  await page.getByLabel("统一社会信用代码").fill("91370102MA3C2K7T1R");
  await page.getByLabel("您的姓名").fill("赵一鸣");
  await page.getByLabel("您的手机号").fill(phone);
  await page.getByLabel("您的邮箱").fill(email);
  await page.getByLabel("说明").fill("原管理员已于上月离职，联系不上");
  await page.getByRole("button", { name: /下一步/ }).click();
  const code = page.getByLabel("统一社会信用代码");
  await expect(code).toBeFocused();
  await code.fill(`${creditBody}${creditCheckCharacter(creditBody) ?? ""}`);
  await page.getByRole("button", { name: /下一步/ }).click();
  await expect(page.getByText("验证码已发出")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("短信里的 6 位验证码").fill(await smsCode(phone));
  await page.getByLabel("邮件里的 6 位验证码").fill(/\d{6}/.exec((await mailTo(email, "确认邮箱")).text)?.[0] ?? "");
  await page.getByRole("button", { name: "确认", exact: true }).click();
  // The rest is done from the mail's link, on another device.
  const link = /https?:\/\/\S+\/account\/recover\?request=[\w-]+/.exec((await mailTo(email, "继续申请")).text)?.[0] ?? "";
  const device = await freshPage(browser);
  await device.goto(link);
  await expect(device).toHaveURL(/\/account\/recover$/);
  await expect(device.locator('input[type="file"]')).toHaveCount(3);
  const picture = await device.screenshot();
  for (const [index, input] of (await device.locator('input[type="file"]').all()).entries()) {
    await input.setInputFiles({ name: `材料${String(index)}.png`, mimeType: "image/png", buffer: picture });
    await expect(device.getByText(`材料${String(index)}.png`)).toBeVisible();
  }
  await device.getByLabel(/材料真实/).check();
  await expectPleasant(device);
  await device.getByRole("button", { name: "提交审核" }).click();
  await expect(device.getByText("正在审核")).toBeVisible();
  await expectPleasant(device);

  for (const name of ["sunyan@sd.kdsw.example", "zhaomin@sd.kdsw.example"]) {
    const clerk = await freshPage(browser);
    await signInStaff(clerk, name);
    await openTask(clerk, /找回管理员 · 泰山通达/);
    await expect(clerk.getByRole("region", { name: "申请人" })).toContainText("赵一鸣");
    await expectPleasant(clerk);
    await clerk.getByRole("button", { name: "通过（A）" }).click();
    await expect(clerk.getByText(name.startsWith("sunyan") ? "一审" : "已通过").first()).toBeVisible();
  }

  await expect((await mailTo("mazhiqiang@taishan-wuliu.example", "申请成为")).text).toContain("赵一鸣");
  const owner = await freshPage(browser);
  await signInCustomer(owner, "sd", "taishan_wuliu", "/account/company/members");
  await expect(owner.getByText("赵一鸣 申请担任企业管理员")).toBeVisible();
  await expectPleasant(owner);
  await owner.getByRole("button", { name: "我有异议" }).click();
  await owner.getByLabel("为什么").fill("管理员还在公司，不认识这个人");
  await owner.getByRole("button", { name: "停止这次申请" }).click();
  await expect(owner.getByText("赵一鸣 申请担任企业管理员")).toHaveCount(0);
  await device.reload();
  await expect(device.getByText("企业有成员提出异议，申请已停止")).toBeVisible();
});
