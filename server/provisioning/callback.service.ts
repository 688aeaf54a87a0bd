import { z } from "zod";
import { env } from "../env";
import { sameText } from "../crypto";
import { AppError } from "../kernel/errors";
import { signatureOf } from "../signed-call";
import type { Scope } from "../scope";
import { applyAnswer } from "./send.service";
import { readApAnswer } from "./service-order.rules";

const Callback = z.object({
  serviceOrderId: z.uuid(),
  key: z.string().max(200),
  status: z.enum(["active", "failed"]),
  businessId: z.string().optional(),
  applicationAccount: z.object({ name: z.string(), administratorName: z.string(), signInUrl: z.string() }).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});

type Signed = { method: string; path: string; timestamp: string | null; signature: string | null; body: string };

/** True when an AP's message carries our shared secret's signature and is at most 300 seconds old (IN4). */
export function isSignedByAp({ method, path, timestamp, signature, body }: Signed): boolean {
  if (!timestamp || !signature || !/^\d{10}$/.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  return sameText(signature, signatureOf(env().AP_SHARED_SECRET, timestamp, method, path, body));
}

/**
 * Takes an AP's late answer; a second copy changes nothing, and an opening reported after the line failed is undone at the AP.
 * No fence: the AP sends a result once, so a worker that takes the line up meanwhile must not make us lose it. Throws NOT_FOUND
 * for an unknown line or key.
 */
export async function takeCallback(scope: Scope, raw: string): Promise<void> {
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    throw new AppError("FIELDS_REFUSED");
  }
  const parsed = Callback.safeParse(json);
  if (!parsed.success) throw new AppError("FIELDS_REFUSED");
  const { serviceOrderId, key, status } = parsed.data;
  const line = await scope.db.serviceOrder.findFirst({ where: { id: serviceOrderId, requestKey: key, operation: "open" } });
  if (!line) throw new AppError("NOT_FOUND");
  const { id, attempt, fence } = line;
  const meaning = readApAnswer(status === "active" ? 200 : 422, parsed.data);
  await applyAnswer({ ...scope, requestId: line.requestId ?? scope.requestId }, { id, attempt, ...(meaning.kind === "tryAgain" ? { fence } : {}) }, meaning);
}
