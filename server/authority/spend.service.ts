import { productsSpending } from "../billing/spending.service";
import type { Reader } from "../db";
import { accountPeriodOf, businessDayOf, dateOf } from "../kernel/calendar";
import { inStages } from "../ordering/order.rules";
import { type Commitment, wishOf } from "./cap.rules";

/** Stages of an order whose product, or whose other terms, are still to come. */
const onTheWay = ["enterpriseApproval", "review", "returned", "provisioning", "partChoice"] as const;

/** What one account has taken on by one product or one order, and whose order it was. */
export type Taken = Commitment & { customerId: string; personId: string | null };
const nothing = { chargedFen: 0n, unbilledFen: 0n, heldFen: 0n, nextFen: 0n, recurringFen: 0n };

/** Who ordered each product. */
async function orderersOf(db: Reader, products: readonly { orderId: string }[]): Promise<Map<string, string | null>> {
  const orders = await db.productOrder.findMany({ where: { id: { in: [...new Set(products.map(({ orderId }) => orderId))] } }, select: { id: true, acceptedByPersonId: true } });
  return new Map(orders.map(({ id, acceptedByPersonId }) => [id, acceptedByPersonId]));
}

/** Orders on their way; of a change of a running product, what it adds to it. */
async function ordersOnTheWay(db: Reader, customerId: { in: string[] }, exceptOrderId: string | undefined): Promise<Taken[]> {
  const orders = await db.productOrder.findMany({ where: { customerId, ...inStages(onTheWay), operation: { in: ["order", "seats", "change"] }, ...(exceptOrderId ? { id: { not: exceptOrderId } } : {}) }, select: { id: true, customerId: true, operation: true, ceilingFen: true, monthlyFen: true, acceptedByPersonId: true } });
  const changes = await db.productChange.findMany({ where: { customerId, state: "previewed" }, select: { orderId: true, before: true, after: true } });
  const moreOf = new Map(changes.map(({ orderId, before, after }) => [orderId, moreMonthly(before, after)]));
  return orders.flatMap(({ id, customerId: account, operation, ceilingFen, monthlyFen, acceptedByPersonId }) => {
    const moreFen = operation === "order" ? monthlyFen : moreOf.get(id);
    // A change that took effect is its product's by now.
    if (moreFen === undefined) return [];
    const { monthFen, recurringFen } = wishOf({ ceilingFen, monthlyFen: moreFen });
    return [{ ...nothing, customerId: account, personId: acceptedByPersonId, heldFen: monthFen, recurringFen }];
  });
}

/** How much more a month costs after a change, in fen; nothing when it costs less. */
export function moreMonthly(before: unknown, after: unknown): bigint {
  const monthOf = (terms: unknown) => BigInt((terms as { monthlyFen: string }).monthlyFen);
  const moreFen = monthOf(after) - monthOf(before);
  return moreFen > 0n ? moreFen : 0n;
}

/**
 * PC5: all that some accounts have taken on now, as rules 4.3.G count it: what this month charged and will be billed, orders on their way
 * and what the coming month recurs; a product that waits to go to another account is committed there from then on (PC16). The queries do not grow with the accounts or the products. Who ordered it is read only where it is asked for.
 */
export async function takenBy(db: Reader, accountIds: readonly string[], now: Date, { exceptOrderId, withPersons = false }: { exceptOrderId?: string | undefined; withPersons?: boolean } = {}): Promise<Taken[]> {
  const customerId = { in: [...accountIds] };
  const products = await productsSpending(db, accountIds, now);
  const orderers = withPersons ? await orderersOf(db, products) : new Map<string, string | null>();
  const moves = await db.productTransfer.findMany({ where: { state: "scheduled", OR: [{ fromCustomerId: customerId }, { toCustomerId: customerId }] }, select: { productId: true, toCustomerId: true, monthlyFen: true } });
  const goes = new Set(moves.map(({ productId }) => productId));
  const loose = await db.appliedCustomerBillingRate.groupBy({ by: ["usedById"], where: { usedById: customerId, productId: null, periodFrom: dateOf(accountPeriodOf(businessDayOf(now)).from) }, _sum: { grossFen: true } });
  return [
    ...products.map(({ id, orderId, customerId: account, chargedFen, knownFen, nextFen, recurringFen }) => {
      const isGoing = goes.has(id);
      return { customerId: account, personId: orderers.get(orderId) ?? null, chargedFen, unbilledFen: knownFen - chargedFen, heldFen: 0n, nextFen: isGoing ? 0n : nextFen, recurringFen: isGoing ? 0n : recurringFen };
    }),
    ...moves.filter(({ toCustomerId }) => accountIds.includes(toCustomerId)).map(({ toCustomerId, monthlyFen }) => ({ ...nothing, customerId: toCustomerId, personId: null, nextFen: monthlyFen, recurringFen: monthlyFen })),
    ...loose.map(({ usedById, _sum }) => ({ ...nothing, customerId: usedById, personId: null, chargedFen: _sum.grossFen ?? 0n })),
    ...(await ordersOnTheWay(db, customerId, exceptOrderId)),
  ];
}
