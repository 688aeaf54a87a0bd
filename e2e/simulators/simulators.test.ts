import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Simulator } from "./kit/server";
import { startSimulator, type StartOptions } from "./start";
import { accountOpening, callsOf, control, effectsOf, openOrder, send } from "./test-client";

const running: Simulator[] = [];
const folders: string[] = [];

async function start(options: StartOptions): Promise<Simulator> {
  const simulator = await startSimulator(options);
  running.push(simulator);
  return simulator;
}
const ap = (more: Partial<Extract<StartOptions, { name: "ap" }>> = {}) => start({ ...more, name: "ap", port: 0 });
const verify = (accountNumber = "SD0531000001", holderName = "齐鲁精工机械有限公司") => ({
  platformId: "SD",
  provinceId: "SD",
  accountNumber,
  holderName,
});
const verifyPath = "/v1/payment-accounts/verify";

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "simulators-"));
  folders.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

describe("who may call", () => {
  it("refuses what is not signed, signed with another secret, stale, or signed for another address", async () => {
    const simulator = await ap();
    const body = openOrder();
    const ask = (more: Parameters<typeof send>[3]) => send(simulator, "POST", "/v1/services", { body, ...more });
    const refused = [
      await ask({ headers: { "x-kdsw-signature": undefined } }),
      await ask({ secret: "another" }),
      await ask({ at: new Date(Date.now() - 301_000) }),
      await ask({ at: new Date(Date.now() + 305_000) }),
      await send(simulator, "GET", "/v1/heartbeat", { secret: "another" }),
    ];
    expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual([
      [401, "SIGNATURE_MISSING"],
      [401, "SIGNATURE_WRONG"],
      [401, "SIGNATURE_STALE"],
      [401, "SIGNATURE_STALE"],
      [401, "SIGNATURE_WRONG"],
    ]);
    expect(await effectsOf(simulator)).toEqual([]);
    expect((await ask({ at: new Date(Date.now() - 290_000) })).status).toBe(200);
  });

  it.each([
    ["no version", { headers: { "x-kdsw-version": undefined } }, 400, "VERSION_UNSUPPORTED"],
    ["version 2", { headers: { "x-kdsw-version": "2" } }, 400, "VERSION_UNSUPPORTED"],
    ["no key", { headers: { "x-kdsw-key": undefined } }, 400, "KEY_REQUIRED"],
    ["an unknown field", { body: { ...openOrder(), price: 1 } }, 400, "INVALID"],
    ["no seats", { body: openOrder({ seats: 0 }) }, 400, "INVALID"],
    ["a callback to the outside", { body: openOrder({ callbackUrl: "http://example.com/x" }) }, 400, "INVALID"],
    ["a body over 256 kB", { body: { ...openOrder(), orderNumber: "x".repeat(300_000) } }, 413, "TOO_LARGE"],
  ] as const)("refuses %s", async (_, more, status, code) => {
    const simulator = await ap();
    const answer = await send(simulator, "POST", "/v1/services", { body: openOrder(), ...more });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await effectsOf(simulator)).toEqual([]);
  });

  it("names every field that is wrong", async () => {
    const simulator = await start({ name: "bss97", port: 0 });
    const answer = await send(simulator, "POST", "/v1/account-openings", { body: { ...accountOpening("_no"), payType: "gift" } });
    expect((answer.body.issues as { path: string }[]).map((issue) => issue.path)).toEqual(["accountName", "payType"]);
  });
});

