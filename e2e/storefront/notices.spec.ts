import { at, expect, expectPleasant, freshPage, sendOrder, signInCustomer, test } from "../fixtures/journey";

test("NT8: what is mailed to a company's person stands in their notice centre, and what is read on one device is read on the other", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signInCustomer(page, "nf", "chutian_sm", "/hb/account/orders/new?offering=OA-STD&seats=15");
  await sendOrder(page, "15");
  const number = (await page.getByRole("main").innerText()).match(/\b[A-Z]{2}\d{8,}\b/)?.[0] ?? "no number";
  await page.goto(at("nf", "/hb/account/notices?show=unread"));
  const entry = page.getByRole("list", { name: "消息" }).getByRole("listitem").filter({ hasText: number }).first();
  await expect(entry).toContainText("未读");
  const bell = page.getByRole("link", { name: /^消息\s*，\d+\+? 条未读$/ });
  await expect(bell).toBeVisible();
  await expectPleasant(page);

  const phone = await freshPage(browser);
  await signInCustomer(phone, "nf", "chutian_sm", "/hb/account/notices?topic=orders");
  await expect(phone.getByRole("listitem").filter({ hasText: number }).first()).toContainText("未读");
  await entry.getByRole("button", { name: /^标为已读/ }).click();
  await expect(page.getByRole("listitem").filter({ hasText: number })).toHaveCount(0);
  await phone.reload();
  const there = phone.getByRole("listitem").filter({ hasText: number }).first();
  await expect(there).toBeVisible();
  await expect(there).not.toContainText("未读");
  await phone.goto(at("nf", "/hb/account/notices?topic=service&show=unread"));
  await expect(phone.getByText("没有未读的消息了。")).toBeVisible();
  await expectPleasant(phone);
  await phone.goto(at("nf", "/hb/account/notices"));
  await phone.getByRole("button", { name: "全部标为已读" }).click();
  await expect(phone.getByRole("link", { name: /^消息\s*，没有未读$/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: /^消息\s*，没有未读$/ })).toBeVisible();
  // A notice leads to what it is about.
  await phone.getByRole("listitem").filter({ hasText: number }).first().getByRole("button", { name: /^查看/ }).click();
  await phone.waitForURL(/\/hb\/account\/orders\/[0-9a-f-]{36}$/);
});
