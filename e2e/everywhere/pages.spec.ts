import type { Page } from "@playwright/test";
import { at, expect, expectPleasant, freshPage, signInCustomer, signInPartner, signInStaff, test } from "../fixtures/journey";

// Each walks rooms of its own, so that several are walked at once.
test.describe.configure({ mode: "parallel" });

/** Looks at every page before it fails, so that one run names all that is wrong. */
async function walk(page: Page, addresses: readonly string[]): Promise<void> {
  const problems: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await expectPleasant(page).catch((error: unknown) => problems.push(String(error)));
  }
  expect(problems.join("\n\n")).toBe("");
}

/** The first address in the page's main part that fits, as a list offers it; with `words`, one that says them. */
async function firstLink(page: Page, listAddress: string, path: RegExp, words = ""): Promise<string> {
  await page.goto(listAddress);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const links = await page.locator("main a[href]").evaluateAll((all) => all.map((link) => ({ href: (link as HTMLAnchorElement).href, text: link.textContent ?? "" })));
  const found = links.find(({ href, text }) => path.test(new URL(href).pathname) && text.includes(words));
  expect(found, `a link like ${path.source} on ${listAddress}`).toBeDefined();
  return found?.href ?? "";
}

test("AX1, AX3: national portal, unknown host and every public page of a storefront", async ({ page }) => {
  test.setTimeout(180_000);
  const solution = await firstLink(page, at("sd", "/solutions"), /^\/solutions\/.+/);
  const shop = ["/", "/products", "/products/oa", "/solutions", "/search", "/search?q=zzzz", "/online", "/policies/privacy", "/policies/privacy/1", "/policies/terms", "/en/policies/privacy", "/no-such-page"];
  await walk(page, [at(""), at("", "/no-such-page"), at("zz"), ...shop.map((path) => at("sd", path)), solution, at("nf"), at("nf", "/sc"), at("nf", "/sc/products/oa")]);
});

test("AX1, AX3: sign-in, registration, password, and an enterprise's own papers, people and children", async ({ page }) => {
  test.setTimeout(240_000);
  const entry = ["/login", "/login?problem=CODE_EXPIRED", "/second-step", "/register", "/register/resume?t=none", "/forgot", "/forgot/new?t=none"];
  await walk(page, [...entry.map((path) => at("sd", `/account${path}`)), at("nf", "/account/register")]);
  await signInCustomer(page, "sd", "qilu_jingji");
  await walk(page, ["", "/company", "/company/members", "/company/members/new", "/company/members/roles", "/company/sign-in", "/company/parent", "/notices", "/notices?topic=service", "/company/requests", "/company/bindings", "/company/close", "/children", "/children?search=zzzz", "/children?state=closed", "/children/new", "/children/join", "/switch", "/caps", "/caps?day=2026-11-01", "/approvals", "/approvals?tab=ended", "/approvals/policy", "/users", "/users?search=zzzz", "/users/new", "/users/import", "/security", "/me", "/me/consents", "/no-such-page"].map((path) => at("sd", `/account${path}`)));
});

test("AX1, AX3: an enterprise's orders, carts, products and seats", async ({ page }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "sd", "qilu_jingji");
  const order = await firstLink(page, at("sd", "/account/orders"), /\/orders\/[0-9a-f-]{36}$/);
  const product = await firstLink(page, at("sd", "/account/products"), /\/products\/[0-9a-f-]{36}$/);
  const metered = await firstLink(page, at("sd", "/account/products"), /\/products\/[0-9a-f-]{36}$/, "视频会议");
  const seated = await firstLink(page, at("sd", "/account/products"), /\/products\/[0-9a-f-]{36}$/, "协同办公 OA");
  const people = ["/seats", "/seats?search=zzzz", "/seats/assign", "/seats/assign?search=zzzz", "/seats/import", "/administrator", "/launches", "/launches?only=refused"].map((path) => `${seated}${path}`);
  const rooms = ["/orders", "/orders?stage=handedOff", "/orders/new", "/orders/new?offering=OA-STD&seats=10", "/orders?group=GSD26110000000", "/cart", "/cart/new", "/cart/new?offering=OA-STD&seats=10", "/products", "/products/transfers", "/apps", "/apps?again=1", "/apps?app=NONE"];
  await walk(page, [...people, seated.replace("/products/", "/apps/"), ...rooms.map((path) => at("sd", `/account${path}`)), order, `${order}/contract`, product, ...["change", "break", "pause", "resume", "cancel", "transfer"].map((act) => `${product}/${act}`), `${metered}/usage`, `${metered}/usage?period=2020-01`]);
});

test("AX1, AX3: an enterprise's bills, money and cases", async ({ page }) => {
  test.setTimeout(240_000);
  await signInCustomer(page, "sd", "qilu_jingji");
  const ticket = await firstLink(page, at("sd", "/account/tickets"), /\/tickets\/[0-9a-f-]{36}$/);
  const quote = await firstLink(page, at("sd", "/account/quotes"), /\/quotes\/[0-9a-f-]{36}$/);
  const bill = await firstLink(page, at("sd", "/account/bills"), /\/bills\/[0-9a-f-]{36}$/);
  const rooms = ["/bills", "/bills?tab=open", "/bills/group", "/renewals", "/budgets", "/coupons", "/coupons?tab=past", "/fapiao", "/balance", "/balance/auto-top-up", "/balance/transfer", "/balance/withdraw", "/balance/withdraw?fen=100", "/tickets", "/tickets?state=yours", "/tickets/new", "/quotes", "/quotes?state=ended", "/quotes/new"];
  await walk(page, [...rooms.map((path) => at("sd", `/account${path}`)), bill, ticket, quote]);
});

