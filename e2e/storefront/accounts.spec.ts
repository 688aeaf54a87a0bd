import writeXlsxFile from "write-excel-file/node";
import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { DEMO_PASSWORD, demoCustomers } from "../../prisma/seed/people";
import { creditCheckCharacter } from "../../server/accounts/account.rules";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, test } from "../fixtures/journey";
import { agreeToPolicies } from "../fixtures/second-step";

// One company that no other journey signs in with, so that its password may change.
const company = demoCustomers.find(({ accountName }) => accountName === "yuexiu_mfg");
const NEW_PASSWORD = "Blue-lantern-carries-rice-41";
test.describe.configure({ mode: "serial" });

async function tryToSignIn(page: Page, name: string, password: string): Promise<void> {
  await page.goto(at("gd", "/account/login"));
  await page.getByLabel("企业帐号、邮箱或手机号").fill(name);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

test("AI7: users are added, changed, tried from a file row by row, imported and removed", async ({ page }) => {
  const stamp = String(randomInt(1_000_000)).padStart(6, "0");
  await signInCustomer(page, "gd", "yuexiu_mfg", "/account/users/new");
  await page.getByRole("button", { name: "添加用户" }).click();
  await expect(page.getByLabel("工号")).toBeFocused();
  await expectPleasant(page);
  await page.getByLabel("工号").fill(`A${stamp}`);
  await page.getByLabel("姓名").fill("梁志明");
  await page.getByRole("button", { name: "添加用户" }).click();
  await page.waitForURL(/\/account\/users$/);
  await page.getByRole("row", { name: new RegExp(`A${stamp}`) }).getByRole("link").click();
  await page.getByLabel("部门").fill("采购部");
  await page.getByRole("button", { name: "保存" }).click();
  await page.waitForURL(/\/account\/users$/);
  await expect(page.getByRole("row", { name: new RegExp(`A${stamp}`) })).toContainText("采购部");

  await page.goto(at("gd", "/account/users/import"));
  const csv = `工号,姓名,部门\r\nA${stamp},梁志明,销售部\r\nB${stamp},陈小红,仓库\r\n,没有工号,仓库\r\n`;
  await page.getByLabel("选择 CSV 或 Excel 文件").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.getByText("添加 1 人，更新 1 人，没有变化 0 人，有误 1 行")).toBeVisible();
  await expectPleasant(page);
  // An Excel workbook is read as the same table; a broken one says so and changes nothing.
  const sheet = [["工号", "姓名", "部门"], [`A${stamp}`, "梁志明", "销售部"], [`B${stamp}`, "陈小红", "仓库"], ["", "没有工号", "仓库"]].map((row) => row.map((value) => ({ value })));
  const workbook = { name: "users.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
  await page.getByLabel("选择 CSV 或 Excel 文件").setInputFiles({ ...workbook, buffer: Buffer.from("no workbook") });
  await expect(page.getByText("这个文件打不开，请另存为 .xlsx 或 CSV 再试")).toBeVisible();
  await page.getByLabel("选择 CSV 或 Excel 文件").setInputFiles({ ...workbook, buffer: await writeXlsxFile(sheet).toBuffer() });
  await expect(page.getByText("添加 1 人，更新 1 人，没有变化 0 人，有误 1 行")).toBeVisible();
  // Tried, not written: the list still has the old department and nobody new.
  const beside = await page.context().newPage();
  await beside.goto(at("gd", `/account/users?q=${stamp}`));
  await expect(beside.getByRole("row", { name: new RegExp(`A${stamp}`) })).toContainText("采购部");
  await expect(beside.getByText("陈小红")).toHaveCount(0);
  await beside.close();
  await page.getByRole("button", { name: "确认导入 2 人" }).click();
  await page.waitForURL(/\/account\/users$/);
  await expect(page.getByRole("row", { name: new RegExp(`A${stamp}`) })).toContainText("销售部");
  await page.getByRole("row", { name: new RegExp(`B${stamp}`) }).getByRole("link").click();
  await page.getByRole("button", { name: "移除用户" }).click();
  await page.getByRole("button", { name: "移除", exact: true }).click();
  await page.waitForURL(/\/account\/users$/);
  await expect(page.getByRole("row", { name: new RegExp(`B${stamp}`) })).toHaveCount(0);
});

test("AI14: sessions are listed with device and place, and one that is revoked is out at its next request", async ({ page, browser }) => {
  const lost = await (await browser.newContext({ locale: "zh-CN", userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0" })).newPage();
  await signInCustomer(lost, "gd", "yuexiu_mfg");
  await signInCustomer(page, "gd", "yuexiu_mfg", "/account/security");
  const list = page.getByRole("region", { name: "登录中的设备" });
  await expect(list.getByRole("listitem").filter({ hasText: "当前设备" })).toContainText(/Chrome · Linux.*本机 · 用密码 \+ 备用码登录于/);
  // Another try of this journey may have left one of its own; the newest comes first.
  const foxes = list.getByRole("listitem").filter({ hasText: "Firefox · Windows" });
  await expect(foxes.first()).toContainText("本机");
  const before = await foxes.count();
  await foxes.first().getByRole("button", { name: "退出登录：Firefox · Windows，本机" }).click();
  await expect(list.getByText("这个设备已退出登录。")).toBeVisible();
  await expect(foxes).toHaveCount(before - 1);
  await lost.getByRole("link", { name: "订单", exact: true }).click();
  await expect(lost).toHaveURL(/\/account\/login/);
  await page.reload();
  await expect(list.getByText("当前设备")).toHaveCount(1);
});

test("AI15: a changed password ends other sign-ins; a forgotten one is set by a mailed link that works once", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const email = company?.contact.email ?? "";
  const other = await freshPage(browser);
  await signInCustomer(other, "gd", "yuexiu_mfg");
  await signInCustomer(page, "gd", "yuexiu_mfg", "/account/security");
  await page.getByLabel("当前密码").fill("not-the-password");
  await page.getByLabel("新密码").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByText("密码已更改")).toHaveCount(0);
  await page.getByLabel("当前密码").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "修改密码" }).click();
  await expect(page.getByText("密码已更改")).toBeVisible();
  await other.goto(at("gd", "/account"));
  await expect(other).toHaveURL(/\/account\/login/);
  await tryToSignIn(other, "yuexiu_mfg", DEMO_PASSWORD);
  await expect(other.getByRole("alert").filter({ hasText: "不正确" })).toBeVisible();

  await other.getByRole("link", { name: "忘记密码" }).click();
  await other.getByLabel("帐号名、邮箱或手机号").fill("no_such_name");
  await other.getByRole("button", { name: "发送链接" }).click();
  await expect(other.getByText("如果这个帐号存在，邮件已经发出")).toBeVisible();
  await other.getByLabel("帐号名、邮箱或手机号").fill("yuexiu_mfg");
  await other.getByRole("button", { name: "再发一次" }).click();
  const link = linkIn((await mailTo(email, "重设")).text);
  await other.goto(link);
  await other.getByLabel("新密码").fill(DEMO_PASSWORD);
  await other.getByRole("button", { name: "设置新密码" }).click();
  await expect(other.getByText("新密码已设好")).toBeVisible();
  await expectPleasant(other);
  await other.goto(link);
  await other.getByLabel("新密码").fill(NEW_PASSWORD);
  await other.getByRole("button", { name: "设置新密码" }).click();
  await expect(other.getByText("这个链接已经失效")).toBeVisible();
  await page.goto(at("gd", "/account"));
  await expect(page).toHaveURL(/\/account\/login/);
  await signInCustomer(page, "gd", "yuexiu_mfg");
});

