import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { chromium } from "@playwright/test";
import superjson from "superjson";
import { needChromium } from "../../scripts/support/chromium";
import { startOpening } from "../../server/accounts/opening.service";
import { openingCookie } from "../../server/accounts/opening-token";
import { dbFor } from "../../server/db";
import { appRouter } from "../../server/root";
import { anonymous, scopeFor } from "../../server/scope";
import { customer, orderInput } from "../fixtures/people";
import { inputs, noApplication, noBill } from "../structure/matrix";
import { type Browser, browserOf, codeIn, mutate, ownOrigin, partnerBrowser, readCall, staffBrowser } from "./kit/portal";
import { type Stand } from "./kit/stand";

type Definition = { meta?: { audience?: string }; type: string };
const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>)
  .filter(([, { _def }]) => _def.type === "mutation")
  .map(([path, { _def }]) => ({ path, audience: _def.meta?.audience ?? "public" }));

/** A mark of every row that a mutation could have touched; the tries' counters and the sign-ins' clocks aside. */
async function fingerprint(stand: Stand): Promise<string> {
  const tables = await stand.owner<{ name: string }>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('LimitBucket', 'Session', '_prisma_migrations', 'AuditAnchor') order by 1`);
  const marks = [];
  for (const { name } of tables) {
    const [row] = await stand.owner<{ mark: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark from "${name}" t`);
    marks.push(`${name} ${row?.mark}`);
  }
  const [sessions] = await stand.owner<{ mark: string }>(`select count(*) || ' ' || count("revokedAt") as mark from "Session"`);
  return [...marks, sessions?.mark].join("\n");
}

async function headers(stand: Stand): Promise<void> {
  const buyer = await customer({ cashFen: 5_000_000n });
  const caller = await buyer.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const task = await dbFor("SD").reviewTask.findFirstOrThrow({ where: { orderId } });
  const ids = { orderId, customerId: buyer.customerId, taskId: task.id, productId: orderId, code: "2222222222", ...noBill(), ...noApplication(), quoteId: randomUUID(), ticketId: randomUUID(), paymentId: randomUUID() };
  const { token } = await startOpening(await scopeFor("SD", anonymous), { provinceId: "SD" });
  const mine = await browserOf(stand, buyer);
  const owner: Browser = { label: "sd", cookie: `${mine.cookie}; ${openingCookie(token).split(";")[0]}` };
  const clerk = await staffBrowser(stand, "wangli@sd.kdsw.example");
  const admin = await staffBrowser(stand, "zhouhang@zx.kdsw.example");
  const partner = await partnerBrowser(stand, "hanxue@qiyun.example");
  await stand.stopWorker();
  let tried = 0;
  const wrong: string[] = [];
  // The hotline works on its cases by the machine interface meanwhile, which is no effect of these tries.
  const { before, after } = await stand.quietly(async () => {
    const before = await fingerprint(stand);
    for (const { path, audience } of mutations) {
      const who = audience === "partner" || audience === "partnerEntry" ? partner : audience !== "staff" ? owner : path.startsWith("staff.") || path.startsWith("console.") ? admin : clerk;
      const own = ownOrigin(stand, who.label);
      const body = superjson.stringify(inputs[path]?.(ids));
      const json = { "content-type": "application/json", cookie: who.cookie };
      const attacks: [string, Record<string, string>][] = [
        ["evil origin", { ...json, origin: "http://evil.example" }],
        ["sibling origin", { ...json, origin: `http://bj.${stand.domain}:${stand.port}` }],
        ["own host, other port", { ...json, origin: own.replace(/:\d+$/, ":1") }],
        ["own host, https", { ...json, origin: own.replace("http:", "https:") }],
        ["null origin", { ...json, origin: "null" }],
        ["no origin", json],
        ["own origin, same-site fetch", { ...json, origin: own, "sec-fetch-site": "same-site" }],
        ["own origin, cross-site fetch", { ...json, origin: own, "sec-fetch-site": "cross-site" }],
        ["text/plain", { ...json, origin: own, "content-type": "text/plain" }],
        ["form", { ...json, origin: own, "content-type": "application/x-www-form-urlencoded" }],
        ["multipart", { ...json, origin: own, "content-type": "multipart/form-data; boundary=x" }],
        ["no content type", { cookie: who.cookie, origin: own }],
      ];
      for (const [name, sent] of attacks) {
        for (const target of [`/api/trpc/${path}`, `/api/trpc/${path}?batch=1`]) {
          const isBatch = target.endsWith("batch=1");
          const { status } = await stand.at(who.label, { method: "POST", path: target, headers: sent, body: isBatch ? `{"0":${body}}` : body });
          tried += 1;
          if (![403, 405, 415].includes(status)) wrong.push(`${path} ${name} ${status}`);
        }
      }
      for (const [method, target] of [["GET", `/api/trpc/${path}?input=${encodeURIComponent(body)}`], ["PUT", `/api/trpc/${path}`], ["HEAD", `/api/trpc/${path}?input=${encodeURIComponent(body)}`]] as const) {
        const { status } = await stand.at(who.label, { method, path: target, headers: { cookie: who.cookie, origin: own }, ...(method === "PUT" ? { body } : {}) });
        tried += 1;
        if (status !== 405 && !(method === "HEAD" && status === 204)) wrong.push(`${path} ${method} ${status}`);
      }
    }
    return { before, after: await fingerprint(stand) };
  });
  const changed = after.split("\n").filter((line) => !before.includes(line)).map((line) => line.split(" ")[0]);
  stand.judge("38 every mutation × 15 ways of another origin, type or method: refused, no effect", wrong.length === 0 && changed.length === 0, `${mutations.length} mutations, ${tried} tries, ${wrong.length} let in ${wrong.slice(0, 4).join("; ")}, tables changed: ${changed.join(", ") || "none"}`);
  const control = codeIn(await mutate(stand, owner, "order.ask", inputs["order.ask"]?.(ids)));
  stand.judge("38 the attack bites: the same call from the own page has its effect, and the mark sees it", control === "ok" && (await fingerprint(stand)) !== after, control);

  const forms: [string, string, Record<string, string>, string][] = [
    ["sd", "/api/sign-out", { "content-type": "application/x-www-form-urlencoded" }, ""],
    ["sd", "/account/register/session", { "content-type": "application/x-www-form-urlencoded" }, "token=x"],
    ["sd", "/api/auth/callback/credentials", { "content-type": "application/x-www-form-urlencoded" }, "name=a&password=b"],
    ["sd", "/api/auth/signout", { "content-type": "application/x-www-form-urlencoded" }, "json=true"],
    ["sd", "/api/papers", { "content-type": "multipart/form-data; boundary=x" }, "--x--"],
  ];
  const statuses = [];
  for (const [label, path, type, body] of forms) for (const origin of ["http://evil.example", `http://bj.${stand.domain}:${stand.port}`, "null", null]) statuses.push((await stand.at(label, { method: "POST", path, headers: { ...type, cookie: owner.cookie, ...(origin ? { origin } : {}) }, body })).status);
  const isStillIn = codeIn(readCall(await stand.at("sd", { path: "/api/trpc/account.me", headers: { cookie: owner.cookie } }))) === "ok";
  stand.judge("38 plain forms (sign-out, registering, sign-in, papers) from elsewhere are refused", isStillIn && statuses.every((status) => status === 403 || status === 404), `${statuses.length} tries: ${[...new Set(statuses)].join(", ")}`);
  stand.startWorker();
}

