import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { type TestCustomer, codeOf, customer, reasonsOf } from "../../e2e/fixtures/people";
import { forgetPerson } from "../accounts/forget-person.service";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { releaseHeld } from "./held.service";
import type { NoticeKind } from "./kind.rules";
import { deliver, sendMail } from "./notification.service";
import { anyTold } from "../../e2e/fixtures/told";

const service = process.env.TEST_PUSH_URL ?? "";
const db = () => dbFor("SD");
const ask = (path: string, body: unknown) => fetch(`${service}${path}`, { method: "POST", body: JSON.stringify(body) });
type Message = { subscriptionId: string; status: number; problem: string | null; payload: string; ttl: string };
const received = async (endpoint: string) => ((await (await fetch(`${service}/_messages`)).json()) as { messages: Message[] }).messages.filter(({ subscriptionId }) => endpoint.endsWith(subscriptionId));
afterEach(async () => { await ask("/_control", {}); });

/** A browser of somebody's, in which they agreed to be told. */
async function browserOf(owner: TestCustomer) {
  const call = await owner.as();
  const { key } = await call.pushDevice.list({});
  const { endpoint, keys } = (await (await ask("/_subscribe", { key })).json()) as { endpoint: string; keys: { p256dh: string; auth: string } };
  const { deviceId } = await call.pushDevice.add({ endpoint, ...keys });
  return { endpoint, keys, deviceId };
}

/** A mail of the platform, and the worker's look at it; returns the pushes that it wrote. */
async function told(owner: TestCustomer, { kind = "order.approved", at = "2031-07-01T10:00" }: { kind?: NoticeKind; at?: string } = {}) {
  const scope = { ...(await systemScope("SD")), now: () => new Date(`${at}+08:00`) };
  await scope.transaction((tx) => sendMail(tx, scope, { ...anyTold(kind, { number: "SD1" }), recipient: owner.email, customerId: owner.customerId, greets: "测试人", url: "http://sd.kdsw.localhost:3000/account/orders/1" }));
  const { id } = await db().notification.findFirstOrThrow({ where: { recipient: owner.email }, orderBy: { id: "desc" } });
  await deliver(scope, { id });
  await deliver(scope, { id });
  return db().notification.findMany({ where: { kind, customerId: owner.customerId, channel: "push" }, orderBy: { id: "asc" } });
}
const push = async (id: string) => { await deliver(await systemScope("SD"), { id }); return db().notification.findFirstOrThrow({ where: { id } }); };

it("NT2: each browser of a person gets a message once, signed and encrypted for it alone, with a title and a link and nothing more", async () => {
  const owner = await customer();
  const [phone, desk] = [await browserOf(owner), await browserOf(owner)];
  const pushes = await told(owner);
  expect(pushes.map(({ recipient, state }) => [recipient, state])).toEqual(expect.arrayContaining([[phone.deviceId, "waiting"], [desk.deviceId, "waiting"]]));
  expect(pushes).toHaveLength(2);
  for (const { id } of pushes) expect(await push(id)).toMatchObject({ state: "sent", attempts: 1 });
  for (const { id } of pushes) await push(id);
  const [message, ...more] = await received(phone.endpoint);
  expect(more).toEqual([]);
  expect(message).toMatchObject({ status: 201, problem: null, ttl: "86400" });
  expect(JSON.parse(message?.payload ?? "")).toEqual({ title: "订单 SD1 审核通过", path: "/account/orders/1", tag: expect.any(String) });
  expect((await (await owner.as()).pushDevice.list({})).devices.every(({ lastSentAt }) => lastSentAt !== null)).toBe(true);
  const stored = await db().pushSubscription.findFirstOrThrow({ where: { id: phone.deviceId } });
  expect(stored.sealed).not.toContain("127.0.0.1");
});

it.each([404, 410])("NT2: a push service that says %s has its browser forgotten, at once and for good", async (status) => {
  const owner = await customer();
  const { endpoint, deviceId } = await browserOf(owner);
  const [first] = await told(owner);
  await ask("/_control", { status, subscriptionId: endpoint.split("/").at(-1) });
  expect(await push(first?.id ?? "")).toMatchObject({ state: "failed", attempts: 1, lastError: `push ${String(status)}` });
  expect(await db().pushSubscription.count({ where: { id: deviceId } })).toBe(0);
  expect(await told(owner, { kind: "order.failed" })).toEqual([]);
});

