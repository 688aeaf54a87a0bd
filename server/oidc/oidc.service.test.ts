import { createPublicKey, verify } from "node:crypto";
import { expect, it } from "vitest";
import { browser, exchange, launchableCompany, ownSignIn, question, signedIn } from "../../e2e/fixtures/oidc";
import { ownAp } from "../../e2e/fixtures/own-ap";
import { customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { env } from "../env";
import { liftSuspension, setSuspension } from "../inventory/suspension.service";
import { answerApplication, openApp } from "../launch/launch.service";
import { faceOf } from "../platforms/host.rules";
import { type Scope, systemScope } from "../scope";
import { cookieNameOf, sessionToken } from "../session";
import { issuerOf } from "./issuer";
import { keepKeys, rotateKeys } from "./key.service";
import { forgetProviders } from "./serve";

await ownAp();
await ownSignIn();
const sd = dbFor("SD");
type Company = Awaited<ReturnType<typeof launchableCompany>>;

const clicked = async (company: Company) => (await openApp(await company.scope(), { productId: company.productId }))!.url;
/** The code with which an application is answered; null when the person was led elsewhere. */
async function codeFor(company: Company, more: Record<string, string | null> = {}) {
  const { url, verifier } = question({ ...company, more });
  const end = await company.browser.follow(url, ({ location }) => location?.startsWith(company.redirectUri) ?? false);
  return { code: end.location ? new URL(end.location).searchParams.get("code") : null, verifier, end };
}
const rulesOf = async ({ productId }: Company) => (await sd.launch.findMany({ where: { productId }, orderBy: { id: "asc" } })).map(({ rule, isAtApplication }) => `${isAtApplication ? "asked" : "click"} ${rule}`);
const payloadOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;

it("PR5: one click at the portal ends signed in at the application, a certified relying party, which knows enterprise, account, person and seat", async () => {
  const company = await launchableCompany();
  const end = await company.browser.follow(await clicked(company));
  expect([end.status, end.url]).toEqual([200, `${env().AP_URL}/me`]);
  const { name } = await sd.organization.findFirstOrThrow({ where: { id: company.owner.organizationId } });
  for (const words of ["欢迎，测试人", `${name}（${company.owner.accountName}）`, company.product.businessId!, "<dt>席位</dt><dd>已分配</dd>", "<dt>登录方式</dt><dd>pwd、otp、mfa</dd>"]) expect(end.text).toContain(words);
  expect(await rulesOf(company)).toEqual(["click allowed", "asked allowed"]);
});

it("PR5: the id token is signed by a published key, for this application alone, for a minute's work, and names who, for which enterprise and on which seat", async () => {
  const company = await launchableCompany();
  const { code, verifier } = await codeFor(company);
  const { status, body } = await exchange({ ...company, code: code!, verifier });
  expect([status, body.token_type]).toEqual([200, "Bearer"]);
  const [head = "", payload = "", signature = ""] = String(body.id_token).split(".");
  const { kid } = JSON.parse(Buffer.from(head, "base64url").toString("utf8")) as { kid: string };
  const jwks = JSON.parse((await browser().get(`${issuerOf("SD")}/jwks`)).text) as { keys: (JsonWebKey & { kid: string; d?: string })[] };
  const key = jwks.keys.find((one) => one.kid === kid)!;
  expect(jwks.keys.every((one) => one.d === undefined)).toBe(true);
  expect(verify("sha256", Buffer.from(`${head}.${payload}`), createPublicKey({ key: key as never, format: "jwk" }), Buffer.from(signature, "base64url"))).toBe(true);
  const seat = await sd.seatAssignment.findFirstOrThrow({ where: { productId: company.productId, withdrawnAt: null } });
  expect(payloadOf(body.id_token)).toMatchObject({
    iss: issuerOf("SD"), aud: company.clientId, nonce: "n", sub: seat.userId, name: "测试人", platform: "SD", amr: ["pwd", "otp", "mfa"], acr: "urn:kdsw:acr:2",
    enterprise: { id: company.owner.customerId, account_name: company.owner.accountName }, application_account: { business_id: company.product.businessId },
    user: { id: seat.userId, role: "administrator" }, seat: { id: seat.id },
  });
  const { iat, exp } = payloadOf(body.id_token) as { iat: number; exp: number };
  expect(exp - iat).toBeLessThanOrEqual(300);
  const again = await codeFor(company);
  expect(payloadOf((await exchange({ ...company, code: again.code!, verifier: again.verifier })).body.id_token).sub).toBe(seat.userId);
  const discovery = JSON.parse((await browser().get(`${issuerOf("SD")}/.well-known/openid-configuration`)).text) as Record<string, unknown>;
  expect(discovery).toMatchObject({ issuer: issuerOf("SD"), response_types_supported: ["code"], code_challenge_methods_supported: ["S256"], authorization_endpoint: `${issuerOf("SD")}/auth`, token_endpoint: `${issuerOf("SD")}/token`, jwks_uri: `${issuerOf("SD")}/jwks` });
});

it("PR5: a code is good once, for sixty seconds, for its own address, verifier and application", async () => {
  const company = await launchableCompany();
  const first = await codeFor(company);
  const kept = await sd.oidcRecord.findMany({ where: { kind: "AuthorizationCode" }, orderBy: { expiresAt: "desc" }, take: 1 });
  expect(kept[0]!.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
  expect(JSON.stringify(kept)).not.toContain(first.code);
  const answers = await Promise.all([1, 2, 3].map(() => exchange({ ...company, code: first.code!, verifier: first.verifier })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  expect((await exchange({ ...company, code: first.code!, verifier: first.verifier })).body).toMatchObject({ error: "invalid_grant" });
  const late = await codeFor(company);
  await sd.oidcRecord.updateMany({ where: { kind: "AuthorizationCode", consumedAt: null }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect((await exchange({ ...company, code: late.code!, verifier: late.verifier })).body).toMatchObject({ error: "invalid_grant" });
  const { code, verifier } = await codeFor(company);
  expect((await exchange({ ...company, code: code!, verifier, secret: "another secret" })).body).toMatchObject({ error: "invalid_client" });
  expect((await exchange({ ...company, code: code!, verifier: "x".repeat(43) })).body).toMatchObject({ error: "invalid_grant" });
  const other = await launchableCompany();
  const stolen = await codeFor(company);
  expect((await exchange({ ...other, redirectUri: company.redirectUri, code: stolen.code!, verifier: stolen.verifier })).body).toMatchObject({ error: "invalid_grant" });
  const moved = await codeFor(company);
  expect((await exchange({ ...company, redirectUri: `${company.redirectUri}/x`, code: moved.code!, verifier: moved.verifier })).body).toMatchObject({ error: "invalid_grant" });
});

it("PR5: another address than the registered one is never led to, an unknown application has none, and without PKCE nothing is given", async () => {
  const company = await launchableCompany();
  for (const more of <Record<string, string>[]>[{ redirect_uri: "https://evil.example/" }, { redirect_uri: `${company.redirectUri}?x=1` }, { client_id: "NOBODY" }]) {
    const { end } = await codeFor(company, more);
    expect([end.status, end.location], JSON.stringify(more)).toEqual([400, null]);
    expect(end.text).toContain("不能登录应用");
  }
  for (const more of <Record<string, string | null>[]>[{ code_challenge: null, code_challenge_method: null }, { code_challenge_method: "plain" }, { response_type: "id_token" }]) {
    const { end, code } = await codeFor(company, more);
    expect([code, new URL(end.location ?? "http://none/").searchParams.get("error") ?? end.status], JSON.stringify(more)).toEqual([null, expect.anything()]);
  }
  expect(await sd.launch.count({ where: { productId: company.productId } })).toBe(0);
});

const stand = (scope: Scope, company: Company, cause: "arrears" | "operator" | "authority" | "cap" | "customer") => scope.transaction((tx) => setSuspension(tx, scope, { product: company.product, cause, reason: "测试" }));

it.each([
  ["in arrears", "arrears", "arrears"], ["stopped by the operator", "operator", "operator"], ["stopped by an authority", "authority", "authority"], ["over a cap", "cap", "cap"], ["resting", "customer", "ownPause"],
] as const)("PR5, PR6: a product %s is refused where the application asks, though the click was before, and its person is led to the reason", async (_, cause, rule) => {
  const company = await launchableCompany();
  const url = await clicked(company);
  const scope = await systemScope("SD");
  await stand(scope, company, cause);
  const end = await company.browser.follow(url);
  expect(new URL(end.location ?? "").pathname).toBe(`/account/apps/${company.productId}`);
  expect(await rulesOf(company)).toEqual(["click allowed", `asked ${rule}`]);
  expect(await openApp(await company.scope(), { productId: company.productId })).toBeNull();
  expect((await company.caller.app.byId({ productId: company.productId })).rule).toBe(rule);
  await scope.transaction((tx) => liftSuspension(tx, scope, { product: company.product, cause, reason: "测试" }));
  expect((await codeFor(company)).code).not.toBeNull();
});

it("PR6: a suspension between the code and its exchange gives nothing, and neither does a sign-in that has ended", async () => {
  const company = await launchableCompany();
  const scope = await systemScope("SD");
  const before = await codeFor(company);
  await stand(scope, company, "operator");
  expect((await exchange({ ...company, code: before.code!, verifier: before.verifier })).body).toMatchObject({ error: "invalid_grant" });
  await scope.transaction((tx) => liftSuspension(tx, scope, { product: company.product, cause: "operator", reason: "测试" }));
  const then = await codeFor(company);
  await sd.session.updateMany({ where: { id: company.sessionId }, data: { revokedAt: new Date() } });
  expect((await exchange({ ...company, code: then.code!, verifier: then.verifier })).body).toMatchObject({ error: "invalid_grant" });
  const after = await codeFor(company);
  expect([after.code, new URL(after.end.location ?? "").pathname]).toEqual([null, "/account/login"]);
});

it("PR6: whose seat was taken back is refused, and so is a child whose parent's word ran out before this account period", async () => {
  const company = await launchableCompany();
  const url = await clicked(company);
  const [seat] = (await company.caller.seat.list({ productId: company.productId })).rows;
  await company.caller.seat.withdraw({ key: crypto.randomUUID(), assignmentId: seat!.id });
  await company.browser.follow(url);
  expect(await rulesOf(company)).toEqual(["click allowed", "asked noSeat"]);
  const child = await launchableCompany();
  const parent = await customer();
  await sd.customer.updateMany({ where: { id: child.owner.customerId }, data: { parentId: parent.customerId } });
  const granted = { parentId: parent.customerId, customerId: child.owner.customerId, provinceId: "SD", specificationCode: child.clientId, grantedAt: new Date(), grantedByName: "测试", startsOn: new Date("2026-01-01") };
  expect((await codeFor(child)).code).toBeNull();
  const { id } = await sd.childAuthorisation.create({ data: granted });
  expect((await codeFor(child)).code).not.toBeNull();
  await sd.childAuthorisation.updateMany({ where: { id }, data: { withdrawnAt: new Date() } });
  expect((await codeFor(child)).code).not.toBeNull();
  await sd.childAuthorisation.updateMany({ where: { id }, data: { withdrawnAt: new Date(Date.now() - 40 * 86_400_000) } });
  expect((await codeFor(child)).code).toBeNull();
  expect(await rulesOf(child)).toEqual(["asked notAuthorised", "asked allowed", "asked allowed", "asked notAuthorised"]);
});

it("PR5: a click counts once, for a minute, and for whoever made it; a session of another platform's host is nobody here", async () => {
  const company = await launchableCompany();
  const url = await clicked(company);
  const hint = new URL(url).searchParams.get("login_hint")!;
  const other = await launchableCompany();
  const end = (await other.browser.follow(question({ ...company, more: { login_hint: hint } }).url)).location;
  expect(new URL(end ?? "").search).toBe("?again=1");
  expect((await codeFor(company, { login_hint: hint })).code).not.toBeNull();
  const again = await codeFor(company, { login_hint: hint });
  expect([again.code, new URL(again.end.location ?? "").search]).toEqual([null, "?again=1"]);
  const late = new URL(await clicked(company)).searchParams.get("login_hint")!;
  const scope = await company.scope();
  expect(await answerApplication({ ...scope, now: () => new Date(Date.now() + 61_000) }, { specificationCode: company.clientId, hint: late })).toEqual({ expired: true });
  const foreign = browser();
  const { owner } = company;
  const { sessionId } = await signedIn({ personId: owner.personId, membershipId: owner.membershipId, into: foreign });
  const base = env().PORTAL_DOMAIN;
  foreign.setCookie(`bj.${base}`, cookieNameOf("customer"), encodeURIComponent(await sessionToken(faceOf(`sd.${base}`, { base }), sessionId)));
  const asked = await foreign.follow(question({ ...company, platformId: "BJ" }).url);
  expect(new URL(asked.location ?? "").pathname).toBe("/account/login");
});

it("PR5: who comes from the application without a click is known by the session; who has none signs in at the portal", async () => {
  const company = await launchableCompany();
  expect((await codeFor(company)).code).not.toBeNull();
  const end = await browser().follow(question(company).url);
  expect(`${new URL(end.location ?? "").pathname}${new URL(end.location ?? "").search}`).toBe(`/account/login?to=${encodeURIComponent(`/account/apps?app=${company.clientId}`)}`);
});

it("PR5: keys are kept encrypted and rotated: the new one signs, the old one is published for a while", async () => {
  const company = await launchableCompany();
  const scope = await systemScope("SD");
  await codeFor(company);
  const kidOf = (token: unknown) => (JSON.parse(Buffer.from(String(token).split(".")[0] ?? "", "base64url").toString("utf8")) as { kid: string }).kid;
  const signed = async () => {
    const { code, verifier } = await codeFor(company);
    return kidOf((await exchange({ ...company, code: code!, verifier })).body.id_token);
  };
  const before = await signed();
  const rows = await sd.oidcKey.findMany();
  expect(rows.every(({ privateKey }) => !Buffer.from(privateKey).toString("latin1").includes('"kty"'))).toBe(true);
  await rotateKeys(scope);
  forgetProviders();
  const after = await signed();
  expect(after).not.toBe(before);
  const { keys } = JSON.parse((await browser().get(`${issuerOf("SD")}/jwks`)).text) as { keys: { kid: string }[] };
  expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining([before, after]));
  await sd.oidcKey.updateMany({ where: { id: before }, data: { retiredAt: new Date(Date.now() - 8 * 86_400_000) } });
  await keepKeys(scope);
  expect(await sd.oidcKey.count({ where: { id: before } })).toBe(0);
});
