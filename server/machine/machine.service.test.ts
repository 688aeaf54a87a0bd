import { randomUUID } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { askToken, machine, tmf } from "../../e2e/fixtures/machine";
import { codeOf, operator } from "../../e2e/fixtures/people";
import { encrypt } from "../crypto";
import { dbFor } from "../db";
import { MOST_CALLS } from "../tmf/serve.service";

afterEach(() => {
  vi.useRealTimers();
});

const ask = async (form: Record<string, string>, headers?: Record<string, string>) => {
  const answer = await askToken({ grant_type: "client_credentials", ...form }, headers);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};
const admin = async (platformId = "SD") => (await operator({ platformId, roles: ["product"] })).as();
const anOrderList = "/productOrderingManagement/v4/productOrder?limit=1";

it("IN6: staff make a client whose secret is shown once; with it the machine gets a token for just its scopes, and the record tells", async () => {
  const staff = await operator({ roles: ["nationalAdmin"] });
  const caller = await staff.as();
  const input = { key: randomUUID(), name: "山东 97", scopes: ["tmf622:read" as const, "tmf620:read" as const], provinceIds: [] };
  const made = await caller.apiClient.create(input);
  expect(made.clientId).toMatch(/^SD\.[0-9a-f]{16}$/);
  expect(made.secret.length).toBeGreaterThan(40);
  expect(await codeOf(caller.apiClient.create(input))).toBe("FIELDS_REFUSED");
  const answer = await ask({}, { authorization: `Basic ${Buffer.from(`${made.clientId}:${made.secret}`).toString("base64")}` });
  expect([answer.status, answer.body.token_type, answer.body.scope, answer.body.expires_in, answer.headers.get("cache-control")]).toEqual([200, "Bearer", "tmf622:read tmf620:read", 900, "no-store"]);
  const token = String(answer.body.access_token);
  expect((await tmf("GET", anOrderList, { token })).status).not.toBe(403);
  expect([(await tmf("GET", "/party/v4/organization?limit=1", { token })).status, (await tmf("POST", "/productOrderingManagement/v4/productOrder", { token, body: {} })).status]).toEqual([403, 403]);
  const [row] = await dbFor("SD").auditRecord.findMany({ where: { targetId: made.id, action: "apiClient.create" } });
  expect(row?.actorId).toBe(staff.staffId);
  expect(JSON.stringify(await dbFor("SD").apiClient.findFirst({ where: { id: made.id } }))).not.toContain(made.secret);
  expect((await caller.apiClient.list({})).rows[0]).toMatchObject({ clientId: made.clientId, createdBy: staff.actor.name });
});

it("IN6: an unknown client, a wrong secret and a suspended one get one answer, in RFC 6749's words", async () => {
  const { clientId, secret, id } = await machine();
  const staff = await admin();
  const refused = [await ask({ client_id: clientId, client_secret: `${secret}x` }), await ask({ client_id: "SD.nobody", client_secret: secret }), await ask({ client_id: "QQ.nobody", client_secret: secret }), await ask({ client_id: "ZX.97", client_secret: secret })];
  await staff.apiClient.suspend({ id });
  refused.push(await ask({ client_id: clientId, client_secret: secret }));
  for (const answer of refused) expect([answer.status, answer.body, answer.headers.get("www-authenticate")]).toEqual([401, { error: "invalid_client" }, 'Basic realm="tmf-api"']);
  expect([(await ask({ client_id: clientId, client_secret: secret, grant_type: "password" })).body, (await ask({ client_id: clientId, client_secret: secret, scope: "tmf622:admin" })).status]).toEqual([{ error: "unsupported_grant_type" }, 401]);
  await staff.apiClient.resume({ id });
  expect([(await ask({ client_id: clientId, client_secret: secret, scope: "tmf622:admin" })).body, (await ask({ client_id: clientId, client_secret: secret, scope: "tmf622:read" })).body.scope]).toEqual([{ error: "invalid_scope" }, "tmf622:read"]);
});

it("IN6: whoever guesses a secret is stopped, with how long to wait, and locks out nobody at another address", async () => {
  const { clientId, secret } = await machine({ platformId: "HL" });
  const guesses = [];
  for (let n = 0; n < 22; n += 1) guesses.push((await ask({ client_id: clientId, client_secret: `${n}` })).status);
  expect([guesses.slice(0, 20), guesses.slice(20)]).toEqual([Array(20).fill(401), [429, 429]]);
  const stopped = await ask({ client_id: clientId, client_secret: secret });
  expect([stopped.status, stopped.body, Number(stopped.headers.get("retry-after")) > 0]).toEqual([429, { error: "invalid_client" }, true]);
  await dbFor("ZX").limitBucket.deleteMany({ where: { key: { startsWith: "apiClient:" } } });
});

it("IN6: a suspension counts for tokens that are out already, as does what is taken from a client", async () => {
  const { id, token } = await machine();
  const staff = await admin();
  expect((await tmf("GET", anOrderList, { token })).status).toBeLessThan(300);
  await staff.apiClient.edit({ id, scopes: ["tmf620:read"], provinceIds: [] });
  expect((await tmf("GET", anOrderList, { token })).status).toBe(403);
  await staff.apiClient.suspend({ id });
  const answer = await tmf("GET", anOrderList, { token });
  expect([answer.status, (answer.body as { code: string }).code, answer.headers.get("www-authenticate")]).toEqual([401, "41", 'Bearer error="invalid_token"']);
});

