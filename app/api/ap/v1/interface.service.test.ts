import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { POST } from "./callbacks/[platform]/route";
import { GET } from "./openapi.json/route";
import { partner, waitingLine } from "../../../../e2e/fixtures/partners";
import { demoSecrets, startSimulator } from "../../../../e2e/simulators/start";
import { dbFor } from "@/server/db";
import { env } from "@/server/env";
import { callSigned, signatureOf } from "@/server/signed-call";
import { callAp } from "@/server/provisioning/ap-call.service";
import { apRequest } from "@/server/provisioning/ap-request.rules";
import written from "@/server/provisioning/ap-interface.openapi.json";

type Sent = { secret?: string; at?: number; version?: string | null; body?: string; platform?: string };
const path = (platform: string) => `/api/ap/v1/callbacks/${platform}`;

/** A provider's message as it would come over the network. */
async function tell(message: object, { secret = env().AP_SHARED_SECRET, at = Date.now(), version = "1", body = JSON.stringify(message), platform = "SD" }: Sent = {}): Promise<{ status: number; body: unknown }> {
  const timestamp = Math.floor(at / 1000).toString();
  const headers = { "x-kdsw-timestamp": timestamp, "x-kdsw-signature": signatureOf(secret, timestamp, "POST", path(platform), JSON.stringify(message)), ...(version === null ? {} : { "x-kdsw-version": version }) };
  const answer = await POST(new Request(`http://api.kdsw.localhost${path(platform)}`, { method: "POST", headers, body }), { params: Promise.resolve({ platform }) });
  return { status: answer.status, body: await answer.json() };
}

async function accepted(specification: string) {
  const id = await waitingLine("SD", specification);
  const { requestKey } = await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id } });
  const message = { serviceOrderId: id, key: requestKey, status: "failed", code: "NOT_ELIGIBLE", message: "不符合开通条件" };
  const state = async () => (await dbFor("SD").serviceOrder.findFirstOrThrow({ where: { id } })).lastAnswer;
  return { id, message, state };
}

it("IN4: a callback with a wrong or old signature, another provider's or none, or in an unknown version is refused and changes nothing", async () => {
  const [own, other] = [await partner({ secret: "own-secret-of-a-provider" }), await partner({ secret: "secret-of-another-provider" })];
  const { message, state } = await accepted(own.specification);
  const refused = { status: 401, body: { code: "SIGNATURE_REFUSED" } };
  const right = { secret: "own-secret-of-a-provider" };
  expect(await tell(message, { secret: "own-secret-of-a-provideR" })).toEqual(refused);
  expect(await tell(message, { secret: "secret-of-another-provider" })).toEqual(refused);
  expect(await tell(message)).toEqual(refused);
  expect(await tell(message, { ...right, at: Date.now() - 301_000 })).toEqual(refused);
  expect(await tell(message, { ...right, at: Date.now() + 302_000 })).toEqual(refused);
  expect(await tell(message, { ...right, body: JSON.stringify({ ...message, status: "active" }) })).toEqual(refused);
  for (const version of ["2", null]) expect(await tell(message, { ...right, version })).toEqual({ status: 400, body: { code: "VERSION_UNSUPPORTED", supported: ["1"] } });
  expect(await tell({ ...message, serviceOrderId: (await accepted(other.specification)).id }, right)).toEqual(refused);
  expect(await state()).toBe("HTTP 503");
  await dbFor("ZX").partnerApplication.updateMany({ where: { id: own.applicationId }, data: { sealedSecret: null } });
  expect((await tell(message, right)).status).toBe(401);
});

it("IN4: while a secret is changed a callback counts under either, and afterwards under the new one alone", async () => {
  const who = await partner();
  const desk = await who.as();
  const { secret } = await desk.partnerDesk.rotateSecret({ applicationId: who.applicationId, isOldEnded: false });
  const { message } = await accepted(who.specification);
  // A key that no line has, so that what is believed is told apart from what is refused, and nothing else happens.
  const unknownKey = { ...message, key: randomUUID() };
  expect([(await tell(unknownKey)).status, (await tell(unknownKey, { secret })).status]).toEqual([404, 404]);
  await dbFor("ZX").partnerApplication.updateMany({ where: { id: who.applicationId }, data: { oldSecretUntil: new Date(Date.now() - 1000) } });
  expect([(await tell(unknownKey)).status, (await tell(unknownKey, { secret })).status]).toEqual([401, 404]);
});

it("IN4: a provider refuses our calls under a wrong secret or with an old time, and takes either signature while a secret is changed", async () => {
  const ap = await startSimulator({ name: "ap", port: 0 });
  const ask = (secrets: string[]) => callAp({ base: ap.url, secrets, isOuter: true }, { ...apRequest.heartbeat(), key: "" });
  const statuses = [(await ask([demoSecrets.ap])).status, (await ask(["wrong"])).status, (await ask(["new", demoSecrets.ap])).status, (await ask([demoSecrets.ap, "old"])).status];
  await fetch(`${ap.url}/new-secret`, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ specificationCode: "OA", secret: "a-new-secret" }) });
  statuses.push((await ask(["a-new-secret"])).status);
  const timestamp = String(Math.floor(Date.now() / 1000) - 301);
  const stale = await fetch(`${ap.url}/v1/heartbeat`, { headers: { "x-kdsw-version": "1", "x-kdsw-timestamp": timestamp, "x-kdsw-signature": signatureOf(demoSecrets.ap, timestamp, "GET", "/v1/heartbeat", "") } });
  const now = String(Math.floor(Date.now() / 1000));
  const unknown = await fetch(`${ap.url}/v1/heartbeat`, { headers: { "x-kdsw-version": "9", "x-kdsw-timestamp": now, "x-kdsw-signature": signatureOf(demoSecrets.ap, now, "GET", "/v1/heartbeat", "") } });
  await ap.close();
  expect(statuses).toEqual([200, 401, 200, 200, 200]);
  expect([stale.status, await stale.json(), unknown.status, await unknown.json()]).toMatchObject([401, { code: "SIGNATURE_STALE" }, 400, { code: "VERSION_UNSUPPORTED", supported: ["1"] }]);
});

it("IN4: an address that a partner typed is not called inside the operator's network, whatever its name leads to", async () => {
  await expect(callSigned({ base: "http://10.0.0.8", path: "/v1/heartbeat", method: "GET", key: "", secret: "x", timeoutMs: 500, isOuter: true })).rejects.toThrow("inside the operator's network");
});

it("IN4: the OpenAPI file is there for whoever builds a provider's side", async () => {
  expect(await GET().json()).toEqual(written);
});
