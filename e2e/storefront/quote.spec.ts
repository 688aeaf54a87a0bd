import { at, expect, expectPleasant, freshPage, mailTo, sendOrder, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("OR15: a company asks for a price from the product's page, a clerk answers, another lets it out, and the company orders at it", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "sd", "qilu_jingji");
  await page.goto(at("sd", "/products/oa"));
  await page.getByRole("link", { name: "先询价" }).click();
  await expect(page.getByRole("heading", { name: "询价", level: 1 })).toBeVisible();
  await expectPleasant(page);
  // What is missing is told at its field, and what was typed stays.
  await page.getByLabel("大约多少").fill("30");
  await page.getByRole("button", { name: "提交询价" }).click();
  await expect(page.getByLabel("您的需求")).toBeFocused();
  await expect(page.getByLabel("大约多少")).toHaveValue("30");
  await page.getByLabel("您的需求").fill("新厂区三十人，下月开通，希望有优惠");
  await page.getByLabel("大约多少").fill("３０");
  await page.getByRole("button", { name: "提交询价" }).click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  await expect(page.getByText("等待报价")).toBeVisible();
  await expectPleasant(page);
  const asked = page.url();
  const number = (await page.getByText(/^SDQ\d+/).first().textContent())?.match(/SDQ\d+/)?.[0] ?? "";

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.getByRole("link", { name: "报价" }).first().click();
  await expect(clerk.getByRole("heading", { name: "报价", level: 1 })).toBeVisible();
  await clerk.getByLabel("询价号、企业名称或帐号").fill(number);
  await clerk.getByRole("button", { name: "查找" }).click();
  await expectPleasant(clerk);
  await clerk.getByRole("link", { name: /协同办公/ }).click();
  await expect(clerk.getByText("新厂区三十人")).toBeVisible();
  await clerk.getByLabel("给企业的话").fill("请问下月几号开通？");
  await clerk.getByRole("button", { name: "发给企业" }).last().click();
  await expect(clerk.getByLabel("往来留言")).toContainText("请问下月几号开通？");
  expect((await mailTo("sunjianguo@qilu-jingji.example", `询价 ${number} 有新留言`)).text).toContain("请问下月几号开通？");

  await page.goto(asked);
  await page.getByLabel("您的留言").fill("一号");
  await page.getByRole("button", { name: "发送" }).click();
  await expect(page.getByText("请写")).toHaveCount(0);

  // A wrong rate is told at its field; the sums follow what is typed.
  await clerk.getByLabel("打几折").fill("85");
  await clerk.getByRole("button", { name: "暂存" }).click();
  await expect(clerk.getByText("请填写 0.1 至 10 的折数")).toBeVisible();
  await expect(clerk.getByLabel("打几折")).toBeFocused();
  await clerk.getByLabel("打几折").fill("8.5");
  await clerk.getByLabel("最多").fill("６０");
  await clerk.getByLabel("给企业的说明").fill("首批 30 席 8.5 折，加到 60 席同价。");
  await expect(clerk.getByText("企业今天在线订购的首年")).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: "送同事核准" }).click();
  await expect(clerk.getByText("您写的方案要由另一位同事核准")).toBeVisible();
  await expect(clerk.getByRole("button", { name: "核准并发给企业" })).toHaveCount(0);
  await page.goto(asked);
  await expect(page.getByText("报价方案 1")).toHaveCount(0);

  const second = await freshPage(browser);
  await signInStaff(second, "wangli@sd.kdsw.example");
  await second.goto(clerk.url());
  await second.getByRole("button", { name: "核准并发给企业" }).click();
  await expect(second.getByText("已发企业")).toBeVisible();
  await expectPleasant(second);
  expect((await mailTo("sunjianguo@qilu-jingji.example", `的报价已出：${number}`)).text).toContain("30 席");

  await page.goto(asked);
  await expect(page.getByText("首批 30 席 8.5 折")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: "按这个报价下单" }).click();
  await expect(page.getByText(`按报价 ${number} 下单`)).toBeVisible();
  await expect(page.getByRole("complementary", { name: "费用" }).getByText(`报价 ${number}`).first()).toBeVisible();
  await expectPleasant(page);
  // More than it was put for is refused at the field.
  await page.getByLabel(/^数量/).fill("61");
  await expect(page.getByText(/最多/).first()).toBeVisible();
  await sendOrder(page, "30");
  await expect(page.getByRole("link", { name: number })).toBeVisible();
  await page.goto(asked);
  await expect(page.getByText("已按报价下单").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "按这个报价下单" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /查看订单/ })).toBeVisible();
});

test("OR15: two clerks write one price; who saves second keeps what they typed, sees the other's and chooses", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "sd", "qilu_jingji");
  await page.goto(at("sd", "/account/quotes/new?offering=MAIL-STD&seats=50"));
  await page.getByLabel("您的需求").fill("五十个邮箱，两位同事同时报价");
  await page.getByRole("button", { name: "提交询价" }).click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const path = `/quotes/${page.url().split("/").at(-1)}`;
  const [first, second] = [await freshPage(browser), await freshPage(browser)];
  await signInStaff(first, "zhaomin@sd.kdsw.example");
  await signInStaff(second, "wangli@sd.kdsw.example");
  for (const clerk of [first, second]) {
    await clerk.goto(at("ops", path));
    await expect(clerk.getByText("企业今天在线订购的首年")).toBeVisible();
  }
  await first.getByLabel("打几折").fill("9");
  await second.getByLabel("打几折").fill("8");
  await second.getByRole("button", { name: "暂存" }).click();
  await expect(second.getByRole("heading", { name: "报价方案 1" })).toBeVisible();
  // One's own saving is nobody else's.
  await expect(second.getByRole("alert").filter({ hasText: "同事" })).toHaveCount(0);
  await first.getByRole("button", { name: "暂存" }).click();
  const met = first.getByRole("alert").filter({ hasText: "同事暂存了" });
  await expect(met).toContainText("8 折");
  await expect(first.getByLabel("打几折")).toHaveValue("9");
  await expect(first.getByRole("button", { name: "暂存" })).toHaveCount(0);
  await expectPleasant(first);
  await first.getByRole("button", { name: "接着用我填的" }).click();
  await first.getByRole("button", { name: "暂存" }).click();
  await expect(first.getByText("已暂存")).toBeVisible();
  await expect(met).toHaveCount(0);
  await second.reload();
  await expect(second.getByLabel("打几折")).toHaveValue("9");
});

test("OR15: a company takes its question back, and finds it among those that ended", async ({ page }) => {
  await signInCustomer(page, "sd", "qilu_jingji");
  await page.goto(at("sd", "/account/quotes/new?offering=MAIL-STD&seats=40"));
  await page.getByLabel("您的需求").fill("四十个邮箱，先问问价格");
  await page.getByRole("button", { name: "提交询价" }).click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "不需要了，撤回" }).click();
  await page.getByRole("button", { name: "撤回询价" }).click();
  await expect(page.getByText("已撤回").first()).toBeVisible();
  await page.getByRole("link", { name: "报价" }).first().click();
  await page.getByRole("link", { name: "已结束" }).click();
  await expect(page.getByRole("row", { name: /企业邮箱/ }).first()).toContainText("已撤回");
  await expectPleasant(page);
});
