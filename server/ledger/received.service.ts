import type { Reader } from "../db";
import type { FundDirection } from "../generated/prisma/enums";

/** What a company received from its parent and has not given back, in fen (PC10); nothing for an account that stands alone, or whose parent is gone for good. */
export async function receivedIn(db: Reader, customerId: string): Promise<bigint> {
  const child = await db.customer.findFirst({ where: { id: customerId }, select: { parentId: true, parent: { select: { state: true } } } });
  if (!child?.parentId || child.parent?.state === "purged") return 0n;
  const sums = await db.fundMove.groupBy({ by: ["direction"], where: { customerId, parentId: child.parentId }, _sum: { amountFen: true } });
  const of = (direction: FundDirection) => sums.find((row) => row.direction === direction)?._sum.amountFen ?? 0n;
  return of("down") - of("back");
}
