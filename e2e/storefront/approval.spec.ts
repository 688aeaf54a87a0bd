import type { Page } from "@playwright/test";
import { at, expect, expectPleasant, freshPage, mailTo, sendOrder, signInCustomer, signInStaff, test } from "../fixtures/journey";

const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)?.[0] ?? "";
const numberOn = async (page: Page) => /SD\d{8,}/.exec((await page.getByText(/^订单 SD\d+/).first().textContent()) ?? "")?.[0] ?? "";

test("PC5, PC6, NT3: an order over a child's cap waits for the parent's approver, who says yes from the mail; a clerk sees it then, and a refused one ends with its reason", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const parent = await freshPage(browser);
  await signInCustomer(parent, "sd", "haiyun_yf", "/account/children");
  await parent.getByRole("row", { name: /haiyun_lixia/ }).getByRole("link").click();
  await expect(parent.getByRole("heading", { name: "历下店", level: 1 })).toBeVisible();
  await parent.getByRole("link", { name: "额度", exact: true }).last().click();
  await expect(parent.getByRole("row", { name: /本帐号每月/ })).toContainText("¥500.00");
  await expectPleasant(parent);
  // What is missing is told at its field, and 0 is nothing allowed.
  await parent.getByRole("button", { name: "设置额度" }).click();
  await expect(parent.getByLabel("金额（元）")).toBeFocused();
  await expect(parent.getByText("请填写金额；0 为不允许任何订购")).toBeVisible();

  // The child reads what it may buy, and that it will be asked about.
  await signInCustomer(page, "sd", "haiyun_lixia", "/account/may-buy");
  await expect(page.getByRole("row", { name: /协同办公/ }).first()).toContainText(/可以|需审批/);
  await expectPleasant(page);
  await page.goto(at("sd", "/account/caps"));
  await expect(page.getByText("本帐号的额度由上级企业设置")).toBeVisible();
  await expectPleasant(page);
  await page.goto(at("sd", "/account/orders/new?offering=OA-STD&seats=50"));
  await expect(page.getByText("超过额度：提交后先由企业内部审批，通过后再办理")).toBeVisible();
  await expectPleasant(page);
  await sendOrder(page, "50");
  await expect(page.getByText("等待企业内部审批").first()).toBeVisible();
  const number = await numberOn(page);
  await expectPleasant(page);

  // The approver comes by the mail's link, signs in, reads why, and says yes.
  const approver = await freshPage(browser);
  const link = linkIn((await mailTo("zhoulin@haiyun-yf.example", `请审批：订单 ${number}`)).text);
  await approver.goto(link);
  await approver.getByLabel("企业帐号、邮箱或手机号").fill("zhoulin@haiyun-yf.example");
  await approver.getByLabel("密码", { exact: true }).fill("kuandai-demo-2026");
  await approver.getByRole("button", { name: "登录", exact: true }).click();
  await expect(approver.getByRole("heading", { name: "为什么要审批" })).toBeVisible();
  await expect(approver.getByText(/本帐号每月额度 ¥500\.00/)).toBeVisible();
  await expectPleasant(approver);
  await approver.getByRole("button", { name: "不同意" }).click();
  await expect(approver.getByLabel("意见")).toBeFocused();
  await approver.getByLabel("意见").fill("同意，新店开业用");
  await approver.getByRole("button", { name: "同意", exact: true }).click();
  await approver.waitForURL(/\/account\/approvals\/[0-9a-f-]{36}$/);
  await expect(approver.getByText("已同意").first()).toBeVisible();
  await expectPleasant(approver);
  await approver.goto(link);
  await expect(approver.getByText("这个链接已经用过")).toBeVisible();

  // Whoever ordered sees it go on, and the province's clerk has it now.
  await expect(page.getByText("企业内部审批通过").first()).toBeVisible({ timeout: 20_000 });
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "sunyan@sd.kdsw.example");
  await clerk.goto(at("ops", `/queue?q=${number}`));
  await expect(clerk.getByText(number).first()).toBeVisible();
  await clerk.context().close();

  // The next one is refused from the list, with a reason.
  await page.goto(at("sd", "/account/orders/new?offering=OA-STD&seats=10"));
  await sendOrder(page, "10");
  const second = await numberOn(page);
  await approver.goto(at("sd", "/account/approvals"));
  await expectPleasant(approver);
  await approver.getByRole("row", { name: new RegExp(second) }).getByRole("link").click();
  await approver.getByLabel("意见").fill("下个月再买");
  await approver.getByRole("button", { name: "不同意" }).click();
  await expect(approver.getByText("不同意").first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("企业内部审批没有通过")).toBeVisible();
  await expect(page.getByText("下个月再买").first()).toBeVisible();
  await expectPleasant(page);
  await mailTo("tianyu@haiyun-yf.example", `订单 ${second} 未通过企业内部审批`);

  // The parent reads what stands now, and raises the cap; the past stays as it was.
  await parent.reload();
  await expect(parent.getByRole("img", { name: /本帐号每月：已占用/ })).toBeVisible();
  await parent.getByLabel("金额（元）").fill("9000");
  await parent.getByRole("button", { name: "设置额度" }).click();
  await expect(parent.getByText("已设置本帐号每月 ¥9,000.00")).toBeVisible();
  await expect(parent.getByRole("row", { name: /本帐号每月/ })).toContainText("¥9,000.00");
  await expectPleasant(parent);
  await parent.getByLabel("查看哪一天").fill("2026-11-20");
  await parent.getByRole("button", { name: "查看" }).click();
  await expect(parent.getByRole("row", { name: /本帐号每月/ })).toContainText("¥500.00");
  await parent.goto(at("sd", "/account/approvals/policy"));
  await parent.getByLabel("审批人", { exact: true }).selectOption({ label: "周琳（审批员）" });
  await parent.getByLabel("代理审批人").selectOption({ label: "周琳（审批员）" });
  await parent.getByRole("button", { name: "保存" }).click();
  await expect(parent.getByText("代理审批人不能与审批人相同")).toBeVisible();
  await parent.getByLabel("代理审批人").selectOption({ label: "郑海（企业管理员）" });
  await parent.getByRole("button", { name: "保存" }).click();
  await expect(parent.getByText("已保存，从下一笔起按新的安排")).toBeVisible();
  await expectPleasant(parent);
  await Promise.all([parent, approver].map((one) => one.context().close()));
});
