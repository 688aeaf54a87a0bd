import { at, companion, expect, expectPleasant, signInStaff, test } from "../fixtures/journey";

const at97 = (path = "/") => companion(102, path);

test("OR2, OR3, IN1: a counter's order comes from 97 over a line that repeats and loses, is reviewed as any other, and its result goes back; a second one is taken back", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const counter = await (await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 } })).newPage();
  const control = async (switches: Record<string, unknown>) => expect((await fetch(at97("/_control"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(switches) })).status).toBe(200);
  const enter = async (seats: string) => {
    await counter.goto(at97());
    await counter.getByLabel("平台（省份代码，共用平台 NF）").fill("BJ");
    await counter.getByLabel("企业帐号").fill("jingcheng_it");
    await counter.getByLabel("套餐代码").fill("HR-STD");
    await counter.getByLabel("数量").fill(seats);
    await counter.getByLabel("代理商编号（可不填）").fill("BJ2026");
    await counter.getByRole("button", { name: "录入订单" }).click();
  };
  const until = (seats: RegExp) => expect(async () => {
    await counter.goto(at97());
    await expect(counter.getByRole("table", { name: "营业厅订单" })).toContainText(seats, { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  // The first message gets lost, the next arrives twice, and its answer is lost: it is sent again under its number.
  await control({ loseSendNext: 1, sendTwice: true, loseAnswerNext: 1 });
  await enter("20");
  await until(/97BJ\d{8}.*HR-STD.*待审核/);
  await control({ sendTwice: false });

  await signInStaff(page, "liuyang@bj.kdsw.example");
  await page.goto(at("ops", "/queue"));
  const orders = page.getByRole("link", { name: /HR.*20 席|人力资源.*20 席/ });
  await expect(orders).toHaveCount(1);
  await orders.click();
  await expect(page.getByText(/营业厅，代理商 BJ2026/)).toBeVisible();
  await page.getByRole("button", { name: /^领取/ }).click();
  await expectPleasant(page);
  await page.getByRole("button", { name: /^通过/ }).click();
  await until(/97BJ\d{8}.*HR-STD.*已完成/);
  await expect(counter.getByRole("table", { name: "订单结果" })).toContainText("已完成");

  await enter("30");
  await until(/97BJ\d{8}.*HR-STD.*待审核/);
  await counter.getByRole("button", { name: /^取消/ }).first().click();
  await until(/97BJ\d{8}.*HR-STD.*已取消/);
  await page.goto(at("ops", "/queue"));
  await expect(page.getByRole("link", { name: /30 席/ })).toHaveCount(0);

  // Slow and in the wrong order, both arrive and both can be taken back.
  await control({ sendReversed: true, sendDelayMs: 500 });
  for (const seats of ["40", "50"]) await enter(seats);
  await until(/97BJ00000004.*待审核.*97BJ00000003.*待审核/);
  for (const name of ["取消 97BJ00000003", "取消 97BJ00000004"]) await counter.getByRole("button", { name }).click();
  await until(/97BJ00000004.*已取消.*97BJ00000003.*已取消/);
  await control({ sendReversed: false, sendDelayMs: 0 });
});
