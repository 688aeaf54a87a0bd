import { type Tx, brokeConstraint } from "../db";
import { dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { endUnopened } from "../ordering/outcome.service";
import { withdrawReview } from "../review/task.service";
import type { Scope } from "../scope";
import { cutOffOf } from "./change.rules";
import { waitingOf } from "./history.service";
import { isLife } from "../lifecycle/life.rules";
import { undoChanges } from "./undo.service";
import { worded } from "../notifications/templates.rules";

const REPLACED = "已被新的变更取代";

/** For the writer of a change: another one of the same product was first, at this very moment. */
export function refusedByWaiting(error: unknown): never {
  throw brokeConstraint(error, "ProductChange_one_waiting") ? new AppError("CHANGED_MEANWHILE") : error;
}

/** CH5: a change that waits gives way to a new one; both stay in the history. Throws RULE_REFUSED while one is being carried out. */
export async function replaceWaiting(tx: Tx, scope: Scope, productId: string): Promise<void> {
  const waiting = await waitingOf(tx, productId);
  if (!waiting) return;
  if (waiting.state === "executing") throw new AppError("RULE_REFUSED", { reasons: ["changeUnderWay"] });
  // Past its cut-off the coming period may have been charged by its terms already.
  if (waiting.state === "scheduled" && scope.now() >= cutOffOf(dayOf(waiting.effectiveOn))) throw new AppError("RULE_REFUSED", { reasons: ["cutOffPassed"] });
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: waiting.orderId } });
  // Whoever holds a code for the counter sees there that it has been replaced.
  if (order.stage === "handedOff") {
    await undoChanges(tx, { orderId: order.id }, REPLACED);
    return;
  }
  // A pause or a cancellation is no other terms: whoever wants it no more takes it back.
  if (isLife(waiting)) throw new AppError("RULE_REFUSED", { reasons: ["changeWaits"] });
  await endUnopened(tx, scope, { order, to: "cancelled", event: "undone", text: REPLACED, mail: (isReleased) => worded("change.replaced", { number: order.number, isReleased }) });
  await withdrawReview(tx, scope, { orderId: order.id });
}
