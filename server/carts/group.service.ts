import { accountNamesFor } from "../accounts/visible-account.service";
import { productName } from "../inventory/product.words";
import { AppError } from "../kernel/errors";
import { allows } from "../kernel/permissions";
import { type CustomerActor, type Scope, visibleTo } from "../scope";
import { type GroupView, Refusal } from "./cart.schema";

const MOST_ORDERS = 200;

/** OR16: the orders of one group number that the reader sees, with their sum; a child sees its own alone. Throws NOT_FOUND where there is nothing to see. */
export async function getGroup(scope: Scope<CustomerActor>, { groupNumber }: { groupNumber: string }): Promise<GroupView> {
  const { actor, db } = scope;
  const [orders, items] = await Promise.all([
    db.productOrder.findMany({ where: { groupNumber, ...visibleTo(actor) }, orderBy: { id: "asc" }, take: MOST_ORDERS, include: { items: { where: { parentItemId: null } } } }),
    allows([actor.role], "productOrder.submit") ? db.cartItem.findMany({ where: { groupNumber, orderId: null, cart: { customerId: actor.customerId } }, orderBy: { id: "asc" }, take: MOST_ORDERS, include: { cart: { select: { name: true } } } }) : [],
  ]);
  if (orders.length === 0 && items.length === 0) throw new AppError("NOT_FOUND");
  const [nameOf, plans] = [await accountNamesFor(scope, [...orders, ...items].map(({ customerId }) => customerId)), await db.productOffering.findMany({ where: { code: { in: items.map(({ offeringCode }) => offeringCode) } }, select: { code: true, name: true, specification: { select: { name: true } } } })];
  const planName = (code: string) => {
    const plan = plans.find((one) => one.code === code);
    return plan ? productName({ specificationName: plan.specification.name, offeringName: plan.name }) : code;
  };
  return {
    groupNumber,
    firstBillFen: orders.reduce((sum, order) => sum + order.firstBillFen, 0n), monthlyFen: orders.reduce((sum, order) => sum + order.monthlyFen, 0n),
    orders: orders.map(({ id, number, stage, customerId, items: [item], firstBillFen, monthlyFen, submittedAt, acceptedByName }) => ({ id, number, stage, account: nameOf(customerId), productName: item ? productName(item) : "", seats: item?.seats ?? 0, seatName: item?.seatName ?? "", firstBillFen, monthlyFen, submittedAt, acceptedByName })),
    stayed: items.flatMap(({ id, cartId, cart, customerId, offeringCode, seats, refusal }) => (refusal === null ? [] : [{ itemId: id, cartId, isOpenCart: cart.name === "", account: nameOf(customerId), isOwn: customerId === actor.customerId, productName: planName(offeringCode), seats, refusal: Refusal.parse(refusal) }])),
  };
}
