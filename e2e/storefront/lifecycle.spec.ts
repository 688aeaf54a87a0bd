import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("CH13, CH8: a company lets its mail rest, takes that back, and has a cancellation refused by a clerk; nothing is lost", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "sd", "qilu_jingji", "/account/products");
  await page.getByRole("link", { name: /企业邮箱/ }).first().click();
  await page.getByRole("link", { name: "暂停使用" }).click();
  const rest = page.getByRole("region", { name: "暂停预览" });
  await expect(rest).toContainText("自动恢复");
  await page.getByLabel("2 个整月").check();
  await expect(rest).toHaveAttribute("aria-busy", "false");
  await expectPleasant(page);
  // What was not read is asked for at its field.
  await page.getByRole("button", { name: "确认暂停" }).click();
  await expect(page.getByText("请确认您已看清以上说明")).toBeVisible();
  await page.getByLabel(/我已看清暂停/).check();
  await page.getByRole("button", { name: "确认暂停" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "暂停内容" })).toBeVisible();
  await expect(page.getByText("已安排，待生效").first()).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: /^MAIL-/ }).click();
  await expect(page.getByText(/^暂停.*零点生效$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "暂停使用" })).toHaveCount(0);
  await expectPleasant(page);
  await page.getByRole("note").getByRole("link", { name: "查看" }).click();
  await page.getByRole("button", { name: "撤销暂停申请" }).click();
  await page.getByRole("button", { name: "确认撤销" }).click();
  await expect(page.getByText("已撤销").first()).toBeVisible();

  await page.getByRole("link", { name: /^MAIL-/ }).click();
  await page.getByRole("link", { name: "退订" }).click();
  const end = page.getByRole("region", { name: "退订预览" });
  await expect(end).toContainText("之前可以撤销");
  await expect(end).toContainText("¥0.00");
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByText("请选择退订原因")).toBeVisible();
  await page.getByLabel("换用其他产品").check();
  await page.getByLabel("还想告诉我们什么").fill("总部统一换邮箱");
  await expectPleasant(page);
  await page.getByLabel(/我已看清退费/).check();
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "退订内容" })).toBeVisible();
  await expect(page.getByText("换用其他产品：总部统一换邮箱")).toBeVisible();
  await expectPleasant(page);
  const order = page.url();

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "wangli@sd.kdsw.example");
  await clerk.goto(at("ops", "/queue"));
  await clerk.getByRole("link", { name: /企业邮箱 退订/ }).first().click();
  await clerk.getByRole("button", { name: /^领取/ }).click();
  await expect(clerk.getByRole("heading", { name: "退订内容" })).toBeVisible();
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: /拒绝/ }).first().click();
  await clerk.getByLabel("原因").selectOption({ index: 1 });
  await clerk.getByLabel("给客户的说明").fill("客户经理已与贵公司联系，暂缓退订");
  await clerk.getByRole("button", { name: "确认拒绝" }).click();
  await expect(async () => {
    await page.goto(order);
    await expect(page.getByText("客户经理已与贵公司联系，暂缓退订").first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("link", { name: /^MAIL-/ }).click();
  await expect(page.getByRole("link", { name: "退订" }).first()).toBeVisible();
});

test("CH8, SC3: a year plan shows what comes back when it ends early, line by line, before anybody confirms", async ({ page }) => {
  await signInCustomer(page, "gd", "yuexiu_mfg", "/account/products");
  await page.getByRole("link", { name: /客户关系 CRM/ }).first().click();
  await expect(page.getByRole("link", { name: "暂停使用" })).toHaveCount(0);
  await page.getByRole("link", { name: "退订" }).click();
  await page.getByLabel(/用到本月底，退还包年余额/).check();
  const preview = page.getByRole("region", { name: "退订预览" });
  await expect(preview).toContainText("¥4,500.00");
  await expect(preview).toContainText(/\d 个月 × ¥450.00/);
  await expect(preview).toContainText("余额，停用当天到帐");
  await expectPleasant(page);
});

test("CH6: two of staff stop a product and let it run again, an authority's paper needs its own role, and the company reads why", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const [asks, decides, court] = [await freshPage(browser), await freshPage(browser), await freshPage(browser)];
  await signInStaff(asks, "wangli@sd.kdsw.example");
  await asks.goto(at("ops", "/customers?q=LanhaiTrade"));
  await asks.getByRole("link", { name: /蓝海/ }).first().click();
  await asks.getByRole("link", { name: /协同办公 OA/ }).first().click();
  await expect(asks.getByRole("button", { name: "依法停机" })).toHaveCount(0);
  await asks.getByRole("button", { name: "申请停机" }).click();
  await asks.getByRole("button", { name: "提交复核" }).click();
  await expect(asks.getByText("请写得具体一些")).toBeVisible();
  await asks.getByLabel("原因").fill("登记地址无此企业，先停机核实");
  await asks.getByRole("button", { name: "提交复核" }).click();
  await expect(asks.getByText(/停机待复核/)).toBeVisible();
  await expect(asks.getByRole("button", { name: "复核" })).toHaveCount(0);
  await expectPleasant(asks);
  const product = asks.url();

  await signInStaff(decides, "zhaomin@sd.kdsw.example");
  await decides.goto(at("ops", "/suspensions"));
  await expectPleasant(decides);
  await decides.getByRole("row", { name: /蓝海/ }).getByRole("button", { name: "复核" }).click();
  await decides.getByRole("button", { name: "同意停机" }).click();
  await expect(decides.getByText("没有待复核的停复机")).toBeVisible();

  await signInCustomer(page, "sd", "LanhaiTrade", "/account/products");
  await page.getByRole("link", { name: /协同办公 OA 标准版/ }).first().click();
  await expect(page.getByText("产品已停机，暂不能使用")).toBeVisible();
  await expect(page.getByText("运营商停机", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "恢复使用" })).toHaveCount(0);
  await expectPleasant(page);

  await signInStaff(court, "weiran@zx.kdsw.example");
  await court.goto(product);
  await court.getByRole("button", { name: "依法停机" }).click();
  await court.getByLabel("文书编号").fill("（2026）鲁执协 88 号");
  await court.getByLabel("原因").fill("协助执行");
  await court.getByRole("button", { name: "确认停机" }).click();
  await expect(court.getByRole("rowheader", { name: /依法停机/ })).toBeVisible();
  await expectPleasant(court);
  await court.getByRole("button", { name: "依法复机" }).click();
  await court.getByLabel("文书编号").fill("（2026）鲁执协 89 号");
  await court.getByLabel("原因").fill("执行完毕");
  await court.getByRole("button", { name: "确认复机" }).click();
  await expect(court.getByRole("button", { name: "依法停机" })).toBeVisible();

  await decides.goto(product);
  await decides.getByRole("button", { name: "申请复机" }).click();
  await decides.getByLabel("原因").fill("已核实登记地址");
  await decides.getByRole("button", { name: "提交复核" }).click();
  await expect(decides.getByText(/复机待复核/)).toBeVisible();
  await asks.goto(at("ops", "/suspensions"));
  await asks.getByRole("row", { name: /蓝海/ }).getByRole("button", { name: "复核" }).click();
  await asks.getByRole("button", { name: "同意复机" }).click();
  await expect(asks.getByText("没有待复核的停复机")).toBeVisible();
  await page.reload();
  await expect(page.getByText("产品已停机，暂不能使用")).toHaveCount(0);
});
