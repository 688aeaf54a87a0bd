import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { standStill } from "../fixtures/arrears";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";
import { agreeToPolicies } from "../fixtures/second-step";

const PASSWORD = "Seven-otters-row-past-noon";
const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

async function addEmployee(page: Page, name: string, number: string, email: string): Promise<void> {
  await page.goto(at("bj", "/account/users/new"));
  await page.getByLabel("工号").fill(number);
  await page.getByLabel("姓名").fill(name);
  await page.getByLabel("邮箱").fill(email);
  await page.getByRole("button", { name: "添加用户" }).click();
  await page.waitForURL(/\/account\/users$/);
}

/** Clicks 打开 and reads the window of the application. */
async function openApp(page: Page, name: string): Promise<Page> {
  const [app] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: `打开${name}（新窗口）` }).first().click()]);
  await app.waitForLoadState();
  return app;
}

test("PR5, PR7: an admin gives an employee a seat, who comes in by the mail's link and is in the application with one click; the admin gives themselves one too", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const stamp = String(randomInt(1_000_000)).padStart(6, "0");
  const [name, number, email] = [`苏晴${stamp}`, `L${stamp}`, `suqing${stamp}@jingcheng-it.example`];
  await signInCustomer(page, "bj", "jingcheng_it", "/account/users");
  await addEmployee(page, name, number, email);
  const row = page.getByRole("row", { name: new RegExp(number) });
  await row.getByRole("button", { name: new RegExp(`邀请登录.*${name}`) }).click();
  await expect(row.getByText("已邀请")).toBeVisible();

  await page.goto(at("bj", "/account/products"));
  await page.getByRole("link", { name: /协同办公 OA/ }).first().click();
  await page.getByRole("link", { name: "席位" }).click();
  await expect(page.getByRole("heading", { name: "使用席位的员工" })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: "分配席位" }).first().click();
  await page.getByLabel("查找员工").fill(number);
  await page.getByRole("button", { name: "查找" }).click();
  await expectPleasant(page);
  await page.getByRole("button", { name: `分配给${name}` }).click();
  await expect(page.getByText(`已分配给${name}`).or(page.getByText(`没有找到“${number}”`))).toBeVisible();
  await page.getByRole("link", { name: /协同办公 OA/ }).last().click();
  await expect(page.getByRole("row", { name: new RegExp(name) }).getByText("已同步")).toBeVisible({ timeout: 60_000 });
  await expectPleasant(page);

  const employee = await freshPage(browser);
  await employee.goto(linkIn((await mailTo(email, "邀请您使用企业应用")).text));
  await employee.getByLabel("新密码").fill(PASSWORD);
  await employee.getByRole("button", { name: "设置新密码" }).click();
  await expect(employee.getByText("新密码已设好")).toBeVisible();
  await employee.goto(at("bj", "/account/login"));
  await employee.getByLabel("企业帐号、邮箱或手机号").fill(email);
  await employee.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await employee.getByRole("button", { name: "登录", exact: true }).click();
  await agreeToPolicies(employee);
  await employee.waitForURL(/\/account\/apps$/);
  await expect(employee.getByRole("link", { name: "帐单" })).toHaveCount(0);
  await expectPleasant(employee);
  const app = await openApp(employee, "协同办公 OA");
  await expect(app.getByRole("heading", { name: `欢迎，${name}` })).toBeVisible();
  for (const words of ["京程信息技术有限公司（jingcheng_it）", number, "已分配"]) await expect(app.getByText(words, { exact: true })).toBeVisible();
  for (const path of ["/bills", "/orders", "/products", "/users"]) {
    await employee.goto(at("bj", `/account${path}`));
    await expect(employee.getByRole("heading", { name: "没有这项权限" })).toBeVisible();
  }

  await page.goto(at("bj", "/account/apps"));
  await page.getByRole("link", { name: /查看原因.*协同办公 OA，您还没有席位/ }).first().click();
  await expectPleasant(page);
  await page.getByRole("button", { name: "给自己分配一个席位" }).click();
  const own = await openApp(page, "协同办公 OA");
  await expect(own.getByRole("heading", { name: "欢迎，何雨桐" })).toBeVisible();
  await page.goto(at("bj", "/account"));
  await expect(page.getByRole("heading", { name: "我的应用" })).toBeVisible();
  await expectPleasant(page);

  await page.goto(at("bj", "/account/products"));
  await page.getByRole("link", { name: /协同办公 OA/ }).first().click();
  await page.getByRole("link", { name: "席位" }).click();
  await page.getByRole("button", { name: `收回${name}的席位` }).click();
  await page.getByRole("button", { name: "收回席位" }).click();
  // Behind an open dialog nothing is there for a reader.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(`${name}.*收回`) })).toHaveCount(0);
  await employee.goto(at("bj", "/account/apps"));
  await expect(employee.getByText("还没有分配给您的应用")).toBeVisible();
  await page.getByRole("link", { name: "业务管理员" }).click();
  await page.getByRole("combobox", { name: /^员工/ }).selectOption({ label: `${name}（工号 ${number}）` });
  await page.getByRole("button", { name: "指定" }).click();
  await expect(page.getByText(email).first()).toBeVisible();
  await expect(page.getByText("已同步")).toBeVisible({ timeout: 60_000 });
  await expectPleasant(page);
  await employee.goto(at("bj", "/account/apps"));
  await employee.getByRole("link", { name: "协同办公 OA的席位" }).click();
  await expect(employee.getByRole("link", { name: "批量分配" })).toBeVisible();
  await expectPleasant(employee);
  await employee.getByRole("link", { name: "批量分配" }).click();
  await employee.getByLabel("选择 CSV 或 Excel 文件").setInputFiles({ name: "seats.csv", mimeType: "text/csv", buffer: Buffer.from(`工号,席位\r\n${number},分配\r\nX-unknown,分配\r\n`) });
  await expect(employee.getByText("分配 1 个，收回 0 个，没有变化 0 行，有误 1 行")).toBeVisible();
  await expectPleasant(employee);
  await employee.getByRole("button", { name: "确认办理 1 个席位" }).click();
  await expect(employee.getByText("已办 1 / 1 个，成功 1 个")).toBeVisible({ timeout: 30_000 });
  await expectPleasant(employee);
  await page.getByRole("link", { name: "打开记录" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`${name}.*应用核对身份.*可以打开`) })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: "未能打开" }).click();
  await expectPleasant(page);
  await employee.context().close();
});

test("PR5: whoever may not open an application reads why in our words, and what to do", async ({ page }) => {
  await standStill("sd", "binhai_fushi");
  await signInCustomer(page, "sd", "binhai_fushi", "/account/apps");
  await expectPleasant(page);
  const tile = page.getByRole("link", { name: /查看原因.*，欠费暂停/ }).first();
  await tile.click();
  await expect(page.getByText("帐单逾期未付，产品暂停。付清以后自动恢复。")).toBeVisible();
  await expectPleasant(page);
  const refused = page.url();
  await page.goto(`${refused}/open`);
  expect(page.url()).toBe(refused);
  await page.getByRole("link", { name: "查看帐单" }).click();
  await page.waitForURL(/\/account\/bills/);
});

test("PR7: staff see where a provider's list differs", async ({ page }) => {
  await signInStaff(page, "wangli@sd.kdsw.example");
  await page.goto(at("ops", "/requests"));
  await page.getByRole("link", { name: "席位差异" }).click();
  await expect(page.getByRole("heading", { name: "席位差异" })).toBeVisible();
  await expectPleasant(page);
});
