import type { Reader } from "../db";

/** Orders that are neither done nor ended. */
const openStages = ["enterpriseApproval", "review", "returned", "provisioning", "handedOff", "scheduled", "partChoice"] as const;
type Usage = { runningProducts: number; openOrders: number };

/** What runs of some products, and what was ordered and is not done, whatever is decided about their sale; by code. */
export async function usageOf(db: Reader, codes: readonly string[]): Promise<(code: string) => Usage> {
  const where = { specificationCode: { in: [...codes] } };
  const running = await db.product.groupBy({ by: ["specificationCode"], where: { ...where, state: { not: "terminated" } }, _count: true });
  const open = await db.productOrderItem.groupBy({ by: ["specificationCode"], where: { ...where, order: { stage: { in: [...openStages] } } }, _count: true });
  const countOf = (counts: readonly { specificationCode: string; _count: number }[], code: string) => counts.find((row) => row.specificationCode === code)?._count ?? 0;
  return (code) => ({ runningProducts: countOf(running, code), openOrders: countOf(open, code) });
}
