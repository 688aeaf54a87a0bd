import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { at, expect, expectPleasant, freshPage, mailTo, signInCustomer, signInStaff, test } from "../fixtures/journey";

/** Guangdong, so that the shelves that other journeys count in Shandong stay as they are. */
async function signInForGuangdong(page: Page, email: string): Promise<void> {
  await signInStaff(page, email);
  await page.getByLabel("当前平台").selectOption({ label: "广东" });
  await expect(page.getByLabel("当前平台").locator("option:checked")).toHaveText("广东");
  await page.goto(at("ops", "/catalogue"));
  await expect(page.getByRole("heading", { name: "产品目录", level: 1 })).toBeVisible();
}

const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: /^已保存/ })).toBeVisible({ timeout: 15_000 });

async function writeProduct(page: Page): Promise<void> {
  await page.getByLabel("一句话说明").first().fill("公司的文件放在一处，人人找得到。");
  await page.getByLabel("谁提供").fill("广东运营公司");
  await page.getByLabel("服务时间").fill("7×24 小时");
  await page.getByLabel("数据在哪里").fill("广东机房");
  await page.getByLabel("其他叫法（一行一个）").fill("网盘\n文件共享");
  await page.getByLabel("适合谁").fill("要一起改文件的小公司。");
  for (const [label, first, second] of [["要点", "标题", "内容"], ["功能", "标题", "内容"], ["开通步骤", "标题", "内容"], ["问答", "问", "答"]] as const) {
    await page.getByRole("button", { name: `加${label}` }).click();
    await page.getByLabel(`${label} 1 ${first}`).fill(`${label}一`);
    await page.getByLabel(`${label} 1 ${second}`).fill("打开就能用，不用装软件。");
  }
}

async function writePlan(page: Page): Promise<void> {
  await page.getByRole("button", { name: "加套餐" }).click();
  await page.getByLabel("套餐名称").fill("标准版");
  await page.getByLabel("一句话说明").nth(1).fill("每人一百 GB");
  await page.getByLabel("包含（一行一条）").fill("每人 100 GB\n手机电脑同步");
  await page.getByLabel("最多").fill("50");
  await page.getByLabel("数量单位").fill("席");
  await page.getByRole("button", { name: "加一条价格" }).click();
  await page.getByRole("button", { name: "加一项费用" }).click();
  await page.getByLabel("费用名称").fill("席位月费");
}

