import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("BI2, BI7, BI15, BI16, BI21, CH7: a dunned company reads why, disputes a line, promises, pays at the counter and runs again", async ({ page, browser }) => {
  test.setTimeout(300_000);
  await signInCustomer(page, "sd", "binhai_fushi");
  await expect(page.getByText(/帐单已逾期 ¥[1-9][\d,.]+/)).toBeVisible();
  await page.getByRole("link", { name: "查看帐单" }).click();
  await expect(page.getByRole("heading", { name: "帐单", level: 1 })).toBeVisible();
  await expectPleasant(page);
  const rows = page.getByRole("table", { name: "帐单" }).getByRole("row");
  await expect(rows.filter({ hasText: "逾期" })).toHaveCount(2);
  await rows.filter({ hasText: "逾期" }).first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "与上期相比" })).toBeVisible();
  await expectPleasant(page);
  // The formula gives the sum beside it, and the causes give the difference.
  const line = page.getByRole("table", { name: "费用明细" }).getByRole("row").filter({ hasText: "OA 席位" });
  await expect(line).toContainText("20 × ¥20.00");
  await expect(line).toContainText("¥400.00");
  await expect(page.getByRole("table", { name: "差额的来源" })).toContainText("首月与整月的差别");

  await line.getByRole("button", { name: "有异议" }).click();
  await page.getByRole("button", { name: "提交异议" }).click();
  await expect(page.getByText("请写得具体一些")).toBeVisible();
  await expect(page.getByLabel("哪里不对")).toBeFocused();
  await page.getByLabel("哪里不对").fill("九月只有十五个人在用");
  await expectPleasant(page);
  await page.getByRole("button", { name: "提交异议" }).click();
  await expect(line).toContainText("异议处理中");
  await page.getByRole("button", { name: "约定付款日期" }).click();
  await page.getByRole("button", { name: "确定" }).click();
  await expect(page.getByText("请选择日期")).toBeVisible();
  const inAWeek = new Date(Date.now() + 8 * 3_600_000 + 7 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(/我们会在这一天前付清/).fill(inAWeek);
  await page.getByRole("button", { name: "确定" }).click();
  await expect(page.getByText("暂停催缴")).toBeVisible();

  // All that it owes, which it pays at the counter below.
  await page.goto(at("sd", "/account/balance"));
  const owed = await page.getByText("待付帐单", { exact: true }).first().locator("xpath=..").innerText();
  const [yuan, bills] = [/¥([\d,.]+)/.exec(owed)?.[1] ?? "none", Number(/共 (\d+) 张/.exec(owed)?.[1])];

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.goto(at("ops", "/billing/disputes"));
  await expect(clerk.getByText("九月只有十五个人在用")).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: "答复" }).click();
  await clerk.getByLabel("退费（元）").fill("900");
  await clerk.getByLabel("给客户的答复").fill("核对登录记录，同意按 15 席计费");
  await clerk.getByRole("button", { name: "发送答复" }).click();
  await expect(clerk.getByText("退费不能超过这一行的金额")).toBeVisible();
  await clerk.getByLabel("退费（元）").fill("100");
  await clerk.getByRole("button", { name: "发送答复" }).click();
  await expect(clerk.getByText("没有异议")).toBeVisible();
  expect((await mailTo("quhai@binhai-fushi.example", "异议已答复")).text).toContain("¥100.00");

  await clerk.goto(at("ops", "/billing/arrears"));
  await expect(clerk.getByRole("table", { name: "逾期帐单" })).toContainText("暂停催缴");
  await expectPleasant(clerk);
  await clerk.getByRole("table", { name: "逾期帐单" }).getByRole("link", { name: "滨海服饰有限公司" }).first().click();
  await clerk.getByRole("button", { name: "入账" }).click();
  await clerk.getByLabel("金额（元）").fill(yuan.replaceAll(",", ""));
  await clerk.getByLabel("凭证号").fill(`BH${Date.now()}`);
  await clerk.getByRole("button", { name: "确认入账" }).click();
  await expect(clerk.getByText(`已入账 ¥${yuan}`)).toBeVisible();

  await page.goto(at("sd", "/account/bills?tab=open"));
  await expect(page.getByText("没有符合条件的结果")).toBeVisible();
  await page.goto(at("sd", "/account/products"));
  await expect(page.getByText("已暂停")).toHaveCount(0);
  await page.goto(at("sd", "/account/bills?tab=settled"));
  await expect(page.getByRole("table", { name: "帐单" }).getByRole("row").filter({ hasText: "已结清" })).toHaveCount(bills);
});

test("BI1, BI8, BI18, RP9: finance sees each run with its progress, its bills, and turns a province's late fee and its promise of double on and off", async ({ page }) => {
  test.setTimeout(200_000);
  await signInStaff(page, "zhaomin@sd.kdsw.example");
  await page.goto(at("ops", "/billing"));
  await expect(page.getByRole("table", { name: "出账批次" })).toContainText("已发布");
  await expectPleasant(page);
  await page.getByRole("button", { name: "开始收取" }).click();
  await expect(page.getByRole("button", { name: "停止收取" })).toBeVisible();
  await page.getByRole("button", { name: "停止收取" }).click();
  await expect(page.getByRole("button", { name: "开始收取" })).toBeVisible();
  await page.getByRole("button", { name: "山东开始承诺" }).click();
  await page.getByRole("button", { name: "山东停止承诺" }).click();
  await expect(page.getByRole("button", { name: "山东开始承诺" })).toBeVisible();
  await page.getByRole("table", { name: "出账批次" }).getByRole("link").first().click();
  await expect(page.getByRole("table", { name: "本批次的帐单" })).toContainText("齐鲁精工机械有限公司");
  await expectPleasant(page);
  await page.getByRole("link", { name: "齐鲁精工机械有限公司" }).click();
  await expect(page.getByRole("heading", { name: /齐鲁精工机械有限公司 .*帐单/ })).toBeVisible();
  await expectPleasant(page);
});
