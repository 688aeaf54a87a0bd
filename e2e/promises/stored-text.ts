import { randomInt, randomUUID } from "node:crypto";
import { type BrowserContext, type Page, chromium } from "@playwright/test";
import { needChromium } from "../../scripts/support/chromium";
import { startOpening } from "../../server/accounts/opening.service";
import { openingCookie } from "../../server/accounts/opening-token";
import { dbFor } from "../../server/db";
import { anonymous, scopeFor } from "../../server/scope";
import { agreedNow, customer, freshCreditCode, orderInput } from "../fixtures/people";
import { type Browser, browserOf, codeIn, mutate, ownOrigin, sessionFor, staffBrowser } from "./kit/portal";
import { type Stand } from "./kit/stand";

/** Each would show a dialog in a page that let it. */
const payloads = [
  "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", "</script><script>alert(1)</script>", "</title><svg onload=alert(1)>", "</textarea><img src=x onerror=alert(1)>",
  "<img src=x onerror=alert`1`>", "<details open ontoggle=alert(1)>", "<body onload=alert(1)>", '" autofocus onfocus=alert(1) x="', "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>a</a>",
  "javascript:alert(1)", "<base href=//evil.example>", "<style>*{color:red}</style>", "<!--<img src=x onerror=alert(1)>", "]]><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}", "&lt;script&gt;alert(1)&lt;/script&gt;", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "\\u003cscript>alert(1)\\u003c/script>", "<meta http-equiv=refresh content=0;url=//evil.example>", "\u2028alert(1)//",
  "<math><mtext><img src=x onerror=alert(1)>", "<form action=//evil.example><button>x", "<svg><a xlink:href=javascript:alert(1)>x", "<object data=javascript:alert(1)>", "<input onfocus=alert(1) autofocus>", "<marquee onstart=alert(1)>",
];
const classic = payloads[1] ?? "";
const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

type Planted = { buyer: Browser; applicant: Browser; paths: string[]; staffPaths: string[]; fields: number; refused: string[] };

/** Fills every text field that a customer can reach, through the product's own procedures where they let it through. */
async function plant(stand: Stand): Promise<Planted> {
  const db = dbFor("SD");
  const who = await customer({ cashFen: 50_000_000n });
  // What only registration can write is written by hand: names were taken from a form once.
  await db.organization.updateMany({ where: { id: who.organizationId }, data: { name: `企业${classic}`, address: payloads[2] ?? "" } });
  await db.customer.updateMany({ where: { id: who.customerId }, data: { contactName: payloads[3] ?? "", managerName: payloads[0] ?? "" } });
  await db.person.updateMany({ where: { id: who.personId }, data: { name: `人${classic}` } });
  const buyer = await browserOf(stand, who);
  await stand.owner(`update "Session" set device = $1, place = $2 where "subjectId" = $3`, [classic, payloads[2], who.personId]);
  const refused: string[] = [];
  let fields = 6;
  const put = async <T = { orderId: string }>(browser: Browser, path: string, input: object): Promise<T | null> => {
    const called = await mutate<T>(stand, browser, path, input);
    fields += 1;
    if (called.data === null) refused.push(`${path} ${codeIn(called)}`);
    return called.data;
  };
  const caller = await who.as();
  const form = await orderInput(caller, { seats: 5 });
  const order = await put(buyer, "order.submit", { ...form, note: payloads.slice(0, 12).join(" ").slice(0, 500), facts: { ...form.facts, administratorEmail: '"<img/src=x/onerror=alert(1)>"@company.example' } });
  const plainOrder = order ?? (await put(buyer, "order.submit", { ...form, key: randomUUID(), note: payloads.slice(0, 12).join(" ").slice(0, 500) }));
  const orderId = plainOrder?.orderId ?? "";
  await db.productOrder.updateMany({ where: { id: orderId }, data: { facts: { ...form.facts, administratorEmail: classic, mailDomain: payloads[2] ?? "" } } });
  for (const text of payloads) await put(buyer, "order.ask", { orderId, key: randomUUID(), text });
  const users: string[] = [];
  for (const [index, text] of payloads.entries()) {
    const made = await put<{ userId: string }>(buyer, "enterpriseUser.create", { key: randomUUID(), employeeNumber: `${index}${text}`.slice(0, 30), name: text.slice(0, 50), department: text.slice(0, 60), email: "", phone: "" });
    if (made) users.push(made.userId);
  }
  const { token } = await startOpening(await scopeFor("SD", anonymous), { provinceId: "SD" });
  const applicant: Browser = { label: "sd", cookie: openingCookie(token).split(";")[0] ?? "" };
  const creditCode = freshCreditCode();
  await put(applicant, "opening.saveCompany", { version: 0, companyName: `新企业${classic}`, creditCode, industry: "trade", staffBand: "from50", address: `地址${payloads[3]}`, isLegalRepresentative: true });
  const opening = await db.accountOpening.findFirstOrThrow({ where: { creditCode } });
  await db.accountOpening.updateMany({ where: { id: opening.id }, data: { contactName: classic, contactPhone: `139${digits(8)}`, email: `x${digits(8)}@company.example`, phoneConfirmedAt: new Date(), emailConfirmedAt: new Date(), accountName: `Xs${digits(8)}`, passwordHash: "x", payType: "postpaid", paymentAccountNumber: classic, paymentHolderName: payloads[3] ?? "", step: 4 } });
  for (const kind of ["licence", "contactIdentity"] as const) await db.document.create({ data: { openingId: opening.id, kind, fileName: `${classic}.pdf`, mediaType: "application/pdf", sizeBytes: 1, sha256: "0".repeat(64), content: new Uint8Array([1]), uploadedAt: new Date() } });
  const { version } = await db.accountOpening.findFirstOrThrow({ where: { id: opening.id } });
  await put(applicant, "opening.submit", { key: randomUUID(), version, ...(await agreedNow()) });
  await db.joinRequest.createMany({ data: payloads.slice(0, 8).map((text, n) => ({ customerId: who.customerId, name: text, email: `j${n}@company.example`, phone: "13800000000", note: text, createdAt: new Date() })) });
  const tasks = await db.reviewTask.findMany({ where: { OR: [{ orderId }, { openingId: opening.id }] }, select: { id: true } });
  return {
    buyer, applicant, fields, refused,
    paths: ["", "/orders", `/orders/${orderId}`, `/orders/${orderId}/contract`, "/orders/new?offering=OA-STD&seats=10", "/balance", "/products", "/company", "/company/members", "/company/requests", "/company/bindings", "/users", ...users.slice(0, 3).map((id) => `/users/${id}`), "/users/import", "/security"].map((path) => `/account${path}`),
    staffPaths: ["/queue", "/queue?kind=opening", ...tasks.map(({ id }) => `/review/${id}`), "/customers", `/customers/${who.customerId}`, "/requests", `/search?words=${encodeURIComponent("企业")}`, `/search?words=${encodeURIComponent(classic)}`, "/counter"],
  };
}

