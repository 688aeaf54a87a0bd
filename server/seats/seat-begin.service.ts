import type { Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import type { Scope } from "../scope";
import { hasSeats } from "./seat.rules";

/** PR7: has a product's seats compared from now on, with the transaction that opens it; does nothing where nobody has a seat of their own. */
export async function beginSeatCheck(tx: Tx, scope: Scope, product: Product): Promise<void> {
  if (!hasSeats({ seatName: product.seatName, parts: 0 })) return;
  await tx.seatCheck.createMany({ data: [{ productId: product.id, customerId: product.customerId, nextCheckAt: scope.now() }], skipDuplicates: true });
}
