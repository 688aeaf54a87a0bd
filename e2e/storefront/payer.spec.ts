import { postpaidFamily } from "../fixtures/group";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, test, typeCard } from "../fixtures/journey";

test("PC4, PC7: an admin takes over a child's costs from the next month on, both read it, and the group's bill says what it is the sum of", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signInCustomer(page, "sd", "haiyun_yf", "/account/children");
  await page.getByRole("row", { name: /haiyun_lixia/ }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "由谁付费" })).toBeVisible();
  await expect(page.getByText("现在由子帐号自己付费。")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("radio", { name: /由本帐号付费/ }).check();
  await page.getByRole("button", { name: "保存付费方" }).click();
  await expect(page.getByText(/月1日起由本帐号付费/).first()).toBeVisible();
  await expectPleasant(page);
  await page.getByText("以前的安排").click();
  await expect(page.getByText(/起由本帐号付费（郑海，/)).toBeVisible();
  await mailTo("tianyu@haiyun-yf.example", "起由上级企业付费");
  await page.goto(at("sd", "/account/bills"));
  await page.getByRole("link", { name: "集团帐单" }).click();
  await expect(page.getByText("这个月没有由本帐号支付的帐单")).toBeVisible();
  await expectPleasant(page);
  const child = await freshPage(browser);
  await signInCustomer(child, "sd", "haiyun_lixia", "/account/orders/new?offering=OA-STD&seats=10");
  await expect(child.getByText("可用余额").first()).toBeVisible();
  await child.context().close();
});

test("PC4, PC7: a company that pays after use pays its child's bill by card; the child reads whose it is to pay, and orders without cash", async ({ page, browser }) => {
  test.setTimeout(150_000);
  const { parentName, childId, childName, childLabel, billNumber } = await postpaidFamily();
  await signInCustomer(page, "sd", parentName, `/account/children/${childId}`);
  await expect(page.getByText("现在由本帐号付费。")).toBeVisible();
  await expect(page.getByText("它和本帐号一样先使用后付费")).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("sd", "/account/bills"));
  await page.getByRole("link", { name: "集团帐单" }).click();
  await expect(page.getByRole("row", { name: new RegExp(billNumber) })).toContainText("¥212.00");
  await expectPleasant(page);

  const child = await freshPage(browser);
  await signInCustomer(child, "sd", childName, "/account/balance");
  await expect(child.getByRole("button", { name: `付款：帐单 ${billNumber}` })).toHaveCount(0);
  await child.getByRole("row", { name: new RegExp(billNumber) }).getByRole("link").click();
  await expect(child.getByText(`由上级企业（${parentName}）支付。`)).toBeVisible();
  await expectPleasant(child);
  await child.goto(at("sd", "/account/orders/new?offering=OA-STD&seats=10"));
  await expect(child.getByText("费用计入当月帐单，由上级企业支付")).toBeVisible();
  await expectPleasant(child);

  await page.goto(at("sd", "/account/balance"));
  await expect(page.getByRole("row", { name: new RegExp(billNumber) })).toContainText(childLabel);
  await expectPleasant(page);
  await page.getByRole("button", { name: `付款：帐单 ${billNumber}` }).click();
  await page.waitForURL(/\/c\/pay\//);
  await typeCard(page, "4242 4242 4242 4242");
  await page.waitForURL(/\/account\/balance\/payments\//);
  await expect(page.getByText("付款成功")).toBeVisible();
  await expect(page.getByText(billNumber).first()).toBeVisible();
  await expectPleasant(page);
  await child.goto(at("sd", "/account/balance"));
  await expect(child.getByRole("heading", { name: "余额变动" })).toBeVisible();
  await expect(child.getByRole("table", { name: "待付帐单" })).toHaveCount(0);
  await child.goto(at("sd", "/account/bills?tab=settled"));
  await expect(child.getByRole("row", { name: new RegExp(billNumber) })).toContainText("已结清");
  await child.context().close();
});
