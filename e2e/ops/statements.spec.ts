import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("BI4: a company takes a code for its transfer, finance uploads the bank's statement, and every line finds its place", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await signInCustomer(page, "sd", "taishan_wuliu");
  await page.goto(at("sd", "/account/balance"));
  await page.getByRole("link", { name: "银行转账" }).click();
  await expect(page.getByRole("heading", { name: "银行转账", level: 1 })).toBeVisible();
  await page.getByLabel("转账金额（元）").fill("两千");
  await page.getByRole("button", { name: "取转账附言码" }).click();
  await expect(page.getByLabel("转账金额（元）")).toBeFocused();
  await page.getByLabel("转账金额（元）").fill("2000");
  await page.getByRole("button", { name: "取转账附言码" }).click();
  await expect(page.getByText("附言请写")).toBeVisible();
  const row = page.getByRole("table", { name: "转账记录" }).getByRole("row").filter({ hasText: "等待到账" }).first();
  const code = /KD[A-Z0-9]{8}/.exec(await row.innerText())?.[0] ?? "";
  await expectPleasant(page);

  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  await clerk.goto(at("ops", "/billing/statements"));
  await expectPleasant(clerk);
  const serial = `J${Date.now()}`;
  const head = "交易日期,流水号,对方户名,对方账号,收入金额,附言";
  const hand = async (name: string, ...lines: string[]) => clerk.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(`${head}\n${lines.join("\n")}\n`) });
  await clerk.getByRole("button", { name: "上传对账单" }).click();
  await hand("wrong.csv", `2026-11-31,${serial},某公司,,10.00,`);
  await expect(clerk.getByText("文件里有不能识别的行")).toBeVisible();
  await expect(clerk.getByText("第 2 行：请选择日期")).toBeVisible();
  await expectPleasant(clerk);
  await hand("november.csv", `2026-11-20,${serial},泰山通达物流有限公司,6222,2000.00,${code.toLowerCase()} 充值`, `2026-11-20,${serial}B,滨海服饰有限公司,6223,88.00,货款`);
  await expect(clerk.getByText("收到 2 笔")).toBeVisible();
  await clerk.getByRole("button", { name: "关闭" }).click();

  const waiting = clerk.getByRole("table", { name: "银行流水" }).getByRole("row").filter({ hasText: `${serial}B` });
  await expect(waiting).toContainText("附言里没有附言码", { timeout: 30_000 });
  await expect(waiting).toContainText("可能是 binhai_fushi");
  await expectPleasant(clerk);
  await waiting.getByRole("button", { name: "认领" }).click();
  await expect(clerk.getByLabel("企业帐号")).toHaveValue("binhai_fushi");
  await clerk.getByLabel("企业帐号").fill("taishan_wuliu");
  await clerk.getByRole("button", { name: "确认认领" }).click();
  await expect(clerk.getByLabel("怎样核实的")).toBeFocused();
  await clerk.getByLabel("怎样核实的").fill("付款人来电，代物流公司付款");
  await clerk.getByRole("button", { name: "确认认领" }).click();
  await expect(clerk.getByRole("dialog")).toHaveCount(0);
  await expect(waiting).toHaveCount(0);
  await clerk.goto(at("ops", "/billing/statements?tab=done"));
  await expect(clerk.getByRole("row").filter({ hasText: `${serial}B` })).toContainText("人工认领");
  await expect(clerk.getByRole("row").filter({ hasText: code.toLowerCase() })).toContainText("自动入账");

  expect((await mailTo("mazhiqiang@taishan-wuliu.example", "银行转账已到账：¥2,000.00")).text).toContain("存入可用余额");
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: code })).toContainText("已到账");
  await expectPleasant(page);
});