type Watch = { dialogs: string[]; violations: string[]; bare: string[]; shown: number; pages: number; withoutHeader: string[] };

/** A Chromium page that tells of dialogs, broken script policy and scripts without this answer's nonce. */
async function watched(context: BrowserContext, watch: Watch): Promise<Page> {
  await context.exposeFunction("tellViolation", (words: string) => void watch.violations.push(words));
  await context.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => (window as unknown as { tellViolation: (words: string) => void }).tellViolation(`${event.violatedDirective} ${event.blockedURI} ${location.pathname}`)));
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    watch.dialogs.push(`${dialog.type()} on ${page.url()}`);
    void dialog.dismiss();
  });
  return page;
}

async function visit(page: Page, address: string, watch: Watch): Promise<void> {
  const answer = await page.goto(address, { waitUntil: "load" });
  const policy = answer?.headers()["content-security-policy"] ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  await page.waitForTimeout(250);
  const { scripts, text } = await page.evaluate(() => ({ scripts: [...document.scripts].map((script) => script.nonce), text: document.body.innerText + [...document.querySelectorAll("input,textarea")].map((field) => (field as HTMLInputElement).value).join(" ") }));
  watch.pages += 1;
  if (!nonce || !/script-src[^;]*'strict-dynamic'/.test(policy) || /script-src[^;]*unsafe-(?:inline|eval)/.test(policy)) watch.withoutHeader.push(address);
  // A script that a nonced script added carries no nonce of its own: strict-dynamic trusts it; those of the HTML must.
  const html = (await answer?.text().catch(() => "")) ?? "";
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) if (!tag.includes(`nonce="${nonce}"`)) watch.bare.push(`${address} ${tag.slice(0, 80)}`);
  if (scripts.length === 0) watch.bare.push(`${address} has no script`);
  if (text.includes("alert(1)")) watch.shown += 1;
}

