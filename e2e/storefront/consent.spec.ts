import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { Client } from "pg";
import { DEMO_PASSWORD } from "../../prisma/seed/people";
import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

/** Somebody who buys for a company of the demonstration, with the password of all; agreed to the first privacy policy, or to nothing yet. */
async function buyer(knows: "nothing" | "first"): Promise<string> {
  const email = `buyer${randomUUID().slice(0, 8)}@jinan-shiguang.example`;
  const db = new Client({ connectionString: process.env.DATABASE_URL, options: "-c portal.platform=SD" });
  await db.connect();
  const { rows } = await db.query<{ id: string }>(
    `insert into "Person" (id, name, email, "passwordHash", "createdAt", "emailConfirmedAt") select gen_random_uuid(), '苏青', $1, p."passwordHash", now(), now() from "Person" p join "Membership" m on m."personId" = p.id join "Customer" c on c.id = m."customerId" where c."accountName" = 'qilu_jingji' and m.role = 'owner' returning id`, [email]);
  const id = rows[0]?.id ?? "";
  await db.query(`insert into "Membership" (id, "personId", "customerId", role, "createdAt", "firstUsedAt") select gen_random_uuid(), $1, c.id, 'buyer', now(), now() from "Customer" c where c."accountName" = 'qilu_jingji'`, [id]);
  if (knows === "first") await db.query(`insert into "PartyPrivacyAgreement" (id, "personId", subject, sequence, act, "policyVersion", way, at, ip) select gen_random_uuid(), $1, s::"PrivacySubject", 1, 'given', 1, 'signIn', '2026-01-10T02:00:00Z', '10.10.0.9' from unnest(array['privacyPolicy', 'termsOfService']) s`, [id]);
  await db.end();
  return email;
}

async function showPassword(page: Page, name: string, to: string): Promise<void> {
  await page.goto(at("sd", `/account/login?to=${encodeURIComponent(to)}`));
  await page.getByLabel("企业帐号、邮箱或手机号").fill(name);
  await page.getByLabel("密码", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
}

test("DP5: anybody reads the policy in force and the ones before it, in both languages, and prints just the text", async ({ page }) => {
  await page.goto(at("sd"));
  await page.getByRole("contentinfo").getByRole("link", { name: "隐私政策" }).click();
  await expect(page.getByRole("heading", { name: "隐私政策", level: 1 })).toBeVisible();
  await expect(page.getByText("三、只有您同意才做的")).toBeVisible();
  await expectPleasant(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("三、只有您同意才做的")).toBeVisible();
  for (const hidden of [page.getByRole("contentinfo"), page.getByRole("button", { name: "打印" }), page.getByRole("heading", { name: "全部版本" })]) await expect(hidden).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.getByRole("table", { name: "全部版本" }).getByRole("link", { name: "第 1 版" }).click();
  await expect(page.getByText("这是历史版本，仅供查阅。")).toBeVisible();
  await expect(page.getByText("三、只有您同意才做的")).toHaveCount(0);
  await expectPleasant(page);
  await page.goto(at("nf", "/en/policies/terms"));
  await expect(page.getByText("The text is written in Chinese")).toBeVisible();
  await expectPleasant(page);
  for (const path of ["/policies/nothing", "/policies/privacy/99", "/policies/privacy/x"]) expect((await page.goto(at("sd", path)))?.status(), path).toBe(404);
});

test("DP5: whoever signs in for the first time agrees to each text by itself; whoever knows an older one is shown what is new, may go on without it to read and pay, and orders once they agreed", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await showPassword(page, await buyer("nothing"), "/account/products");
  await page.waitForURL(/\/account\/agree\?to=/);
  await expect(page.getByRole("heading", { name: "使用前，请阅读并同意" })).toBeVisible();
  for (const box of await page.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  await expectPleasant(page);
  await page.getByRole("button", { name: "同意并继续" }).click();
  await expect(page.getByText("请先阅读并同意")).toHaveCount(2);
  await expectPleasant(page);
  await page.getByRole("checkbox", { name: /《隐私政策》/ }).check();
  await page.getByRole("button", { name: "同意并继续" }).click();
  await expect(page.getByRole("checkbox", { name: /《用户服务协议》/ })).toBeFocused();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "同意并继续" }).click();
  await page.waitForURL(at("sd", "/account/products"));

  const other = await freshPage(browser);
  const email = await buyer("first");
  const form = "/account/orders/new?offering=OA-STD&seats=10";
  await showPassword(other, email, form);
  await expect(other.getByRole("heading", { name: "有更新，请阅读并同意" })).toBeVisible();
  const asked = other.getByRole("region", { name: "《隐私政策》" });
  await expect(asked).toContainText("您同意过第 1 版");
  await expect(asked).toContainText("写明优惠邮件和浏览器推送须由您分别同意");
  await expect(other.getByRole("region", { name: "《用户服务协议》" })).toHaveCount(0);
  for (const [name, path] of [["阅读全文", "/policies/privacy/2"], ["看您同意过的第 1 版", "/policies/privacy/1"]] as const) await expect(asked.getByRole("link", { name })).toHaveAttribute("href", path);
  await expectPleasant(other);
  const [saved] = await Promise.all([other.waitForEvent("download"), other.getByRole("link", { name: "先导出我的信息" }).click()]);
  expect((JSON.parse(readFileSync(await saved.path(), "utf8")) as { consents: unknown[] }).consents).toHaveLength(2);
  await other.getByRole("button", { name: "暂不同意，先查看" }).click();
  await other.waitForURL(/\/account\/orders\/new/);
  await expect(other.getByText("还没有同意新版的隐私政策或用户服务协议")).toBeVisible();
  await other.getByLabel("管理员邮箱").fill("admin@journey.example");
  await other.getByLabel(/我已阅读/).check();
  await other.getByRole("button", { name: /提交订单|生成受理码/ }).click();
  await expect(other.getByText(/请先阅读并同意，再办理新的业务/)).toBeVisible();
  await expect(other.getByLabel("管理员邮箱"), "nothing that was filled in is lost").toHaveValue("admin@journey.example");
  await expectPleasant(other);
  await other.goto(at("sd", "/account/orders"));
  await expect(other.getByRole("heading", { name: "订单", level: 1 })).toBeVisible();
  await other.getByRole("link", { name: "阅读并同意" }).click();
  await other.getByRole("checkbox", { name: /《隐私政策》/ }).check();
  await other.getByRole("button", { name: "同意并继续" }).click();
  await other.waitForURL((url) => url.pathname === "/account");
  await expect(other.getByText("还没有同意新版")).toHaveCount(0);
});

