import { type NextRequest, NextResponse } from "next/server";
import { faceOf, innerPath, isAccountPath, storefrontUrl } from "./server/platforms/host.rules";
import { isOutage, outagePage } from "./server/outage";
import { addressHeader } from "./server/platforms/return-path.rules";
import { publicPolicy, strictPolicy } from "./server/platforms/policy.rules";
import { LANGUAGE_COOKIE, isLocale } from "./server/platforms/locale.rules";
import { robotsText } from "./server/shop/sitemap.rules";
import { provinceById } from "./server/platforms/province.rules";

const base = process.env.PORTAL_DOMAIN ?? "kdsw.localhost";
const isFrontTrusted = process.env.PORTAL_FRONT === "trusted";
const bodyLimit = { default: 1_048_576, upload: 6_291_456 };
/** Headers by which a client could pretend to be a front, or steer the framework's routing. */
const spoofable = ["forwarded", "x-real-ip", "x-matched-path", "x-now-route-matches", "authorization", "x-request-id", addressHeader];
/** The addresses whose callers show who they are by that header; everywhere else it could only pretend to be a session. */
const isMachinePath = (pathname: string) => pathname === "/oauth2/token" || pathname.startsWith("/tmf-api/");
const takesAuthorization = (pathname: string) => pathname === "/metrics" || isMachinePath(pathname);
const spoofablePrefixes = ["x-middleware-", "x-invoke-", "x-nextjs-rewrite"];

function cleanHeaders(request: NextRequest): Headers {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) {
    const isForwarded = name.startsWith("x-forwarded-") && !isFrontTrusted;
    if (name === "authorization" && takesAuthorization(request.nextUrl.pathname)) continue;
    if (isForwarded || spoofable.includes(name) || spoofablePrefixes.some((prefix) => name.startsWith(prefix))) headers.delete(name);
  }
  return headers;
}

function isTooLarge(request: NextRequest): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  const length = Number(request.headers.get("content-length") ?? "0");
  const limit = ["/api/papers", "/api/pictures"].includes(request.nextUrl.pathname) ? bodyLimit.upload : bodyLimit.default;
  // Machines' libraries may send in chunks; their handlers count what they read.
  return length > limit || (request.headers.has("transfer-encoding") && !isMachinePath(request.nextUrl.pathname));
}

/** A page that somebody opens, not a part that a page of ours reads anew: a full answer there would throw typed text away. */
function isDocument(request: NextRequest): boolean {
  const wanted = request.headers.get("sec-fetch-dest");
  return request.method === "GET" && (wanted === null ? (request.headers.get("accept") ?? "").includes("text/html") : wanted === "document");
}

/** A form that was sent before its page was awake: nobody reads it here, and what was typed must not come to stand in an address. The session of an application alone is begun by a form outside /api. */
const isUnreadForm = ({ method, nextUrl, headers }: NextRequest): boolean => method === "POST" && !isMachinePath(nextUrl.pathname) && !nextUrl.pathname.endsWith("/register/session") && (headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded");
/** The same page anew, on this host whatever the path looks like. */
const samePage = (pathname: string, search: string): string => (/^\/(?![/\\])/.test(pathname) ? `${pathname}${search}` : "/");

/**
 * Routes what the web's own door (server/web.ts) leaves: alias and unknown hosts, and on every host the signed-in faces and /api.
 * Never the lock: authorization lives in the procedures, and everything stays closed with this file deleted.
 */
export default function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host") ?? "";
  const face = faceOf(host, { base });
  const { pathname, search } = request.nextUrl;
  const headers = cleanHeaders(request);
  if (pathname === "/livez" || pathname === "/readyz") return NextResponse.next({ request: { headers } });
  if (face.kind === "unknown") {
    // The config's policy leaves out the addresses of signed-in faces, which a strange host may name too.
    const policy = { "content-security-policy": publicPolicy };
    return NextResponse.rewrite(new URL("/unknown-host", request.url), { status: 404, headers: policy, request: { headers } });
  }
  const requestId = crypto.randomUUID();
  headers.set("x-request-id", requestId);
  const numbered = (response: NextResponse) => {
    response.headers.set("x-request-id", requestId);
    return response;
  };
  if (isTooLarge(request)) return NextResponse.json({ error: "TOO_LARGE" }, { status: 413 });
  if (face.kind === "toShared") {
    const province = provinceById(face.provinceId);
    const port = Number(host.split(":")[1] ?? "") || null;
    const target = province && storefrontUrl(province, { scheme: request.nextUrl.protocol.replace(":", ""), base, port }, `${pathname}${search}`);
    if (target) return NextResponse.redirect(target, 307);
  }
  // Nothing of a desk or an interface is for search engines (PN10).
  if (pathname === "/robots.txt" && face.kind !== "storefront" && face.kind !== "national") return new NextResponse(robotsText(null), { headers: { "content-type": "text/plain; charset=utf-8" } });
  if (pathname.startsWith("/api/")) return numbered(NextResponse.next({ request: { headers } }));
  if (isUnreadForm(request)) return numbered(NextResponse.redirect(new URL(samePage(pathname, search), `${request.nextUrl.protocol}//${host}`), 303));

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = strictPolicy(nonce, process.env.NODE_ENV === "development");
  const isSignedInFace = isAccountPath(pathname) || face.kind === "ops" || face.kind === "partner";
  if (isSignedInFace && isOutage() && isDocument(request)) {
    return numbered(new NextResponse(outagePage, { status: 503, headers: { "content-type": "text/html; charset=utf-8", "retry-after": "2", "cache-control": "no-store", "content-security-policy": policy } }));
  }
  // Who comes in from an English page, or changes the language on one of these, says so in the address; the browser keeps it from then on.
  const language = face.kind === "storefront" ? (request.nextUrl.searchParams.get("lang") ?? "") : "";
  if (isLocale(language)) headers.set("cookie", [...request.cookies.getAll().filter(({ name }) => name !== LANGUAGE_COOKIE), { name: LANGUAGE_COOKIE, value: language }].map(({ name, value }) => `${name}=${value}`).join("; "));
  if (isSignedInFace) {
    headers.set("x-nonce", nonce);
    headers.set(addressHeader, `${pathname}${search}`);
    headers.set("content-security-policy", policy);
  }
  const inner = innerPath(face, pathname);
  const response = inner ? NextResponse.rewrite(new URL(`${inner}${search}`, request.url), { request: { headers } }) : NextResponse.next({ request: { headers } });
  if (isSignedInFace) {
    response.headers.set("content-security-policy", policy);
    response.headers.set("cache-control", "no-store");
    if (isLocale(language)) response.cookies.set(LANGUAGE_COOKIE, language, { path: "/", httpOnly: true, sameSite: "lax", secure: process.env.PORTAL_SCHEME === "https", maxAge: 365 * 86_400 });
  }
  return numbered(response);
}

// Literal, as Next reads it at build; server/platforms/host.test.ts compares it with the province table. With another
// PORTAL_DOMAIN the first entry matches every host: slower, and as right.
export const config = {
  matcher: [
    {
      source: "/((?!_next/|brand/|favicon).*)",
      missing: [{ type: "host", value: "(?:(?:www|nf|sandbox|bj|sh|tj|he|sx|nm|ln|jl|hl|js|zj|sd|ha|gd)\\.)?kdsw\\.localhost" }],
    },
    { source: "/(account|[a-z]{2}/account|api)/:path*" },
    { source: "/account" },
  ],
};
