import { request } from "node:http";
import type { LookupFunction } from "node:net";
import type { Parts } from "../kit/definition";
import type { Answer } from "../kit/ledger";
import { signedHeaders } from "../kit/signature";

const retries = 3;
const answerWithinMs = 5_000;

/** Who is told, and of which product. */
type Called = { callbackUrl: string; product: { specificationCode: string } };

export type Callbacks = ReturnType<typeof createCallbacks>;

/** Delivers results to the portal: signed, retried until a 2xx, twice when `duplicate` is on. At least once, never surely once. */
export function createCallbacks(parts: Parts, secretOf: (specificationCode: string) => string, retryAfterMs: number) {
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();

  function later(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delayMs);
    timers.add(timer);
  }

  async function attempt(key: string, { callbackUrl, product }: Called, rawBody: string, number: number): Promise<void> {
    const status = await post(callbackUrl, secretOf(product.specificationCode), key, rawBody);
    if (stopping.signal.aborted) return;
    const isDelivered = status !== null && status >= 200 && status < 300;
    const final = isDelivered || number > retries;
    parts.ledger.keepDelivery({ key, at: parts.now().toISOString(), attempt: number, status, final });
    if (!final) later(retryAfterMs * number, () => void attempt(key, { callbackUrl, product }, rawBody, number + 1));
  }

  function post(callbackUrl: string, secret: string, key: string, rawBody: string): Promise<number | null> {
    const url = new URL(callbackUrl);
    const headers = signedHeaders(secret, { method: "POST", pathWithQuery: url.pathname + url.search, rawBody, key, at: parts.now() });
    return new Promise((resolve) => {
      const call = request(url, { method: "POST", headers, lookup: loopback, timeout: answerWithinMs, signal: stopping.signal }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? null);
      });
      call.on("timeout", () => call.destroy());
      call.on("error", () => resolve(null));
      call.end(rawBody);
    });
  }

  return {
    later,
    deliver(key: string, order: Called & { serviceOrderId: string }, answer: Answer): void {
      const rawBody = JSON.stringify({ serviceOrderId: order.serviceOrderId, key, ...answer.body });
      const copies = parts.switches.duplicate ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) void attempt(key, order, rawBody, 1);
    },
    stop(): void {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

// Names under localhost are not resolved everywhere, and no other name was let in.
const loopback: LookupFunction = (_name, options, done) => {
  if (options.all) done(null, [{ address: "127.0.0.1", family: 4 }]);
  else done(null, "127.0.0.1", 4);
};