test("DP5: every consent stands on one page with version, date and way; a purpose is given and taken back by one press each, and the history keeps both", async ({ page }) => {
  await signInCustomer(page, "sd", "haiyun_lixia", "/account/me");
  await page.getByRole("link", { name: "同意与授权" }).click();
  const required = page.getByRole("region", { name: "使用本平台所必需的" });
  await expect(required.getByRole("listitem").filter({ hasText: "隐私政策" })).toContainText(/开户申请时同意了第 2 版/);
  await expect(required.getByRole("link", { name: "销户" })).toBeVisible();
  await expectPleasant(page);
  const offers = page.getByRole("region", { name: "优惠和活动邮件" });
  await expect(offers).toContainText("未同意");
  await offers.getByRole("button", { name: "同意：优惠和活动邮件" }).click();
  await expect(offers).toContainText("已同意");
  await expect(page.getByRole("region", { name: "浏览器推送" }), "no other purpose was given with it").toContainText("未同意");
  await offers.getByRole("button", { name: "撤回同意：优惠和活动邮件" }).click();
  await expect(offers).toContainText("已撤回");
  const rows = page.getByRole("table", { name: "同意和撤回的记录" }).getByRole("row").filter({ hasText: "优惠和活动邮件" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(/撤回.*第 2 版.*在“同意与授权”里/);
  await expectPleasant(page);
});

test("DP5: a policy is drafted at the country's desk, refused with reasons, released by a second person for a later day, told in public, and taken back", async ({ page, browser }, testInfo) => {
  test.setTimeout(300_000);
  const national = async (who: Page, email: string) => {
    await signInStaff(who, email);
    await who.getByLabel("当前平台").selectOption({ label: "全国" });
    await expect(who.getByLabel("当前平台").locator("option:checked")).toHaveText("全国");
    await who.goto(at("ops", "/policies?kind=terms"));
    await expect(who.getByRole("heading", { name: "隐私政策和用户协议", level: 1 })).toBeVisible();
  };
  await national(page, "zhouhang@zx.kdsw.example");
  await expect(page.getByRole("row", { name: /用户服务协议 第 1 版/ })).toContainText(/生效中.*[1-9]/);
  await expectPleasant(page);
  await page.getByRole("button", { name: "新建草稿" }).click();
  await page.getByLabel("这次改什么").fill("补充投诉渠道的说明");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/policies\/drafts\/[0-9a-f-]{36}$/);
  const body = page.getByRole("textbox", { name: /^正文/ });
  await body.fill(`${await body.inputValue()}\n\n九、投诉\n投诉电话 10060 转 9。`);
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByLabel("这一版改了什么"), "each reason at its field").toBeFocused();
  await expectPleasant(page);
  await page.getByLabel("这一版改了什么").fill("补充了投诉电话，其他没有变化。");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("您参与了编写，须由另一位同事复核发布。")).toBeVisible();
  await expect(page.locator("ins").filter({ hasText: "九、投诉" })).toBeVisible();
  await expectPleasant(page);

  const second = await freshPage(browser);
  await national(second, "helan@zx.kdsw.example");
  await second.goto(page.url());
  await second.getByRole("button", { name: "发布…" }).click();
  await second.getByRole("button", { name: "确认发布" }).click();
  await second.getByText("定时生效").click();
  const on = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  await second.getByLabel(/生效时间/).fill(on(2));
  await second.getByRole("button", { name: "确认发布" }).click();
  // Behind one that an earlier try left waiting, the other reason comes first.
  await expect(second.getByText(/有实质变化的版本要提前至少 7 天公示|要晚于已发布的其他版本/)).toBeVisible();
  await expectPleasant(second);
  await second.getByLabel(/生效时间/).fill(on(30 + testInfo.retry * 20));
  await second.getByRole("button", { name: "确认发布" }).click();
  await second.waitForURL(/\/policies\/[0-9a-f-]{36}$/);
  await expect(second.getByText("待生效").first()).toBeVisible();
  const version = /第 (\d+) 版/.exec(await second.getByRole("heading", { level: 1 }).innerText())?.[1] ?? "";
  await expect(async () => {
    await second.reload();
    await expect(second.getByText(/^[1-9]\d* 人$/).last(), "people are told").toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 40_000 });
  await expectPleasant(second);

  const visitor = await freshPage(browser);
  await expect(async () => {
    await visitor.goto(at("sd", `/policies/terms/${version}`));
    await expect(visitor.getByText(/这一版还没有生效/)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expectPleasant(visitor);
  await second.getByRole("button", { name: "撤回", exact: true }).click();
  await second.getByLabel(/原因/).fill("投诉电话还要核对");
  await second.getByRole("button", { name: "确认撤回" }).click();
  await expect(second.getByText("已撤回").first()).toBeVisible();
});
