import type { Page } from "@playwright/test";
import { DEMO_PASSWORD } from "../../prisma/seed/people";
import { at, expect, expectPleasant, test } from "../fixtures/journey";
import { passSecondStep } from "../fixtures/second-step";

/** Chinese in what a page says by itself: its title, headings, fields, columns, terms, tabs and rooms. Rows, values and what names them are data. */
const ownChinese = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const han = /[\u4e00-\u9fff]/;
    const texts = [...document.querySelectorAll("h1, h2, h3, label, legend, thead th, dt, nav a, main a[role=tab]")].map((element) => (element as HTMLElement).innerText);
    return [...new Set([document.title, ...texts].map((text) => text.trim()).filter((text) => han.test(text)))];
  });

/** What staff, companies and the catalogue wrote stays in their language. */
const data = ["宽带商务业务服务协议", "宽带商务", "中文", "齐鲁精工机械有限公司"];

test("AX2: who reads English goes from the shop to the order's form and through the account's rooms without a Chinese word of ours", async ({ page }) => {
  await page.goto(at("sd", "/en/products/oa"));
  await page.getByRole("link", { name: "Order", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to your company account");
  await expectPleasant(page);
  await page.getByLabel("Account name, email or mobile number").fill("qilu_jingji");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ }), "a refusal too").not.toContainText(/[\u4e00-\u9fff]/);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await passSecondStep(page, "sd", "qilu_jingji");
  await page.waitForURL((url) => url.pathname === "/account/orders/new");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 }), "the product by its English name").toHaveText("Order Office (OA)");
  await expectPleasant(page);
  const rooms = ["orders/new?offering=OA-STD&seats=10", "", "apps", "products", "orders", "quotes", "cart", "bills", "fapiao", "budgets", "coupons", "renewals", "balance", "tickets", "users", "children", "caps", "approvals", "company", "me", "security", "notices"];
  for (const room of rooms) {
    await page.goto(at("sd", `/account${room ? `/${room}` : ""}`));
    await expectPleasant(page);
    expect((await ownChinese(page)).filter((text) => /[\u4e00-\u9fff]/.test(data.reduce((left, known) => left.replaceAll(known, ""), text))), room).toEqual([]);
  }
  await page.goto(at("sd", "/account/orders"));
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("订单");
  await page.goto(at("sd", "/account/bills"));
  await expect(page.getByRole("heading", { level: 1 }), "the browser keeps what was chosen").toHaveText("帐单");
});