describe("one key, one effect", () => {
  it("carries out 50 identical opens at once as one, with equal answers", async () => {
    const simulator = await ap();
    const body = openOrder();
    const answers = await Promise.all(
      Array.from({ length: 50 }).map(() => send(simulator, "POST", "/v1/services", { body, key: "line-1" })),
    );
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ status: "active", businessId: "OA-SD-00000001" });
    expect((await effectsOf(simulator)).map((effect) => effect.key)).toEqual(["line-1"]);
    expect(await callsOf(simulator)).toHaveLength(50);
  });

  it("refuses a used key with another body or another address", async () => {
    const simulator = await ap();
    const body = openOrder();
    await send(simulator, "POST", "/v1/services", { body, key: "line-1" });
    const otherBody = await send(simulator, "POST", "/v1/services", { body: openOrder(), key: "line-1" });
    const otherPath = await send(simulator, "POST", "/v1/launch", { body: { token: "x" }, key: "line-1" });
    for (const answer of [otherBody, otherPath]) expect([answer.status, answer.body.code]).toEqual([422, "KEY_REUSED"]);
    expect(await effectsOf(simulator)).toHaveLength(1);
  });
});

describe("faults", () => {
  it("answers 503 to the next calls only, and does nothing for them", async () => {
    const simulator = await start({ name: "billing", port: 0 });
    await control(simulator, { failNext: 2 });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await send(simulator, "POST", verifyPath, { body: verify(), key: "v1" })).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(await effectsOf(simulator)).toHaveLength(1);
  });

  it("keeps failing until reset, and the console stays reachable", async () => {
    const simulator = await start({ name: "billing", port: 0 });
    await control(simulator, { failAlways: true, garbage: true });
    expect((await send(simulator, "POST", verifyPath, { body: verify() })).status).toBe(503);
    expect((await fetch(simulator.url)).status).toBe(200);
    expect(await (await fetch(`${simulator.url}/_control/reset`, { method: "POST" })).json()).toMatchObject({ failAlways: false, garbage: false });
    expect((await send(simulator, "POST", verifyPath, { body: verify() })).status).toBe(200);
  });

  it("answers garbage with 200", async () => {
    const simulator = await start({ name: "bss97", port: 0 });
    await control(simulator, { garbage: true });
    const answer = await send(simulator, "POST", "/v1/account-openings", { body: accountOpening() });
    expect(answer.status).toBe(200);
    expect(() => JSON.parse(answer.text) as unknown).toThrow(SyntaxError);
    expect(await effectsOf(simulator)).toEqual([]);
  });

  it("stays silent, and slow calls are answered late but carried out", async () => {
    const simulator = await ap();
    await control(simulator, { silent: true });
    const silent = fetch(`${simulator.url}/v1/heartbeat`, { signal: AbortSignal.timeout(300) });
    await expect(silent).rejects.toThrow(/timeout/);
    await control(simulator, { silent: false, delayMs: 300 });
    const before = performance.now();
    expect((await send(simulator, "POST", "/v1/services", { body: openOrder() })).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(290);
  });

  it("drops a reply after the effect, and the retry gets the answer that was lost", async () => {
    const simulator = await ap();
    await control(simulator, { dropReplyNext: 1 });
    const body = openOrder();
    await expect(send(simulator, "POST", "/v1/services", { body, key: "line-1" })).rejects.toThrow(/fetch failed/);
    const [effect] = await effectsOf(simulator);
    const retry = await send(simulator, "POST", "/v1/services", { body, key: "line-1" });
    expect(retry.body.businessId).toBe(effect?.businessId);
    expect(await effectsOf(simulator)).toHaveLength(1);
    expect((await callsOf(simulator)).map((call) => call.fault)).toEqual(["dropReply", null]);
  });

  it("touches one operation only when told so", async () => {
    const simulator = await ap();
    await control(simulator, { failAlways: true, onlyOperation: "readHeartbeat" });
    expect((await send(simulator, "GET", "/v1/heartbeat")).status).toBe(503);
    expect((await send(simulator, "POST", "/v1/services", { body: openOrder() })).status).toBe(200);
  });

  it("puts a message to 97 through twice, with one effect", async () => {
    const simulator = await start({ name: "bss97", port: 0 });
    await control(simulator, { duplicate: true });
    const answer = await send(simulator, "POST", "/v1/account-openings", { body: accountOpening() });
    expect(answer.body).toEqual({ status: "opened", accountNumber97: "97SD0000001" });
    expect((await callsOf(simulator)).map((call) => call.repeated)).toEqual([false, true]);
    expect(await effectsOf(simulator)).toHaveLength(1);
  });

  it.each([{ failnext: 1 }, { failNext: -1 }, { failNext: "1" }, { asynchronous: true }, { onlyOperation: "nothing" }, []])(
    "refuses the setting %j",
    async (setting) => {
      const simulator = await start({ name: "billing", port: 0 });
      expect((await control(simulator, setting as Record<string, unknown>)).status).toBe(400);
    },
  );

  it("takes settings from the plain form, and from no other site", async () => {
    const simulator = await start({ name: "billing", port: 0 });
    const body = new URLSearchParams({ delayMs: "0", failNext: "3", dropReplyNext: "0", forgetNext: "0", silent: "on", onlyOperation: "" });
    const post = (headers: Record<string, string>) => fetch(`${simulator.url}/_control`, { method: "POST", body, headers, redirect: "manual" });
    expect((await post({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post({})).status).toBe(303);
    expect(await (await fetch(`${simulator.url}/_control`)).json()).toMatchObject({ failNext: 3, silent: true, failAlways: false });
    body.set("failNext", "many");
    const wrong = await post({});
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('role="alert"')]);
  });
});

