import { randomInt } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, test } from "../fixtures/journey";
import { passSecondStep } from "../fixtures/second-step";

const stamp = String(randomInt(1_000_000)).padStart(6, "0");
const PASSWORD = "Quiet-harbour-keeps-nine-boats";

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

/** Sets a first password by a mail's link and signs in with it. */
async function comeIn(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("新密码").fill(PASSWORD);
  await page.getByRole("button", { name: "设置新密码" }).click();
  await expect(page.getByText("新密码已设好")).toBeVisible();
  await signIn(page, name);
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(at("bj", "/account/login"));
  await page.getByLabel("企业帐号、邮箱或手机号").fill(name);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await passSecondStep(page, "bj", name);
}

/** The owner of a new account invites a colleague, gives another role, and hands the account over. */
async function members(owner: Page, browser: Browser): Promise<void> {
  const email = `gaoxiang${stamp}@jingcheng-it.example`;
  await owner.goto(at("bj", "/account/company/members"));
  await owner.getByRole("link", { name: "角色和权限" }).click();
  await expect(owner.getByRole("row", { name: /提交订单/ })).toContainText("可以");
  await expectPleasant(owner);
  await owner.goto(at("bj", "/account/company/members/new"));
  await owner.getByRole("textbox", { name: "姓名" }).fill("高翔");
  await owner.getByRole("textbox", { name: "邮箱" }).fill(email);
  await owner.getByLabel(/^财务/).check();
  await owner.getByRole("button", { name: "发送邀请" }).click();
  await owner.waitForURL(/\/company\/members$/);
  await expect(owner.getByRole("row", { name: /高翔/ })).toContainText("待首次登录");
  const mate = await freshPage(browser);
  await comeIn(mate, linkIn((await mailTo(email, "邀请您使用")).text), email);
  await expect(mate.getByText("高翔（财务）")).toBeVisible();
  await expect(mate.getByRole("link", { name: "企业用户" })).toHaveCount(0);

  await owner.reload();
  await owner.getByRole("row", { name: /高翔/ }).getByRole("link").click();
  await expectPleasant(owner);
  await owner.getByRole("group", { name: /^角色/ }).getByLabel(/^IT 管理员/).check();
  await owner.getByRole("button", { name: "保存角色" }).click();
  await owner.waitForURL(/\/company\/members$/);
  await mate.goto(at("bj", "/account"));
  await expect(mate.getByRole("button", { name: "登录", exact: true })).toBeVisible();
  await signIn(mate, email);
  await expect(mate.getByText("高翔（IT 管理员）")).toBeVisible();

  await owner.getByRole("row", { name: /高翔/ }).getByRole("link").click();
  await owner.getByLabel("您的登录密码").fill("not the password");
  await owner.getByRole("button", { name: "移交给 高翔" }).click();
  await expect(owner.getByText("当前密码不正确")).toBeVisible();
  await owner.getByLabel("您的登录密码").fill(PASSWORD);
  await owner.getByRole("button", { name: "移交给 高翔" }).click();
  await owner.waitForURL(/\/account\/login/);
  await signIn(mate, email);
  await expect(mate.getByText("高翔（企业管理员）")).toBeVisible();
  await mate.context().close();
}

