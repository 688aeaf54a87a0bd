import { randomInt } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { demoCustomers } from "../../prisma/seed/people";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, staffCode, test } from "../fixtures/journey";
import { agreeToPolicies, passSecondStep, setUpFactor } from "../fixtures/second-step";

const PASSWORD = "Slow-tide-carries-seven-lamps";
const company = demoCustomers.find(({ accountName }) => accountName === "LanhaiTrade");
const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

async function showPassword(page: Page, name: string, password: string): Promise<void> {
  await page.goto(at("sd", "/account/login"));
  await page.getByLabel("企业帐号、邮箱或手机号").fill(name);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await agreeToPolicies(page);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "退出", exact: true }).click();
  await page.waitForURL(/\/account\/login/);
}

/** A colleague of the company with a password of their own, signed in. */
async function colleague(owner: Page, browser: Browser, email: string): Promise<Page> {
  await owner.goto(at("sd", "/account/company/members"));
  const isAsked = owner.getByRole("button", { name: "不再要求" });
  await expect(isAsked.or(owner.getByRole("button", { name: "开始要求" }))).toBeVisible();
  if (await isAsked.isVisible()) await isAsked.click();
  await expect(owner.getByRole("button", { name: "开始要求" })).toBeVisible();
  await owner.goto(at("sd", "/account/company/members/new"));
  await owner.getByRole("textbox", { name: "姓名" }).fill("纪晓宁");
  await owner.getByRole("textbox", { name: "邮箱" }).fill(email);
  await owner.getByLabel(/^财务/).check();
  await owner.getByRole("button", { name: "发送邀请" }).click();
  await owner.waitForURL(/\/company\/members$/);
  const mate = await freshPage(browser);
  await mate.goto(linkIn((await mailTo(email, "邀请您使用")).text));
  await mate.getByLabel("新密码").fill(PASSWORD);
  await mate.getByRole("button", { name: "设置新密码" }).click();
  await expect(mate.getByText("新密码已设好")).toBeVisible();
  await showPassword(mate, email, PASSWORD);
  await expect(mate.getByText("纪晓宁（财务）")).toBeVisible();
  return mate;
}

async function proveByPassword(page: Page): Promise<void> {
  await page.goto(at("sd", "/account/security"));
  await page.getByLabel("您的登录密码").fill("not the password");
  await page.getByRole("button", { name: "确认身份" }).click();
  await expect(page.getByText("当前密码不正确")).toBeVisible();
  await page.getByLabel("您的登录密码").fill(PASSWORD);
  await page.getByRole("button", { name: "确认身份" }).click();
}

/** A device with a fingerprint reader, as the browser's protocol gives one. */
async function fingerprintReader(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
}

test("AI12: an owner's password alone opens nothing; a code of the authenticator lets them in, and is told from a wrong one", async ({ page }) => {
  test.setTimeout(120_000);
  await showPassword(page, "LanhaiTrade", company?.password ?? "");
  await expect(page.getByRole("heading", { name: "验证是您本人" })).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("sd", "/account/orders"));
  await expect(page).toHaveURL(/\/account\/second-step\?to=%2Faccount%2Forders$/);
  await page.getByLabel("动态口令").fill("000000");
  await page.getByRole("button", { name: "验证并登录" }).click();
  await expect(page.getByText("动态口令不正确或已用过")).toBeVisible();
  await page.getByText("手机、通行密钥和备用码都没有了？").click();
  await expect(page.getByRole("link", { name: "申请找回" })).toHaveAttribute("href", "/account/recover");
  await expectPleasant(page);
  // A code works once, so one that another journey spent waits for the next.
  await expect(async () => {
    await page.getByLabel("动态口令").fill(await staffCode(company?.contact.email ?? ""));
    await page.getByRole("button", { name: "验证并登录" }).click();
    await page.waitForURL((url) => url.pathname === "/account/orders", { timeout: 5000 });
  }).toPass({ intervals: [12_000], timeout: 60_000 });
  await page.goto(at("sd", "/account/security"));
  await expect(page.getByRole("region", { name: "登录中的设备" }).getByRole("listitem").filter({ hasText: "当前设备" })).toContainText("用密码 + 动态口令登录");
  await expect(page.getByText("您的身份需要两步验证")).toBeVisible();
  await expectPleasant(page);
});

