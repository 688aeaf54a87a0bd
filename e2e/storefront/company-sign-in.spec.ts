import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { DEMO_PASSWORD } from "../../prisma/seed/people";
import { demoSecrets } from "../simulators/start";
import { at, companion, expect, expectPleasant, freshPage, mailTo, signInCustomer, test } from "../fixtures/journey";
import { agreeToPolicies } from "../fixtures/second-step";

const PASSWORD = "Warm-mill-grinds-eleven-stones";
const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

/** Says at the company's own sign-in who one is, with more than a password or not. */
async function answerIssuer(page: Page, email: string, isStrong = false): Promise<void> {
  await page.waitForURL((url) => url.pathname.startsWith("/interaction/"));
  await page.getByLabel("工作邮箱").fill(email);
  if (isStrong) await page.getByLabel("已在这里通过两步验证").check();
  await page.getByRole("button", { name: "登录" }).click();
}

async function goToIssuer(page: Page): Promise<void> {
  await page.goto(at("sd", "/account/login"));
  await page.getByRole("button", { name: "企业统一登录" }).click();
  await expectPleasant(page);
  await page.getByLabel("企业帐号", { exact: true }).fill("taishan_wuliu");
  await page.getByRole("button", { name: "前往企业登录" }).click();
}

/** A colleague who has come once with a password of their own. */
async function colleague(owner: Page, mate: Page, email: string): Promise<void> {
  await owner.goto(at("sd", "/account/company/members/new"));
  await owner.getByRole("textbox", { name: "姓名" }).fill("尚文静");
  await owner.getByRole("textbox", { name: "邮箱" }).fill(email);
  await owner.getByLabel(/^订购员/).check();
  await owner.getByRole("button", { name: "发送邀请" }).click();
  await owner.waitForURL(/\/company\/members$/);
  await mate.goto(linkIn((await mailTo(email, "邀请您使用")).text));
  await mate.getByLabel("新密码").fill(PASSWORD);
  await mate.getByRole("button", { name: "设置新密码" }).click();
  await expect(mate.getByText("新密码已设好")).toBeVisible();
  await mate.goto(at("sd", "/account/login"));
  await mate.getByLabel("企业帐号、邮箱或手机号").fill(email);
  await mate.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await mate.getByRole("button", { name: "登录", exact: true }).click();
  await agreeToPolicies(mate);
  await expect(mate.getByText("尚文静（订购员）")).toBeVisible();
  await mate.getByRole("button", { name: "退出", exact: true }).click();
  await mate.waitForURL(/\/account\/login/);
}

test("AI13: an owner names the company's own sign-in, tests it and turns it on; a colleague comes in by it, and is out when it is turned off", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const email = `shangwenjing${String(randomInt(1e8)).padStart(8, "0")}@taishan-wuliu.example`;
  await signInCustomer(page, "sd", "taishan_wuliu", "/account/company/sign-in");
  await expectPleasant(page);
  await page.getByLabel("您的登录密码").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "确认身份" }).click();
  await page.getByLabel("签发方地址").fill("http://10.0.0.8/oidc");
  await page.getByLabel("客户端 ID").fill(demoSecrets.idpClient);
  await page.getByLabel("客户端密钥").fill(demoSecrets.idp);
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("请填写 https 开头的地址")).toBeVisible();
  await page.getByLabel("签发方地址").fill(companion(112, ""));
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.getByText("请先试登录一次，成功后才能启用。")).toBeVisible();
  await expectPleasant(page);

  await page.getByRole("link", { name: "试登录" }).click();
  await answerIssuer(page, "nobody@elsewhere.example");
  await expect(page.getByText("试登录没有成功")).toBeVisible();
  await page.getByRole("link", { name: "试登录" }).click();
  await answerIssuer(page, "mazhiqiang@taishan-wuliu.example");
  await expect(page.getByText("企业的登录系统认出了 mazhiqiang@taishan-wuliu.example")).toBeVisible();
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.getByRole("region", { name: "现在" })).toContainText("已启用");
  await expectPleasant(page);

  const mate = await freshPage(browser);
  await colleague(page, mate, email);
  await goToIssuer(mate);
  await answerIssuer(mate, "stranger@taishan-wuliu.example");
  await expect(mate.getByText("不是这个企业帐号的成员")).toBeVisible();
  await goToIssuer(mate);
  await answerIssuer(mate, email, true);
  await mate.waitForURL((url) => url.pathname === "/account");
  await expect(mate.getByText("尚文静（订购员）")).toBeVisible();
  await expect(mate.getByRole("link", { name: "登录与安全" })).toHaveCount(0);
  await mate.goto(at("sd", "/account/security"));
  await expect(mate.getByRole("heading", { name: "没有这项权限" })).toBeVisible();
  await mate.goto(at("sd", "/account/orders"));
  await expectPleasant(mate);

  // An owner comes the same way, and still shows the second factor of their own.
  const owner = await freshPage(browser);
  await goToIssuer(owner);
  await answerIssuer(owner, "mazhiqiang@taishan-wuliu.example", true);
  await owner.waitForURL(/\/account\/second-step/);
  await expect(owner.getByRole("heading", { name: "验证是您本人" })).toBeVisible();

  await page.goto(at("sd", "/account/company/sign-in"));
  await page.getByRole("button", { name: "关闭" }).click();
  await expect(page.getByRole("region", { name: "现在" })).toContainText("未启用");
  await mate.goto(at("sd", "/account"));
  await expect(mate).toHaveURL(/\/account\/login/);
  await goToIssuer(mate);
  await expect(mate.getByText("没有这个企业帐号，或它没有开启统一登录")).toBeVisible();
});
