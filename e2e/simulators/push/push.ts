import { createECDH, randomBytes, randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { html, page, table, timeText } from "../kit/html";
import type { Simulator } from "../kit/server";
import { type Receiver, decryptAes128gcm, vapidProblem } from "./crypto";

export type PushOptions = { port: number; host?: string | undefined; now?: (() => Date) | undefined };
type Subscription = Receiver & { key: string };
type Message = { subscriptionId: string; status: number; problem: string | null; payload: string; ttl: string; at: string };

/** What the service answers, and after how long; a status for one subscription alone says that just it is gone. */
const Control = z.strictObject({ status: z.number().int().optional(), delayMs: z.number().int().optional(), subscriptionId: z.string().optional() });
const Subscribe = z.strictObject({ key: z.string().min(80) });
const MOST_BYTES = 4096;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** A browser maker's push service, and the browser's part of it: it makes subscriptions, checks who sends, and reads what only the browser could. */
export async function startPush({ port: wanted, host = "127.0.0.1", now = () => new Date() }: PushOptions): Promise<Simulator> {
  const subscriptions = new Map<string, Subscription>();
  const messages: Message[] = [];
  let control: z.output<typeof Control> = {};
  const gone = new Map<string, number>();
  let url = "";

  const subscribe = (key: string) => {
    const ecdh = createECDH("prime256v1");
    const publicKey = ecdh.generateKeys();
    const [id, auth] = [randomUUID(), randomBytes(16)];
    subscriptions.set(id, { privateKey: ecdh.getPrivateKey(), publicKey, auth, key });
    return { endpoint: `${url}/push/${id}`, keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") } };
  };

  /** The problem of a message, or what the browser reads in it. */
  const read = (request: IncomingMessage, body: Buffer, subscription: Subscription): { problem: string | null; payload: string } => {
    const problem = vapidProblem(request.headers.authorization ?? "", { audience: url, key: subscription.key, now: now() }) ?? (request.headers["content-encoding"] === "aes128gcm" ? null : "not encrypted as agreed") ?? (request.headers.ttl ? null : "no TTL") ?? (body.length > MOST_BYTES ? "too large" : null);
    if (problem) return { problem, payload: "" };
    try {
      return { problem: null, payload: decryptAes128gcm(body, subscription) };
    } catch {
      return { problem: "cannot be decrypted", payload: "" };
    }
  };

  const take = async (request: IncomingMessage, response: ServerResponse, subscriptionId: string) => {
    const body = await bodyOf(request);
    const subscription = subscriptions.get(subscriptionId);
    if (control.delayMs) await sleep(control.delayMs);
    const forced = gone.get(subscriptionId) ?? control.status;
    const { problem, payload } = subscription ? read(request, body, subscription) : { problem: "unknown subscription", payload: "" };
    const status = forced ?? (subscription ? (problem ? 400 : 201) : 404);
    messages.push({ subscriptionId, status, problem, payload, ttl: String(request.headers.ttl ?? ""), at: now().toISOString() });
    response.writeHead(status, status === 429 ? { "retry-after": "60" } : {}).end();
  };

  const show = () => page({
    title: "浏览器推送服务（模拟）", lead: "浏览器厂商的推送服务：核对发送方的签名，并像浏览器那样解密。",
    main: html`<section><h2>收到的推送</h2>${table("收到的推送", ["时间", "结果", "内容"], [...messages].reverse().slice(0, 50).map((message) => [timeText(message.at), message.status === 201 ? "已收下" : `已拒绝（${String(message.status)}）`, message.payload]), "还没有推送。")}</section>`,
  });

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "/";
    const answer = (body: unknown) => response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" }).end(JSON.stringify(body));
    if (request.method === "GET" && path === "/") return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(show());
    if (request.method === "GET" && path === "/_messages") return void answer({ messages });
    if (request.method === "POST" && path === "/_subscribe") return void answer(subscribe(Subscribe.parse(JSON.parse(String(await bodyOf(request)))).key));
    if (request.method === "POST" && path === "/_control") {
      const { subscriptionId, ...wantedNow } = Control.parse(JSON.parse(String(await bodyOf(request))));
      if (subscriptionId !== undefined) gone.set(subscriptionId, wantedNow.status ?? 410);
      else control = wantedNow;
      return void answer({});
    }
    const match = /^\/push\/([\w-]+)$/.exec(path);
    if (request.method === "POST" && match?.[1]) return take(request, response, match[1]);
    response.writeHead(404).end();
  };

  const server = createServer((request, response) => void serve(request, response).catch(() => { if (!response.headersSent) response.writeHead(400).end(); }));
  await new Promise<void>((done, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) => failed(error.code === "EADDRINUSE" ? new Error(`Simulator push cannot start: port ${String(wanted)} on ${host} is already taken.`) : error));
    server.listen(wanted, host, done);
  });
  url = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  return { name: "push", url, close: () => new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); }) };
}
