import { createHmac } from "node:crypto";
import { log } from "./log";

type Call = { base: string; path: string; key: string; secret: string; body?: unknown; method?: "POST" | "GET"; timeoutMs: number; requestId?: string | null };
/** `body` is null when the answer was not JSON. */
export type SignedAnswer = { status: number; body: unknown };

/** The signature of a message between us and an outside system: HMAC-SHA-256 over time, method, path and raw body. */
export function signatureOf(secret: string, timestamp: string, method: string, path: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${method}.${path}.${body}`).digest("hex")}`;
}

/** Sends a signed message, posted under an idempotency key unless it only asks. Throws when the other side does not answer in time or hangs up. */
export async function callSigned({ base, path, key, secret, body, method = "POST", timeoutMs, requestId }: Call): Promise<SignedAnswer> {
  const text = method === "GET" ? "" : JSON.stringify(body);
  const timestamp = Math.floor(Date.now() / 1000).toString();
  const started = performance.now();
  const said = (status: number) => log.info({ requestId: requestId ?? null, path, key, status, tookMs: Math.round(performance.now() - started) }, "outside system called");
  const response = await fetch(`${base}${path}`, {
    method,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
    headers: { "content-type": "application/json", "x-kdsw-version": "1", "x-kdsw-key": key, "x-kdsw-timestamp": timestamp, "x-kdsw-signature": signatureOf(secret, timestamp, method, path, text), ...(requestId ? { "x-request-id": requestId } : {}) },
    ...(method === "GET" ? {} : { body: text }),
  }).catch((error: unknown) => {
    said(0);
    throw error;
  });
  said(response.status);
  const raw = (await response.text()).slice(0, 65_536);
  try {
    return { status: response.status, body: JSON.parse(raw) as unknown };
  } catch {
    return { status: response.status, body: null };
  }
}
