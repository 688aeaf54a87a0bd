import { randomUUID } from "node:crypto";
import { request } from "node:http";
import * as oidc from "openid-client";
import { z } from "zod";
import type { Parts, View } from "../kit/definition";
import { html, page } from "../kit/html";
import type { PageAnswer } from "../kit/http";
import { plainPage } from "./plain-page";
import type { Book } from "./services";

const sessionLastsMs = 30 * 60_000;
const beginLastsMs = 10 * 60_000;

/** What the portal tells of who has come, as the provider needs it. */
const Claims = z.object({
  sub: z.string(), name: z.string(), email: z.string().optional(), acr: z.string(), amr: z.array(z.string()),
  enterprise: z.object({ id: z.string(), name: z.string(), account_name: z.string() }),
  application_account: z.object({ business_id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), employee_number: z.string().nullable(), role: z.enum(["administrator", "user"]) }),
  seat: z.object({ id: z.string(), assigned_at: z.string() }).nullable(),
});
type Begun = { issuer: string; verifier: string; nonce: string; until: number };
type SignedIn = { claims: z.output<typeof Claims>; until: number };

/** The portal's hosts are names of this machine, which Node does not know as a browser does. */
const onThisMachine: oidc.CustomFetch = (url, { method, headers, body }) =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, timeout: 8000, lookup: (_name, _options, found) => (found as (error: null, addresses: { address: string; family: number }[]) => void)(null, [{ address: "127.0.0.1", family: 4 }]) }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 500, headers: Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]) })));
      response.on("error", reject);
    });
    asked.on("timeout", () => asked.destroy(new Error("the portal did not answer")));
    asked.on("error", reject);
    asked.end(body instanceof URLSearchParams ? body.toString() : typeof body === "string" ? body : undefined);
  });

/** Whose word is believed: the portal's, on a name of this machine. */
function isPortal(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname, pathname } = new URL(issuer);
  return protocol === "http:" && hostname.endsWith(".localhost") && pathname === "/oidc";
}

/** The provider as a relying party of the portal: one click there begins a sign-in here, and ends signed in. */
export function relyingParty(parts: Parts, book: Book, secret: string): View[] {
  const begun = new Map<string, Begun>();
  const sessions = new Map<string, SignedIn>();
  const addressOf = (code: string) => `${parts.url()}/sign-in-answer/${encodeURIComponent(code)}`;
  const configured = (issuer: string, code: string) => oidc.discovery(new URL(issuer), code, secret, oidc.ClientSecretBasic(secret), { execute: [oidc.allowInsecureRequests], [oidc.customFetch]: onThisMachine });

  async function begin(code: string, query: URLSearchParams): Promise<PageAnswer> {
    const issuer = query.get("iss") ?? "";
    if (!isPortal(issuer)) return plainPage(400, "不认识的登录来源", "请从宽带商务门户的“我的应用”打开。");
    const [verifier, nonce, state] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), oidc.randomState()];
    const config = await configured(issuer, code);
    begun.set(state, { issuer, verifier, nonce, until: Date.now() + beginLastsMs });
    const hint = query.get("login_hint");
    const to = oidc.buildAuthorizationUrl(config, { redirect_uri: addressOf(code), scope: "openid", code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256", state, nonce, ...(hint === null ? {} : { login_hint: hint }) });
    return { status: 303, type: "redirect", content: to.toString(), cookie: `ap-begun=${state}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600` };
  }

  async function finish(code: string, query: URLSearchParams, cookies: string): Promise<PageAnswer> {
    const state = query.get("state") ?? "";
    const step = begun.get(state);
    // Begun in this very browser, or somebody else's sign-in would be slipped in.
    if (!step || step.until < Date.now() || !cookies.split("; ").includes(`ap-begun=${state}`)) return plainPage(400, "登录已过期", "请从宽带商务门户的“我的应用”再打开一次。");
    begun.delete(state);
    const config = await configured(step.issuer, code);
    const tokens = await oidc.authorizationCodeGrant(config, new URL(`${addressOf(code)}?${query.toString()}`), { pkceCodeVerifier: step.verifier, expectedState: state, expectedNonce: step.nonce, idTokenExpected: true }).catch((error: unknown) => String((error as { error?: string; message?: string }).error ?? (error as Error).message));
    if (typeof tokens === "string") return plainPage(403, "没有登录成功", `门户的答复：${tokens}`);
    const claims = Claims.safeParse(tokens.claims());
    if (!claims.success) return plainPage(502, "没有登录成功", "门户的答复不完整。");
    const id = randomUUID();
    sessions.set(id, { claims: claims.data, until: Date.now() + sessionLastsMs });
    return { status: 303, type: "redirect", content: "/me", cookie: `ap-session=${id}; Path=/; HttpOnly; SameSite=Lax` };
  }

  function me(cookies: string): PageAnswer {
    const session = sessions.get(/(?:^|; )ap-session=([\w-]+)/.exec(cookies)?.[1] ?? "");
    if (!session || session.until < Date.now()) return plainPage(401, "没有登录", "请从宽带商务门户的“我的应用”打开。");
    const { claims } = session;
    const service = book.services.get(claims.application_account.business_id);
    const isKnown = book.seatUsers.get(claims.application_account.business_id)?.has(claims.user.id) === true;
    const rows: [string, string][] = [
      ["企业", `${claims.enterprise.name}（${claims.enterprise.account_name}）`],
      ["应用帐号", claims.application_account.name],
      ["业务标识", service?.businessId ?? claims.application_account.business_id],
      ["工号", claims.user.employee_number ?? "—"],
      ["身份", claims.user.role === "administrator" ? "管理员" : "员工"],
      ["席位", claims.seat === null ? "不按人分配" : isKnown ? "已分配" : "已分配，等待同步"],
      ["登录方式", claims.amr.join("、")],
    ];
    const main = html`<section><dl>${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl></section>`;
    return { status: 200, type: "html", content: page({ title: `欢迎，${claims.name}`, lead: "应用提供商系统（模拟）", main }) };
  }

  return [
    { path: "/sign-in-begin/{code}", respond: ({ code }, query) => begin(code ?? "", query) },
    { path: "/sign-in-answer/{code}", respond: ({ code }, query, cookies) => finish(code ?? "", query, cookies) },
    { path: "/me", respond: (_params, _query, cookies) => me(cookies) },
  ];
}
