import { z } from "zod";
import { env } from "../env";
import { sameText } from "../crypto";
import { AppError } from "../kernel/errors";
import { connectionOf } from "../partners/connection.service";
import { signatureOf } from "../signed-call";
import { INTERFACE_VERSION } from "./interface.rules";
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

type Signed = { method: string; path: string; timestamp: string | null; signature: string | null; version: string | null; body: string };
/** Longest age, or lead, of a message in seconds. */
const TOLERANCE_SECONDS = 300;

/** The secrets that may have signed a message: those of the application whose line it names, so that no provider speaks for another's. */
async function secretsFor(scope: Scope, raw: string): Promise<readonly string[]> {
  const { serviceOrderId } = (parsed(raw) ?? {}) as { serviceOrderId?: unknown };
  const isId = z.uuid().safeParse(serviceOrderId);
  const line = isId.success ? await scope.db.serviceOrder.findFirst({ where: { id: isId.data }, select: { specificationCode: true, platformId: true, provinceId: true } }) : null;
  return line ? (await connectionOf(line)).secrets : [env().AP_SHARED_SECRET];
}

/**
 * IN4: why an AP's message is not listened to, or null: it carries a signature by a secret of that very application, is at most 300
 * seconds old, and speaks our version of the interface. The version is told only to whoever signed.
 */
export async function callbackRefusal(scope: Scope, { method, path, timestamp, signature, version, body }: Signed): Promise<"SIGNATURE_REFUSED" | "VERSION_UNSUPPORTED" | null> {
  if (!timestamp || !signature || !/^\d{10}$/.test(timestamp)) return "SIGNATURE_REFUSED";
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return "SIGNATURE_REFUSED";
  const secrets = await secretsFor(scope, body);
  if (!secrets.some((secret) => sameText(signature, signatureOf(secret, timestamp, method, path, body)))) return "SIGNATURE_REFUSED";
  return version === INTERFACE_VERSION ? null : "VERSION_UNSUPPORTED";
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return null;
  }
}

/**
 * Takes an AP's late answer; a second copy changes nothing, and an opening reported after the line failed is undone at the AP.
 * No fence: the AP sends a result once, so a worker that takes the line up meanwhile must not make us lose it. Throws NOT_FOUND
 * for an unknown line or key.
 */
export async function takeCallback(scope: Scope, raw: string): Promise<void> {
  const message = Callback.safeParse(parsed(raw));
  if (!message.success) throw new AppError("FIELDS_REFUSED");
  const { serviceOrderId, key, status } = message.data;
  const line = await scope.db.serviceOrder.findFirst({ where: { id: serviceOrderId, requestKey: key, operation: "open" } });
  if (!line) throw new AppError("NOT_FOUND");
  const { id, attempt, fence } = line;
  const meaning = readApAnswer(status === "active" ? 200 : 422, message.data);
  await applyAnswer({ ...scope, requestId: line.requestId ?? scope.requestId }, { id, attempt, ...(meaning.kind === "tryAgain" ? { fence } : {}) }, meaning);
}
