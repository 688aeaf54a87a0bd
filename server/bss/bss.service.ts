import type { Tx } from "../db";
import { env } from "../env";
import { type Prisma } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { SANDBOX_PLATFORM } from "../platforms/province.rules";
import { enqueue } from "../queue";
import type { Scope } from "../scope";
import { callSigned } from "../signed-call";
import { requeueDue } from "../sweep";

type Kind = "opening" | "orderResult" | "customerBill" | "customerData" | "productTransfer";
type Message = { kind: Kind; requestKey: string; payload: Prisma.InputJsonValue; provinceId: string; orderId?: string; openingId?: string };
const paths: Record<Kind, string> = { opening: "/v1/account-openings", orderResult: "/v1/order-results", customerBill: "/v1/customer-bills", customerData: "/v1/customer-data", productTransfer: "/v1/product-transfers" };
/** Bills go to the province's billing system, everything else to its 97. */
const baseOf = (kind: string) => (kind === "customerBill" ? env().BILLING_URL : env().BSS97_URL);

/** Writes a message to the province's 97 or billing system and its job with the caller's transaction; resent until acknowledged (PR3, BI20). */
export async function tellBss(tx: Tx, scope: Scope, { kind, requestKey, payload, provinceId, orderId, openingId }: Message): Promise<void> {
  // The sandbox's orders and bills are nobody's, so that no system of a province hears of them (IN9).
  if (scope.platformId === SANDBOX_PLATFORM) return;
  const row = await tx.bssMessage.create({
    data: { kind, path: paths[kind], requestKey, payload, provinceId, orderId: orderId ?? null, openingId: openingId ?? null, requestId: scope.requestId, createdAt: new Date(), nextAttemptAt: new Date() },
  });
  await enqueue(tx, "bss.tell", { platformId: scope.platformId, id: row.id });
}

export type Acknowledged = { kind: string; orderId: string | null; openingId: string | null; answer: Record<string, unknown> };

/**
 * Sends one message. Returns the 97 system's answer when it acknowledged, or null when it must be sent again: pauses
 * grow to an hour and never end, since what 97 does not know is lost to the counter. The key makes repeats harmless.
 */
export async function deliverTo97(ownScope: Scope, { id }: { id: string }, onAcknowledged: (tx: Tx, message: Acknowledged) => Promise<void>): Promise<void> {
  const claimed = await ownScope.db.bssMessage.updateManyAndReturn({ where: { id, state: "waiting" }, data: { fence: { increment: 1 } } });
  const row = claimed[0];
  if (!row) return;
  const scope = { ...ownScope, requestId: row.requestId ?? ownScope.requestId };
  const answer = await callSigned({ base: baseOf(row.kind), path: row.path, key: row.requestKey, secret: env().BSS_SHARED_SECRET, body: row.payload, timeoutMs: 4000, requestId: row.requestId }).catch((error: unknown) => ({ status: 0, body: { message: String((error as Error).message) } }));
  const isAcknowledged = answer.status === 200 && answer.body !== null;
  const attempts = row.attempts + 1;
  const pause = Math.min(3600, 5 * 2 ** Math.min(attempts, 10));
  await scope.transaction(async (tx) => {
    const written = await tx.bssMessage.updateMany({
      where: { id, fence: row.fence, state: "waiting" },
      data: {
        attempts, lastAnswer: `${answer.status} ${JSON.stringify(answer.body)}`.slice(0, 300),
        ...(isAcknowledged ? { state: "sent", acknowledgedAt: scope.now(), nextAttemptAt: null } : { nextAttemptAt: new Date(Date.now() + pause * 1000) }),
      },
    });
    if (written.count === 0) return;
    if (isAcknowledged) await onAcknowledged(tx, { kind: row.kind, orderId: row.orderId, openingId: row.openingId, answer: answer.body as Record<string, unknown> });
    else await enqueue(tx, "bss.tell", { platformId: scope.platformId, id }, pause);
  });
}

/** Messages that are due but have no job; returns how many were put back. */
export function requeueDueBssMessages(scope: Scope): Promise<number> {
  const due = { state: "waiting" as const, nextAttemptAt: { lt: new Date(Date.now() - 15_000) } };
  return requeueDue(scope, "bss.tell", {
    find: (most) => scope.db.bssMessage.findMany({ where: due, take: most, select: { id: true } }),
    take: (tx, id) => tx.bssMessage.updateMany({ where: { id, ...due }, data: { nextAttemptAt: new Date() } }),
  });
}

export type BindingAnswer = { isConfirmed: boolean; reason: string | null };

/** AI5: asks the province's billing system whether a payment account belongs to this holder. Throws OUTSIDE_SYSTEM_DOWN when it does not say. */
export async function verifyPaymentAccount(input: { platformId: string; provinceId: string; accountNumber: string; holderName: string; key: string }): Promise<BindingAnswer> {
  const { key, ...body } = input;
  const answer = await callSigned({ base: env().BILLING_URL, path: "/v1/payment-accounts/verify", key, secret: env().BSS_SHARED_SECRET, body, timeoutMs: 2500 }).catch(() => null);
  const facts = answer?.body as { confirmed?: unknown; reason?: unknown } | null;
  if (answer?.status !== 200 || typeof facts?.confirmed !== "boolean") throw new AppError("OUTSIDE_SYSTEM_DOWN", { retryAfterSeconds: 30 });
  return { isConfirmed: facts.confirmed, reason: typeof facts.reason === "string" ? facts.reason : null };
}
