import { createHmac } from "node:crypto";
import { log } from "./log";
import { callOuter, textOf } from "./outer-call";
import { INTERFACE_VERSION } from "./provisioning/interface.rules";

/** `secret`: with several, while one takes over from the other, the message carries a signature by each. `isOuter`: an address that a partner typed. `version`, `signedAt`: other than they should be, where somebody is tried. */
type Call = { base: string; path: string; key: string; secret: string | readonly string[]; body?: unknown; method?: "POST" | "GET"; timeoutMs: number; requestId?: string | null; isOuter?: boolean; version?: string; signedAt?: Date };
/** `body` is null when the answer was not JSON. */
export type SignedAnswer = { status: number; body: unknown };
const MOST_BYTES = 65_536;

/** The signature of a message between us and an outside system: HMAC-SHA-256 over time, method, path and raw body. */
export function signatureOf(secret: string, timestamp: string, method: string, path: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${method}.${path}.${body}`).digest("hex")}`;
}

/** Sends a signed message, posted under an idempotency key unless it only asks. Throws when the other side does not answer in time or hangs up. */
export async function callSigned({ base, path, key, secret, body, method = "POST", timeoutMs, requestId, isOuter = false, version = INTERFACE_VERSION, signedAt = new Date() }: Call): Promise<SignedAnswer> {
  const text = method === "GET" ? "" : JSON.stringify(body);
  const timestamp = Math.floor(signedAt.getTime() / 1000).toString();
  const signature = [secret].flat().map((one) => signatureOf(one, timestamp, method, path, text)).join(",");
  const headers = { "content-type": "application/json", "x-kdsw-version": version, "x-kdsw-key": key, "x-kdsw-timestamp": timestamp, "x-kdsw-signature": signature, ...(requestId ? { "x-request-id": requestId } : {}) };
  const started = performance.now();
  const said = (status: number) => log.info({ requestId: requestId ?? null, path, key, status, tookMs: Math.round(performance.now() - started) }, "outside system called");
  const send = isOuter ? sendOuter : sendTrusted;
  const { status, raw } = await send({ url: `${base}${path}`, method, headers, body: text, timeoutMs }).catch((error: unknown) => {
    said(0);
    throw error;
  });
  said(status);
  try {
    return { status, body: JSON.parse(raw) as unknown };
  } catch {
    return { status, body: null };
  }
}

type Message = { url: string; method: "POST" | "GET"; headers: Record<string, string>; body: string; timeoutMs: number };
type Answer = { status: number; raw: string };

async function sendTrusted({ url, method, headers, body, timeoutMs }: Message): Promise<Answer> {
  const response = await fetch(url, { method, redirect: "error", signal: AbortSignal.timeout(timeoutMs), headers, ...(method === "GET" ? {} : { body }) });
  return { status: response.status, raw: (await response.text()).slice(0, MOST_BYTES) };
}

async function sendOuter(message: Message): Promise<Answer> {
  const answer = await callOuter(message);
  return { status: answer.statusCode ?? 0, raw: await textOf(answer, MOST_BYTES) };
}
