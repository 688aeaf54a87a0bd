import { at, expect, expectPleasant, signInCustomer, test } from "../fixtures/journey";

test("AX6: each storefront is an app of its own, with its name, its colour and icons that fit", async ({ page }) => {
  await page.goto(at("sd", "/account/login"));
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  expect(href).toBe("/manifest.webmanifest");
  const own = await page.evaluate(async () => (await fetch("/manifest.webmanifest")).json() as Promise<{ name: string; start_url: string; scope: string; theme_color: string; icons: { src: string; sizes: string; purpose?: string }[] }>);
  expect(own).toMatchObject({ name: expect.stringContaining("山东"), start_url: "/account", scope: "/" });
  expect(own.theme_color).toBe(await page.locator('meta[name="theme-color"]').getAttribute("content"));
  expect(own.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? ""}`.trim())).toEqual(["192x192", "512x512", "512x512 maskable"]);
  for (const { src, sizes } of own.icons) {
    const png = await page.evaluate(async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer()).slice(16, 24)], src);
    expect(`${String(png.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0))}x${String(png.slice(4).reduce((sum, byte) => sum * 256 + byte, 0))}`).toBe(sizes);
  }
  await page.goto(at("nf", "/sc"));
  await expect(page.locator('link[rel="manifest"]')).toHaveAttribute("href", "/sc/manifest.webmanifest");
  expect(await page.evaluate(async () => (await fetch("/sc/manifest.webmanifest")).json() as Promise<unknown>)).toMatchObject({ name: expect.stringContaining("四川"), start_url: "/sc/account", scope: "/sc/" });
});

test("AX6: without a network the last bills are there for whoever asked for them on this device, read-only, with their age, and go with the sign-out", async ({ page, context }) => {
  await signInCustomer(page, "sd", "LanhaiTrade", "/account/bills");
  const period = (await page.getByRole("table", { name: "帐单" }).getByRole("rowheader").first().innerText()).trim();
  const isThere = () => page.evaluate(async () => (await caches.keys()).includes("kdsw-bills"));
  expect(await isThere()).toBe(false);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  // Nobody asked for them: the page says that there is no network, and nothing more.
  await page.goto(at("sd", "/account/bills")).catch(() => undefined);
  await expect(page.getByRole("heading", { name: "现在没有网络" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "最近的帐单" })).toHaveCount(0);
  await context.setOffline(false);
  // The offline page opens the page anew by itself, which a visit of ours at that moment would meet.
  await expect(async () => { await page.goto(at("sd", "/account/bills")); }).toPass();
  await page.getByRole("button", { name: "保存到这台设备" }).click();
  await expect(page.getByText(/最近 \d 张帐单的帐期、金额和状态保存在这台设备上/)).toBeVisible();
  await expectPleasant(page);

  await context.setOffline(true);
  await page.goto(at("sd", "/account/balance")).catch(() => undefined);
  await expect(page.getByRole("heading", { name: "最近的帐单" })).toBeVisible();
  await expect(page.getByText(/(刚刚|分钟前)保存在这台设备上，只供查看/)).toBeVisible();
  await expect(page.getByRole("rowheader", { name: period })).toBeVisible();
  await expectPleasant(page);
  await context.setOffline(false);
  // Back online, money comes from the server alone.
  await expect(async () => { await page.goto(at("sd", "/account/balance")); }).toPass();
  await expect(page.getByRole("heading", { name: "最近的帐单" })).toHaveCount(0);
  await page.getByRole("button", { name: "退出" }).click();
  await page.waitForURL(/\/account\/login/);
  await expect.poll(isThere).toBe(false);
});

test("AX6: somebody else's sign-in on the device ends what was kept for the one before", async ({ page }) => {
  await signInCustomer(page, "sd", "LanhaiTrade", "/account/bills");
  await page.getByRole("button", { name: "保存到这台设备" }).click();
  await expect(page.getByRole("button", { name: "从这台设备删除" })).toBeVisible();
  await page.context().clearCookies();
  await signInCustomer(page, "sd", "qilu_jingji", "/account/bills");
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).includes("kdsw-bills"))).toBe(false);
  await expect(page.getByRole("button", { name: "保存到这台设备" })).toBeVisible();
});

test("AX6: a new version is offered, waits for a word, and never takes what was typed with it", async ({ page }) => {
  await signInCustomer(page, "gd", "yuexiu_mfg", "/account/me");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // The first worker of a browser is no new version.
  await expect(page.getByText("有新版本")).toHaveCount(0);
  await page.reload();
  // To a browser another address is another version, as another build's bytes are.
  await page.evaluate(() => navigator.serviceWorker.register("/sw.js?next").then(() => undefined));
  const bar = page.getByRole("status").filter({ hasText: "有新版本" });
  await expect(bar).toBeVisible();
  await expectPleasant(page);
  await page.getByLabel("姓名").fill("没有保存的姓名");
  await bar.getByRole("button", { name: "现在更新" }).click();
  await expect(bar).toContainText("这一页有还没有提交的内容");
  await expect(page.getByLabel("姓名")).toHaveValue("没有保存的姓名");
  await bar.getByRole("button", { name: "稍后" }).click();
  await expect(bar).toHaveCount(0);
  // It waits still, and is offered on the next page; there nothing is typed.
  await page.goto(at("gd", "/account/security"));
  await expect(bar).toBeVisible();
  const loaded = page.waitForEvent("load");
  await bar.getByRole("button", { name: "现在更新" }).click();
  await loaded;
  await expect(bar).toHaveCount(0);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration("/"))?.waiting === null)).toBe(true);
});
