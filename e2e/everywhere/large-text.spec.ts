import { chromiumArgs } from "../fixtures/chromium-args";
import { at, expect, freshPage, sendOrder, signInCustomer, signInStaff, test } from "../fixtures/journey";
import type { Page } from "@playwright/test";

// The browser's own setting for text, twice as large, as a person with low vision sets it.
test.use({ launchOptions: { args: [...chromiumArgs, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"], ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}) } });

async function expectNoSidewaysScroll(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading").first()).toBeVisible();
  const { wide, rem } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth - document.documentElement.clientWidth, rem: parseFloat(getComputedStyle(document.documentElement).fontSize) }));
  expect(rem, "text is twice as large").toBe(32);
  expect(wide, `${address} at 200 %`).toBeLessThanOrEqual(0);
}

test("AX7: at 200 % text nothing scrolls sideways and an order can be filled and sent", async ({ page, browser }) => {
  test.setTimeout(180_000);
  for (const address of [at(""), at("sd"), at("sd", "/products/oa"), at("sd", "/online"), at("sd", "/account/register")]) await expectNoSidewaysScroll(page, address);
  await signInCustomer(page, "sd", "qilu_jingji");
  for (const path of ["", "/orders", "/products", "/balance", "/users/new", "/security", "/company"]) await expectNoSidewaysScroll(page, at("sd", `/account${path}`));
  await expectNoSidewaysScroll(page, at("sd", "/account/orders/new?offering=OA-STD&seats=10"));
  await sendOrder(page, "30");
  await expect(page.getByText("审核中").first()).toBeVisible();
  await expectNoSidewaysScroll(page, page.url());
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "wangli@sd.kdsw.example");
  await expectNoSidewaysScroll(clerk, at("ops", "/queue"));
  await clerk.getByRole("link", { name: /30 席/ }).first().click();
  await expect(clerk.getByRole("button", { name: "领取（C）" })).toBeVisible();
  await expectNoSidewaysScroll(clerk, clerk.url());
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  test("AX7: with reduced motion no animation lasts, and dialogs still open and close", async ({ page }) => {
    await signInCustomer(page, "sd", "qilu_jingji", "/account/orders/new?offering=OA-STD&seats=10");
    await page.getByRole("button", { name: "阅读协议全文" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    const longest = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll("*")].flatMap((element) => {
      const style = getComputedStyle(element);
      return `${style.animationDuration},${style.transitionDuration}`.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 1 : 1000));
    })));
    expect(longest, "milliseconds").toBeLessThan(1);
    expect(await page.evaluate(() => document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 1).length)).toBe(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});
