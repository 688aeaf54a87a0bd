import { generateKeyPairSync } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Configuration, Provider, interactionPolicy } from "oidc-provider";
import { html, page } from "../kit/html";
import type { Simulator } from "../kit/server";

export type IdpOptions = { port: number; host?: string | undefined; /** Where the portal may have people sent back to. */ redirectUris: readonly string[]; clientId: string; secret: string };

const methods = { password: ["pwd"], both: ["pwd", "otp", "mfa"] } as const;

type Policy = typeof interactionPolicy;

/** Asks who it is every time, so that one browser of the demonstration can come as several people. */
function anew({ base, Check }: Policy) {
  const policy = base();
  policy.get("login")?.checks.add(new Check("anew", "the demonstration asks every time", (ctx) => (ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT)));
  return policy;
}

function settings({ redirectUris, clientId, secret }: IdpOptions, policy: Policy): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [{ client_id: clientId, client_secret: secret, redirect_uris: [...redirectUris], grant_types: ["authorization_code"], response_types: ["code"] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "demo", use: "sig", alg: "RS256" }] as never },
    cookies: { keys: [secret] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    interactions: { policy: anew(policy), url: (_ctx, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    // In this directory everybody has the account that their mailbox names.
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, email: sub, email_verified: true, name: sub }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId ?? "", accountId: ctx.oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
    ttl: { Session: 60, Interaction: 600, Grant: 600, AccessToken: 300, AuthorizationCode: 60, IdToken: 300 },
  };
}

const form = (problem: string) => page({
  title: "企业登录系统（模拟）",
  lead: "这是一家企业自己的登录系统。演示中任何邮箱都算在册，密码不用填。",
  main: html`<section><form method="post">
    ${problem ? html`<p class="error" role="alert">${problem}</p>` : null}
    <div class="field"><label for="email">工作邮箱</label><input id="email" name="email" type="email" autocomplete="username"></div>
    <div class="field flag"><label><input type="checkbox" name="both" value="1"> 已在这里通过两步验证</label></div>
    <div class="actions"><button type="submit">登录</button></div></form></section>`,
});

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString("utf8").slice(0, 2000));
}

/** The page on which somebody says who they are, and the way back into the protocol. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const show = (problem = "") => response.writeHead(problem ? 422 : 200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(form(problem));
  await provider.interactionDetails(request, response);
  if (request.method !== "POST") return void show();
  const given = await formOf(request);
  const email = given.get("email")?.trim().toLowerCase() ?? "";
  if (!email.includes("@")) return void show("请填写工作邮箱");
  await provider.interactionFinished(request, response, { login: { accountId: email, amr: [...(given.has("both") ? methods.both : methods.password)], remember: false } }, { mergeWithLastSubmission: false });
}

/** A company's own OpenID Connect provider, a real one; only its directory is made up. */
export async function startIdp(options: IdpOptions): Promise<Simulator> {
  const { port: wanted, host = "127.0.0.1" } = options;
  let serve: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((done, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) => failed(error.code === "EADDRINUSE" ? new Error(`Simulator idp cannot start: port ${String(wanted)} on ${host} is already taken.`) : error));
    server.listen(wanted, host, done);
  });
  const url = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  // Loaded only where it is started: it warns of every Node below 22, on which it runs all the same.
  const { default: OidcProvider, interactionPolicy: policy } = await import("oidc-provider");
  const provider = new OidcProvider(url, settings(options, policy));
  const protocol = provider.callback();
  serve = (request, response) => {
    if (request.url === "/") return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page({ title: "企业登录系统（模拟）", lead: "一家企业自己的 OpenID Connect 登录系统，供“企业统一登录”试用。", main: html`<section><h2>填到门户里的内容</h2><p>签发方地址 <code>${url}</code></p><p>客户端 ID <code>${options.clientId}</code></p><p>客户端密钥 <code>${options.secret}</code></p></section>` }));
    if (request.url?.startsWith("/interaction/")) return void interact(provider, request, response).catch(() => { if (!response.headersSent) response.writeHead(400, { "content-type": "text/html; charset=utf-8" }).end(form("这次登录已超时，请回到门户重新开始")); });
    void protocol(request, response);
  };
  return { name: "idp", url, close: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }) };
}
