import type { Page } from "@playwright/test";
import { at, companion, expect, expectPleasant, freshPage, sendOrder, signInCustomer, signInPartner, signInStaff, test } from "../fixtures/journey";

// These journeys break the one application provider and move the one clock, so they run after all others (playwright.config.ts).
async function setProvider(switches: Record<string, unknown>): Promise<void> {
  const answer = await fetch(companion(101, "/_control"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) });
  expect(answer.status).toBe(200);
}

/** How many services the provider holds for the company with this number of seats. */
async function opened(seats: string): Promise<number> {
  const { effects } = (await (await fetch(companion(101, "/_effects"))).json()) as { effects: { operation: string; service?: { platformId: string; seats: number } }[] };
  return effects.filter((effect) => effect.operation === "openService" && effect.service?.platformId === "BJ" && effect.service.seats === Number(seats)).length;
}

type Order = { address: string; number: string; seats: string; openedBefore: number };

async function orderAndApprove(page: Page, clerk: Page, seats: string): Promise<Order> {
  const openedBefore = await opened(seats);
  await page.goto(at("bj", "/account/orders/new?offering=OA-STD&seats=10"));
  await sendOrder(page, seats);
  const number = /BJ\d{11}/.exec(await page.getByRole("main").innerText())?.[0] ?? "";
  await clerk.goto(at("ops", `/search?q=${number}`));
  await clerk.getByRole("link", { name: number }).click();
  await clerk.getByRole("button", { name: "领取（C）" }).click();
  await clerk.getByRole("button", { name: "通过（A）" }).click();
  await expect(clerk.getByText("已通过").first()).toBeVisible();
  return { address: page.url(), number, seats, openedBefore };
}

async function expectOpenOnce(page: Page, { address, seats, openedBefore }: Order): Promise<void> {
  await page.goto(address);
  await expect(page.getByText("订单完成")).toHaveCount(1, { timeout: 60_000 });
  await expect(page.getByRole("link", { name: /^OA-BJ-/ })).toHaveCount(1);
  expect(await opened(seats), "services that the provider opened").toBe(openedBefore + 1);
}

test.afterEach(async () => setProvider({ duplicate: false, asynchronous: false, garbage: false, silent: false, refuseNext: 0, onlyPlatform: "" }));

test("PR2: a provider that answers twice, in garbage or not at all opens each order once, and meanwhile the desk says what it answered", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "bj", "jingcheng_it");
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");

  await setProvider({ duplicate: true, asynchronous: true });
  await expectOpenOnce(page, await orderAndApprove(page, clerk, "15"));

  await setProvider({ duplicate: false, asynchronous: false, garbage: true });
  const inGarbage = await orderAndApprove(page, clerk, "20");
  await clerk.goto(at("ops", "/requests"));
  const row = clerk.getByRole("row", { name: new RegExp(inGarbage.number) });
  await expect(row).toContainText("无法识别的答复", { timeout: 40_000 });
  await expect(row).toContainText("等待重试");

  await setProvider({ garbage: false, silent: true });
  const inSilence = await orderAndApprove(page, clerk, "25");
  await page.goto(inSilence.address);
  await expect(page.getByText("开通中").first()).toBeVisible();
  await clerk.goto(at("ops", "/requests"));
  await expect(clerk.getByRole("row", { name: new RegExp(inSilence.number) })).toContainText("没有答复", { timeout: 60_000 });
  await setProvider({ silent: false });

  const national = await freshPage(browser);
  await signInStaff(national, "zhouhang@zx.kdsw.example");
  await national.goto(at("ops", "/system"));
  await national.getByRole("button", { name: "前进 1 小时" }).click();
  await expect(national.getByText("演示时钟已拨动").first()).toBeVisible();
  for (const order of [inGarbage, inSilence]) await expectOpenOnce(page, order);
  await national.getByRole("button", { name: "恢复真实时间" }).click();
  await expect(national.getByText("演示时钟已拨动")).toHaveCount(0);
});

test("PR4: a bundle whose part is refused asks its company, shows what each choice costs, and runs without the part", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "bj", "jingcheng_it", "/account/orders/new?offering=SOL-TRADE-S&seats=1");
  await page.getByLabel("管理员邮箱").fill("admin@jingcheng.example");
  await page.getByLabel("装机地址").fill("北京市海淀区中关村大街 1 号");
  await page.getByLabel("邮箱域名").fill(`jingcheng-parts${String(Date.now() % 1_000_000)}.example`);
  await page.getByLabel(/我已阅读/).check();
  const send = page.getByRole("button", { name: "提交订单" });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await send.click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  const number = /BJ\d{11}/.exec(await page.getByRole("main").innerText())?.[0] ?? "";
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "liuyang@bj.kdsw.example");
  // Of this company's platform alone: other applications are being tested meanwhile.
  await setProvider({ refuseNext: 1, onlyPlatform: "BJ" });
  await clerk.goto(at("ops", `/search?q=${number}`));
  await clerk.getByRole("link", { name: number }).click();
  await clerk.getByRole("button", { name: /^领取/ }).click();
  await clerk.getByRole("button", { name: /^通过/ }).click();
  await expect(clerk.getByText("已通过").first()).toBeVisible();

  await expect(async () => {
    await page.reload();
    await expect(page.getByText("部分未开通，待您选择")).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await setProvider({ refuseNext: 0 });
  await expect(page.getByText(/应用方的答复：/)).toBeVisible();
  await expect(page.getByRole("link", { name: "未能开通", exact: true })).toHaveCount(1);
  await expectPleasant(page);
  await page.getByRole("radio", { name: /不要这一部分/ }).check();
  await expect(page.getByText(/（少 ¥/)).toBeVisible();
  await page.getByRole("button", { name: "确认不要这一部分" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("部分开通", { exact: true })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText("套餐不含这一部分")).toBeVisible();
  await expect(page.getByText("不含", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "查看", exact: true }).click();
  await expect(page.getByRole("table", { name: "套餐包含" }).getByText("使用中")).toHaveCount(2);
});

test("PR10, PR12: a provider sees the request that its broken system left, and that it is down; mended, it resends it and runs again", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInPartner(page, "hanxue@qiyun.example");
  await setProvider({ failAlways: true });
  const company = await freshPage(browser);
  await signInCustomer(company, "sandbox", "sb_zx_00000001", "/account/orders/new?offering=OA-STD&seats=10");
  await sendOrder(company, "15");
  const number = /SB\d{11}/.exec(await company.getByRole("main").innerText())?.[0] ?? "";
  await page.goto(at("partner", "/requests"));
  const row = page.getByRole("row", { name: new RegExp(number) });
  await expect(row).toContainText("HTTP 503", { timeout: 45_000 });
  await page.goto(at("partner", "/heartbeats"));
  await expect(page.getByRole("row", { name: /连续 3 次心跳没有有效应答/ }).first()).toBeVisible({ timeout: 90_000 });
  await setProvider({ failAlways: false });
  await page.goto(at("partner", "/requests"));
  await page.getByRole("row", { name: new RegExp(number) }).getByRole("button", { name: `重新发送 ${number}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(number) })).toHaveCount(0, { timeout: 45_000 });
  await company.reload();
  await expect(company.getByRole("main")).toContainText("已开通");
  await page.goto(at("partner", "/"));
  await expect(page.getByText("正常").first()).toBeVisible({ timeout: 90_000 });
});
