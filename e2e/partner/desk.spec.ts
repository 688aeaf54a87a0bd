import { at, companion, expect, expectPleasant, freshPage, mailTo, sendOrder, signInCustomer, signInPartner, signInStaff, test } from "../fixtures/journey";

type Effect = { operation: string; service?: { platformId: string } };
const openedInSandbox = async () => ((await (await fetch(companion(101, "/_effects"))).json()) as { effects: Effect[] }).effects.filter(({ operation, service }) => operation === "openService" && service?.platformId === "SB").length;
const setProvider = (switches: Record<string, unknown>) => fetch(companion(101, "/_control"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
/** A minute in the business zone, as the browser's field takes it. */
const minute = (offsetMs: number) => new Date(Date.now() + 8 * 3_600_000 + offsetMs).toISOString().slice(0, 16);

test("PR8: a provider tests its system, sees the step that a fault makes fail and what came, mends it, and is green; staff see it beside the product", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInPartner(page, "hanxue@qiyun.example");
  await expect(page.getByRole("heading", { name: "我的应用", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "契约测试" }).click();
  const start = page.getByRole("button", { name: "运行契约测试 协同办公 OA" });
  // The runs of the first start, of every application, come to their end first.
  await expect(start).toBeEnabled({ timeout: 120_000 });
  await expect(async () => {
    const before = await openedInSandbox();
    await page.waitForTimeout(4000);
    expect(await openedInSandbox()).toBe(before);
  }).toPass({ timeout: 120_000 });
  await expect(page.getByText("可以销售")).toBeVisible();

  await setProvider({ doubleNext: 1 });
  await start.click();
  await page.waitForURL(/\/tests\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("status")).toContainText("已完成 20 / 20 项", { timeout: 90_000 });
  const failed = page.locator("li", { hasText: "不通过" });
  await expect(failed).toHaveCount(1);
  await expect(failed).toContainText("重复发送");
  await expect(failed).toContainText("办了第二份");
  await failed.getByText("查看 1 次呼叫").click();
  await expect(failed).toContainText("POST /v1/services · HTTP 200");
  await expectPleasant(page);

  await page.getByRole("link", { name: "契约测试" }).first().click();
  await page.getByRole("button", { name: "运行契约测试 协同办公 OA" }).click();
  await page.waitForURL(/\/tests\/[0-9a-f-]{36}$/);
  await expect(page.getByText("全部通过")).toBeVisible({ timeout: 90_000 });

  const staff = await freshPage(browser);
  await signInStaff(staff, "zhouhang@zx.kdsw.example");
  await staff.goto(at("ops", "/catalogue?q=OA"));
  await expect(staff.getByRole("row", { name: /协同办公 OA/ }).getByText("已通过")).toBeVisible();
  await staff.getByRole("row", { name: /协同办公 OA/ }).getByRole("link", { name: "测试记录" }).click();
  await expect(staff.getByRole("row", { name: /没有通过/ }).getByText("重复发送")).toBeVisible();
});

test("PR12: planned work that a provider announces shows on its companies' products, and ends when it is done", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInPartner(page, "hanxue@qiyun.example");
  await page.goto(at("partner", "/work"));
  await page.getByLabel("开始").fill(minute(0));
  await page.getByLabel("结束").fill(minute(3_600_000));
  await page.getByLabel("说明").fill("升级数据库，期间不能登录");
  await page.getByRole("button", { name: "登记" }).click();
  await expect(page.getByRole("row", { name: /升级数据库/ }).getByText("进行中")).toBeVisible();
  const company = await freshPage(browser);
  await signInCustomer(company, "sd", "qilu_jingji");
  await company.goto(at("sd", "/account/products"));
  const product = company.getByRole("row", { name: /协同办公 OA.*使用中/ }).first();
  await expect(product.getByText("计划维护")).toBeVisible();
  await company.goto(at("sd", "/account"));
  const notice = company.getByRole("listitem").filter({ hasText: "协同办公 OA 标准版 正在计划维护" }).first();
  await expect(notice).toContainText("升级数据库，期间不能登录");
  await notice.getByRole("link", { name: "查看产品" }).click();
  await expect(company.getByRole("note").filter({ hasText: "计划维护" })).toContainText("升级数据库，期间不能登录");
  await expectPleasant(company);
  await page.getByRole("button", { name: "提前结束" }).click();
  await expect(page.getByRole("row", { name: /升级数据库/ }).getByText("提前结束于")).toBeVisible();
  await company.goto(at("sd", "/account/products"));
  await expect(product.getByText("正常")).toBeVisible();
});

test("PR10: staff of the whole country invite a partner's person, who sets a password by the mailed link", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await page.goto(at("ops", "/partners"));
  await expect(page.getByText("这里只能查看")).toBeVisible();
  await page.getByLabel("当前平台").selectOption({ label: "全国" });
  await page.waitForURL((url) => url.pathname === "/queue");
  await page.goto(at("ops", "/partners"));
  await page.getByRole("button", { name: "新建合作伙伴" }).click();
  const email = `journey${Date.now()}@partner.example`;
  await page.getByLabel("名称", { exact: true }).fill("旅程软件（测试）");
  await page.getByLabel("编号", { exact: true }).fill(`0ZXAP${String(Date.now()).slice(-8)}`);
  await page.getByLabel("接口负责人").fill("陆明");
  await page.getByLabel("负责人邮箱").fill(email);
  await page.getByRole("button", { name: "建立并发送邀请" }).click();
  await expect(page.getByRole("heading", { name: "旅程软件（测试）", level: 1 })).toBeVisible();
  await expect(page.getByRole("row", { name: /陆明/ }).getByText("已邀请，未设密码")).toBeVisible();
  const { text } = await mailTo(email, "邀请您使用");
  const invited = await freshPage(browser);
  await invited.goto(/(http:\S+)/.exec(text)?.[1] ?? "");
  await invited.getByLabel("登录密码").fill("a passphrase of the journey");
  await invited.getByRole("button", { name: "设置密码" }).click();
  await expect(invited.getByText("密码已设好")).toBeVisible();
  await expectPleasant(invited);
  await invited.reload();
  await invited.getByLabel("登录密码").fill("another passphrase of it");
  await invited.getByRole("button", { name: "设置密码" }).click();
  await expect(invited.getByText("这个链接已经失效")).toBeVisible();
});

test("IN9: a partner's company orders in the sandbox and has its application at once, without a reviewer", async ({ page }) => {
  test.setTimeout(120_000);
  await signInCustomer(page, "sandbox", "sb_zx_00000001", "/account/orders/new?offering=OA-STD&seats=10");
  await sendOrder(page, "10");
  await expect(page.getByRole("main")).toContainText("已开通", { timeout: 45_000 });
  await page.goto(at("sandbox"));
  await expect(page.getByText("这里是合作伙伴的联调沙箱")).toBeVisible();
});
