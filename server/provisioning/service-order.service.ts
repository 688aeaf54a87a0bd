import type { Tx } from "../db";
import type { ProductOrder, ProductOrderItem } from "../generated/prisma/client";
import { createPendingProduct } from "../inventory/product.service";
import { enqueue } from "../queue";
import type { Scope } from "../scope";

const LIMIT_HOURS = 24;

/**
 * Writes one provisioning line per item and its job with the caller's transaction (PR1). The key names the order line, the
 * operation and the attempt group, so that the AP gives one result however often it is asked.
 */
export async function createServiceOrders(tx: Tx, scope: Scope, { order, items }: { order: ProductOrder; items: ProductOrderItem[] }): Promise<void> {
  const now = scope.now();
  for (const item of items) {
    await createPendingProduct(tx, scope, { order, item });
    const row = await tx.serviceOrder.create({
      data: {
        orderId: order.id, orderItemId: item.id, customerId: order.customerId, provinceId: order.provinceId, operation: "open",
        requestKey: `${item.id}:open:1`, requestId: scope.requestId, createdAt: now, nextAttemptAt: now, deadlineAt: new Date(now.getTime() + LIMIT_HOURS * 3_600_000),
      },
    });
    await tx.orderEvent.create({ data: { orderId: order.id, kind: "sentToAp", at: now, byName: "系统", text: item.specificationName } });
    await enqueue(tx, "provisioning.send", { platformId: scope.platformId, id: row.id });
  }
}
