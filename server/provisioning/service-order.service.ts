import { type NewRow, type Tx, insertTogether, newId, rowsFor } from "../db";
import type { Product, ProductOrder, ProductOrderItem, ServiceOrder } from "../generated/prisma/client";
import type { SuspensionCause } from "../generated/prisma/enums";
import { createPendingProduct } from "../inventory/product.service";
import { noteStep, stepRow } from "../ordering/step.service";
import { enqueue, enqueueAll } from "../queue";
import type { Scope } from "../scope";

const LIMIT_HOURS = 24;

/**
 * Writes a pending product for each item, and one provisioning line for each that a provider opens, with its job, with the caller's transaction (PR1). The key names the order line, the
 * operation and the attempt group, so that the AP gives one result however often it is asked.
 */
export async function createServiceOrders(tx: Tx, scope: Scope, { order, items }: { order: ProductOrder; items: ProductOrderItem[] }): Promise<void> {
  // A bundle's product comes first, so that its parts can name it.
  const products = new Map<string, string>();
  for (const item of items.toSorted((a, b) => Number(a.parentItemId !== null) - Number(b.parentItemId !== null))) {
    const bundleId = item.parentItemId ? (products.get(item.parentItemId) ?? null) : null;
    products.set(item.id, await createPendingProduct(tx, scope, { order, item, bundleId }));
    // What is opened at a provider are the parts.
    if (items.some(({ parentItemId }) => parentItemId === item.id)) continue;
    await createOpenLine(tx, scope, { order, item, attemptGroup: 1 });
  }
}

/** Writes the line, and its job, that asks an AP to open an item; another attempt group is another request for it (PR4). */
export async function createOpenLine(tx: Tx, scope: Scope, { order, item, attemptGroup, at = scope.now() }: { order: Pick<ProductOrder, "id" | "customerId" | "provinceId">; item: Pick<ProductOrderItem, "id" | "specificationCode" | "specificationName">; attemptGroup: number; at?: Date }): Promise<void> {
  const now = scope.now();
  const row = await tx.serviceOrder.create({
    data: {
      orderId: order.id, orderItemId: item.id, customerId: order.customerId, provinceId: order.provinceId, specificationCode: item.specificationCode, operation: "open",
      requestKey: `${item.id}:open:${String(attemptGroup)}`, requestId: scope.requestId, createdAt: now, nextAttemptAt: at, deadlineAt: new Date(at.getTime() + LIMIT_HOURS * 3_600_000),
    },
  });
  await noteStep(tx, scope, { orderId: order.id, kind: "sentToAp", text: item.specificationName, isSystem: true });
  await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id: row.id }, Math.max(0, Math.round((at.getTime() - now.getTime()) / 1000)));
}

/** Writes the line, and its job, that asks an AP to cancel: what it opened too late, or what ended for `cause`; null when there is one for this business id already. */
export async function createCancelLine(tx: Tx, scope: Scope, { orderId, orderItemId, customerId, provinceId, specificationCode }: Pick<ServiceOrder, "orderId" | "orderItemId" | "customerId" | "provinceId" | "specificationCode">, { businessId, cause = null }: { businessId: string; cause?: SuspensionCause | null }): Promise<string | null> {
  const now = scope.now();
  const id = crypto.randomUUID();
  const made = await tx.serviceOrder.createMany({
    data: [{
      id, orderId, orderItemId, customerId, provinceId, specificationCode, operation: "cancel", businessId, cause, lastAnswer: cause === null ? "订单结束后才开通，待应用方注销" : "待应用方注销",
      requestKey: `${orderItemId}:cancel:${encodeURIComponent(businessId)}`.slice(0, 200), requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000),
    }],
    skipDuplicates: true,
  });
  if (made.count === 0) return null;
  await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id });
  return id;
}

/** Writes the line, and its job, that asks an AP to delete a company's data of an ended product (DP7); nothing when it was asked already. */
export async function createEraseLine(tx: Tx, scope: Scope, { orderId, orderItemId, customerId, provinceId, specificationCode, businessId }: Pick<Product, "orderId" | "orderItemId" | "customerId" | "provinceId" | "specificationCode" | "businessId">): Promise<void> {
  const now = scope.now();
  const id = crypto.randomUUID();
  const made = await tx.serviceOrder.createMany({
    data: [{ id, orderId, orderItemId, customerId, provinceId, specificationCode, operation: "erase", businessId, lastAnswer: "待应用方删除数据", requestKey: `${orderItemId}:erase:1`, requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000) }],
    skipDuplicates: true,
  });
  if (made.count > 0) await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id });
}

/**
 * Writes the line, and its job, that tells an AP to suspend or resume a product. The key carries how often the product's state
 * has turned, so that the second suspension is not taken for a repeat of the first.
 */
export async function createStateLine(tx: Tx, scope: Scope, product: Pick<Product, "orderId" | "orderItemId" | "customerId" | "provinceId" | "specificationCode" | "businessId" | "suspensionCount">, operation: "suspend" | "resume", cause: SuspensionCause): Promise<void> {
  const now = scope.now();
  const id = crypto.randomUUID();
  const { orderId, orderItemId, customerId, provinceId, specificationCode, businessId, suspensionCount } = product;
  const made = await tx.serviceOrder.createMany({
    data: [{ id, orderId, orderItemId, customerId, provinceId, specificationCode, operation, cause, businessId, requestKey: `${orderItemId}:${operation}:${suspensionCount}`, requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000) }],
    skipDuplicates: true,
  });
  if (made.count > 0) await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id });
}

export type ChangeLine = { orderId: string; orderItemId: string; customerId: string; provinceId: string; specificationCode: string; businessId: string | null; operation: "seats" | "change" };

/** Writes the lines, each with its job, that tell APs of other seats or another plan (CH1, CH9), in as many statements for many as for one. */
export async function createChangeLines(tx: Tx, scope: Scope, lines: readonly ChangeLine[]): Promise<void> {
  const now = scope.now();
  const rows = lines.map((line): NewRow<"ServiceOrder"> => ({ ...line, id: newId(), requestKey: `${line.orderItemId}:${line.operation}:1`, requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000) }));
  await insertTogether(tx, [rowsFor("ServiceOrder", ...rows), rowsFor("OrderEvent", ...lines.map(({ orderId }) => stepRow({ orderId, kind: "sentToAp", at: now, byName: "系统" })))]);
  await enqueueAll(tx, "provisioning.send", { platformId: scope.platformId, ids: rows.map(({ id }) => id) });
}
