import { companyWithCash } from "../fixtures/group";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test, typeCard } from "../fixtures/journey";

test("BI23: a company has unused cash back: by card and to its own bank account, reviewed by finance, each part to its end", async ({ page, browser }) => {
  test.setTimeout(240_000);
  // A company of its own: what others spend meanwhile would be taken from the same payments.
  const { accountName, companyName, mailbox } = await companyWithCash();
  await signInCustomer(page, "sd", accountName);
  await page.goto(at("sd", "/account/balance"));
  await page.getByLabel("充值金额（元）").fill("300");
  await page.getByRole("button", { name: "去付款" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await typeCard(page, "4242 4242 4242 4242");
  await page.waitForURL(/\/account\/balance\/payments\//);
  await expect(page.getByText("付款成功")).toBeVisible({ timeout: 30_000 });

  // Without an account of its own, only what came by card goes back, and the page says so.
  await page.goto(at("sd", "/account/balance"));
  await page.getByRole("link", { name: "退回未用余额" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "退回未用余额" })).toBeVisible();
  await expect(page.getByText("一部分余额要转到企业银行帐户")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("退回金额（元）").fill("99999999");
  await page.getByRole("button", { name: "查看退回去向" }).click();
  await expect(page.getByText("超过可以退回的金额")).toBeVisible();
  await expect(page.getByLabel("退回金额（元）")).toBeFocused();
  await page.getByRole("button", { name: "填写企业银行帐户" }).click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByLabel("开户银行")).toBeFocused();
  await expectPleasant(page);
  await page.getByLabel("开户银行").fill("工商银行济南分行");
  await page.getByLabel("银行帐号").fill("1602000100012345");
  await page.getByLabel("注册地址").fill("济南市历下区经十路 1 号");
  await page.getByLabel("电话").fill("053112345678");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("一部分余额要转到企业银行帐户")).toHaveCount(0);

  // Taken back before anybody decides, then asked for again.
  const asked = async () => {
    await page.getByLabel("退回金额（元）").fill("350");
    await page.getByRole("button", { name: "查看退回去向" }).click();
    const legs = page.getByRole("table", { name: "退回去向" });
    await expect(legs.getByRole("row", { name: /原路退回银行卡.*¥300\.00/ })).toBeVisible();
    await expect(legs.getByRole("row", { name: /企业银行帐户.*1602000100012345.*¥50\.00/ })).toBeVisible();
    await expectPleasant(page);
    await page.getByRole("button", { name: "提交申请，退回 ¥350.00" }).click();
    await page.waitForURL(/\/balance\/withdraw\/[0-9a-f-]{36}$/);
    await expect(page.getByText("待审核")).toBeVisible();
  };
  await asked();
  await expectPleasant(page);
  await page.getByRole("button", { name: "撤回申请" }).click();
  await page.getByRole("button", { name: "确认撤回" }).click();
  await expect(page.getByText("已撤回，金额回到可用余额")).toBeVisible();
  await page.goto(at("sd", "/account/balance/withdraw"));
  await asked();
  await page.goto(at("sd", "/account/balance/withdraw"));
  await expect(page.getByText("已有一笔退回申请在办理")).toBeVisible();
  await page.getByRole("link", { name: "查看申请" }).click();
  await expect(page.getByText("提交申请，金额已预占")).toBeVisible();

  const serial = `B${accountName}`;
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.goto(at("ops", "/billing/withdrawals"));
  await expectPleasant(clerk);
  await clerk.getByRole("row", { name: new RegExp(`${companyName}.*¥350\\.00`) }).getByRole("link").first().click();
  await expect(clerk.getByRole("heading", { name: "审核", exact: true })).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: "同意退回" }).click();
  await clerk.getByRole("button", { name: "登记转出" }).click();
  await clerk.getByRole("button", { name: "登记", exact: true }).click();
  await expect(clerk.getByLabel("银行流水号")).toBeFocused();
  await expectPleasant(clerk);
  await clerk.getByLabel("银行流水号").fill(serial);
  await clerk.getByRole("button", { name: "登记", exact: true }).click();
  await expect(clerk.getByText(`银行流水 ${serial}`)).toBeVisible();

  await expect(page.getByText("已全部退回")).toBeVisible({ timeout: 40_000 });
  await expectPleasant(page);
  expect((await mailTo(mailbox, "余额已退回：¥350.00")).text).toContain("1–10 个工作日");
  await clerk.goto(at("ops", "/billing/withdrawals?tab=ended"));
  await expect(clerk.getByRole("row", { name: new RegExp(`${companyName}.*¥350\\.00.*已退回`) })).toBeVisible();
  await expectPleasant(clerk);
  await clerk.goto(at("ops", "/system"));
  await expect(clerk.getByText("账本平衡")).toBeVisible();
});