test("AI12: a colleague turns it on, signs in by recovery code and by passkey in one step; the owner asks it of all and takes it off", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const email = `jixiaoning${String(randomInt(1e8)).padStart(8, "0")}@lanhai-trade.example`;
  await signInCustomer(page, "sd", "LanhaiTrade");
  const mate = await colleague(page, browser, email);
  await proveByPassword(mate);
  await expectPleasant(mate);
  await mate.getByRole("button", { name: "设置动态口令" }).click();
  await expectPleasant(mate);
  const codes = await setUpFactor(mate);
  await expect(mate.getByText("备用码还有 10 个没有用过。")).toBeVisible();
  await expectPleasant(mate);
  await mailTo(email, "已设置动态口令");
  await signOut(mate);

  await showPassword(mate, email, PASSWORD);
  for (const [code, words] of [[codes[0] ?? "", null], [codes[0] ?? "", "动态口令不正确或已用过"]] as const) {
    await mate.getByLabel("动态口令").fill(code);
    await mate.getByRole("button", { name: "验证并登录" }).click();
    if (words) await expect(mate.getByText(words)).toBeVisible();
    else {
      await mate.waitForURL((url) => url.pathname === "/account");
      await signOut(mate);
      await showPassword(mate, email, PASSWORD);
    }
  }
  await passSecondStep(mate, "sd", email);

  await fingerprintReader(mate);
  await proveByPassword(mate);
  await mate.getByLabel("给它起个名字").fill("办公室电脑");
  await mate.getByRole("button", { name: "添加通行密钥" }).click();
  await expect(mate.getByText("通行密钥 · 办公室电脑")).toBeVisible();
  await expectPleasant(mate);
  await signOut(mate);
  await mate.getByRole("button", { name: "用通行密钥登录" }).click();
  await mate.waitForURL((url) => url.pathname === "/account");
  await mate.goto(at("sd", "/account/security"));
  await expect(mate.getByRole("region", { name: "登录中的设备" }).getByRole("listitem").filter({ hasText: "当前设备" })).toContainText("用通行密钥登录");
  await mate.getByRole("button", { name: "用通行密钥确认" }).click();
  await mate.getByRole("button", { name: "移除：动态口令" }).click();
  await mate.getByRole("button", { name: "确认移除" }).click();
  await expect(mate.getByText("动态口令（认证器 App）")).toHaveCount(0);
  await expect(mate.getByText("通行密钥 · 办公室电脑")).toBeVisible();

  await page.goto(at("sd", "/account/company/members"));
  await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("已开启");
  await page.getByRole("button", { name: "开始要求" }).click();
  await expect(page.getByRole("button", { name: "不再要求" })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("row", { name: new RegExp(email) }).getByRole("link").click();
  await page.getByRole("button", { name: "重置两步验证" }).click();
  await page.getByRole("button", { name: "重置", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "移除成员" })).toBeVisible();
  await mate.goto(at("sd", "/account"));
  await expect(mate).toHaveURL(/\/account\/login/);
  // The key is still on the device, and opens nothing any more.
  await mate.getByRole("button", { name: "用通行密钥登录" }).click();
  await expect(mate.getByText("通行密钥没有通过验证")).toBeVisible();
  await showPassword(mate, email, PASSWORD);
  await expect(mate.getByText("贵企业要求成员开启两步验证")).toBeVisible();
  await expectPleasant(mate);
  await page.goto(at("sd", "/account/company/members"));
  await page.getByRole("button", { name: "不再要求" }).click();
  await expect(page.getByRole("button", { name: "开始要求" })).toBeVisible();
  await mate.goto(at("sd", "/account"));
  await expect(mate.getByText("纪晓宁（财务）")).toBeVisible();
});