it("IN6: a new secret and the one before both work for seven days, the older one no more; a leaked one ends at once", async () => {
  const { id, clientId, secret } = await machine();
  const staff = await admin();
  const works = async (given: string) => (await ask({ client_id: clientId, client_secret: given })).status === 200;
  const second = (await staff.apiClient.rotate({ id, isOldEnded: false })).secret;
  expect([await works(secret), await works(second)]).toEqual([true, true]);
  const third = (await staff.apiClient.rotate({ id, isOldEnded: false })).secret;
  expect([await works(secret), await works(second), await works(third)]).toEqual([false, true, true]);
  await dbFor("SD").apiClient.updateMany({ where: { id }, data: { oldSecretUntil: new Date(Date.now() - 1000) } });
  expect([await works(second), await works(third)]).toEqual([false, true]);
  const fourth = (await staff.apiClient.rotate({ id, isOldEnded: true })).secret;
  expect([await works(third), await works(fourth)]).toEqual([false, true]);
});

it("IN6: a token that was changed, is old, or was sealed for something else opens nothing", async () => {
  const { id, token } = await machine();
  const sealed = (facts: object) => Buffer.from(encrypt(Buffer.from(JSON.stringify(facts)))).toString("base64url");
  const facts = { for: "tmf-api", platformId: "SD", clientId: id, scopes: ["tmf622:read"], until: Math.floor(Date.now() / 1000) + 60 };
  const statusOf = async (given: string) => (await tmf("GET", anOrderList, { token: given })).status;
  expect(await statusOf(sealed(facts))).toBeLessThan(300);
  const bad = [`${token.slice(0, -2)}AA`, "x", sealed({ ...facts, until: 1 }), sealed({ ...facts, for: "robot" }), sealed({ ...facts, platformId: "BJ" }), sealed({ ...facts, platformId: "QQ" }), sealed({ ...facts, extra: 1 })];
  expect(await Promise.all(bad.map(statusOf))).toEqual(bad.map(() => 401));
});

it("IN6: clients of some provinces are given by whoever works there, and by nobody to another platform", async () => {
  const clerk = await (await operator({ platformId: "NF", provinces: ["SC", "GZ"], roles: ["product"] })).as();
  const made = (provinceIds: string[]) => clerk.apiClient.create({ key: randomUUID(), name: "四川 97", scopes: ["tmf622:read"], provinceIds });
  expect([await codeOf(made([])), await codeOf(made(["HB"])), await codeOf(made(["SC"]))]).toEqual(["FIELDS_REFUSED", "FIELDS_REFUSED", "ok"]);
  const { id } = await machine();
  const beijing = await admin("BJ");
  expect([await codeOf(beijing.apiClient.rotate({ id, isOldEnded: true })), await codeOf(beijing.apiClient.suspend({ id })), await codeOf(beijing.apiClient.calls({ id }))]).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
});

it("IN6: tokens are given where the API is at home alone", async () => {
  const { clientId, secret } = await machine();
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: secret };
  const at = async (host: string, type = "application/x-www-form-urlencoded") => (await askToken(form, { "content-type": type }, host)).status;
  expect([await at("api.kdsw.localhost"), await at("sd.kdsw.localhost"), await at("ops.kdsw.localhost"), await at("127.0.0.1"), await at("api.kdsw.localhost", "application/json")]).toEqual([200, 404, 404, 404, 400]);
});

it("IN6: every call leaves a row, refused ones too, that nobody can change; staff read them", async () => {
  const { id, token } = await machine({ scopes: ["tmf622:read"] });
  await tmf("GET", anOrderList, { token });
  await tmf("GET", "/productOrderingManagement/v4/productOrder?colour=red", { token });
  await tmf("DELETE", `/productOrderingManagement/v4/productOrder/${randomUUID()}`, { token });
  const { rows } = await (await admin()).apiClient.calls({ id });
  expect(rows.map(({ method, path, status }) => [method, path, status])).toEqual([["DELETE", expect.stringContaining("/tmf-api/productOrderingManagement/v4/productOrder/"), 403], ["GET", "/tmf-api/productOrderingManagement/v4/productOrder?colour=red", 400], ["GET", `/tmf-api${anOrderList}`, expect.any(Number)]]);
  await expect(dbFor("SD").apiCall.updateMany({ where: { clientId: id }, data: { status: 200 } })).rejects.toThrow();
  await expect(dbFor("SD").apiCall.deleteMany({ where: { clientId: id } })).rejects.toThrow();
});

it("SY6: a machine client's calls are counted by its key, in the database: past the limit it is told to wait and others are served", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Math.ceil(Date.now() / 60_000) * 60_000 + 1_000 });
  const [busy, other] = [await machine(), await machine()];
  const call = async (who: typeof busy) => who.call("GET", "/productOrderingManagement/v4/productOrder?limit=1");
  const { status } = await call(busy);
  await dbFor("SD").limitBucket.updateMany({ where: { key: `apiClient:calls:${busy.id}` }, data: { count: MOST_CALLS.max - 1 } });
  const [last, over] = [await call(busy), await call(busy)];
  expect([status < 300, last.status < 300, over.status, Number(over.headers.get("retry-after")) > 0]).toEqual([true, true, 429, true]);
  expect((over.body as { code: string }).code).toBe("53");
  expect((await call(other)).status).toBeLessThan(300);
  vi.useRealTimers();
});