export async function run(stand: Stand): Promise<void> {
  const { judge } = stand;
  const { buyer, applicant, paths, staffPaths, fields, refused } = await plant(stand);
  const admin = await staffBrowser(stand, "zhouhang@zx.kdsw.example");
  const staff = await dbFor("ZX").staff.findFirstOrThrow({ where: { email: "wangli@sd.kdsw.example" } });
  const clerk = await sessionFor("ops", { subjectId: staff.id, dutyPlatformId: "SD" }, stand.domain);
  const browser = await chromium.launch({ executablePath: needChromium(), args: ["--no-sandbox"] });
  const watch: Watch = { dialogs: [], violations: [], bare: [], shown: 0, pages: 0, withoutHeader: [] };
  try {
    const as = async (who: Browser) => {
      const context = await browser.newContext({ locale: "zh-CN" });
      await context.addCookies(who.cookie.split("; ").map((pair) => {
        const [name = "", value = ""] = pair.split(/=(.*)/s);
        return { name, value, url: ownOrigin(stand, who.label), httpOnly: true, sameSite: "Lax" as const };
      }));
      return watched(context, watch);
    };
    const visits: [Browser, string[]][] = [[buyer, paths], [applicant, ["/account/register"]], [clerk, staffPaths], [admin, ["/audit", "/staff", "/system", "/storefronts"]]];
    for (const [who, addresses] of visits) {
      const page = await as(who);
      for (const path of addresses) await visit(page, `${ownOrigin(stand, who.label)}${path}`, watch);
    }
    judge("39 stored text never runs, for the customer and for staff", watch.dialogs.length === 0 && watch.shown >= 8, `${payloads.length} payloads, ${fields} fields filled (${refused.length} refused by a rule), ${watch.pages} pages, shown as text on ${watch.shown}, ${watch.dialogs.length} dialogs ${watch.dialogs.slice(0, 3).join(", ")}`);
    judge("39 no page breaks its own script policy", watch.violations.length === 0, `${watch.violations.length} violations ${[...new Set(watch.violations)].slice(0, 3).join("; ")}`);
    judge("39 signed-in pages carry the policy, and each script of theirs its nonce", watch.withoutHeader.length === 0 && watch.bare.length === 0, `${watch.withoutHeader.length} without, ${watch.bare.length} bare scripts ${watch.bare.slice(0, 2).join("; ")}`);
    await mails(stand, await as(clerk), watch);
    await control(stand, await as(buyer), watch);
  } finally {
    await browser.close();
  }
  await policies(stand);
}

async function mails(stand: Stand, page: Page, watch: Watch): Promise<void> {
  const rows = await dbFor("SD").notification.findMany({ where: { OR: [{ html: { contains: "alert(1)" } }, { text: { contains: "alert(1)" } }, { subject: { contains: "alert(1)" } }] }, take: 60, orderBy: { createdAt: "desc" } });
  const before = watch.dialogs.length;
  for (const { html } of rows) await page.setContent(html, { waitUntil: "load" });
  stand.judge("39 mails that quote it run nothing", watch.dialogs.length === before && rows.length > 0, `${rows.length} mails, ${watch.dialogs.length - before} dialogs`);
}

async function control(stand: Stand, page: Page, watch: Watch): Promise<void> {
  const [dialogs, violations] = [watch.dialogs.length, watch.violations.length];
  const address = `${ownOrigin(stand, "sd")}/planted`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: `<body>${payloads.join("\n")}` }));
  await page.goto(address).catch(() => undefined);
  await page.waitForTimeout(500);
  await page.unroute(address);
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", headers: { "content-security-policy": "script-src 'nonce-x'" }, body: "<script>alert(1)</script>" }));
  await page.goto(address).catch(() => undefined);
  await page.waitForTimeout(300);
  stand.judge("39 the attack bites: unescaped, the same text runs, and a broken policy is seen", watch.dialogs.length > dialogs && watch.violations.length > violations, `${watch.dialogs.length - dialogs} dialogs, ${watch.violations.length - violations} violations`);
}

/** Every kind of HTML answer, found or not. */
async function policies(stand: Stand): Promise<void> {
  const addresses: [string, string][] = [
    ...["/", "/nothing-here", "/online"].map((path) => ["", path] as [string, string]),
    ...["/", "/products", "/products/oa", "/solutions", "/search?q=x", "/online", "/nothing", "/products/nothing", "/account/login", "/account/register", "/account/forgot", "/account/nothing", "/account", "/storefront/sd/sd/zh-CN"].map((path) => ["sd", path] as [string, string]),
    ...["/", "/sc", "/sc/products", "/sc/account/login", "/sc/nothing", "/xx"].map((path) => ["nf", path] as [string, string]),
    ...["/login", "/queue", "/nothing"].map((path) => ["ops", path] as [string, string]),
    ...["/", "/account/login", "/a/b"].map((path) => ["nobody", path] as [string, string]),
    ["partner", "/"], ["api", "/"], ["sd", "/%"], ["sd", "/account/%"],
  ];
  const bare: string[] = [];
  let pages = 0;
  for (const [label, path] of addresses) {
    const { headers, text, status } = await stand.at(label, { path });
    if (!String(headers["content-type"]).startsWith("text/html") || text === "") continue;
    pages += 1;
    const policy = String(headers["content-security-policy"] ?? "");
    if (!/script-src/.test(policy) || !policy.includes("frame-ancestors 'none'") || !policy.includes("base-uri 'none'") || policy.includes(",")) bare.push(`${label}${path} ${status}`);
  }
  stand.judge("39 every HTML answer carries a policy", bare.length === 0 && pages > 20, `${pages} of ${addresses.length} addresses answered HTML, bare: ${bare.join(", ") || "none"}`);
}