test("AX1, AX3: an order to correct, a postpaid company, and every room of the operator's console", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const customer = await freshPage(browser);
  await signInCustomer(customer, "sd", "LanhaiTrade");
  const returned = await firstLink(customer, at("sd", "/account/orders?stage=returned"), /\/orders\/[0-9a-f-]{36}$/);
  await walk(customer, [at("sd", "/account"), returned, `${returned}/correct`, at("sd", "/account/balance")]);

  await walk(page, [at("ops", "/login")]);
  await signInStaff(page, "zhouhang@zx.kdsw.example");
  const [product, draft] = [await firstLink(page, at("ops", "/catalogue?q=CRM"), /^\/catalogue\/[0-9a-f-]{36}$/), await firstLink(page, at("ops", "/catalogue?q=CRM"), /^\/catalogue\/drafts\//)];
  const version = await firstLink(page, product, /^\/catalogue\/versions\//);
  await walk(page, [product, version, ...["", "?tab=edit", "?tab=preview"].map((tab) => `${draft}${tab}`)]);
  await walk(page, ["/queue", "/storefronts", "/staff", "/audit", "/system", "/catalogue", "/catalogue?stage=review", "/catalogue?q=zzzz", "/catalogue/new", "/partners", "/partners?q=zzzz", "/promotions", "/promotions?state=ended", "/promotions/new", "/rules", "/rules?tab=waiting", "/rules?tab=drafts", "/contracts", "/contracts?tab=waiting", "/contracts?tab=drafts", "/contracts/verify", "/policies", "/policies?tab=waiting&kind=terms", "/policies?tab=drafts", "/api-clients", "/security"].map((path) => at("ops", path)));
  const clerk = await freshPage(browser);
  await signInStaff(clerk, "zhaomin@sd.kdsw.example");
  const decided = await firstLink(clerk, at("ops", "/queue?tab=decided"), /^\/review\//);
  const company = await firstLink(clerk, at("ops", "/customers"), /^\/customers\//);
  const ticket = await firstLink(clerk, at("ops", "/tickets"), /^\/tickets\//);
  const quote = await firstLink(clerk, at("ops", "/quotes"), /^\/quotes\//);
  const rooms = ["/", "/quotes", "/quotes?turn=secondPerson", "/quotes?q=zzzz", "/queue", "/queue?tab=mine", "/queue?tab=decided", "/requests", "/requests?tab=done", "/suspensions", "/figures", "/figures/pushes", "/billing", "/billing/arrears", "/billing/disputes", "/billing/disputes?tab=closed", "/billing/changes", "/billing/statements", "/billing/statements?tab=done", "/billing/differences", "/billing/differences?tab=closed", "/billing/fapiao", "/billing/fapiao?tab=red", "/billing/fapiao?tab=all", "/billing/withdrawals", "/billing/withdrawals?tab=paying", "/billing/withdrawals?tab=ended", "/counter", "/tickets", "/tickets?state=onTheWay", "/tickets?q=zzzz", "/customers", "/customers?q=zzzz", "/search", "/search?q=SD2611", "/no-such-page"];
  await walk(clerk, [...rooms.map((path) => at("ops", path)), decided, company, ticket, quote]);
});

test("AX1, AX3: every room of the partner desk, before and after signing in", async ({ page }) => {
  test.setTimeout(180_000);
  await walk(page, ["/login", "/enrol", "/invitation", "/invitation?code=none"].map((path) => at("partner", path)));
  await signInPartner(page, "luobin@canghai.example");
  const run = await firstLink(page, at("partner", "/tests"), /^\/tests\/[0-9a-f-]{36}$/);
  await walk(page, ["/", "/requests", "/requests?tab=waiting&app=SCM", "/heartbeats", "/heartbeats?app=SCM", "/work", "/tests", "/tests?app=SCM", "/sandbox", "/interface", "/security", "/no-such-page"].map((path) => at("partner", path)).concat(run));
});

test("a signed-in page asks for no other page until somebody is about to open one, and has that one's frame ready then", async ({ page }) => {
  await signInCustomer(page, "sd", "qilu_jingji");
  await page.goto(at("sd", "/account/orders"));
  const ahead: string[] = [];
  page.on("request", (request) => { if (request.headers()["next-router-prefetch"] !== undefined) ahead.push(new URL(request.url()).pathname); });
  await page.reload({ waitUntil: "networkidle" });
  expect(ahead).toEqual([]);
  await page.getByRole("navigation", { name: "企业帐户" }).getByRole("link", { name: "帐单", exact: true }).hover();
  await expect.poll(() => new Set(ahead)).toEqual(new Set(["/account/bills"]));
});
