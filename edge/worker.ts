import { outagePage } from "../server/outage";
import { encodingFor, hasPage } from "../server/page-encoding";
import { statusIn } from "../server/page-status";
import { type Face, faceOf, innerPath, isAccountPath, isPlainPath, storefrontUrl } from "../server/platforms/host.rules";
import { publicPolicy, securityHeaders } from "../server/platforms/policy.rules";
import { provinceById } from "../server/platforms/province.rules";
import { originFetch } from "../server/shop/origin-fetch";
import { type Compressible, type Kept, PageCache, type Rendered, bodyIn } from "./page-cache";
import { withOriginNotice } from "./origin-notice";
import { isPurgeAllowed } from "./purge";
import openNext from "../.open-next/worker.js";

/*
 * The edge's door, on workerd. Public pages are rendered here, from content that the origin gives over HTTP, and kept; everything
 * else goes to the origin as it came. The lock is not here either: what the origin answers, it answers by its own checks.
 */

type Fetcher = { fetch: (request: Request) => Promise<Response> };
type Env = { ASSETS: Fetcher; ORIGIN?: Fetcher; PORTAL_DOMAIN: string; EDGE_PURGE_SECRET: string; CLIENT_ADDRESS_HEADER?: string };
type Context = { waitUntil: (work: Promise<unknown>) => void };

const MOST_FORMS = 12;
const MOST_KNOWN = 4_000;
const PURGE_PATH = "/_edge/purge";
const publicHeaders = { ...securityHeaders, "Content-Security-Policy": publicPolicy };
/** Headers by which a client could pretend to be a front. The origin trusts what stands here afterwards, and only this door reaches it. */
const spoofable = /^(?:x-forwarded-.*|forwarded|x-real-ip|cf-.*|x-middleware-.*)$/i;

const edgeStore = () => (caches as unknown as { default: Cache }).default;
const storeKey = (key: string) => `https://pages.edge${key}`;
const pages = new PageCache({ match: (key) => edgeStore().match(storeKey(key)), put: (key, response) => edgeStore().put(storeKey(key), response) });
/** Until an answer says otherwise: whether the origin was found away when it was last asked. */
let isOriginAway = false;

function fromOrigin(env: Env, request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (spoofable.test(name)) headers.delete(name);
  const { protocol, host } = new URL(request.url);
  headers.set("x-forwarded-for", (env.CLIENT_ADDRESS_HEADER && request.headers.get(env.CLIENT_ADDRESS_HEADER)) || "127.0.0.1");
  headers.set("x-forwarded-proto", protocol.replace(":", ""));
  headers.set("x-forwarded-host", host);
  const passed = new Request(request, { headers, redirect: "manual" });
  return env.ORIGIN ? env.ORIGIN.fetch(passed) : fetch(passed);
}

/** What is answered while the origin is away, to a person as a page. */
const away = (isPage: boolean): Response =>
  new Response(isPage ? outagePage : JSON.stringify({ error: "ORIGIN_AWAY" }), { status: 503, headers: { ...publicHeaders, "content-type": isPage ? "text/html; charset=utf-8" : "application/json", "retry-after": "5", "cache-control": "no-store" } });

async function proxied(env: Env, request: Request): Promise<Response> {
  try {
    const answer = await fromOrigin(env, request);
    isOriginAway = false;
    return answer;
  } catch {
    isOriginAway = true;
    return away((request.headers.get("accept") ?? "").includes("text/html"));
  }
}

/** The page itself, whichever part of it a client asks for: one form of each address, so that one visitor's headers never shape another's page. */
async function rendered(env: Env, context: Context, url: URL, inner: string): Promise<Rendered> {
  const target = new URL(inner, url.origin);
  const response = await (openNext as { fetch: (request: Request, env: Env, context: Context) => Promise<Response> }).fetch(new Request(target, { headers: { accept: "text/html", host: url.host } }), env, context);
  if (response.status >= 500) {
    isOriginAway = true;
    throw new Error(`rendering answered ${response.status}`);
  }
  isOriginAway = false;
  const body = new Uint8Array(await response.arrayBuffer());
  const status = response.status === 200 ? statusIn(new TextDecoder().decode(body)) : response.status;
  return { status, type: response.headers.get("content-type") ?? "text/html; charset=utf-8", robots: response.headers.get("x-robots-tag"), body };
}

