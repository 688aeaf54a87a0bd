import type { Db, Tx } from "../db";
import type { ServiceOrder } from "../generated/prisma/client";
import { noteResumed } from "../inventory/suspension.service";
import type { Scope } from "../scope";
import { type ProviderAnswer, callProvider } from "./ap-call.service";
import { apRequest } from "./ap-request.rules";
import { putOff } from "./put-off.service";

const WAIT_MS = 6000;

export const isStateLine = ({ operation }: Pick<ServiceOrder, "operation">): boolean => operation === "suspend" || operation === "resume";

/**
 * Before an AP is told to suspend or resume: a line that a later one of the same product has overtaken is ended unsent, and one
 * whose forerunner is still being answered waits, so that the AP hears them in the order in which they were meant.
 */
export async function mayGoNow(scope: Scope, line: ServiceOrder): Promise<boolean> {
  const siblings = await scope.db.serviceOrder.findMany({ where: { orderItemId: line.orderItemId, operation: { in: ["suspend", "resume"] }, id: { not: line.id } }, select: { id: true, createdAt: true, state: true, nextAttemptAt: true } });
  const isLater = (row: { id: string; createdAt: Date }) => row.createdAt > line.createdAt || (row.createdAt.getTime() === line.createdAt.getTime() && row.id > line.id);
  if (siblings.some(isLater)) {
    await scope.db.serviceOrder.updateMany({ where: { id: line.id, fence: line.fence, state: "inProgress" }, data: { state: "cancelled", nextAttemptAt: null, needsPerson: false, lastAnswer: "已被之后的办理取代，未发送" } });
    return false;
  }
  if (!siblings.some((row) => row.state === "inProgress" && row.nextAttemptAt !== null && row.nextAttemptAt > scope.now())) return true;
  await putOff(scope, line, { afterMs: WAIT_MS, lastAnswer: "等待上一项办理的答复" });
  return false;
}

/** Tells an AP to suspend or resume. One that refuses the move is asked how the service stands: it may stand so already. */
export async function callState(db: Db, line: ServiceOrder): Promise<ProviderAnswer> {
  const { number } = await db.productOrder.findFirstOrThrow({ where: { id: line.orderId }, select: { number: true } });
  const businessId = line.businessId ?? "";
  const order = { serviceOrderId: line.id, orderNumber: number };
  const answer = await callProvider(line, line.operation === "suspend" ? apRequest.suspend(businessId, { ...order, cause: line.cause ?? "operator" }) : apRequest.resume(businessId, order));
  const isRefusedMove = answer.status === 409 && (answer.body as { code?: unknown } | null)?.code === "ILLEGAL_MOVE";
  return isRefusedMove ? callProvider(line, apRequest.read(businessId)) : answer;
}

/** The AP did it: the line is done, and a resumption's time is known (CH7). */
export async function writeStateSet(tx: Tx, scope: Scope, done: Pick<ServiceOrder, "operation" | "orderItemId">): Promise<void> {
  if (done.operation !== "resume") return;
  const product = await tx.product.findFirst({ where: { orderItemId: done.orderItemId }, select: { id: true } });
  if (product) await noteResumed(tx, scope, product.id);
}
