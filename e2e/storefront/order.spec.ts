import type { Browser, Page } from "@playwright/test";
import { DEMO_PASSWORD } from "../../prisma/seed/people";
import { at, companion, expect, expectPleasant, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";
import { passSecondStep } from "../fixtures/second-step";

const oneMorePage = async (browser: Browser): Promise<Page> => (await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 } })).newPage();

async function fillAndSend(page: Page, seats: string, isDouble = false): Promise<void> {
  await page.getByLabel(/^数量/).fill(seats);
  await page.getByLabel("管理员邮箱").fill("admin@journey.example");
  await page.getByLabel(/我已阅读/).check();
  const send = page.getByRole("button", { name: /提交订单|生成受理码/ });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await (isDouble ? send.dblclick() : send.click());
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
}

test("OR1, OR10, OR12, PR1, PR3, NT1, AI11: a company orders, a clerk approves, the application opens, everyone is told", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "sd", "qilu_jingji");
  await expectPleasant(page);
  const before = await page.request.get(at("sd", "/account")).catch(() => null);
  expect(before).not.toBeUndefined();
  await page.goto(at("sd", "/account/orders/new?offering=OA-STD&seats=10"));
  await expectPleasant(page);
  await fillAndSend(page, "35", true);
  await expect(page.getByText("审核中").first()).toBeVisible();
  await expectPleasant(page);
  const number = /SD\d{11}/.exec((await page.locator("main").innerText()) ?? "")?.[0] ?? "";
  await page.goto(at("sd", "/account/orders"));
  await expect(page.getByText(number)).toHaveCount(1);
  await expect(page.getByRole("row", { name: /35 席/ })).toHaveCount(1);
  await expectPleasant(page);
  await page.getByRole("row", { name: /35 席/ }).getByRole("link").click();

  const clerk = await oneMorePage(browser);
  await signInStaff(clerk, "wangli@sd.kdsw.example");
  await expectPleasant(clerk);
  await clerk.getByRole("link", { name: /35 席/ }).click();
  await expect(clerk.getByRole("heading", { name: "命中规则" })).toBeVisible();
  await expectPleasant(clerk);
  await clerk.keyboard.press("c");
  await expect(clerk.getByRole("button", { name: "通过（A）" })).toBeVisible();
  await expect(async () => {
    await clerk.keyboard.press("a");
    await expect(clerk.getByText("已通过").first()).toBeVisible({ timeout: 4000 });
  }).toPass({ timeout: 30_000 });

  await expect(page.getByText("已开通").first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText("结果已同步 97 系统")).toBeVisible({ timeout: 40_000 });
  await expectPleasant(page);
  await expect(clerk.getByRole("region", { name: "订购内容" }).getByText("已开通")).toBeVisible({ timeout: 15_000 });
  const mail = await mailTo("sunjianguo@qilu-jingji.example", "已开通");
  expect(mail.text).toContain("应用帐号");
  const stored = (await (await fetch(companion(102, "/_effects"))).json()) as { effects: unknown[] };
  expect(JSON.stringify(stored)).toContain(number);

  await page.getByRole("link", { name: /^OA-SD-/ }).click();
  await expect(page.getByRole("heading", { name: "应用帐号" })).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("sd", "/account/products"));
  await expect(page.getByRole("row", { name: /35 席/ })).toContainText("使用中");
  await expectPleasant(page);
  await page.goto(at("sd", "/account/balance"));
  await expect(page.getByText(new RegExp(`${number} 开通扣费`))).toBeVisible();
  await expectPleasant(page);
});

test("OR7, OR6: a clerk returns an order with a marked field, the company corrects only that, and nothing else is lost", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "bj", "jingcheng_it", "/account/orders/new?offering=OA-STD&seats=10");
  await fillAndSend(page, "40");
  const order = page.url();
  const clerk = await oneMorePage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");
  await clerk.getByRole("link", { name: /40 席/ }).click();
  await clerk.getByRole("button", { name: /领取/ }).click();
  await clerk.getByRole("button", { name: /退回更正/ }).click();
  await clerk.getByRole("button", { name: "确认退回" }).click();
  await expect(clerk.getByText("请至少标出一处需要更正的内容")).toBeVisible();
  await clerk.getByLabel("数量").check();
  await clerk.getByLabel("原因").selectOption({ index: 1 });
  await clerk.getByLabel("给客户的说明").fill("请确认使用人数");
  await clerk.getByRole("button", { name: "确认退回" }).click();
  await expect(clerk.getByText("已退回").first()).toBeVisible();

  await page.goto(order);
  await page.getByRole("link", { name: "去更正" }).click();
  await expect(page.getByLabel("管理员邮箱")).toHaveValue("admin@journey.example");
  await expect(page.getByLabel("管理员邮箱")).toHaveAttribute("readonly", "");
  await expectPleasant(page);
  await page.getByLabel(/数量/).fill("45");
  await page.getByRole("button", { name: "再次提交" }).click();
  await page.waitForURL(order);
  await expect(page.getByText("审核中").first()).toBeVisible();
});

