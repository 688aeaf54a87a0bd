import type { Scope } from "../scope";
import { eachAlone } from "../sweep";
import { callProvider } from "./ap-call.service";
import { apRequest } from "./ap-request.rules";
import { tellStuck } from "./failed.service";
import { applyAnswer } from "./send.service";
import { readResult } from "./service-order.rules";

const AGAIN_MS = 10 * 60_000;
/** A provider that has not said in so long is a person's matter. */
const ASKED_FOR_MS = 48 * 3_600_000;

/**
 * BI3: asks providers what became of openings that were sent and then given up. One that happened all the same is cancelled there, as an
 * opening that is reported late. Calls stand outside any transaction; each line is one worker's at a time. Returns how many it asked for.
 */
export async function settleDropped(scope: Scope): Promise<number> {
  const dropped = { operation: "open" as const, state: "cancelled" as const, nextAttemptAt: { lte: scope.now() } };
  const rows = await scope.db.serviceOrder.findMany({ where: dropped, orderBy: { nextAttemptAt: "asc" }, take: 50, select: { id: true } });
  await eachAlone(scope, "settleDropped", rows.map(({ id }) => id), async (id) => {
    const [line] = await scope.db.serviceOrder.updateManyAndReturn({ where: { ...dropped, id }, data: { nextAttemptAt: new Date(scope.now().getTime() + AGAIN_MS) } });
    if (!line) return;
    const { status, body, heldBackMs } = await callProvider(line, apRequest.result(line.requestKey));
    if (heldBackMs !== undefined) return;
    const meaning = readResult(status, body);
    if (meaning?.kind === "active") await applyAnswer(scope, line, meaning);
    const isSettled = meaning !== null || status === 404;
    const isLate = line.createdAt.getTime() + ASKED_FOR_MS < scope.now().getTime();
    if (!isSettled && !isLate) return;
    await scope.transaction(async (tx) => {
      await tx.serviceOrder.updateMany({ where: { id, state: "cancelled" }, data: { nextAttemptAt: null } });
      if (!isSettled) await tellStuck(tx, scope, id, "应用方两天没有说明已放弃的开通办成与否，请人工核对");
    });
  });
  return rows.length;
}
