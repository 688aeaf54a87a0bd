import { randomInt } from "node:crypto";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, test } from "../fixtures/journey";

const stamp = String(randomInt(1_000_000)).padStart(6, "0");
const PASSWORD = "Quiet-harbour-keeps-nine-boats";

test("PC1, PC3, AI8: an admin opens a child account, its owner comes in by the mail's link and sees only its own; one who belongs to both goes to and fro", async ({ page, browser }) => {
  test.setTimeout(180_000);
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
  await child.goto(/https?:\/\/\S+/.exec(text)?.[0] ?? "");
  await child.getByLabel("新密码").fill(PASSWORD);
  await child.getByRole("button", { name: "设置新密码" }).click();
  await expect(child.getByText("新密码已设好")).toBeVisible();
  await child.goto(at("bj", "/account/login"));
  await child.getByLabel("企业帐号、邮箱或手机号").fill(`tianjin${stamp}`);
  await child.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await child.getByRole("button", { name: "登录", exact: true }).click();
  await child.waitForURL((url) => !url.pathname.endsWith("/login"));
  await expect(child.getByText(`京程信息技术有限公司 · 天津分公司${stamp}`).first()).toBeVisible();
  await expect(child.getByRole("link", { name: "子帐号" })).toHaveCount(0);
  await expectPleasant(child);
  await child.goto(at("bj", "/account/orders"));
  await expect(child.getByText(/还没有订单/)).toBeVisible();
  await child.goto(at("bj", "/account/children/new"));
  await expect(child.getByText("子帐号不能再开子帐号")).toBeVisible();
  await child.context().close();

  await page.reload();
  await expect(row).toContainText("使用中");
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { name: `天津分公司${stamp}` })).toBeVisible();
  await expect(page.getByRole("row", { name: /郑洁/ })).toContainText("企业管理员");
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
  await page.getByRole("button", { name: `进入 langfang${stamp}` }).click();
  await expect(page.getByText(`京程信息技术有限公司 · 廊坊门店${stamp}`).first()).toBeVisible();
  await page.getByRole("link", { name: "切换帐号" }).click();
  await page.getByRole("button", { name: "进入 jingcheng_it" }).click();
  await expect(page.getByRole("link", { name: "子帐号" })).toBeVisible();
});