/** A page on a sibling host, to which a browser does send the Lax cookie, tries what a page can. */
async function sibling(stand: Stand): Promise<void> {
  const buyer = await customer({ cashFen: 5_000_000n });
  const caller = await buyer.as();
  const { orderId } = await caller.order.submit(await orderInput(caller));
  const { cookie } = await browserOf(stand, buyer);
  const target = ownOrigin(stand, "sd");
  const text = superjson.stringify({ orderId, key: "0197a000-0000-7000-8000-0000000000ab", text: "从别的网站发来的话" });
  const evil = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<!doctype html><meta charset="utf-8"><title>evil</title>
<iframe name="hole"></iframe><form id="plain" target="hole" method="post" enctype="text/plain" action="${target}/api/trpc/order.ask"></form><form id="out" target="hole" method="post" action="${target}/api/sign-out"></form>
<script>
const text = ${JSON.stringify(text)};
const field = document.createElement("input"); field.name = text.slice(0, -1) + ',"x":"'; field.value = '"}'; document.getElementById("plain").append(field);
const types = ["text/plain", "application/json", "application/x-www-form-urlencoded"];
window.attack = async () => {
  document.getElementById("plain").submit(); await new Promise((r) => setTimeout(r, 300)); document.getElementById("out").submit();
  const tries = types.flatMap((type) => ["no-cors", "cors"].map((mode) => fetch("${target}/api/trpc/order.ask", { method: "POST", mode, credentials: "include", headers: { "content-type": type }, body: text }).then((a) => a.type + a.status, (e) => e.name)));
  const reads = ["cors", "no-cors"].map((mode) => fetch("${target}/api/trpc/account.me", { mode, credentials: "include" }).then(async (a) => a.type + (await a.text()).length, (e) => e.name));
  navigator.sendBeacon("${target}/api/trpc/order.ask", new Blob([text], { type: "text/plain" }));
  return Promise.all([...tries, ...reads]);
};
</script>`));
  await new Promise<void>((done) => evil.listen(0, "127.0.0.1", done));
  const address = evil.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const browser = await chromium.launch({ executablePath: needChromium(), args: ["--no-sandbox"] });
  try {
    const context = await browser.newContext();
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url: target, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    const sent: string[] = [];
    page.on("request", (request) => void request.allHeaders().then((all) => { if (request.url().startsWith(target) && all.cookie?.includes("kdsw-customer")) sent.push(request.url()); }, () => undefined));
    await page.goto(`http://evil.${stand.domain}:${port}/`);
    const outcome = await page.evaluate(() => (window as unknown as { attack: () => Promise<string[]> }).attack());
    await page.waitForTimeout(500);
    const messages = await dbFor("SD").orderMessage.count({ where: { orderId } });
    const isStillIn = (await stand.at("sd", { path: "/api/trpc/account.me", headers: { cookie } })).status === 200;
    const readBack = outcome.some((seen) => /^(?:basic|cors)/.test(seen));
    stand.judge("38 a page on a sibling host in Chromium: no effect, nothing read", messages === 0 && isStillIn && !readBack, `${outcome.length} fetches and 2 forms, ${messages} messages made, still signed in ${isStillIn}, seen ${[...new Set(outcome)].join(", ")}`);
    stand.judge("38 the attack bites: the browser did send the cookie along", sent.length > 0, `${sent.length} requests carried it`);
  } finally {
    await browser.close();
    evil.close();
  }
}

export async function run(stand: Stand): Promise<void> {
  await headers(stand);
  await sibling(stand);
}