test("PC1, PC3, AI8, AI9: an admin opens a child account, its owner comes in by the mail's link and sees only its own; one who belongs to both goes to and fro", async ({ page, browser }) => {
  test.setTimeout(300_000);
  await signInCustomer(page, "bj", "jingcheng_it", "/account/children");
  await expectPleasant(page);
  await page.getByRole("link", { name: "开立子帐号" }).first().click();
  await expect(page.getByRole("heading", { name: "开立子帐号" })).toBeVisible();
  await expect(page.getByRole("button", { name: "开立子帐号" })).not.toHaveAttribute("aria-busy", "true");
  await page.getByRole("button", { name: "开立子帐号" }).click();
  await expect(page.getByRole("textbox", { name: "名称" })).toBeFocused();
  await expectPleasant(page);
  await page.getByRole("textbox", { name: "名称" }).fill(`天津分公司${stamp}`);
  await page.getByLabel("帐号名").fill("jingcheng_it");
  await page.getByLabel("姓名").fill("郑洁");
  await page.getByLabel("邮箱").fill(`zhengjie${stamp}@jingcheng-it.example`);
  await page.getByLabel("手机号").fill("13902200001");
  await page.getByRole("button", { name: "开立子帐号" }).click();
  await expect(page.getByText("这个帐号名已被使用，请换一个")).toBeVisible();
  await page.getByLabel("帐号名").fill(`tianjin${stamp}`);
  await page.getByRole("button", { name: "开立子帐号" }).click();
  await page.waitForURL(/\/account\/children$/);
  const row = page.getByRole("row", { name: new RegExp(`tianjin${stamp}`) });
  await expect(row).toContainText("待首次登录", { timeout: 40_000 });
  await expectPleasant(page);

  const { text } = await mailTo(`zhengjie${stamp}@jingcheng-it.example`, "请您管理子帐号");
  const child = await freshPage(browser);
  await comeIn(child, linkIn(text), `tianjin${stamp}`);
  await expect(child.getByText(`京程信息技术有限公司 · 天津分公司${stamp}`).first()).toBeVisible();
  await expect(child.getByRole("link", { name: "子帐号" })).toHaveCount(0);
  await expectPleasant(child);
  await child.goto(at("bj", "/account/orders"));
  await expect(child.getByText(/还没有订单/)).toBeVisible();
  await child.goto(at("bj", "/account/children/new"));
  await expect(child.getByText("子帐号不能再开子帐号")).toBeVisible();
  await members(child, browser);
  await child.context().close();

  await page.reload();
  await expect(row).toContainText("使用中");
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { name: `天津分公司${stamp}` })).toBeVisible();
  await expect(page.getByRole("row", { name: /高翔/ })).toContainText("企业管理员");
  await expectPleasant(page);
  await page.getByRole("textbox", { name: "名称" }).fill(`天津公司${stamp}`);
  await page.getByRole("button", { name: "保存名称" }).click();
  await expect(page.getByRole("heading", { name: `天津公司${stamp}`, level: 1 })).toBeVisible();

  // The admin's own mailbox for a second child: one person, two accounts.
  await page.goto(at("bj", "/account/children/new"));
  await page.getByRole("textbox", { name: "名称" }).fill(`廊坊门店${stamp}`);
  await page.getByLabel("帐号名").fill(`langfang${stamp}`);
  await page.getByLabel("姓名").fill("何雨桐");
  await page.getByLabel("邮箱").fill("heyutong@jingcheng-it.example");
  await page.getByLabel("手机号").fill("13801080004");
  await page.getByRole("button", { name: "开立子帐号" }).click();
  await page.waitForURL(/\/account\/children$/);
  await expect(page.getByRole("row", { name: new RegExp(`langfang${stamp}`) })).toContainText("待首次登录", { timeout: 40_000 });
  await page.goto(at("bj", "/account"));
  await page.getByRole("link", { name: "切换帐号" }).click();
  await expectPleasant(page);
  const stale = await page.context().newPage();
  await stale.goto(at("bj", "/account/company/members/new"));
  await page.getByRole("button", { name: `进入 langfang${stamp}` }).click();
  await page.waitForURL(/\/account$/);
  await expect(page.getByRole("banner").getByText(`京程信息技术有限公司 · 廊坊门店${stamp}`)).toBeVisible();
  // What was filled in for the first account in another tab is not done for the second.
  await stale.getByRole("textbox", { name: "姓名" }).fill("钱进");
  await stale.getByRole("textbox", { name: "邮箱" }).fill(`qianjin${stamp}@jingcheng-it.example`);
  await stale.getByRole("button", { name: "发送邀请" }).click();
  await expect(stale.getByText("内容已经被更新，请刷新后再操作。")).toBeVisible();
  await stale.close();
  await page.getByRole("link", { name: "切换帐号" }).click();
  await page.getByRole("button", { name: "进入 jingcheng_it" }).click();
  await expect(page.getByRole("link", { name: "子帐号" })).toBeVisible();
});

