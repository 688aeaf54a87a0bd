import { recordAudit } from "../audit/audit.service";
import { lastDayOf } from "../billing/forecast.service";
import { waitingOf } from "../changes/history.service";
import { undoChanges } from "../changes/undo.service";
import type { Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import { cancelAtProvider } from "../inventory/termination.service";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { endUnopened } from "../ordering/outcome.service";
import { withdrawReview } from "../review/task.service";
import type { Scope } from "../scope";
import { lastChargedDay } from "./cancel.rules";
import { worded } from "../notifications/templates.rules";

const REASON = "上级企业收回了授权";
export type WithdrawnThen = "term" | "now";

/** A change that waits is over: what it would have changed ends. One that is being carried out, and an end that is under way, go on. */
async function dropWaiting(tx: Tx, scope: Scope, productId: string): Promise<void> {
  const waiting = await waitingOf(tx, productId);
  if (!waiting || waiting.state === "executing" || waiting.kind === "end" || waiting.kind === "cancel") return;
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: waiting.orderId } });
  if (order.stage === "handedOff") {
    await undoChanges(tx, { orderId: order.id }, REASON);
    return;
  }
  await endUnopened(tx, scope, { order, to: "cancelled", event: "undone", text: REASON, mail: (isReleased) => worded("change.withdrawn", { number: order.number, isReleased }) });
  await withdrawReview(tx, scope, { orderId: order.id });
}

/**
 * PC13: ends a product that its account may not have any more, with what is paid or this month, or at once; nothing is paid back. True when it
 * was this that ended it. The caller has locked the account's cash. What an authority stopped stays as it is.
 */
export async function endWithdrawn(tx: Tx, scope: Scope, product: Product, then: WithdrawnThen): Promise<boolean> {
  if ((await tx.productSuspension.count({ where: { productId: product.id, cause: "authority", liftedAt: null } })) > 0) return false;
  await dropWaiting(tx, scope, product.id);
  const today = businessDayOf(scope.now());
  const isNow = then === "now";
  const endsOn = isNow ? lastChargedDay(product.startedOn ? dayOf(product.startedOn) : today, today) : lastDayOf(product, today);
  const [ended] = isNow
    ? await tx.product.updateManyAndReturn({ where: { id: product.id, state: { in: ["active", "suspended", "pendingTerminate"] } }, data: { state: "terminated", endsOn: dateOf(endsOn) } })
    : await tx.product.updateManyAndReturn({ where: { id: product.id, OR: [{ state: "active" }, { state: "suspended", endsOn: null }] }, data: { ...(product.state === "active" ? { state: "pendingTerminate" } : {}), endsOn: dateOf(endsOn) } });
  if (!ended) return false;
  if (isNow) {
    await cancelAtProvider(tx, scope, ended, "customer");
    await tx.productSuspension.updateMany({ where: { productId: product.id, liftedAt: null }, data: { liftedAt: scope.now(), liftedBy: scope.actor.name } });
  }
  await recordAudit(tx, scope, isNow ? "product.terminate" : "product.stopRenewal", { kind: "product", id: product.id }, { customerId: product.customerId, provinceId: product.provinceId, after: { endsOn }, reason: REASON });
  return true;
}
