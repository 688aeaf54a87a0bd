import { at, expect, freshPage, sendOrder, signInCustomer, signInStaff, test } from "../fixtures/journey";
import { passSecondStep } from "../fixtures/second-step";
import { DEMO_PASSWORD } from "../../prisma/seed/people";

const orderForm = "/account/orders/new?offering=OA-STD&seats=10";

test("promise 45: a form that is sent before its page is awake puts nothing that was typed into an address", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [host, name, button] of [["sd", "企业帐号、邮箱或手机号", "登录"], ["ops", "工作邮箱", "登录"], ["partner", "工作邮箱", "登录"]] as const) {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(at(host, host === "sd" ? "/account/login" : "/login"));
    await page.getByLabel(name).fill("somebody");
    await page.getByLabel("密码", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");
    expect(asked.filter((url) => url.includes("somebody") || url.includes(DEMO_PASSWORD))).toEqual([]);
    expect(new URL(page.url()).search).toBe("");
  }
  await context.close();
});

test("AI3, promise 45: a sign-in that is sent before its page is awake waits with what was typed, and then goes through", async ({ browser }) => {
  for (const send of ["Enter", "click"] as const) {
    const page = await freshPage(browser);
    let wake = () => {};
    const awake = new Promise<void>((resume) => { wake = resume; });
    await page.route(/\/_next\/static\/.*\.js/, async (route) => { await awake; await route.continue(); });
    const posted: string[] = [];
    page.on("request", (request) => { if (request.isNavigationRequest() && request.method() === "POST") posted.push(request.url()); });
    await page.goto(at("sd", "/account/login"), { waitUntil: "domcontentloaded" });
    await page.getByLabel("企业帐号、邮箱或手机号").fill("qilu_jingji");
    const password = page.getByLabel("密码", { exact: true });
    await password.fill(DEMO_PASSWORD);
    await (send === "Enter" ? password.press("Enter") : page.getByRole("button", { name: "登录", exact: true }).click());
    await expect(password).toHaveValue(DEMO_PASSWORD);
    wake();
    await passSecondStep(page, "sd", "qilu_jingji");
    await page.waitForURL((url) => url.pathname === "/account");
    expect(posted).toEqual([]);
    await page.context().close();
  }
});

test("AI3: a sign-in that ends under an open form keeps what was typed and asks for a new one beside it", async ({ page, context }) => {
  await signInCustomer(page, "sd", "qilu_jingji", orderForm);
  await page.getByLabel(/^数量/).fill("75");
  await page.getByLabel("管理员邮箱").fill("kept@journey.example");
  await page.getByLabel("备注").fill("请在月底前开通");
  await page.getByLabel(/我已阅读/).check();
  const send = page.getByRole("button", { name: "提交订单" });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await context.clearCookies();
  await send.click();
  await expect(page.getByText("登录已失效，请重新登录", { exact: true })).toBeVisible();
  await expect(page.getByLabel(/^数量/)).toHaveValue("75");
  await expect(page.getByLabel("备注")).toHaveValue("请在月底前开通");

  const [beside] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "在新窗口登录" }).click()]);
  await beside.getByLabel("企业帐号、邮箱或手机号").fill("qilu_jingji");
  await beside.getByLabel("密码", { exact: true }).fill(DEMO_PASSWORD);
  await beside.getByRole("button", { name: "登录", exact: true }).click();
  await passSecondStep(beside, "sd", "qilu_jingji");
  await beside.waitForURL((url) => url.pathname === "/account");
  await beside.close();
  await send.click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByText("kept@journey.example")).toBeVisible();
  await expect(page.getByText("登录已失效，请重新登录", { exact: true })).toBeHidden();
});

