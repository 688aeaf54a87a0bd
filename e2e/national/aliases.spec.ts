import { at, expect, signInCustomer, test } from "../fixtures/journey";
import { passSecondStep } from "../fixtures/second-step";

const port = Number(process.env.PORT ?? 3000);
const old = (host: string, path = "/") => `http://${host}:${port}${path}`;

test("PN3: old domains reach the storefront itself, without a redirect, and name the planned domain as canonical", async ({ page }) => {
  for (const [host, planned, name] of [["shangwu.sd-kuandai.example", at("sd", "/products"), "山东"], ["www.sd-smb.example", at("sd", "/products"), "山东"], ["smb.bj-telecom.example", at("bj", "/products"), "北京"], ["qiye.sc-kuandai.example", at("nf", "/sc/products"), "四川"]] as const) {
    const answer = await page.goto(old(host, "/products"));
    expect(answer?.status(), host).toBe(200);
    expect(answer?.request().redirectedFrom(), host).toBeNull();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
    const canonical = page.locator('link[rel="canonical"]');
    await expect(canonical).toHaveCount(1);
    await expect(canonical).toHaveAttribute("href", planned);
    // A link of the page stays on the domain that was typed and leads somewhere.
    await page.getByRole("link", { name: /协同办公 OA/ }).first().click();
    await page.waitForURL((url) => url.hostname === host && url.pathname.endsWith("/products/oa"));
    await expect(page.getByText("¥20.00").first()).toBeVisible();
  }
});

test("PN3: one may sign in on an old domain; a sign-in counts on its own domain only", async ({ page, context }) => {
  await page.goto(old("shangwu.sd-kuandai.example", "/account/login"));
  await page.getByLabel("企业帐号、邮箱或手机号").fill("qilu_jingji");
  await page.getByLabel("密码", { exact: true }).fill("kuandai-demo-2026");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await passSecondStep(page, "sd", "qilu_jingji");
  await page.waitForURL(old("shangwu.sd-kuandai.example", "/account"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("齐鲁");
  for (const elsewhere of [at("sd", "/account"), at("bj", "/account"), old("www.sd-smb.example", "/account")]) {
    await page.goto(elsewhere);
    await expect(page, elsewhere).toHaveURL(/\/account\/login/);
  }
  await signInCustomer(page, "sd", "LanhaiTrade");
  await page.goto(old("shangwu.sd-kuandai.example", "/account"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("齐鲁");
  const domains = (await context.cookies()).map(({ domain }) => domain);
  expect(domains.length).toBeGreaterThan(0);
  expect(domains.filter((domain) => domain.startsWith(".")), "every cookie is its host's own").toEqual([]);
});
