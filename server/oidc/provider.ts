import type { IncomingMessage } from "node:http";
import Provider, { type Configuration, type KoaContextWithOIDC, interactionPolicy } from "oidc-provider";
import { env } from "../env";
import { sha256 } from "../crypto";
import { claimsOf } from "../launch/claims.service";
import type { Scope } from "../scope";
import { OIDC_PATH, issuerOf } from "./issuer";
import { signingKeys } from "./key.service";
import { Records, clients } from "./record.service";

const CODE_SECONDS = 60;
const STEP_SECONDS = 600;

/** The library's own sign-in cookie, which counts for nothing here: who has come is asked of the portal's session each time. */
const ownSessionCookie = "kdsw-oidc-session";

/** Each request for authorization goes through the portal's decision, whatever an earlier one was. */
function alwaysAsk() {
  const { Prompt, Check } = interactionPolicy;
  return [new Prompt({ name: "login", requestable: true }, new Check("portal", "the portal decides each time", "login_required", ({ oidc }: KoaContextWithOIDC) => !oidc.result?.login))];
}

const claims = ["sub", "name", "email", "auth_time", "acr", "amr", "platform", "enterprise", "application_account", "user", "seat"];

function configurationFor(platformId: string, jwks: NonNullable<Configuration["jwks"]>): Configuration {
  const { CUSTOMER_SECRET, PORTAL_SCHEME } = env();
  const cookie = { httpOnly: true, sameSite: "lax" as const, signed: true, secure: PORTAL_SCHEME === "https", overwrite: true };
  return {
    adapter: (kind: string) => (kind === "Client" ? clients : new Records(platformId, kind)),
    jwks,
    claims: { openid: claims },
    // What an application needs it gets with the answer to its code, and asks for nothing afterwards.
    conformIdTokenClaims: false,
    scopes: ["openid"], responseTypes: ["code"], clientAuthMethods: ["client_secret_basic"],
    features: { devInteractions: { enabled: false }, userinfo: { enabled: false }, rpInitiatedLogout: { enabled: false }, revocation: { enabled: false }, introspection: { enabled: false }, claimsParameter: { enabled: false } },
    pkce: { required: () => true },
    routes: { authorization: "/auth", token: "/token", jwks: "/jwks" },
    interactions: { policy: alwaysAsk(), url: (_ctx, interaction) => `${OIDC_PATH}/step/${interaction.uid}` },
    cookies: { keys: [sha256(`oidc ${platformId} ${CUSTOMER_SECRET}`)], names: { session: ownSessionCookie, interaction: "kdsw-oidc-step", resume: "kdsw-oidc-resume" }, short: cookie, long: cookie },
    ttl: { AuthorizationCode: CODE_SECONDS, AccessToken: CODE_SECONDS, IdToken: 300, Interaction: STEP_SECONDS, Session: STEP_SECONDS, Grant: STEP_SECONDS },
    expiresWithSession: () => false,
    // An account here is one answered launch; what an application reads is the person, who stays the same from launch to launch.
    subjectTypes: ["pairwise"],
    pairwiseIdentifier: async (_ctx, launchId) => (await claimsOf(platformId, launchId))?.sub ?? "",
    // The operator's own customers: nobody is asked whether their employer's application may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? "", accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
    /** An account is an answered launch: its person may be asked for no longer than its sign-in lives. */
    async findAccount(_ctx, launchId) {
      const told = await claimsOf(platformId, launchId);
      return told ? { accountId: launchId, claims: () => Promise.resolve({ ...told }) } : undefined;
    },
    renderError(ctx, out) {
      ctx.type = "html";
      ctx.body = errorPage(out.error);
    },
  };
}

/** What a browser sees of a request that no application may make; without the application's own words. */
const errorPage = (code: string): string => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>不能登录应用</title><body style="font:16px/1.6 sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem"><h1>不能登录应用</h1><p>应用的登录请求不完整或已经过期。请回到“我的应用”再打开一次；一直这样的话，请联系应用提供商，并告诉对方：${code.replaceAll(/[^a-z_]/g, "")}。</p><p><a href="/account/apps">我的应用</a></p></body></html>`;

/** A platform's provider with its keys of now. */
export async function providerFor(scope: Scope): Promise<Provider> {
  const provider = new Provider(issuerOf(scope.platformId), configurationFor(scope.platformId, { keys: await signingKeys(scope) as never }));
  // Behind the web's own door, which says by which scheme it was asked.
  provider.proxy = true;
  return provider;
}

/** Takes the library's own sign-in out of a request, so that nothing but the portal's session says who has come. */
export function withoutOwnSession(request: IncomingMessage): void {
  const kept = (request.headers.cookie ?? "").split(";").map((part) => part.trim()).filter((part) => part !== "" && !part.startsWith(ownSessionCookie));
  request.headers.cookie = kept.join("; ");
}
