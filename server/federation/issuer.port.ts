import * as openid from "openid-client";
import { AppError } from "../kernel/errors";
import { log } from "../log";
import { callOuter, textOf } from "../outer-call";
import { type Claims, claimsOf } from "./federation.rules";

const SECONDS = 5;
const MOST_BYTES = 300_000;

/** Every call to a company's issuer: in time, of a bounded size, following no redirect, and never inside the operator's network. */
const guarded: openid.CustomFetch = async (url, { method, headers, body }) => {
  const answer = await callOuter({ url, method: method === "POST" ? "POST" : "GET", body: method === "POST" ? String(body) : "", headers, timeoutMs: SECONDS * 1000 });
  const status = answer.statusCode ?? 0;
  const text = await textOf(answer, MOST_BYTES);
  return new Response(status === 204 || status === 304 ? null : text, { status, headers: { "content-type": answer.headers["content-type"] ?? "" } });
};

export type Client = { issuer: string; clientId: string; secret: string };

/** Basic, as the standard has it where an issuer says nothing, unless the issuer takes the secret in the body alone. */
const authenticated = (secret: string): openid.ClientAuth => (server, client, body, headers) => {
  const taken = server.token_endpoint_auth_methods_supported;
  const way = !taken || taken.includes("client_secret_basic") ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
  way(server, client, body, headers);
};

/** What the issuer says of itself. Signatures of id tokens are checked against its keys; a plain address is one that the operator has allowed. */
function discovered({ issuer, clientId, secret }: Client): Promise<openid.Configuration> {
  const execute = [openid.enableNonRepudiationChecks, ...(issuer.startsWith("http:") ? [openid.allowInsecureRequests] : [])];
  return openid.discovery(new URL(issuer), clientId, {}, authenticated(secret), { [openid.customFetch]: guarded, timeout: SECONDS, execute });
}

/** Throws OUTSIDE_SYSTEM_DOWN for whatever stands between us and an issuer; why goes to the log. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log.warn({ err: { message: String((error as Error).message), cause: String((error as { cause?: unknown }).cause ?? "") } }, "company issuer");
    throw new AppError("OUTSIDE_SYSTEM_DOWN");
  }
}

/** Whether an issuer answers as one, by its own name. Throws OUTSIDE_SYSTEM_DOWN. */
export const greetIssuer = (client: Client): Promise<void> => asked(async () => {
  const { authorization_endpoint: door, token_endpoint: desk } = (await discovered(client)).serverMetadata();
  if (!door || !desk) throw new Error("an issuer without endpoints");
});

export type Asked = { location: string; state: string; nonce: string; verifier: string };

/** The address at which somebody signs in at the issuer, and what proves that the answer is to this question (PKCE, state, nonce). Throws OUTSIDE_SYSTEM_DOWN. */
export const askIssuer = (client: Client, redirectUri: string): Promise<Asked> => asked(async () => {
  const config = await discovered(client);
  const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
  const location = openid.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: "openid email profile", state, nonce, code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" });
  return { location: location.toString(), state, nonce, verifier };
});

/** Who came back, from an id token whose issuer, audience, times, nonce and signature are right. Throws OUTSIDE_SYSTEM_DOWN for anything else. */
export const hearIssuer = (client: Client, answer: URL, { state, nonce, verifier }: Omit<Asked, "location">): Promise<Claims> => asked(async () => {
  const config = await discovered(client);
  const tokens = await openid.authorizationCodeGrant(config, answer, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
  const claims = tokens.claims();
  if (!claims) throw new Error("no id token");
  // Many issuers tell a mailbox beside the token only.
  const beside = claims.email === undefined && config.serverMetadata().userinfo_endpoint ? await openid.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
  return claimsOf({ ...beside, ...claims });
});
