import type { Tx } from "../db";
import type { Prisma, ProductChange } from "../generated/prisma/client";
import { type PromiseShift, shiftPromises } from "../promotions/offer.service";

type StoredShift = { promotionId: string; fen: string };
export const shiftsToJson = (shifts: readonly PromiseShift[]): StoredShift[] => shifts.map(({ promotionId, fen }) => ({ promotionId, fen: fen.toString() }));
export const shiftsFromJson = (json: unknown): PromiseShift[] => (json as StoredShift[]).map(({ promotionId, fen }) => ({ promotionId, fen: BigInt(fen) }));

/** CH5: changes that had not taken effect are undone, and what they had promised of discounts is given back. Returns those. */
export async function undoChanges(tx: Tx, where: Prisma.ProductChangeWhereInput, reason: string): Promise<ProductChange[]> {
  const undone = await tx.productChange.updateManyAndReturn({ where: { AND: [where, { state: { in: ["previewed", "scheduled"] } }] }, data: { state: "undone", reason } });
  for (const { productId, promises } of undone) {
    const { orderId } = await tx.product.findFirstOrThrow({ where: { id: productId }, select: { orderId: true } });
    await shiftPromises(tx, { orderId, shifts: shiftsFromJson(promises), sign: -1n });
  }
  return undone;
}
