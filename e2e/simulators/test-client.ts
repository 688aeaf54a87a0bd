import { randomUUID } from "node:crypto";
import type { Simulator } from "./kit/server";
import { signedHeaders } from "./kit/signature";
import { demoSecrets } from "./start";

type Sent = { body?: unknown; key?: string | undefined; secret?: string; at?: Date; headers?: Record<string, string | undefined> };
export type Got = { status: number; type: string; text: string; body: Record<string, unknown> };

/** The portal's side of the agreement: signs and sends one call; `headers` overrides, undefined leaves one out. */
export async function send(simulator: Simulator, method: "GET" | "POST", path: string, sent: Sent = {}): Promise<Got> {
  const rawBody = sent.body === undefined ? "" : JSON.stringify(sent.body);
  const secret = sent.secret ?? (simulator.name === "ap" ? demoSecrets.ap : demoSecrets.bss);
  const key = method === "POST" ? (sent.key ?? randomUUID()) : undefined;
  const signed = signedHeaders(secret, { method, pathWithQuery: path, rawBody, key, at: sent.at ?? new Date() });
  const headers = Object.entries({ ...signed, ...sent.headers }).filter((row): row is [string, string] => row[1] !== undefined);
  return got(await fetch(`${simulator.url}${path}`, { method, headers, ...(rawBody === "" ? {} : { body: rawBody }) }));
}

export async function control(simulator: Simulator, switches: Record<string, unknown>): Promise<Got> {
  return got(await fetch(`${simulator.url}/_control`, { method: "POST", body: JSON.stringify(switches) }));
}

export async function effectsOf(simulator: Simulator): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${simulator.url}/_effects`);
  return ((await answer.json()) as { effects: Record<string, unknown>[] }).effects;
}

export async function callsOf(simulator: Simulator): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${simulator.url}/_calls`);
  return ((await answer.json()) as { calls: Record<string, unknown>[] }).calls;
}

async function got(answer: Response): Promise<Got> {
  const text = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  const body = type.startsWith("application/json") ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: answer.status, type, text, body };
}

export function openOrder(change: { domain?: string; callbackUrl?: string; seats?: number } = {}) {
  return {
    serviceOrderId: randomUUID() as string,
    orderNumber: "SD2026110000001",
    platformId: "SD",
    provinceId: "SD",
    product: {
      specificationCode: "OA",
      offeringCode: "OA-STD",
      seats: change.seats ?? 20,
      facts: (change.domain === undefined ? {} : { domain: change.domain }) as Record<string, string>,
    },
    company: { name: "齐鲁精工机械有限公司", creditCode: "91370100MA3C000001" },
    administrator: { name: "王敏", email: "wangmin@qilu.example", phone: "13800000001" },
    callbackUrl: change.callbackUrl ?? "http://127.0.0.1:9/ap/callback",
  };
}

export function accountOpening(accountName = "qilu_jinggong") {
  return {
    openingId: randomUUID() as string,
    platformId: "SD",
    provinceId: "SD",
    accountName,
    payType: "postpaid" as "prepaid" | "postpaid",
    paymentAccountNumber: "SD0531000001" as string | null,
    company: { name: "齐鲁精工机械有限公司", creditCode: "91370100MA3C000001", address: "济南市历下区", contactName: "王敏", contactPhone: "13800000001" },
  };
}