test("PC10: an admin moves cash to a child and takes some back; the child reads it in its balance and cannot have it paid out", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "nf", "shudao_ls", "/sc/account/children");
  await page.getByRole("row", { name: /shudao_chunxi/ }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "资金划拨" })).toBeVisible();
  await expectPleasant(page);
  const amount = page.getByLabel("金额（元）");
  await amount.fill("99999999");
  await page.getByRole("button", { name: "划拨", exact: true }).click();
  await expect(page.getByText("超过现在可以划拨的金额")).toBeVisible();
  await expect(amount).toBeFocused();
  await amount.fill("123.45");
  await page.getByRole("button", { name: "划拨", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "划给子帐号 ¥123.45？" })).toBeVisible();
  await page.getByRole("button", { name: "确认划拨" }).click();
  await expect(page.getByText("已划给子帐号 ¥123.45")).toBeVisible();
  await expect(page.getByRole("row", { name: /划给子帐号/ }).first()).toContainText("¥123.45");
  await page.getByLabel("收回").check();
  await amount.fill("23.45");
  await page.getByRole("button", { name: "收回", exact: true }).click();
  await page.getByRole("button", { name: "确认收回" }).click();
  await expect(page.getByText("已收回 ¥23.45")).toBeVisible();
  await expectPleasant(page);
  await mailTo("luoxiaoman@shudao-ls.example", "收到上级划拨 ¥123.45");

  const child = await freshPage(browser);
  await signInCustomer(child, "nf", "shudao_chunxi", "/sc/account/balance");
  await expect(child.getByText("shudao_ls划拨").first()).toBeVisible();
  await child.goto(at("nf", "/sc/account/balance/withdraw"));
  await expect(child.getByText("只能由上级收回，不能提现")).toBeVisible();
  await expectPleasant(child);
  await child.context().close();
});

test("PC2: an admin authorises a product with a ceiling, the child orders within it and nothing else; taken back, nothing new is ordered, and a past day is shown as it was", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "nf", "shudao_ls", "/sc/account/children");
  await page.getByRole("row", { name: /shudao_chunxi/ }).getByRole("link").click();
  await page.getByRole("link", { name: "产品授权" }).click();
  await expect(page.getByRole("row", { name: /企业管理应用（整类）/ })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "授权", exact: true }).click();
  await expect(page.getByLabel("产品或类别")).toBeFocused();
  await page.getByLabel("产品或类别").selectOption({ label: "企业邮箱" });
  await page.getByLabel("数量上限").fill("20");
  await page.getByRole("button", { name: "授权", exact: true }).click();
  await expect(page.getByText("已授权，现在就生效")).toBeVisible();
  await expect(page.getByRole("row", { name: /企业邮箱/ })).toContainText("20（已用 0）");
  await page.getByRole("link", { name: "今天能订购什么" }).click();
  await expect(page.getByRole("row", { name: /企业邮箱/ }).first()).toContainText("已授权这个产品");
  await expectPleasant(page);

  const child = await freshPage(browser);
  await signInCustomer(child, "nf", "shudao_chunxi", "/sc/account/may-buy");
  await expect(child.getByRole("row", { name: /企业邮箱/ }).first()).toContainText("可以");
  await expect(child.getByRole("row", { name: /没有授权/ }).first()).toContainText("不可以");
  await expectPleasant(child);
  await child.getByRole("link", { name: /^订购 企业邮箱/ }).first().click();
  await child.getByLabel(/^数量/).fill("30");
  await expect(child.getByText("超过上级企业授权的数量，请减少").first()).toBeVisible();
  await child.goto(at("nf", "/sc/account/orders/new?offering=BROADBAND-1000&seats=1"));
  await expect(child.getByText(/上级企业没有授权/)).toBeVisible();

  await page.getByRole("link", { name: "产品授权" }).click();
  await page.getByRole("row", { name: /企业邮箱/ }).getByRole("link", { name: /收回/ }).click();
  await expect(page.getByText("没有正在使用的产品")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "收回授权" }).click();
  await page.waitForURL(/\/authorisations$/);
  await expect(page.getByRole("row", { name: /企业邮箱/ })).toHaveCount(0);
  await page.getByLabel("查看哪一天").fill("2020-01-01");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByText("2020年1月1日当天的授权，只能查看。")).toBeVisible();
  await expect(page.getByText("没有授权任何产品")).toBeVisible();
  await page.getByRole("link", { name: "回到今天" }).click();
  await expect(page.getByRole("row", { name: /视频会议/ }).getByRole("link", { name: /收回/ })).toBeVisible();
  await child.goto(at("nf", "/sc/account/may-buy"));
  await expect(child.getByRole("row", { name: /企业邮箱/ }).first()).toContainText("没有授权");
  await child.context().close();
});
