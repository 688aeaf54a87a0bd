import { readFileSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { at, expect, expectPleasant, freshPage, mailTo, sendOrder, signInCustomer, signInStaff, test } from "../fixtures/journey";

/** Guangdong, so that the text that other journeys agree to in Shandong stays. */
async function signInForGuangdong(page: Page, email: string): Promise<void> {
  await signInStaff(page, email);
  await page.getByLabel("当前平台").selectOption({ label: "广东" });
  await expect(page.getByLabel("当前平台").locator("option:checked")).toHaveText("广东");
  await page.goto(at("ops", "/contracts"));
  await expect(page.getByRole("heading", { name: "服务协议", level: 1 })).toBeVisible();
}

test("OR14, OR20: legal writes a new text, another person releases it, and a customer whose form was open is told and asked again; the contract is downloaded sealed, and a changed byte is found", async ({ page, browser }, testInfo) => {
  test.setTimeout(240_000);
  const customer = await freshPage(browser);
  await signInCustomer(customer, "gd", "yuexiu_mfg");
  await customer.goto(at("gd", "/account/orders/new?offering=OA-STD&seats=10"));
  await customer.getByLabel("管理员邮箱").fill("admin@journey.example");
  await expect(async () => {
    await customer.getByLabel(/我已阅读/).check();
    await expect(customer.getByLabel(/我已阅读/)).toBeChecked({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  const wasVersion = Number(/第 (\d+) 版/.exec(await customer.getByText(/我已阅读并同意/).innerText())?.[1]);

  await signInForGuangdong(page, "weiran@zx.kdsw.example");
  await expectPleasant(page);
  await page.getByRole("button", { name: "新建草稿" }).click();
  await page.getByLabel("这次改什么").fill("数据导出期限改为六十天");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/contracts\/drafts\/[0-9a-f-]{36}$/);
  const body = page.getByLabel("协议正文");
  const before = await body.inputValue();
  await body.fill("太短");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("请写得具体一些")).toBeVisible();
  await expect(body).toBeFocused();
  await expectPleasant(page);
  await body.fill(`${before.replace("30 天内可导出数据", "60 天内可导出数据")}\n\n八、附则\n本协议自发布之日起生效。`);
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByRole("link", { name: "差异" }).click();
  await expect(page.locator("ins").filter({ hasText: "八、附则" })).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("link", { name: "预览" }).click();
  await expect(page.getByText("本协议自发布之日起生效。")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("您参与了编写，须由另一位同事复核发布。")).toBeVisible();

  const second = await freshPage(browser);
  await signInForGuangdong(second, "zhouhang@zx.kdsw.example");
  expect((await mailTo("zhouhang@zx.kdsw.example", "服务协议草稿")).text).toContain("魏然");
  await second.goto(page.url());
  await second.getByRole("button", { name: "发布…" }).click();
  await expectPleasant(second);
  await second.getByRole("button", { name: "确认发布" }).click();
  await expect(second.getByText("生效中").first()).toBeVisible();
  await expectPleasant(second);

  // What was ticked is not the text that counts now: the tick goes, the field says why, and nothing was sent.
  await customer.getByRole("button", { name: "提交订单" }).click();
  await expect(customer.getByText("服务协议已更新，请重新阅读并同意")).toBeVisible();
  await expect(customer.getByText(`（第 ${wasVersion + 1} 版）`)).toBeVisible();
  await expect(customer.getByLabel(/我已阅读/)).not.toBeChecked();
  await expectPleasant(customer);
  await sendOrder(customer, "10");
  await customer.getByRole("link", { name: new RegExp(`第 ${wasVersion + 1} 版`) }).click();
  await expect(customer.getByText("八、附则")).toBeVisible();
  await expect(customer.getByText(`第 ${wasVersion + 1} 版`).first()).toBeVisible();

  const download = async () => {
    const [file] = await Promise.all([customer.waitForEvent("download"), customer.getByRole("link", { name: "下载合同（PDF）" }).click()]);
    expect(file.suggestedFilename()).toMatch(/^服务合同-GD\d+\.pdf$/);
    return readFileSync(await file.path());
  };
  const bytes = await download();
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  await customer.reload();
  await expect(customer.getByText("文件 SHA-256：")).toBeVisible();
  await expectPleasant(customer);
  expect((await download()).equals(bytes)).toBe(true);

  await second.goto(at("ops", "/contracts/verify"));
  await expectPleasant(second);
  const kept = testInfo.outputPath("contract.pdf");
  const give = async (content: Buffer, words: string) => {
    writeFileSync(kept, content);
    await second.getByLabel("合同文件").setInputFiles(kept);
    await expect(second.getByText(words)).toBeVisible();
  };
  await give(bytes, "是本平台签章的合同，没有被改动");
  await expectPleasant(second);
  const changed = Buffer.from(bytes);
  changed[3000] = (changed[3000] ?? 0) ^ 1;
  await give(changed, "签章以后被改动过");
  await expectPleasant(second);
});
