import { DEMO_PASSWORD, demoStaff } from "../../prisma/seed/people";
import { dbFor } from "../../server/db";
import { sendRaw, statusOf } from "./kit/http";
import { type Browser, ownOrigin, query, sessionFor, signIn } from "./kit/portal";
import { type Stand } from "./kit/stand";
import { guardHolds } from "./kit/guard-attack";
import { startWithoutProxy } from "./kit/without-proxy";

const redirectTricks = [
  "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "/\\/evil.example", "https://evil.example", "http:evil.example", "https:/evil.example", "//evil.example@sd.kdsw.localhost",
  "http://sd.kdsw.localhost@evil.example", "http://sd.kdsw.localhost.evil.example", "/%2f%2fevil.example/..", "/%5cevil.example", "/\tevil.example", "/\n/evil.example", "javascript:alert(1)", "data:text/html,x",
  "/account//evil.example", "/account/../..//evil.example", ".evil.example", "/.//evil.example", "//%0devil.example", "/account?to=//evil.example", "　//evil.example", "/account#@evil.example",
];

/** The host that an address leads to from one of ours; an address that is none stands for itself. */
const hostOf = (address: string, from: string) => (URL.canParse(address, from) ? new URL(address, from).host : address);

async function hosts(stand: Stand): Promise<void> {
  const { judge, domain, port } = stand;
  const strange = ["evil.example", `evil.${domain}`, `sd.${domain}.evil.example`, `sd.${domain}@evil.example`, `evil.example#.${domain}`, `sd.evil.${domain}`, `xsd.${domain}`, "127.0.0.1", "localhost", `sd${domain}`, "[::1]"];
  const statuses: string[] = [];
  for (const host of strange) for (const path of ["/", "/account/login", "/api/trpc/account.me", "/api/auth/csrf", "/queue"]) {
    const raw = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    if (![400, 404].includes(statusOf(raw)) || raw.includes("csrfToken") || /location:/i.test(raw)) statuses.push(`${host}${path} ${statusOf(raw)}`);
  }
  judge("40 an unknown host is a 404, at pages and procedures alike", statuses.length === 0, `${strange.length} hosts × 5 paths, other answers: ${statuses.join("; ") || "none"}`);
  const raws = {
    twoHosts: await sendRaw(port, `GET /account/login HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
    evilFirst: await sendRaw(port, `GET /account/login HTTP/1.1\r\nHost: evil.example\r\nHost: ${stand.host("sd")}\r\nConnection: close\r\n\r\n`),
    absolute: await sendRaw(port, "GET http://evil.example/account/login HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
    none: await sendRaw(port, "GET /account/login HTTP/1.1\r\nConnection: close\r\n\r\n"),
    spaced: await sendRaw(port, `GET /account/login HTTP/1.1\r\nHost: sd.${domain} evil.example\r\nConnection: close\r\n\r\n`),
    trace: await sendRaw(port, `TRACE / HTTP/1.1\r\nHost: ${stand.host("sd")}\r\nX-Secret: kept\r\nConnection: close\r\n\r\n`),
  };
  const place = /^location: (.*)\r$/im.exec(raws.absolute)?.[1] ?? "";
  // Node keeps the first of two hosts, and both sides of the product see that one alone. An absolute address goes back to
  // whoever typed it, as an address without a page, or is no host of ours: no browser sends one.
  const isQuiet = Object.entries(raws).every(([name, raw]) => name === "absolute" ? statusOf(raw) === 404 || !raw.includes("<html") : !raw.includes("X-Secret: kept") && !/(?:\/\/|@)evil\.example/.test(raw));
  judge("40 doubled, absent and absolute hosts steer nothing, TRACE echoes nothing", isQuiet && [400, 404].includes(statusOf(raws.evilFirst)) && statusOf(raws.twoHosts) < 500 && statusOf(raws.none) === 400 && statusOf(raws.spaced) >= 400, `${Object.entries(raws).map(([name, raw]) => `${name} ${statusOf(raw)}`).join(", ")}${place ? `, on to ${place}` : ""}`);
}

const forwarded = (host: string) => ({ "x-forwarded-host": host, "x-forwarded-proto": "https", "x-forwarded-port": "1", forwarded: `host=${host};proto=https`, "x-original-url": "/queue", "x-rewrite-url": "/queue", "x-host": host, "x-forwarded-server": host, "x-real-ip": "203.0.113.9" });

async function steering(stand: Stand, buyer: Browser): Promise<void> {
  const { judge, domain, port } = stand;
  const evil = [`bj.${domain}:${port}`, `ops.${domain}:${port}`, "evil.example"];
  const wrong: string[] = [];
  for (const host of evil) {
    for (const path of ["/", "/account/login", "/account/orders", "/account", "/products", "/nothing-here"]) {
      const answer = await stand.at("sd", { path, headers: forwarded(host) });
      const place = answer.headers.location ? hostOf(answer.headers.location, ownOrigin(stand, "sd")) : stand.host("sd");
      if (place !== stand.host("sd") || answer.text.includes("evil.example")) wrong.push(`${path} ${host} → ${answer.headers.location ?? "body"}`);
    }
    const me = await query<{ accountName?: string }>(stand, buyer, "account.me", undefined, forwarded(host));
    if (me.status !== 200) wrong.push(`account.me ${host} ${me.status}`);
    const csrf = await stand.at("sd", { path: "/api/auth/csrf", headers: forwarded(host) });
    if (csrf.text.includes("evil")) wrong.push("csrf");
  }
  for (const path of ["/x", "//evil.example/", "/\\evil.example", "/%2f%2fevil.example", "/.evil.example", "/@evil.example", "/?to=//evil.example"]) {
    const raw = await sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: ${stand.host("sc")}\r\nConnection: close\r\n\r\n`);
    const place = /^location: (.*)\r$/im.exec(raw)?.[1];
    if (place && ![stand.host("nf"), stand.host("sc")].includes(hostOf(place, ownOrigin(stand, "sc")))) wrong.push(`sc ${path} → ${place}`);
  }
  judge("40 forwarded headers and odd paths move no redirect and no face", wrong.length === 0, wrong.join("; ") || `${evil.length} hosts tried`);

  const returns: string[] = [];
  for (const trick of redirectTricks) {
    const page = await stand.at("sd", { path: `/account/login?to=${encodeURIComponent(trick)}` });
    const wanted = /returnTo\\?":\\?"([^"\\]*)/.exec(page.text)?.[1];
    if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || hostOf(wanted, ownOrigin(stand, "sd")) !== stand.host("sd")) returns.push(`${trick} → ${wanted}`);
  }
  judge("40 no return address leaves the host after sign-in", returns.length === 0, `${redirectTricks.length} tricks, ${returns.join("; ") || "none left"}`);

  const steered: string[] = [];
  for (const trick of redirectTricks) {
    await stand.clearLimits();
    const { text, status } = await signIn(stand, "sd", { name: "qilu_jingji", password: DEMO_PASSWORD, callbackUrl: trick }, { headers: forwarded("evil.example") });
    const url = (JSON.parse(text || "{}") as { url?: string }).url ?? "";
    if (status !== 200 || hostOf(url, ownOrigin(stand, "sd")) !== stand.host("sd")) steered.push(`${JSON.stringify(trick)} ${status} ${url}`);
  }
  for (const action of ["signin", "signout", "error", "verify-request", "signin/credentials", "callback/credentials", "session", "providers"]) {
    const answer = await stand.at("sd", { path: `/api/auth/${action}?callbackUrl=${encodeURIComponent("//evil.example")}&error=x`, headers: forwarded("evil.example") });
    const place = answer.headers.location;
    if ((place && hostOf(place, ownOrigin(stand, "sd")) !== stand.host("sd")) || answer.text.includes("evil.example") || /<html/i.test(answer.text)) steered.push(`${action} ${answer.status} ${place ?? (/<html/i.test(answer.text) ? "a page of the library's own" : "")}`);
  }
  judge("40 NextAuth sends nobody elsewhere and shows no page of its own", steered.length === 0, `${redirectTricks.length} callback addresses and 8 actions: ${steered.join("; ") || "none left"}`);

  await stand.clearLimits();
  const since = (await stand.owner<{ at: Date }>("select now() as at"))[0]?.at;
  for (const host of [`sd.${domain}`, `sd.${domain}:1`, stand.host("sd").toUpperCase()]) {
    await stand.at("sd", { host, method: "POST", path: "/api/trpc/password.requestReset", headers: { "content-type": "application/json", origin: `http://${host}`, ...forwarded("evil.example") }, body: JSON.stringify({ json: { name: "qilu_jingji" } }) });
  }
  const mails = await dbFor("SD").notification.findMany({ where: { kind: "code.resetPassword", createdAt: { gte: since ?? new Date() } } });
  const links = mails.flatMap(({ text, html }) => [...`${text} ${html}`.matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([link]) => new URL(link).host));
  judge("40 links in mails name the planned host, whatever the request said", links.length > 0 && links.every((host) => host === stand.plannedHost("sd")), `${mails.length} mails, hosts ${[...new Set(links)].join(", ")}`);
}

export async function run(stand: Stand): Promise<void> {
  await hosts(stand);
  await stand.clearLimits();
  const owner = await dbFor("SD").membership.findFirstOrThrow({ where: { role: "owner", customer: { accountName: "qilu_jingji" } } });
  const buyer = await sessionFor("sd", { subjectId: owner.personId, membershipId: owner.id }, stand.domain);
  await steering(stand, buyer);
  const staff = await dbFor("ZX").staff.findFirstOrThrow({ where: { email: demoStaff[0]?.email ?? "" } });
  const clerk = await sessionFor("ops", { subjectId: staff.id, dutyPlatformId: "SD" }, stand.domain);
  await guardHolds(stand, { port: stand.port, words: "with proxy.ts", buyer, clerk });
  const bare = await startWithoutProxy(stand);
  try {
    await guardHolds(stand, { port: bare.port, words: "with proxy.ts and door removed", buyer, clerk, inside: (label, path) => (label === "ops" ? `/ops${path}` : `/storefront/sd/sd/zh-CN${path}`) });
  } finally {
    await bare.stop();
  }
}