test("OR5, OR4, PN9: in Sichuan the same order becomes a counter code with its reason, which a clerk opens without typing again", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "nf", "shudao_ls");
  await page.goto(at("nf", "/sc/account/orders/new?offering=OA-STD&seats=10"));
  await expect(page.getByText("目前由营业厅受理")).toBeVisible();
  await fillAndSend(page, "55");
  await expect(page.getByText("请凭受理码到营业厅办理").first()).toBeVisible();
  await expectPleasant(page);
  const code = ((await page.locator("strong").first().innerText()) ?? "").replaceAll(/\s/g, "");
  expect(code).toHaveLength(10);
  const clerk = await oneMorePage(browser);
  await signInStaff(clerk, "chenjie@nf.kdsw.example");
  await clerk.goto(at("ops", "/counter"));
  await expectPleasant(clerk);
  await clerk.getByLabel("受理码").fill("ABCDEFGH22");
  await clerk.getByRole("button", { name: "查询" }).click();
  await expect(clerk.getByText("没有这个受理码")).toBeVisible();
  await clerk.getByLabel("受理码").fill(code.toLowerCase());
  await clerk.getByRole("button", { name: "查询" }).click();
  await expect(clerk.getByText(/55 席/).first()).toBeVisible();
  await clerk.getByRole("button", { name: "证件齐全，受理" }).click();
  await clerk.waitForURL(/\/review\//);
  // What was typed is there, masked as every mailbox is for staff (DP4).
  await expect(clerk.getByText(/a\*\*\*@journey\.example/).first()).toBeVisible();
});

test("SC6, AX4, OR19: bad seats and missing facts are told at their fields, focus goes there, and what was typed stays", async ({ page }) => {
  await signInCustomer(page, "sd", "qilu_jingji", "/account/orders/new?offering=OA-STD&seats=10");
  await page.getByLabel(/^数量/).fill("7");
  await expect(page.getByText("数量要从起订数起，按每次增加的数量填写")).toBeVisible();
  await page.getByLabel(/^数量/).fill("10");
  await page.getByLabel("备注").fill("保留的话");
  const send = page.getByRole("button", { name: "提交订单" });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await send.click();
  await expect(page.getByText("请填写这一项")).toBeVisible();
  await expect(page.getByLabel("管理员邮箱")).toBeFocused();
  await expect(page.getByLabel("备注")).toHaveValue("保留的话");
});

test("AI3, SC10: the plan and seats chosen before signing in are on the order form after it", async ({ page }) => {
  await page.goto(at("sd", "/products/oa"));
  await page.getByLabel("数量（席）").fill("45");
  await page.getByRole("link", { name: "去下单" }).click();
  await page.getByLabel("企业帐号、邮箱或手机号").fill("qilu_jingji");
  await page.getByLabel("密码", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await passSecondStep(page, "sd", "qilu_jingji");
  await expect(page.getByLabel(/^数量/)).toHaveValue("45");
});

test("AI3, AI14: an unknown name and a wrong password read the same; signing out ends a copied cookie at once", async ({ page, context }) => {
  const refusals: string[] = [];
  for (const [name, password] of [["no_such_name", "whatever-password"], ["qilu_jingji", "wrong-password-1"]] as const) {
    await page.goto(at("sd", "/account/login"));
    await page.getByLabel("企业帐号、邮箱或手机号").fill(name);
    await page.getByLabel("密码", { exact: true }).fill(password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    refusals.push((await page.getByRole("alert").filter({ hasText: "不正确" }).innerText()).trim());
  }
  expect(refusals[0]).toBe(refusals[1]);
  await signInCustomer(page, "sd", "LanhaiTrade");
  const copied = await context.cookies();
  await page.getByRole("button", { name: "退出" }).click();
  await page.waitForURL(/login/);
  await context.addCookies(copied);
  await page.goto(at("sd", "/account/orders"));
  await expect(page).toHaveURL(/login/);
});