describe("after a restart", () => {
  it("keeps effects, answers and numbering, and survives half a line", async () => {
    const dataDir = folder();
    const body = openOrder();
    const first = await ap({ dataDir });
    const before = await send(first, "POST", "/v1/services", { body, key: "line-1" });
    await first.close();
    appendFileSync(path.join(dataDir, "ap.jsonl"), '{"type":"outcome","outc');

    const second = await ap({ dataDir });
    expect((await send(second, "POST", "/v1/services", { body, key: "line-1" })).text).toBe(before.text);
    const next = await send(second, "POST", "/v1/services", { body: openOrder(), key: "line-2" });
    expect(next.body.businessId).toBe("OA-SD-00000002");
    await second.close();

    const third = await ap({ dataDir });
    expect((await effectsOf(third)).map((effect) => effect.key)).toEqual(["line-1", "line-2"]);
    expect(await callsOf(third)).toHaveLength(3);
  });

  it("forgets no effect of a killed process, and says which port is taken", async () => {
    const dataDir = folder();
    const free = { SIM_AP_PORT: "0", SIM_97_PORT: "0", SIM_BILLING_PORT: "0", SIM_DESK_PORT: "0", SIM_STRIPE_PORT: "0" };
    const launch = async (more: Record<string, string>) => {
      const script = path.join(import.meta.dirname, "main.ts");
      const child = spawn(process.execPath, ["--import", "tsx", script], { env: { ...process.env, ...free, SIM_DATA_DIR: dataDir, ...more } });
      let output = "";
      const read = (chunk: Buffer) => (output += chunk.toString());
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      const exited = once(child, "exit");
      await expect.poll(() => /desk http|cannot start/.test(output), { timeout: 15_000 }).toBe(true);
      return { child, exited, url: /ap (http:\S+)/.exec(output)?.[1] ?? "", output: () => output };
    };
    const killed = await launch({});
    const opened = { name: "ap", url: killed.url, close: () => Promise.resolve() };
    await send(opened, "POST", "/v1/services", { body: openOrder(), key: "line-1" });
    killed.child.kill("SIGKILL");
    await killed.exited;

    const again = await launch({});
    expect((await effectsOf({ ...opened, url: again.url })).map((effect) => effect.key)).toEqual(["line-1"]);
    const blocked = await launch({ SIM_AP_PORT: new URL(again.url).port });
    expect(blocked.output()).toContain(`port ${new URL(again.url).port} on 127.0.0.1 is already taken`);
    expect(await blocked.exited).toEqual([1, null]);
    again.child.kill("SIGTERM");
    expect(await again.exited).toEqual([0, null]);
  }, 40_000);
});
