import type { Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import type { SuspensionCause } from "../generated/prisma/enums";
import { createCancelLine } from "../provisioning/service-order.service";
import type { Scope } from "../scope";

/**
 * A product ended: its provider is asked to cancel it; of a bundle, the providers of the parts that end with it (SC4). A part that goes on by itself is no part of it any more, or waits for that.
 */
export async function cancelAtProvider(tx: Tx, scope: Scope, product: Product, cause: SuspensionCause): Promise<void> {
  if (product.businessId) await createCancelLine(tx, scope, product, { businessId: product.businessId, cause });
  const parts = await tx.product.updateManyAndReturn({ where: { bundleId: product.id, state: { in: ["active", "suspended", "pendingTerminate"] }, changes: { none: { kind: "bundleBreak", state: { in: ["scheduled", "blocked"] } } } }, data: { state: "terminated", endsOn: product.endsOn } });
  for (const part of parts) if (part.businessId) await createCancelLine(tx, scope, part, { businessId: part.businessId, cause });
}