test("AI17, AI20: a colleague asks to join by the company's code; the owner's home says so, and one link lets them in as a reader", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const stamp = String(randomInt(10_000_000)).padStart(7, "0");
  const email = `join${stamp}@yuexiu-mfg.example`;
  await page.goto(at("gd", "/account/register"));
  await page.getByRole("button", { name: "开始填写" }).click();
  await page.getByLabel("企业名称").fill("越秀电子制造有限公司");
  const body = company?.creditBody ?? "";
  await page.getByLabel("统一社会信用代码").fill(`${body}${creditCheckCharacter(body)}`);
  await page.getByLabel("行业").selectOption("manufacturing");
  await page.getByLabel("员工人数").selectOption("from100");
  await page.getByLabel("经营地址").fill("广州市越秀区环市东路 368 号");
  await page.getByText("是法定代表人", { exact: true }).click();
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await expect(page.getByRole("heading", { name: "这家企业在这里已经开户" })).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("您的姓名").fill(`黄丽${stamp}`);
  await page.getByRole("textbox", { name: /^邮箱/ }).fill(email);
  await page.getByLabel("手机号").fill(`1380${stamp}`);
  await page.getByRole("button", { name: "申请加入" }).click();
  await expect(page.getByRole("heading", { name: "加入申请已发出" })).toBeVisible();

  const owner = await freshPage(browser);
  await signInCustomer(owner, "gd", "yuexiu_mfg");
  const todo = owner.getByRole("region", { name: "需要您处理" });
  await expect(todo.getByText(/位同事申请加入/)).toBeVisible();
  await expectPleasant(owner);
  await todo.getByRole("link", { name: "去处理" }).click();
  await owner.getByRole("button", { name: `同意加入：黄丽${stamp}` }).click();
  await expect(owner.getByRole("button", { name: `同意加入：黄丽${stamp}` })).toHaveCount(0);

  await page.goto(linkIn((await mailTo(email, "加入")).text));
  await page.getByLabel("新密码").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "设置新密码" }).click();
  await expect(page.getByText("新密码已设好")).toBeVisible();
  await tryToSignIn(page, email, NEW_PASSWORD);
  await agreeToPolicies(page);
  await page.waitForURL((url) => url.pathname === "/account");
  await expect(page.getByText(`黄丽${stamp}`)).toBeVisible();
  await page.goto(at("gd", "/account/users"));
  await expect(page.getByRole("link", { name: "添加用户" })).toHaveCount(0);
});
