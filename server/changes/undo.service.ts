import type { Tx } from "../db";
import type { Prisma, ProductChange } from "../generated/prisma/client";
import { type PromiseShift, shiftPromises } from "../promotions/offer.service";
import { goOn, keepBundle } from "./bundle.service";

type StoredShift = { promotionId: string; fen: string };
export const shiftsToJson = (shifts: readonly PromiseShift[]): StoredShift[] => shifts.map(({ promotionId, fen }) => ({ promotionId, fen: fen.toString() }));
export const shiftsFromJson = (json: unknown): PromiseShift[] => (json as StoredShift[]).map(({ promotionId, fen }) => ({ promotionId, fen: BigInt(fen) }));

/** CH5: changes that had not taken effect are undone, and what they had promised of discounts is given back. Returns those. */
export async function undoChanges(tx: Tx, where: Prisma.ProductChangeWhereInput, reason: string): Promise<ProductChange[]> {
  const scheduled = await tx.productChange.findMany({ where: { AND: [where, { kind: "end", state: "scheduled" }] }, select: { orderId: true } });
  const cancelled = await tx.productChange.findMany({ where: { AND: [where, { kind: "cancel", state: "scheduled" }] }, select: { productId: true } });
  const undone = await tx.productChange.updateManyAndReturn({ where: { AND: [where, { state: { in: ["previewed", "scheduled"] } }] }, data: { state: "undone", reason } });
  for (const { productId, promises } of undone) {
    const shifts = shiftsFromJson(promises).filter(({ fen }) => fen > 0n);
    if (shifts.length === 0) continue;
    const { orderId } = await tx.product.findFirstOrThrow({ where: { id: productId }, select: { orderId: true } });
    await shiftPromises(tx, { orderId, shifts, sign: -1n });
  }
  // One that was only asked for has not touched its bundle.
  for (const orderId of new Set(scheduled.map((row) => row.orderId))) await keepBundle(tx, orderId);
  for (const { productId } of cancelled) await goOn(tx, productId);
  return undone;
}