test("SC12, SC7, BO6: a product goes from a draft by a second person to the shop, is ordered, made cheaper but never dearer, stopped and taken away for good", async ({ page, browser }) => {
  test.setTimeout(420_000);
  const code = `DRIVE${Date.now() % 100_000}`;
  const slug = code.toLowerCase();
  await signInForGuangdong(page, "gaojing@sd.kdsw.example");
  await expectPleasant(page);
  await page.getByRole("link", { name: /^企业内部应用/ }).click();
  await expect(page.getByRole("row", { name: /协同办公 OA/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /企业邮箱/ })).toHaveCount(0);
  await page.goto(at("ops", "/catalogue?stage=retired&q=zzzz"));
  await expect(page.getByText("没有符合条件的结果")).toBeVisible();
  await expectPleasant(page);

  // A new product; what is wrong is said at its field.
  await page.goto(at("ops", "/catalogue"));
  await page.getByRole("link", { name: "新建产品" }).click();
  await page.getByLabel("产品名称").fill("企业云盘");
  await page.getByLabel("产品编码").fill("OA");
  await page.getByLabel("网页地址").fill(slug);
  await page.getByRole("button", { name: "新建并写草稿" }).click();
  await expect(page.getByText("请选择类别")).toBeVisible();
  await page.getByLabel("类别", { exact: false }).selectOption({ label: "企业内部应用" });
  await page.getByRole("button", { name: "新建并写草稿" }).click();
  await expect(page.getByText("这个编码已被使用")).toBeVisible();
  await expect(page.getByLabel("产品名称")).toHaveValue("企业云盘");
  await expectPleasant(page);
  await page.getByLabel("产品编码").fill(code);
  await page.getByRole("button", { name: "新建并写草稿" }).click();
  await page.waitForURL(/\/catalogue\/drafts\/[0-9a-f-]{36}$/);
  const draft = page.url();

  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("还有内容没有填好")).toBeVisible();
  await expect(page.getByText("请至少建一个套餐")).toBeVisible();
  await writeProduct(page);
  await writePlan(page);
  // What is no sum stays as it was typed, and so does everything else.
  await page.getByLabel("金额（元）").fill("三十");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("金额格式不正确")).toBeVisible();
  await expect(page.getByLabel("金额（元）")).toBeFocused();
  await expectPleasant(page);
  // Left without saving, it is all offered again.
  await page.goto(at("ops", "/catalogue"));
  await page.goto(draft);
  await page.getByRole("button", { name: "恢复这些改动" }).click();
  await expect(page.getByLabel("金额（元）")).toHaveValue("三十");
  await page.getByLabel("金额（元）").fill("30");
  await page.getByLabel("添加图片").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") });
  await expect(page.getByText("这个文件不是完好的")).toBeVisible();
  await page.getByLabel("添加图片").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: await sharp({ create: { width: 1600, height: 900, channels: 3, background: "#0b5c8a" } }).png().toBuffer() });
  await page.getByLabel("图片 1 的文字说明").fill("手机上的文件列表");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await saved(page);
  // The same as a workbook: what comes out goes in again, and a wrong file changes nothing.
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 XLSX" }).click();
  const file = await (await download).path();
  await page.getByRole("button", { name: "从 XLSX 读入" }).click();
  await page.getByLabel("选择 Excel 文件").setInputFiles({ name: "a.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("no archive") });
  await expect(page.getByText("这个文件打不开或太大")).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("选择 Excel 文件").setInputFiles({ name: "企业云盘.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: readFileSync(file) });
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByLabel("金额（元）")).toHaveValue("30.00");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await saved(page);
  await page.getByRole("link", { name: "预览", exact: true }).click();
  await expect(page.getByText("预览，还没有发布")).toBeVisible();
  await expect(page.getByRole("heading", { name: "企业云盘", exact: true })).toBeVisible();
  await expect(page.locator("#preview").getByText("首年合计")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("您参与了编写，须由另一位同事复核发布。")).toBeVisible();
  await expect(page.getByRole("button", { name: "发布…" })).toHaveCount(0);

  // Somebody else, told by mail, sends it back once and then releases it.
  const second = await freshPage(browser);
  await signInForGuangdong(second, "zhouhang@zx.kdsw.example");
  expect((await mailTo("zhouhang@zx.kdsw.example", "企业云盘")).text).toContain("高静");
  await second.goto(at("ops", "/catalogue?stage=review"));
  await second.getByRole("row", { name: new RegExp(code) }).getByRole("link", { name: /新产品/ }).click();
  await expect(second.getByText("新产品上架")).toBeVisible();
  await expectPleasant(second);
  await second.getByRole("button", { name: "退回…" }).click();
  await second.getByLabel("原因（内部记录）").fill("服务时间请写热线");
  await second.getByRole("button", { name: "确认退回" }).click();
  await expect(second.getByText("编写中")).toBeVisible();
  await page.goto(draft);
  await expect(page.getByText("被退回：服务时间请写热线")).toBeVisible();
  await page.getByLabel("服务时间").fill("热线 7×24 小时");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await saved(page);
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("您参与了编写")).toBeVisible();
  await second.goto(draft);
  await second.getByRole("button", { name: "发布…" }).click();
  await expectPleasant(second);
  await second.getByRole("button", { name: "确认发布" }).click();
  await expect(second.getByRole("heading", { name: "企业云盘", level: 1 })).toBeVisible();
  await expect(second.getByRole("list", { name: "记录" })).toContainText("退回草稿");
  await expectPleasant(second);
  const product = second.url();

  // The shop has it, and a company orders it.
  const customer = await freshPage(browser);
  await expect(async () => {
    await customer.goto(at("gd", `/products/${slug}`));
    await expect(customer.getByText("¥30.00").first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 90_000 });
  const picture = customer.getByRole("img", { name: "手机上的文件列表" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth > 0, image.width > 0 && image.height > 0])).toEqual([true, true, true]);
  await expectPleasant(customer);
  await signInCustomer(customer, "gd", "yuexiu_mfg", `/account/orders/new?offering=${code}-1&seats=3`);
  await customer.getByLabel("管理员邮箱").fill("admin@journey.example");
  await customer.getByLabel(/我已阅读/).check();
  await customer.getByRole("button", { name: /提交订单|生成受理码/ }).click();
  await customer.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  const order = customer.url();

  // Dearer is refused at its field; cheaper waits for the next account period.
  await page.goto(product);
  await page.getByRole("button", { name: "修改产品" }).click();
  await page.getByLabel("这次改什么").fill("标准版调整价格");
  await page.getByRole("button", { name: "新建", exact: true }).click();
  await page.waitForURL(/\/catalogue\/drafts\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "加一条价格" }).click();
  await page.getByLabel("金额（元）").fill("35");
  await expect(page.getByText("比现在贵：已在销售的套餐只能降价")).toBeVisible();
  await page.getByRole("button", { name: "保存草稿" }).click();
  await saved(page);
  await expectPleasant(page);
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("还有内容没有填好")).toBeVisible();
  await page.getByLabel("金额（元）").fill("25");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await saved(page);
  await page.getByRole("button", { name: "提交复核" }).click();
  await expect(page.getByText("您参与了编写")).toBeVisible();
  await second.goto(page.url());
  await expect(second.getByText("− 席位月费 每席每月 ¥30.00").or(second.getByText("席位月费 每席每月 ¥30.00（税率 6%）")).first()).toBeVisible();
  await expect(second.getByText("¥25.00").first()).toBeVisible();
  await expect(second.getByText("1 张在途订单按下单时的价格办理")).toBeVisible();
  await second.getByRole("button", { name: "发布…" }).click();
  await second.getByRole("button", { name: "确认发布" }).click();
  await second.waitForURL(product);
  await second.getByRole("link", { name: "第 2 版" }).click();
  await expect(second.getByRole("heading", { name: "与第 1 版相比" })).toBeVisible();
  await expectPleasant(second);

  // Stopped, it cannot go while an order is open; with that cancelled it goes for good.
  await page.goto(product);
  await page.getByRole("button", { name: "停止销售" }).click();
  await page.getByLabel("原因（内部记录）").fill("供应商合同到期");
  await page.getByRole("button", { name: "确认停止" }).click();
  await expect(page.getByText("供应商合同到期").first()).toBeVisible();
  await page.getByRole("button", { name: "退市" }).click();
  await expect(page.getByText("还有 1 张在途订单")).toBeVisible();
  await page.getByRole("button", { name: "知道了" }).click();
  await customer.goto(order);
  await customer.getByRole("button", { name: "取消订单" }).click();
  await customer.getByRole("button", { name: "确认取消" }).click();
  await expect(customer.getByText("已取消").first()).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "退市" }).click();
  await page.getByLabel("原因（内部记录）").fill("不再提供");
  await page.getByRole("button", { name: "确认退市" }).click();
  await expect(page.getByRole("list", { name: "记录" })).toContainText("不再提供");
  await expectPleasant(page);
  await expect(async () => {
    const answer = await customer.goto(at("gd", `/products/${slug}`));
    expect(answer?.status(), "PN10: gone").toBe(410);
  }).toPass({ timeout: 90_000 });
  await expect(customer.getByText("这个产品已经下架")).toBeVisible();
  await expectPleasant(customer);
});
