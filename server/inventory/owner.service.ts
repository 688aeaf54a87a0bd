import type { Reader } from "../db";
import type { Product } from "../generated/prisma/client";
import { type BusinessDay, dateOf, dayOf } from "../kernel/calendar";

/**
 * PC16: products that were of some accounts before a day and are another's from then on, and those that only came to them since: of each
 * the account whose it was last before the day.
 */
export async function ownersBefore(db: Reader, accountIds: readonly string[], day: BusinessDay): Promise<Map<string, string>> {
  const among = { in: [...accountIds] };
  const moves = await db.productTransfer.findMany({ where: { state: "done", effectiveOn: { gte: dateOf(day) }, OR: [{ fromCustomerId: among }, { toCustomerId: among }] }, orderBy: { effectiveOn: "asc" }, select: { productId: true, fromCustomerId: true } });
  const owners = new Map<string, string>();
  for (const { productId, fromCustomerId } of moves) if (!owners.has(productId)) owners.set(productId, fromCustomerId);
  return owners;
}

/** PC16: whose a product was on each day. */
export async function ownerByDay(db: Reader, { id, customerId }: Pick<Product, "id" | "customerId">): Promise<(day: BusinessDay) => string> {
  const moves = await db.productTransfer.findMany({ where: { productId: id, state: "done" }, orderBy: { effectiveOn: "asc" }, select: { effectiveOn: true, fromCustomerId: true } });
  return (day) => moves.find(({ effectiveOn }) => dayOf(effectiveOn) > day)?.fromCustomerId ?? customerId;
}

/** What waits to go to another account at an edge up to a day. */
export const leavesBy = (day: BusinessDay) => ({ state: "scheduled" as const, effectiveOn: { lte: dateOf(day) } });
