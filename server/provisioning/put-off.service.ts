import type { ServiceOrder } from "../generated/prisma/client";
import { enqueue } from "../queue";
import type { Scope } from "../scope";

/** A line that a worker has in hand waits without losing a try, and comes again after `afterMs`. A stale worker puts nothing off. */
export async function putOff(scope: Scope, { id, fence }: Pick<ServiceOrder, "id" | "fence">, { afterMs, lastAnswer }: { afterMs: number; lastAnswer: string }): Promise<void> {
  await scope.transaction(async (tx) => {
    const waiting = await tx.serviceOrder.updateMany({ where: { id, fence, state: "inProgress" }, data: { state: "pending", lastAnswer, nextAttemptAt: new Date(scope.now().getTime() + afterMs) } });
    if (waiting.count === 1) await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id }, Math.ceil(afterMs / 1000));
  });
}
