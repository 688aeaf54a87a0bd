import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("BI9, BI10: a company asks for one special fapiao over two bills, finance registers it, the company reads it and has it turned red", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "sd", "qilu_jingji");
  await page.getByRole("link", { name: "发票" }).first().click();
  await expect(page.getByRole("heading", { name: "发票", level: 1 })).toBeVisible();
  await expectPleasant(page);

  // Nothing chosen, then a title with holes: told at the field, nothing lost.
  await page.getByRole("button", { name: "申请开票" }).click();
  await expect(page.getByText("请至少选择一张帐单")).toBeVisible();
  const bills = page.getByRole("checkbox", { name: /帐单，可开/ });
  await bills.nth(0).check();
  await bills.nth(1).check();
  await page.getByRole("radio", { name: "增值税专用发票" }).check();
  await page.getByLabel("注册地址").fill("济南市历下区经十路 1 号");
  await page.getByLabel("电话").fill("0531-88880000");
  await page.getByLabel("开户银行").fill("工商银行济南历下支行");
  await page.getByLabel("银行帐号").fill("16020001-09");
  await page.getByRole("button", { name: "申请开票" }).click();
  await expect(page.getByLabel("银行帐号")).toBeFocused();
  await expect(page.getByLabel("注册地址")).toHaveValue("济南市历下区经十路 1 号");
  await expectPleasant(page);
  await page.getByLabel("银行帐号").fill("1602000109022100000");
  const sum = /¥[\d,.]+/.exec(await page.getByText(/^开票金额/).innerText())?.[0] ?? "none";
  await page.getByRole("button", { name: "申请开票" }).click();
  const own = page.getByRole("table", { name: "发票" }).getByRole("row").filter({ hasText: sum });
  await expect(own).toContainText("待开具");
  await expectPleasant(page);

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.goto(at("ops", "/billing/fapiao"));
  const asked = clerk.getByRole("table", { name: "发票" }).getByRole("row").filter({ hasText: sum });
  await expect(asked).toContainText("工商银行济南历下支行 ****0000");
  await asked.getByRole("button", { name: "显示电话和帐号" }).click();
  await clerk.getByLabel(/^原因/).selectOption({ label: "开具发票" });
  await clerk.getByRole("button", { name: "显示", exact: true }).click();
  await expect(clerk.getByRole("dialog")).toContainText("1602000109022100000");
  await clerk.keyboard.press("Escape");
  await expectPleasant(clerk);
  await asked.getByRole("button", { name: "登记开具" }).click();
  await clerk.getByLabel("发票号码").fill("2695200000");
  await clerk.getByRole("button", { name: "登记并通知客户" }).click();
  await expect(clerk.getByLabel("发票号码")).toBeFocused();
  const number = `2695${Date.now()}`.padEnd(20, "7");
  await clerk.getByLabel("发票号码").fill(number);
  await clerk.getByLabel("发票文件（PDF，可不传）").setInputFiles({ name: "发票.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n") });
  await expectPleasant(clerk);
  await clerk.getByRole("button", { name: "登记并通知客户" }).click();
  await expect(asked).toHaveCount(0);
  expect((await mailTo("sunjianguo@qilu-jingji.example", `发票 ${number} 已开具`)).text).toContain(sum);

  // The company saves its file, and asks for a red letter; finance confirms and registers it; the bills may be invoiced again.
  await page.reload();
  const saved = page.waitForEvent("download");
  await own.getByRole("link", { name: "下载" }).click();
  expect((await saved).suggestedFilename()).toBe(`发票-${number}.pdf`);
  await own.getByRole("button", { name: "申请红字" }).click();
  await page.getByLabel("原因").fill("银行帐号填错，需要重开");
  await page.getByRole("button", { name: "提交申请" }).click();
  await expect(own).toContainText("未答复即作废");
  await clerk.goto(at("ops", "/billing/fapiao?tab=red"));
  await expect(asked).toContainText("银行帐号填错，需要重开");
  await asked.getByRole("button", { name: "确认红字" }).click();
  await asked.getByRole("button", { name: "登记红字" }).click();
  await clerk.getByLabel("发票号码").fill(number.replace(/^2695/, "2696"));
  await clerk.getByRole("button", { name: "登记并通知客户" }).click();
  await expect(asked).toHaveCount(0);
  await expectPleasant(clerk);
  await page.reload();
  await expect(own).toContainText("已冲红");
  await expect(bills.nth(1)).toBeVisible();
});
