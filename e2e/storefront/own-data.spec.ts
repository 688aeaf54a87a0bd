import { readFileSync } from "node:fs";
import { DEMO_PASSWORD } from "../../prisma/seed/people";
import { expect, expectPleasant, signInCustomer, test } from "../fixtures/journey";

test("DP3: an employee reads what is kept of them and why, saves it, asks for its deletion and thinks again; an owner is told what stands in the way", async ({ page, browser }) => {
  test.setTimeout(150_000);
  await signInCustomer(page, "sd", "liumin@qilu-jingji.example", "/account/me");
  await expect(page.getByRole("region", { name: "现在的信息" })).toContainText("liumin@qilu-jingji.example");
  const kept = page.getByRole("table", { name: "保存的个人信息" });
  await expect(kept.getByRole("row").filter({ hasText: "登录的地址、设备和方式" })).toHaveText(/失效后 180 天.*可以删除/);
  await expect(kept.getByRole("row").filter({ hasText: "订单留言" })).toHaveText(/依法保存.*《电子商务法》/);
  await expectPleasant(page);

  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("没有改动，请先修改要变更的内容")).toBeVisible();
  await page.getByLabel(/^邮箱/).fill("another@qilu-jingji.example");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("请填写 6 位数字")).toBeVisible();
  await expect(page.getByLabel(/^姓名/)).toHaveValue("刘敏");
  await expectPleasant(page);

  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出我的信息" }).click()]);
  const file = JSON.parse(readFileSync(await saved.path(), "utf8")) as { person: { email: string }; sessions: unknown[] };
  expect([file.person.email, file.sessions.length > 0]).toEqual(["liumin@qilu-jingji.example", true]);

  await page.getByRole("button", { name: "申请删除" }).click();
  await page.getByRole("button", { name: "提交申请" }).click();
  await expect(page.getByRole("dialog").getByText("请填写密码")).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("dialog").getByLabel(/^密码/).fill(DEMO_PASSWORD);
  await page.getByLabel(/我已看清/).check();
  await page.getByRole("button", { name: "提交申请" }).click();
  await expect(page.getByText(/已申请删除，.* 之后执行/)).toBeVisible();
  await expectPleasant(page);
  await page.getByRole("button", { name: "撤回申请" }).click();
  await expect(page.getByRole("button", { name: "申请删除" })).toBeVisible();

  const owner = await (await browser.newContext({ locale: "zh-CN" })).newPage();
  await signInCustomer(owner, "sd", "haiyun_lixia", "/account/me");
  await expect(owner.getByText(/您是企业帐号 haiyun_lixia 的企业管理员/)).toBeVisible();
  await expect(owner.getByRole("button", { name: "申请删除" })).toHaveCount(0);
});
