import type { Tx } from "../db";
import type { Prisma, Product, ServiceOrder } from "../generated/prisma/client";
import { enqueueAll } from "../queue";
import type { Scope } from "../scope";
import { type ProviderAnswer, callProvider } from "./ap-call.service";
import { type SeatUser, apRequest } from "./ap-request.rules";
import { putOff } from "./put-off.service";

const LIMIT_HOURS = 24;
/** How long a line waits at the least for one that must be heard before it. */
const SHORTEST_WAIT_MS = 1000;
const open = ["acknowledged", "inProgress", "pending"] as const;
const seatOperations = ["assignSeat", "withdrawSeat"] as const;

type SeatOperation = (typeof seatOperations)[number];
export const isSeatLine = ({ operation }: Pick<ServiceOrder, "operation">): boolean => (seatOperations as readonly string[]).includes(operation);

export type SeatProduct = Pick<Product, "orderId" | "orderItemId" | "customerId" | "provinceId" | "specificationCode" | "businessId">;
/** `key` is the AP's idempotency key: another one is another request. `assignmentId` is null for somebody whom only the AP knows. */
export type SeatLine = { operation: SeatOperation; user: SeatUser; assignmentId: string | null; key: string };

/** Writes the lines, each with its job, by which an AP hears who has a seat of a product from now on and who has it no more (PR7); as many statements for many as for one. */
export async function createSeatLines(tx: Tx, scope: Scope, product: SeatProduct, lines: readonly SeatLine[]): Promise<void> {
  if (lines.length === 0) return;
  const now = scope.now();
  const { orderId, orderItemId, customerId, provinceId, specificationCode, businessId } = product;
  const { number: orderNumber } = await tx.productOrder.findFirstOrThrow({ where: { id: orderId }, select: { number: true } });
  const rows = lines.map(({ operation, user, assignmentId, key }) => {
    const id = crypto.randomUUID();
    const order = { serviceOrderId: id, orderNumber };
    const requestBody: Prisma.InputJsonObject = operation === "assignSeat" ? { ...order, user } : { ...order, userId: user.id };
    return { id, orderId, orderItemId, customerId, provinceId, specificationCode, businessId, operation, seatAssignmentId: assignmentId, seatUserId: user.id, requestBody, requestKey: key, requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000) };
  });
  await tx.serviceOrder.createMany({ data: rows });
  await enqueueAll(tx, "provisioning.send", { platformId: scope.platformId, ids: rows.map(({ id }) => id) });
}

/**
 * Before an AP is told of a seat: a line that a later one of the same person has overtaken, or whose product has ended, is ended unsent; one
 * whose forerunner is still being answered waits, and a new holder waits for seats that are given back or added before.
 */
export async function maySeatGoNow(scope: Scope, line: ServiceOrder): Promise<boolean> {
  const product = await scope.db.product.findFirst({ where: { orderItemId: line.orderItemId }, select: { state: true } });
  if (product?.state === "terminated") return endUnsent(scope, line, "产品已终止，未发送");
  const siblings = await scope.db.serviceOrder.findMany({ where: { orderItemId: line.orderItemId, operation: { in: [...seatOperations] }, seatUserId: line.seatUserId, id: { not: line.id } }, select: { id: true, createdAt: true, state: true, nextAttemptAt: true } });
  const isLater = (row: { id: string; createdAt: Date }) => row.createdAt > line.createdAt || (row.createdAt.getTime() === line.createdAt.getTime() && row.id > line.id);
  if (siblings.some((row) => isLater(row) && row.state !== "cancelled")) return endUnsent(scope, line, "已被之后的办理取代，未发送");
  // What nobody could settle for this person before is settled by what is asked for now.
  await scope.db.serviceOrder.updateMany({ where: { id: { in: siblings.map(({ id }) => id) }, needsPerson: true, state: { in: [...open] } }, data: { state: "cancelled", needsPerson: false, nextAttemptAt: null, lastAnswer: "已被之后的办理取代" } });
  const before = siblings.filter((row) => row.state === "inProgress" && row.nextAttemptAt !== null && row.nextAttemptAt > scope.now());
  const making = line.operation === "withdrawSeat" ? [] : await makingRoom(scope, line);
  const waits = [...before, ...making].map(({ nextAttemptAt }) => (nextAttemptAt?.getTime() ?? 0) - scope.now().getTime());
  if (waits.length === 0) return true;
  await putOff(scope, line, { afterMs: Math.max(SHORTEST_WAIT_MS, ...waits), lastAnswer: "等待上一项办理的答复" });
  return false;
}

/** What was asked for before and gives the service a free seat, and is not answered yet; what a person must look at is not waited for. */
const makingRoom = (scope: Scope, line: ServiceOrder) =>
  scope.db.serviceOrder.findMany({ where: { specificationCode: line.specificationCode, state: { in: [...open] }, needsPerson: false, businessId: line.businessId, operation: { in: ["withdrawSeat", "seats", "change"] }, createdAt: { lt: line.createdAt } }, select: { nextAttemptAt: true } });

async function endUnsent(scope: Scope, { id, fence }: ServiceOrder, lastAnswer: string): Promise<false> {
  await scope.db.serviceOrder.updateMany({ where: { id, fence, state: "inProgress" }, data: { state: "cancelled", nextAttemptAt: null, needsPerson: false, lastAnswer } });
  return false;
}

/** Tells an AP who has a seat, in the words that the line was written with. */
export function callSeat(line: ServiceOrder): Promise<ProviderAnswer> {
  const [businessId, body] = [line.businessId ?? "", (line.requestBody ?? {}) as object];
  return callProvider(line, line.operation === "assignSeat" ? apRequest.assignSeat(businessId, body) : apRequest.withdrawSeat(businessId, body));
}
