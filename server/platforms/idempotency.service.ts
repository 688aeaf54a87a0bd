import { createHash } from "node:crypto";
import superjson from "superjson";
import { canonicalJson } from "../audit/audit.rules";
import { type Tx, brokeConstraint } from "../db";
import { AppError } from "../kernel/errors";
import type { Scope } from "../scope";

type Keyed = { operation: string; key: string; input: unknown };

/**
 * Runs `work` once per key and actor: record, effect and answer commit together, and a repeat gets the stored answer
 * (promise 4, IN8). Throws KEY_REUSED when the key comes back with another input. A call that meets the first one still
 * running waits for it at the unique key, and is told KEY_IN_FLIGHT if that takes longer than the lock limit.
 */
export async function once<T>(scope: Scope, { operation, key, input }: Keyed, work: (tx: Tx) => Promise<T>): Promise<T> {
  const requestHash = createHash("sha256").update(canonicalJson(input)).digest("hex");
  const id = { actorId: scope.actor.id, operation, key };
  return scope.transaction(async (tx) => {
    const reserved = await tx.idempotencyRecord.createMany({ data: [{ ...id, requestHash, createdAt: new Date() }], skipDuplicates: true }).catch((error: unknown) => {
      // 55P03: the first call still holds the key after the lock limit.
      throw brokeConstraint(error, "55P03") ? new AppError("KEY_IN_FLIGHT", { retryAfterSeconds: 1 }) : error;
    });
    if (reserved.count === 0) {
      const known = await tx.idempotencyRecord.findFirst({ where: id });
      if (known?.requestHash !== requestHash) throw new AppError("KEY_REUSED");
      if (!known.answer) throw new AppError("KEY_IN_FLIGHT", { retryAfterSeconds: 1 });
      return superjson.parse<T>(known.answer);
    }
    const answer = await work(tx);
    await tx.idempotencyRecord.updateMany({ where: id, data: { answer: superjson.stringify(answer) } });
    return answer;
  });
}
