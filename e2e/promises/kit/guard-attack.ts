import { dbFor } from "../../../server/db";
import { send, sendRaw } from "./http";
import { type Browser } from "./portal";
import { type Stand } from "./stand";

/** `inside` turns a page's address into the one by which this target can be asked for it at all. */
type Target = { port: number; words: string; buyer: Browser; clerk: Browser; inside?: (label: string, path: string) => string };

const headerTricks: Record<string, string>[] = [
  {}, { "x-middleware-subrequest": "proxy" }, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }, { "x-middleware-subrequest": "src/middleware:middleware:middleware:middleware:middleware:middleware" },
  { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }, { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }, { rsc: "1", "next-router-segment-prefetch": "/__PAGE__" },
  { "x-nextjs-data": "1" }, { "x-middleware-prefetch": "1" }, { "x-matched-path": "/account/orders", "x-now-route-matches": "1=orders" }, { "x-invoke-path": "/account/orders", "x-invoke-status": "200", "x-invoke-output": "/account/orders" },
  { "x-original-url": "/account/orders", "x-rewrite-url": "/account/orders" }, { authorization: "Bearer x", "x-kdsw-actor": "owner" }, { "x-http-method-override": "GET", "x-forwarded-host": "ops.kdsw.localhost" },
];
const pathTricks: ((path: string) => string)[] = [
  (path) => `${path}.rsc`, (path) => `${path}.txt`, (path) => `${path}?_rsc=1`, (path) => `/${path}`, (path) => path.toUpperCase(), (path) => `${path};a`, (path) => `${path}/`, (path) => `/.${path}`,
  (path) => path.replace("/", "/%2e/"), (path) => `/%2f${path.slice(1)}`, (path) => `/%61${path.slice(2)}`, (path) => `${path}.segments/_tree.segment.rsc`, (path) => `${path}.segments/__PAGE__.segment.rsc`,
  (path) => `/_next/data/x${path}.json`, (path) => `/storefront/sd/sd/zh-CN${path}`, (path) => `/ops${path}`, (path) => path.replaceAll("/", "\\"), (path) => `${path}%00`, (path) => `${path}..;/`,
];

/** Promise 41: what signed-in pages and procedures hold must not come to somebody without a cookie, by any header or path. */
export async function guardHolds(stand: Stand, { port, words, buyer, clerk, inside = (_label, path) => path }: Target): Promise<void> {
  const db = dbFor("SD");
  const company = await db.customer.findFirstOrThrow({ where: { accountName: "qilu_jingji" }, include: { organization: true } });
  const order = await db.productOrder.findFirstOrThrow({ where: { customerId: company.id } });
  const canaries = [company.organization.name, company.contactEmail, company.contactName, company.contactPhone, order.number];
  const leaks = (text: string) => canaries.some((canary) => text.includes(canary) || text.includes(encodeURIComponent(canary)) || text.includes(JSON.stringify(canary).slice(1, -1).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)));
  const pages: [Browser, string[]][] = [
    [buyer, ["/account", "/account/orders", `/account/orders/${order.id}`, "/account/balance", "/account/company", "/account/company/members", "/account/users", "/account/security", "/account/products"]],
    [clerk, ["/queue", "/customers", `/customers/${company.id}`, "/requests", "/search?words=qilu_jingji", "/counter"]],
  ];
  let shown = 0;
  let tried = 0;
  const leaked: string[] = [];
  for (const [{ label, cookie }, paths] of pages) {
    const host = stand.host(label).replace(String(stand.port), String(port));
    for (const path of paths.map((shown) => inside(label, shown))) {
      // First as the rightful reader: a cache that kept this answer for everybody would be found by the next ones.
      if (leaks((await send(port, { host, path, headers: { cookie } })).text)) shown += 1;
      const asked = [...headerTricks.map((headers) => ({ path, headers })), ...pathTricks.map((trick) => ({ path: trick(path), headers: {} })), ...pathTricks.slice(0, 3).map((trick) => ({ path: trick(path), headers: { rsc: "1" } }))];
      for (const { path: tricky, headers } of asked) {
        tried += 1;
        const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
        const text = tricky.startsWith("//") || tricky.includes("\\") ? await sendRaw(port, `GET ${tricky} HTTP/1.1\r\nHost: ${host}\r\n${sent}Connection: close\r\n\r\n`) : (await send(port, { host, path: tricky, headers })).text;
        if (leaks(text)) leaked.push(`${label} ${tricky} ${JSON.stringify(headers)}`);
      }
    }
  }
  for (const path of [`order.byId?input=${encodeURIComponent(JSON.stringify({ json: { orderId: order.id } }))}`, `order.list?input=${encodeURIComponent('{"json":{}}')}`, "account.me", "account.company"]) for (const headers of headerTricks) {
    tried += 1;
    const answer = await send(port, { host: stand.host("sd").replace(String(stand.port), String(port)), path: `/api/trpc/${path}`, headers });
    if (leaks(answer.text) || answer.text.includes('"result"')) leaked.push(`trpc ${path} ${JSON.stringify(headers)}`);
  }
  // Some pages speak of rules or work at hand and name no company.
  const wanted = pages.reduce((sum, [, paths]) => sum + paths.length, 0);
  stand.judge(`41 ${words}: no byte of a company's data without a cookie`, leaked.length === 0, `${tried} tries, ${leaked.length} leaks ${leaked.slice(0, 4).join("; ")}`);
  stand.judge(`41 ${words}: the attack bites: with the cookie the pages do show it`, shown >= wanted - 5, `${shown} of ${wanted} pages`);
}