test("OR10: a reload and a second tab with the same form still make one order", async ({ page, context }) => {
  await signInCustomer(page, "sd", "qilu_jingji", orderForm);
  await expect(page.getByRole("button", { name: "提交订单" })).toBeVisible();
  await page.reload();
  const second = await context.newPage();
  await second.goto(at("sd", orderForm));
  for (const tab of [page, second]) {
    await tab.getByLabel(/^数量/).fill("85");
    await expect(tab.getByRole("button", { name: "提交订单" })).not.toHaveAttribute("aria-busy", "true");
  }
  await sendOrder(page, "85");
  await sendOrder(second, "85");
  expect(second.url()).toBe(page.url());
  await page.goto(at("sd", "/account/orders"));
  await expect(page.getByRole("row", { name: /85 席/ })).toHaveCount(1);
  // The next form is another intention and makes another order.
  await page.goto(at("sd", orderForm));
  await sendOrder(page, "85");
  expect(page.url()).not.toBe(second.url());
});

test("BO2: another company's order, an unknown one and a mistyped address show the same page in the own frame", async ({ page, browser }) => {
  const owner = await freshPage(browser);
  await signInCustomer(owner, "sd", "qilu_jingji");
  await owner.goto(at("sd", "/account/orders"));
  const foreign = (await owner.getByRole("row", { name: /SD\d{11}/ }).first().getByRole("link").getAttribute("href")) ?? "";
  expect(foreign).toMatch(/\/account\/orders\/[0-9a-f-]{36}$/);
  await signInCustomer(page, "sd", "LanhaiTrade");
  for (const path of [foreign, `${foreign}/contract`, "/account/orders/0198c000-0000-7000-8000-000000000000", "/account/orders/not-a-number"]) {
    await page.goto(at("sd", path));
    await expect(page.getByRole("heading", { name: "没有找到" }), path).toBeVisible();
    await expect(page.getByRole("link", { name: "企业首页" })).toBeVisible();
    await expect(page.getByText("齐鲁")).toHaveCount(0);
  }
});

test("BO1: a console address outside one's duty says so, in the own frame, and shows nothing of the page", async ({ page }) => {
  await signInStaff(page, "sunyan@sd.kdsw.example");
  for (const path of ["/api-clients", "/staff", "/audit"]) {
    await page.goto(at("ops", path));
    await expect(page.getByRole("heading", { name: "没有这项权限" }), path).toBeVisible();
    await expect(page.getByRole("link", { name: "待审队列" }).first()).toBeVisible();
  }
});

test("OR6: a task that was decided meanwhile says so in a tab that still shows it open", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "sd", "qilu_jingji", orderForm);
  await sendOrder(page, "60");
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "wangli@sd.kdsw.example");
  await clerk.getByRole("link", { name: /60 席/ }).click();
  await clerk.waitForURL(/\/review\//);
  const colleague = await freshPage(browser);
  await signInStaff(colleague, "zhaomin@sd.kdsw.example");
  await colleague.goto(clerk.url());
  await expect(colleague.getByText("还没有人领取")).toBeVisible();
  await clerk.getByRole("button", { name: "领取（C）" }).click();
  await expect(clerk.getByText("您已领取")).toBeVisible();
  const second = await clerk.context().newPage();
  await second.goto(clerk.url());
  await expect(second.getByText("您已领取")).toBeVisible();
  await clerk.getByRole("button", { name: "通过（A）" }).click();
  await expect(clerk.getByText("已通过").first()).toBeVisible();
  // The clerk's other tab would refuse now, and a colleague's would claim: both are told that it is over.
  await second.getByRole("button", { name: "拒绝（X）" }).click();
  await second.getByLabel("原因").selectOption({ index: 1 });
  await second.getByLabel("给客户的说明").fill("与上一单重复，请撤回其中一单");
  await second.getByRole("button", { name: "确认拒绝" }).click();
  await expect(second.getByText("这个任务已经处理完了。")).toBeVisible();
  await colleague.getByRole("button", { name: "领取（C）" }).click();
  await expect(colleague.getByText("这个任务已经处理完了。")).toBeVisible();
  await expect(colleague.getByText("已通过").first()).toBeVisible();
  await expect(colleague.getByRole("button", { name: "通过（A）" })).toHaveCount(0);
});