type Form = { body: Uint8Array; init: ResponseInit };
/** What is sent of a kept page, by encoding and whether it says that the origin is away: made once for all its visitors. */
const forms = new WeakMap<Kept, Map<string, Form>>();

function formOf(page: Kept, status: number, acceptEncoding: string | null): Form {
  const name = `${acceptEncoding ?? ""}|${status}|${isOriginAway}`;
  const made = forms.get(page) ?? new Map<string, Form>();
  forms.set(page, made);
  const ready = made.get(name);
  if (ready) return ready;
  const encoding = encodingFor(acceptEncoding);
  const headers = { ...publicHeaders, "content-type": page.type, "cache-control": "public, max-age=0, must-revalidate", vary: "Accept-Encoding", ...(isOriginAway ? {} : { etag: page.etag }), ...(page.robots ? { "x-robots-tag": page.robots } : {}), ...(encoding === "identity" ? {} : { "content-encoding": encoding }) };
  const body = isOriginAway ? bodyIn(page, encoding, "away", (html) => withOriginNotice(html, new Date(page.storedAt))) : bodyIn(page, encoding);
  const form = { body, init: { status, headers: new Headers(headers), encodeBody: "manual" } as ResponseInit };
  // Clients name their encodings in a few ways; whoever makes up new ones gets no more room.
  if (made.size < MOST_FORMS) made.set(name, form);
  return form;
}

function answerWith(page: Kept, request: Request, status = page.status): Response {
  const { body, init } = formOf(page, status, request.headers.get("accept-encoding"));
  if (status === 200 && !isOriginAway && hasPage(page.etag, request.headers.get("if-none-match"))) return new Response(null, { ...init, status: 304 });
  return new Response(request.method === "HEAD" ? null : (body as BodyInit), init);
}

/** What a published change names, by the page's own address inside the house. */
export function tagsOf(inner: string): string[] {
  const [, room = "", platform = "", province = ""] = inner.split("/");
  return room === "storefront" ? ["shop", `shop:${platform.toUpperCase()}`, `shop:${platform.toUpperCase()}:${province.toUpperCase()}`] : [room];
}

/** Inner addresses of what was asked for lately, whole addresses first looked up here: the host table and the parsing are most of a request's cost. */
const known = new Map<string, { inner: string; tags: string[]; status: number | undefined }>();

function remember(url: string, inner: string, tags: string[], status: number | undefined): void {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(url, { inner, tags, status });
}

async function publicPage(request: Request, env: Env, context: Context, inner: string, status?: number): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405, headers: { ...publicHeaders, allow: "GET, HEAD" } });
  const tags = tagsOf(inner);
  const atHand = pages.atHand(inner, tags);
  if (atHand) return answerWith(atHand, request, status);
  const given = await pages.give(inner, tags, (work) => context.waitUntil(work), () => rendered(env, context, new URL(request.url), inner));
  if (given?.page.status === 200) remember(request.url, inner, tags, status);
  if (given) return answerWith(given.page, request, status);
  return away(true);
}

async function purge(request: Request, env: Env): Promise<Response> {
  const tags = await isPurgeAllowed(request, env.EDGE_PURGE_SECRET);
  if (!tags) return new Response(null, { status: 404 });
  pages.purge(tags);
  return Response.json({ purged: tags.length });
}

/** Scripts and styles of the build, which never change under their address, each compressed once for all its visitors. */
const builtFiles = new Map<string, Compressible & { type: string }>();
const isText = (type: string) => /^(?:text\/|application\/(?:javascript|json)|image\/svg)/.test(type);

