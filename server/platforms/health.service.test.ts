import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { codeOf, customer, operator, visitor } from "../../e2e/fixtures/people";
import { signInWithCode, signInWithPassword } from "../accounts/session.service";
import { sendCode } from "../accounts/code.service";
import { env } from "../env";
import { appRouter } from "../root";
import { anonymous, scopeFor } from "../scope";
import { createCallerFactory } from "../trpc";
import { deepCheck } from "./deep-check.service";
import { readiness } from "./health.service";

const settings = env();
const kept = { ...settings };
afterEach(() => void Object.assign(settings, kept));
const stateOf = async (name: string) => (await deepCheck()).parts.find((part) => part.name === name);

it("SY1: the deep check names each part with its time, and one that fails, hangs or is gone is down while the rest stands", async () => {
  // The first connection of a busy machine may outlast the half second that readiness allows.
  await expect.poll(async () => (await readiness()).isReady, { timeout: 15_000 }).toBe(true);
  const whole = await deepCheck();
  expect(whole.parts.map((part) => part.name)).toEqual(["database", "migrations", "queue", "worker", "ap", "bss97", "billing", "payment", "sms", "mail"]);
  expect(whole.parts.filter((part) => ["database", "migrations", "ap", "bss97", "billing", "payment", "sms"].includes(part.name) && part.state === "down")).toEqual([]);
  // No worker empties the queue beside these tests: it is down once its oldest job has waited a minute.
  const queue = whole.parts.find((part) => part.name === "queue");
  expect(queue?.state === "down").toBe(Number(queue?.fact ?? 0) > 60);
  // No mail server and no worker stand beside these tests.
  expect((await stateOf("mail"))?.state).toBe("down");
  for (const part of whole.parts) expect(part.tookMs).toBeGreaterThanOrEqual(0);

  const broken = createServer((request, response) => {
    if (request.url === "/hang/") return;
    response.writeHead(503).end();
  });
  await new Promise<void>((done) => broken.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
  Object.assign(settings, { AP_URL: url, BSS97_URL: `${url}/hang/`, BILLING_URL: "http://127.0.0.1:9" });
  const parts = Object.fromEntries((await deepCheck()).parts.map((part) => [part.name, part]));
  expect([parts.ap?.state, parts.bss97?.state, parts.billing?.state]).toEqual(["down", "down", "down"]);
  for (const name of ["sms", "database"]) expect(["good", "slow"], name).toContain(parts[name]?.state);
  expect(parts.bss97?.tookMs).toBeLessThan(5000);
  broken.closeAllConnections();
  await new Promise((done) => broken.close(done));
});

it("SY1, promise 24: the disk of a database on this machine is a part of its own, and one that cannot be asked is down", async () => {
  const disk = async (folder: string) => {
    Object.assign(settings, { DATABASE_DISK: folder });
    return stateOf("disk");
  };
  expect(await disk("")).toBeUndefined();
  const here = await disk(tmpdir());
  expect(here?.fact).toBeGreaterThan(0);
  expect(here?.state).toBe(Number(here?.fact) < 80 ? "good" : Number(here?.fact) < 95 ? "slow" : "down");
  expect(await disk("/nowhere/at/all")).toMatchObject({ state: "down", fact: null });
  // Of several the fullest counts, and one that is away hides no other.
  expect(Math.abs(Number((await disk([tmpdir(), "/nowhere/at/all"].join(delimiter)))?.fact) - Number(here?.fact))).toBeLessThanOrEqual(1);
});

/** The clock stands a minute into an hour, so that no window of the counters ends while a test fills it. */
const standStill = () => vi.useFakeTimers({ toFake: ["Date"], now: Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

const at = (ip: string) => scopeFor("SD", anonymous, { ip });

it("SY6: tries to sign in are counted per name and per address, whichever is passed first", async () => {
  standStill();
  const name = `guess${Date.now()}`;
  const tries = async (ip: string, account: string, times: number) => {
    const codes: string[] = [];
    for (let n = 0; n < times; n += 1) codes.push(await codeOf(signInWithPassword(await at(ip), { name: account, password: "a wrong one", deviceToken: null })));
    return codes;
  };
  expect(await tries("10.8.0.1", name, 6)).toEqual([...Array.from({ length: 5 }, () => "SIGN_IN_REFUSED"), "TOO_MANY_TRIES"]);
  expect(await tries("10.8.0.2", name, 1)).toEqual(["TOO_MANY_TRIES"]);
  const perAddress: string[] = [];
  for (let n = 0; n < 101; n += 1) perAddress.push(...(await tries("10.8.0.3", `${name}x${n}`, 1)));
  expect([perAddress[99], perAddress[100]]).toEqual(["SIGN_IN_REFUSED", "TOO_MANY_TRIES"]);
}, 60_000);

it("SY6: codes are counted per address, each stands five guesses, and hand-off codes are counted per clerk", async () => {
  standStill();
  const phone = `139${String(Date.now()).slice(-8)}`;
  const sent: string[] = [];
  for (let n = 0; n < 6; n += 1) sent.push(await codeOf(sendCode(await at("10.8.1.1"), { purpose: "signIn", subject: phone })));
  expect(sent).toEqual([...Array.from({ length: 5 }, () => "ok"), "TOO_MANY_TRIES"]);
  const guesses: string[] = [];
  for (let n = 0; n < 7; n += 1) guesses.push(await codeOf(signInWithCode(await at("10.8.1.2"), { phone, code: String(100_000 + n) })));
  expect(new Set(guesses)).toEqual(new Set(["CODE_WRONG"]));
  const clerk = await (await operator({ roles: ["service"] })).as();
  const codes: string[] = [];
  for (let n = 0; n < 61; n += 1) codes.push(await codeOf(clerk.review.previewHandOff({ code: "AAAAAAAAAA" })));
  expect([codes[59], codes[60]]).toEqual(["FIELDS_REFUSED", "TOO_MANY_TRIES"]);
  expect(await codeOf((await visitor()).signIn.sendCode({ phone: "not a phone" }))).toBe("BAD_REQUEST");
});

it("SY3, promise 45: a page that fails shows the request's own number and nothing else of what went wrong", async () => {
  const buyer = await customer();
  const scope = { ...(await buyer.scope()), db: {} as never };
  const requestId = randomUUID();
  const caller = createCallerFactory(appRouter)({ face: { kind: "storefront", platformId: "SD", provinceId: "SD", isAlias: false }, scope, requestId, ip: "127.0.0.1", device: "", origin: null, ownOrigin: "", fetchSite: null, isInProcess: true, cookieHeader: null });
  // Next shows an error's digest on its error page, and leaves one alone that is already there.
  await expect(caller.order.list({})).rejects.toMatchObject({ code: "INTERNAL_SERVER_ERROR", digest: requestId });
});
