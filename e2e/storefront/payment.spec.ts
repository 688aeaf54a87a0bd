import type { Page } from "@playwright/test";
import { at, companion, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test, typeCard } from "../fixtures/journey";

const balance = async (page: Page): Promise<number> => {
  await page.goto(at("sd", "/account/balance"));
  const words = await page.getByText("可用余额", { exact: true }).locator("xpath=..").innerText();
  return Number(/¥([\d,.]+)/.exec(words)?.[1]?.replaceAll(",", "") ?? Number.NaN);
};

async function begin(page: Page, yuan: string): Promise<void> {
  await page.goto(at("sd", "/account/balance"));
  await page.getByLabel("充值金额（元）").fill(yuan);
  await page.getByRole("button", { name: "去付款" }).click();
  await page.waitForURL(/\/c\/pay\//);
}

test("BI4, BI19, BI13: a company tops up by card, refused first and asked by its bank then, and by Alipay; what is on the screen is what the ledger has", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "sd", "taishan_wuliu");
  const before = await balance(page);
  const arrived = page.getByRole("row", { name: /已到账/ });
  // The list comes a moment after the balance; a company that has paid nothing yet has no row to wait for.
  await arrived.first().waitFor({ timeout: 5000 }).catch(() => undefined);
  const paidBefore = await arrived.count();
  await expectPleasant(page);

  // What cannot be paid is told at the field, and nothing leaves the page.
  await page.getByLabel("充值金额（元）").fill("3.99");
  await page.getByRole("button", { name: "去付款" }).click();
  await expect(page.getByText("网上付款每笔至少 4 元")).toBeVisible();
  await expect(page.getByLabel("充值金额（元）")).toBeFocused();
  await expectPleasant(page);

  // The provider is away: the sum stays, and the same form goes on when it is back.
  await page.request.post(companion(109, "/_control"), { data: { failNext: 1, failStatus: "503", onlyOperation: "checkout.sessions.create" } });
  await page.getByRole("button", { name: "¥500", exact: true }).click();
  await page.getByRole("button", { name: "去付款" }).click();
  await expect(page.getByText("支付渠道暂时没有答复")).toBeVisible();
  await expect(page.getByLabel("充值金额（元）")).toHaveValue("500");
  await page.getByRole("button", { name: "去付款" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await typeCard(page, "4000 0000 0000 9995");
  await expect(page.getByText("卡内余额不足")).toBeVisible();

  // Back without having paid: the page says why, and leads on.
  await page.getByRole("link", { name: /取消并返回/ }).click();
  await page.waitForURL(/\/account\/balance\/payments\//);
  await expect(page.getByText("上一次付款没有成功")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "继续付款" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await typeCard(page, "4000 0027 6000 3184");
  await page.getByRole("button", { name: "通过" }).click();
  await page.waitForURL(/\/account\/balance\/payments\//);
  await expect(page.getByText("付款成功")).toBeVisible();
  await expect(page.getByRole("heading", { name: "付款凭据" })).toBeVisible();
  await expectPleasant(page);
  expect((await mailTo("mazhiqiang@taishan-wuliu.example", "付款成功：¥500.00")).text).toContain("银行卡");

  // What told us were the provider's own messages: not one was refused.
  await expect.poll(async () => ((await (await page.request.get(companion(109, "/_events"))).json()) as { events: { state: string }[] }).events.filter((event) => event.state !== "delivered")).toEqual([]);

  // A wallet that sends its money later, and no message of it ever: the payer's own page asks.
  await page.request.post(companion(109, "/_control"), { data: { asynchronous: true, settleAfterMs: 4000, losePercent: 100 } });
  await begin(page, "88.80");
  await page.getByRole("link", { name: /支付宝/ }).click();
  await page.getByRole("button", { name: /用支付宝支付/ }).click();
  await page.getByRole("button", { name: "确认支付" }).click();
  await page.waitForURL(/\/account\/balance\/payments\//);
  await expect(page.getByText("付款处理中")).toBeVisible();
  await expect(page.getByText("付款成功")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("支付宝", { exact: true })).toBeVisible();
  await page.request.post(companion(109, "/_control/reset"));
  expect(Math.round((await balance(page)) * 100)).toBe(Math.round(before * 100) + 58_880);
  await expect(arrived).toHaveCount(paidBefore + 2);
  await expectPleasant(page);

  // Finance sends a part back; the company sees it, and the ledger proves itself.
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.goto(at("ops", "/customers?q=taishan_wuliu"));
  await clerk.getByRole("link", { name: /泰山通达/ }).first().click();
  const paid = clerk.getByRole("table", { name: "付款与退款" }).getByRole("row", { name: /¥500\.00/ });
  await paid.getByRole("button", { name: /退款/ }).click();
  await clerk.getByLabel("退款金额（元）").fill("500.01");
  await clerk.getByLabel("原因").fill("企业多充，申请退回");
  await clerk.getByRole("button", { name: "确认退款" }).click();
  await expect(clerk.getByText("超过可退金额")).toBeVisible();
  await clerk.getByLabel("退款金额（元）").fill("120");
  await clerk.getByRole("button", { name: "确认退款" }).click();
  await expect(paid).toContainText("¥120.00");
  await expectPleasant(clerk);
  expect(Math.round((await balance(page)) * 100)).toBe(Math.round(before * 100) + 46_880);
  await page.getByRole("row", { name: /¥500\.00/ }).first().getByRole("link").click();
  await expect(page.getByText("已退回")).toBeVisible({ timeout: 30_000 });
  await expectPleasant(page);
  await clerk.goto(at("ops", "/system"));
  await expect(clerk.getByText("账本平衡")).toBeVisible();
});

test("BI6: a company keeps its card, sets when it is charged, and its balance is topped up by itself", async ({ page }) => {
  test.setTimeout(120_000);
  await signInCustomer(page, "nf", "shudao_ls", "/sc/account/balance");
  await page.goto(at("nf", "/sc/account/balance"));
  await page.getByRole("link", { name: /自动充值：未开启/ }).click();
  await expect(page.getByRole("heading", { name: "自动充值" })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "绑定银行卡" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByLabel("卡号").fill("4242 4242 4242 4242");
  await page.getByLabel("有效期").fill("12/40");
  await page.getByLabel("安全码").fill("123");
  await page.getByRole("button", { name: "绑定银行卡" }).click();
  await expect(page.getByText("Visa 尾号 4242")).toBeVisible();
  await expect(page).toHaveURL(/\/balance\/auto-top-up$/);
  await page.getByLabel("余额低于（元）").fill("200000");
  await page.getByLabel("每月上限（元）").fill("999");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("每月上限不能低于每次充值的金额")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("每月上限（元）").fill("1000");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已开启")).toBeVisible();
  await page.goto(at("nf", "/sc/account/balance"));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /自动充值 银行卡 ¥1,000\.00/ })).toContainText("已到账", { timeout: 1000 });
  }).toPass({ timeout: 40_000 });
  await page.goto(at("nf", "/sc/account/balance/auto-top-up"));
  await expect(page.getByText("本月已自动充值 ¥1,000.00")).toBeVisible();
  await page.getByRole("button", { name: "移除" }).click();
  await page.getByRole("button", { name: "确认移除" }).click();
  await expect(page.getByText("还没有绑定银行卡")).toBeVisible();
  await expectPleasant(page);
});

test("BI5, BI24: a prepaid company reads how long its balance lasts; what is not renewed any more is left out, and renewal comes back", async ({ page }) => {
  await signInCustomer(page, "bj", "jingcheng_it");
  await page.goto(at("bj", "/account/balance"));
  const lasts = page.getByText("预计够用", { exact: true }).locator("xpath=..");
  await expect(lasts).toContainText(/\d+ 天按现有产品用到20\d\d年\d+月\d+日；.*月费还差 ¥[\d,.]+/);
  await expectPleasant(page);
  await page.getByRole("link", { name: "续订" }).click();
  // Every product that runs, since other journeys open some.
  const [off, on] = [page.getByRole("button", { name: "关闭自动续订" }), page.getByRole("button", { name: "恢复自动续订" })];
  await expect(off.first()).toBeVisible();
  const products = await off.count();
  for (let n = 1; n <= products; n += 1) {
    await off.first().click();
    await page.getByRole("button", { name: "确认关闭" }).click();
    await expect(on).toHaveCount(n);
  }
  await expectPleasant(page);
  await page.goto(at("bj", "/account/balance"));
  await expect(page.getByText("可用余额", { exact: true })).toBeVisible();
  await expect(lasts).toHaveCount(0);
  await page.goto(at("bj", "/account/renewals"));
  for (let n = 1; n <= products; n += 1) {
    await on.first().click();
    await expect(off).toHaveCount(n);
  }
});
