import type { Locator, Page } from "@playwright/test";
import { DEMO_PASSWORD } from "../../prisma/seed/people";
import { at, expect, freshPage, staffCode, test } from "../fixtures/journey";
import { recoveryCodeOf } from "../fixtures/second-step";

/** Goes on with Tab until the control has the focus, and sees that the focus is drawn. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await expect(target).toBeVisible();
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press("Tab");
    const isThere = await target.evaluate((element) => element === document.activeElement);
    if (!isThere) continue;
    const drawn = await target.evaluate((element) => [element, element.closest("label")].some((part) => part && getComputedStyle(part).outlineStyle !== "none" && parseFloat(getComputedStyle(part).outlineWidth) >= 2));
    expect(drawn, "the focus is drawn").toBe(true);
    return;
  }
  throw new Error(`Tab never reached ${String(target)}`);
}

async function press(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

async function signInByKeyboard(page: Page, email: string): Promise<void> {
  await expect(async () => {
    await page.goto(at("ops", "/login"));
    await type(page, page.getByLabel("工作邮箱"), email);
    await type(page, page.getByLabel("密码"), DEMO_PASSWORD);
    await type(page, page.getByLabel("动态口令"), await staffCode(email));
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/queue", { timeout: 5000 });
  }).toPass({ intervals: [8000], timeout: 80_000 });
}

test("AX1: a company orders and a clerk approves by keyboard alone, the focus always drawn", async ({ page, browser }) => {
  test.setTimeout(180_000);
  await page.goto(at("bj", "/account/login"));
  await type(page, page.getByLabel("企业帐号、邮箱或手机号"), "jingcheng_it");
  await type(page, page.getByLabel("密码", { exact: true }), DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/second-step"));
  await type(page, page.getByLabel("动态口令"), await recoveryCodeOf("bj", "jingcheng_it"));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/account");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "跳到正文" })).toBeFocused();
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("main").getByRole("link", { name: "选购产品" }));
  await page.waitForURL(/\/products$/);
  await press(page, page.getByRole("link", { name: /协同办公 OA/ }).first());
  await page.waitForURL(/\/products\/oa$/);
  await press(page, page.getByRole("link", { name: "选标准版" }));
  await page.waitForURL(/\/orders\/new/);
  // Tab selects what a field holds, so typing replaces it.
  await type(page, page.getByLabel(/^数量/), "65");
  await type(page, page.getByLabel("管理员邮箱"), "admin@journey.example");
  await press(page, page.getByLabel(/我已阅读/), "Space");
  await expect(page.getByLabel(/我已阅读/)).toBeChecked();
  const send = page.getByRole("button", { name: "提交订单" });
  await expect(send).not.toHaveAttribute("aria-busy", "true");
  await press(page, send);
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByText("审核中").first()).toBeVisible();

  const clerk = await freshPage(browser);
  await signInByKeyboard(clerk, "liuyang@bj.kdsw.example");
  await press(clerk, clerk.getByRole("link", { name: /65 席/ }));
  await clerk.waitForURL(/\/review\//);
  await expect(clerk.getByText("还没有人领取")).toBeVisible();
  await press(clerk, clerk.getByRole("button", { name: "领取（C）" }), "Space");
  await expect(clerk.getByText("您已领取")).toBeVisible();
  await press(clerk, clerk.getByRole("button", { name: "通过（A）" }));
  await expect(clerk.getByText("已通过").first()).toBeVisible();
  // The pressed button is gone; the focus went to the panel, so the way on is one step away.
  await clerk.keyboard.press("Tab");
  await expect(clerk.getByRole("button", { name: "回到队列（N）" })).toBeFocused();
  await clerk.keyboard.press("Enter");
  await clerk.waitForURL((url) => url.pathname === "/queue");
});
