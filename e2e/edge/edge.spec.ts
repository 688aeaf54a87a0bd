import { at, expect, expectPleasant, freshPage, signInCustomer, signInStaff, test } from "../fixtures/journey";

test("promise 48: public pages come from the edge, with its own headers; what belongs to somebody comes from the origin and is kept nowhere", async ({ page, browser }) => {
  const script = page.waitForResponse((response) => /\/_next\/static\/.+\.js$/.test(response.url()));
  const home = await page.goto(at("sd"));
  expect(home?.headers()["content-security-policy"]).toContain("script-src 'self' 'unsafe-inline'");
  expect(home?.headers()["cache-control"]).toBe("public, max-age=0, must-revalidate");
  const file = await (await script).allHeaders();
  expect([file["content-encoding"], file["cache-control"], file["x-content-type-options"]], "scripts travel small, once, and as what they are").toEqual([expect.stringMatching(/^(?:gzip|br)$/), "public, max-age=31536000, immutable", "nosniff"]);
  await expectPleasant(page);
  await signInCustomer(page, "sd", "LanhaiTrade");
  await page.goto(at("sd", "/account/bills"));
  await expect(page.getByRole("heading", { name: /帐单/ }).first()).toBeVisible();
  const bills = await page.reload();
  expect(bills?.headers()["cache-control"]).toBe("no-store");
  expect(bills?.headers()["content-security-policy"]).toContain("'nonce-");
  const stranger = await freshPage(browser);
  await stranger.goto(at("sd", "/account/bills"));
  expect(stranger.url(), "without the cookie it is the sign-in").toContain("/account/login");
});

test("PN4, promise 48: what the console changes is in the shop at the edge within a minute", async ({ page }) => {
  test.setTimeout(200_000);
  await page.goto(at("sd"));
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  await page.goto(at("ops", "/storefronts"));
  const hotline = `10060-${Date.now() % 10_000}`;
  await page.getByLabel("服务热线").first().fill(hotline);
  await page.getByRole("button", { name: "保存" }).first().click();
  await expect(page.getByText("已保存").first()).toBeVisible();
  await expect(async () => {
    await page.goto(at("sd"));
    await expect(page.getByText(hotline).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
});