it.each([429, 500, 503])("NT2: one that answers %s is asked again later, as a mail server is, and the browser stays", async (status) => {
  const owner = await customer();
  const { deviceId } = await browserOf(owner);
  const [first] = await told(owner);
  await ask("/_control", { status });
  expect(await push(first?.id ?? "")).toMatchObject({ state: "waiting", attempts: 1, lastError: `push ${String(status)}` });
  await ask("/_control", {});
  expect(await push(first?.id ?? "")).toMatchObject({ state: "sent", attempts: 2 });
  expect(await db().pushSubscription.count({ where: { id: deviceId } })).toBe(1);
});

it("NT2: one that hangs costs its own message four seconds and is asked again", async () => {
  const owner = await customer();
  await browserOf(owner);
  const [first] = await told(owner);
  await ask("/_control", { delayMs: 6000 });
  const began = performance.now();
  expect(await push(first?.id ?? "")).toMatchObject({ state: "waiting", attempts: 1 });
  expect(performance.now() - began).toBeLessThan(5000);
});

it("NT2, NT4, NT7: a push follows the choice for pushes and waits for the end of quiet hours", async () => {
  const owner = await customer();
  await browserOf(owner);
  const call = await owner.as();
  const { rows } = await call.noticeChoice.mine({});
  const all = rows.map(({ event }) => event).filter((event) => !["arrears", "contract", "policy", "security"].includes(event)) as never[];
  await call.noticeChoice.save({ mail: all, push: all.filter((event) => event !== ("orderProgress" as never)) });
  expect(await told(owner)).toEqual([]);
  expect(await told(owner, { kind: "dunning.overdue" })).toHaveLength(1);
  await call.noticeChoice.saveTimes({ quietFrom: "22:00", quietUntil: "08:00", digestAt: "" });
  const [held] = await told(owner, { kind: "fapiao.issued", at: "2031-08-01T23:00" });
  expect(held?.state).toBe("held");
  await releaseHeld({ ...(await systemScope("SD")), now: () => new Date("2031-08-02T08:00+08:00") });
  expect(await push(held?.id ?? "")).toMatchObject({ state: "sent" });
});

it("NT2: an address inside the operator's network, by http elsewhere or with a user in it is refused; and is not called either where it came in before", async () => {
  const owner = await customer();
  const call = await owner.as();
  const { keys } = await browserOf(owner);
  for (const endpoint of ["https://10.0.0.8/push", "http://push.example/x", "https://user:secret@push.example/x", "https://169.254.169.254/latest", "https://[::1]/x", "ftp://push.example/x"]) expect(await reasonsOf(call.pushDevice.add({ endpoint, ...keys })), endpoint).toEqual(["pushAddressWrong"]);
  expect(await codeOf(call.pushDevice.add({ endpoint: "https://push.example/x", p256dh: "short", auth: keys.auth }))).toBe("BAD_REQUEST");
});

it("NT2: a browser is its person's alone, ten at most; with another person's consent in it, it is theirs", async () => {
  const [owner, other] = [await customer(), await customer()];
  const { endpoint, keys, deviceId } = await browserOf(owner);
  expect(await codeOf((await other.as()).pushDevice.remove({ deviceId }))).toBe("NOT_FOUND");
  expect(await codeOf((await other.as()).pushDevice.remove({ deviceId: randomUUID() }))).toBe("NOT_FOUND");
  await (await other.as()).pushDevice.add({ endpoint, ...keys });
  expect([(await (await owner.as()).pushDevice.list({})).devices.length, (await (await other.as()).pushDevice.list({})).devices.length]).toEqual([0, 1]);
  for (let n = 0; n < 9; n += 1) await browserOf(other);
  expect(await reasonsOf(browserOf(other))).toEqual(["tooManyDevices"]);
  await (await systemScope("SD")).transaction((tx) => forgetPerson(tx, other.personId));
  expect(await db().pushSubscription.count({ where: { personId: other.personId } })).toBe(0);
});

it("AI13, NT2: whoever came by the company's own sign-in adds no browser and sets no hours, which are the person's for all their companies", async () => {
  const owner = await customer();
  const call = await owner.as("owner", { ...owner.actor, isByCompany: true });
  expect([await codeOf(call.pushDevice.list({})), await codeOf(call.noticeChoice.saveTimes({ quietFrom: "", quietUntil: "", digestAt: "" })), (await call.noticeChoice.mine({})).isPersonal]).toEqual(["FORBIDDEN", "FORBIDDEN", false]);
});