async function builtFile(request: Request, env: Env, path: string): Promise<Response | null> {
  let file = builtFiles.get(path);
  if (!file) {
    const found = await env.ASSETS.fetch(new Request(request.url));
    const type = found.headers.get("content-type") ?? "";
    if (found.status !== 200 || !isText(type)) return null;
    file = { body: new Uint8Array(await found.arrayBuffer()), forms: new Map(), type };
    builtFiles.set(path, file);
  }
  const encoding = encodingFor(request.headers.get("accept-encoding"));
  const headers = { ...securityHeaders, "content-type": file.type, "cache-control": "public, max-age=31536000, immutable", vary: "Accept-Encoding", ...(encoding === "identity" ? {} : { "content-encoding": encoding }) };
  return new Response(request.method === "HEAD" ? null : (bodyIn(file, encoding) as BodyInit), { headers, encodeBody: "manual" } as ResponseInit);
}

/** Files of the build: the edge's own, else the origin's, whose signed-in pages bring their own. */
async function asset(request: Request, env: Env): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return proxied(env, request);
  const path = new URL(request.url).pathname;
  const built = path.startsWith("/_next/static/") ? await builtFile(request, env, path) : null;
  if (built) return built;
  const found = await env.ASSETS.fetch(request);
  if (found.status === 404) return proxied(env, request);
  const headers = new Headers(found.headers);
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  if (path.startsWith("/_next/static/")) headers.set("cache-control", "public, max-age=31536000, immutable");
  return new Response(found.body, { status: found.status, headers });
}

/** A product's picture never changes under its address, so it is kept and shown also while the origin is away. */
async function picture(request: Request, env: Env, context: Context, path: string): Promise<Response> {
  const key = storeKey(path);
  const kept = await edgeStore().match(key).catch(() => undefined);
  if (kept) return new Response(kept.body, kept);
  const answer = await proxied(env, request);
  if (answer.status === 200) context.waitUntil(edgeStore().put(key, answer.clone()).catch(() => undefined));
  return answer;
}
const isPicture = (path: string) => /^\/api\/pictures\/[0-9a-f]{64}\/\d{3,4}$/.test(path);

const isAsset = (path: string) => /^\/(?:_next\/|brand\/|icons\/|favicon|offline\.)/.test(path);

function redirectToShared(face: Extract<Face, { kind: "toShared" }>, url: URL, base: string): Response {
  const province = provinceById(face.provinceId);
  const target = province && storefrontUrl(province, { scheme: url.protocol.replace(":", ""), base, port: Number(url.port) || null }, `${url.pathname}${url.search}`);
  return target ? new Response(null, { status: 307, headers: { ...publicHeaders, location: target } }) : new Response(null, { status: 404, headers: publicHeaders });
}

const worker = {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    const before = request.method === "GET" ? known.get(request.url) : undefined;
    const atHand = before && pages.atHand(before.inner, before.tags);
    if (atHand) return answerWith(atHand, request, before.status);
    // Two hosts, or one with a space in it, make no address.
    if (!URL.canParse(request.url)) return new Response("Bad Request", { status: 400, headers: publicHeaders });
    const url = new URL(request.url);
    const { ORIGIN } = env;
    if (ORIGIN) originFetch.by = (address, init) => ORIGIN.fetch(new Request(address, init));
    if (!isPlainPath(request.url.slice(url.origin.length))) return new Response("Bad Request", { status: 400, headers: publicHeaders });
    if (url.pathname === PURGE_PATH) return purge(request, env);
    if (url.pathname === "/livez" || url.pathname === "/readyz") return proxied(env, request);
    const face = faceOf(url.host, { base: env.PORTAL_DOMAIN });
    if (face.kind === "unknown") return publicPage(request, env, context, "/unknown-host", 404);
    if (isAsset(url.pathname)) return asset(request, env);
    if (request.method === "GET" && face.kind === "storefront" && isPicture(url.pathname)) return picture(request, env, context, `/${face.platformId}${url.pathname}`);
    if (face.kind === "toShared") return redirectToShared(face, url, env.PORTAL_DOMAIN);
    const isOrderly = !/\/\/|\\/.test(url.pathname) && (url.pathname === "/" || !url.pathname.endsWith("/"));
    const isPublic = isOrderly && (face.kind === "national" || face.kind === "storefront") && !isAccountPath(url.pathname);
    const inner = isPublic ? innerPath(face, url.pathname) : null;
    return inner === null ? proxied(env, request) : publicPage(request, env, context, inner);
  },
};

export default worker;
