import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { authenticator } from "otplib";
import { afterEach, describe, expect, it } from "vitest";
import { paymentAccounts } from "./billing/accounts";
import type { Simulator } from "./kit/server";
import { startSimulator, type StartOptions } from "./start";
import { accountOpening, control, effectsOf, openOrder, send } from "./test-client";

const running: Simulator[] = [];
async function start(options: StartOptions): Promise<Simulator> {
  const simulator = await startSimulator(options);
  running.push(simulator);
  return simulator;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const rawWords =
  /\b(active|suspended|cancelled|opened|stored|completed|rejected|failed|partial|prepaid|postpaid|normal|degraded|down|accepted|true|false|null|undefined|NaN|dropReply|silent|failing|garbage|openService|suspendService)\b/;

async function pageOf(simulator: Simulator, address = "/"): Promise<{ markup: string; words: string }> {
  const markup = await (await fetch(`${simulator.url}${address}`)).text();
  const words = markup.replace(/<style>[\s\S]*?<\/style>/g, "").replace(/<[^>]*>/g, " ");
  return { markup, words };
}

const result = (state: string) => ({
  orderId: randomUUID(),
  orderNumber: "SD2026110000001",
  platformId: "SD",
  provinceId: "SD",
  accountName: "qilu_jinggong",
  state,
  channel: "portal",
  agentId: null,
  completedAt: state === "completed" ? "2026-11-23T08:00:00+08:00" : null,
  items: [{ offeringCode: "OA-STD", businessId: null, seats: 20 }],
});

describe("pages", () => {
  it("are Chinese, headed and labelled, with states in words and nothing that a caller sent as markup", async () => {
    const ap = await start({ name: "ap", port: 0 });
    const order = openOrder();
    order.company.name = "<script>alert(1)</script>公司";
    const opened = await send(ap, "POST", "/v1/services", { body: order, key: "key-1" });
    const suspension = { serviceOrderId: randomUUID(), orderNumber: "1", cause: "arrears" };
    await send(ap, "POST", `/v1/services/${String(opened.body.businessId)}/suspend`, { body: suspension, key: "key-2" });
    await control(ap, { dropReplyNext: 1, failNext: 1, heartbeat: "down" });
    await send(ap, "GET", "/v1/heartbeat");
    const bss97 = await start({ name: "bss97", port: 0 });
    await send(bss97, "POST", "/v1/account-openings", { body: accountOpening() });
    for (const state of ["completed", "rejected", "cancelled", "failed", "partial"]) {
      expect((await send(bss97, "POST", "/v1/order-results", { body: result(state) })).body).toEqual({ status: "stored" });
    }
    const billing = await start({ name: "billing", port: 0 });
    const desk = await start({ name: "desk", port: 0, links: [{ label: "应用提供商系统（模拟）", href: ap.url }], mailWebUrl: "http://127.0.0.1:1080/" });

    for (const simulator of [ap, bss97, billing, desk]) {
      const { markup, words } = await pageOf(simulator, simulator === desk ? "/?refresh=off" : "/");
      expect(markup).toMatch(/<html lang="zh-CN">[\s\S]*name="viewport"[\s\S]*<h1>[^<]+<\/h1>[\s\S]*<h2>/);
      expect(words).not.toMatch(rawWords);
      const named = [...markup.matchAll(/<(?:input type="text"|select)[^>]* id="(\w+)"/g)].map((match) => match[1]);
      expect(named.length).toBeGreaterThan(3);
      for (const id of named) expect(markup).toContain(`<label for="${id}">`);
    }
    expect((await pageOf(ap)).markup).not.toContain("<script>");
    expect((await pageOf(ap)).words).toMatch(/已暂停[\s\S]*故障 503/);
    expect((await pageOf(bss97)).words).toMatch(/97SD0000001[\s\S]*后付费[\s\S]*部分完成/);
    expect((await pageOf(desk)).markup).toMatch(/href="http:\/\/127\.0\.0\.1:1080\/"[\s\S]*href="http:\/\/127\.0\.0\.1/);
  });
});

describe("97", () => {
  it("numbers accounts per province and refuses a taken name, a second opening and postpaid without an account", async () => {
    const simulator = await start({ name: "bss97", port: 0 });
    const open = (body: object) => send(simulator, "POST", "/v1/account-openings", { body });
    const first = accountOpening();
    await open(first);
    expect((await open({ ...accountOpening("qilu_second"), payType: "prepaid", paymentAccountNumber: null })).body.accountNumber97).toBe("97SD0000002");
    expect((await open(accountOpening())).body.code).toBe("ACCOUNT_NAME_TAKEN");
    expect((await open(first)).body).toMatchObject({ code: "ALREADY_OPEN", accountNumber97: "97SD0000001" });
    expect((await open({ ...accountOpening("qilu_third"), paymentAccountNumber: null })).body.code).toBe("PAYMENT_ACCOUNT_NEEDED");
    expect((await open({ ...accountOpening(), platformId: "NF", provinceId: "SC" })).body.accountNumber97).toBe("97SC0000001");
  });
});

describe("billing", () => {
  it.each([
    ["SD", "SD0531000001", "齐鲁精工机械有限公司", { confirmed: true, maskedHolder: "齐鲁******公司", service: "固定电话" }],
    ["SD", "SD0531000002", " 齐鲁通达物流有限公司", { confirmed: true, maskedHolder: "齐鲁******公司", service: "宽带" }],
    ["SD", "SD0531000001", "别家公司", { confirmed: false, reason: "HOLDER_MISMATCH" }],
    ["SD", "SD0531000005", "齐鲁福满连锁超市有限公司", { confirmed: false, reason: "IN_ARREARS" }],
    ["SD", "SD0531000005", "别家公司", { confirmed: false, reason: "HOLDER_MISMATCH" }],
    ["GD", "SD0531000001", "齐鲁精工机械有限公司", { confirmed: false, reason: "NOT_FOUND" }],
  ])("in %s, %s of %s", async (provinceId, accountNumber, holderName, answer) => {
    const simulator = await start({ name: "billing", port: 0 });
    const body = { platformId: provinceId, provinceId, accountNumber, holderName };
    expect((await send(simulator, "POST", "/v1/payment-accounts/verify", { body })).body).toEqual(answer);
  });

  it("has accounts in all 31 provinces, with numbers of their own", () => {
    expect(new Set(paymentAccounts.map((row) => row.provinceId)).size).toBe(31);
    expect(new Set(paymentAccounts.map((row) => row.number)).size).toBe(paymentAccounts.length);
  });
});

describe("the desk", () => {
  it("keeps one message per key, newest first", async () => {
    const desk = await start({ name: "desk", port: 0 });
    const sms = (to: string, text: string, key: string) =>
      fetch(`${desk.url}/v1/sms`, { method: "POST", body: JSON.stringify({ to, text, key }) }).then((answer) => answer.status);
    const first = "【宽带商务】验证码 123456";
    expect(await Promise.all(Array.from({ length: 10 }).map(() => sms("13800000001", first, "k1")))).toEqual(Array(10).fill(200));
    expect([await sms("13800000001", "第二条", "k2"), await sms("13800000002", "别人的", "k3"), await sms("13800000002", "改了", "k3")]).toEqual([200, 200, 422]);
    const { messages } = (await (await fetch(`${desk.url}/_sms?to=13800000001`)).json()) as { messages: { text: string }[] };
    expect(messages.map((message) => message.text)).toEqual(["第二条", first]);
    expect(await effectsOf(desk)).toHaveLength(3);
    expect((await pageOf(desk)).words).toContain("验证码 123456");
  });

  it("shows the staff's codes, refreshes itself, and can be told not to", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "simulators-"));
    const staffFile = path.join(folder, "staff.json");
    const at = new Date("2026-11-23T08:00:10Z");
    const desk = await start({ name: "desk", port: 0, staffFile, now: () => at });
    expect((await pageOf(desk)).words).toContain("还没有演示员工");
    const secret = authenticator.generateSecret();
    writeFileSync(staffFile, JSON.stringify([{ name: "李审核", email: "li@ops.example", secret, duty: "省公司审核员" }]));
    const code = authenticator.clone({ epoch: at.getTime() }).generate(secret);
    expect(await (await fetch(`${desk.url}/_totp?email=li@ops.example`)).json()).toEqual({ code, secondsLeft: 20 });
    expect((await fetch(`${desk.url}/_totp?email=nobody@ops.example`)).status).toBe(404);
    const { markup, words } = await pageOf(desk);
    expect(words).toMatch(new RegExp(`李审核[\\s\\S]*${code}[\\s\\S]*20 秒`));
    expect(markup).toContain('http-equiv="refresh" content="10"');
    expect(markup).not.toContain(secret);
    expect((await pageOf(desk, "/?refresh=off")).markup).not.toContain("http-equiv");
    rmSync(folder, { recursive: true });
  });
});
