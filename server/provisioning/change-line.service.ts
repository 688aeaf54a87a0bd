import type { Db } from "../db";
import type { ServiceOrder } from "../generated/prisma/client";
import { type ProviderAnswer, callProvider } from "./ap-call.service";
import { apRequest } from "./ap-request.rules";

export const isChangeLine = ({ operation }: Pick<ServiceOrder, "operation">): boolean => operation === "seats" || operation === "change";

/** Tells an AP of other seats, or of another plan with the facts that the product was opened with. */
export async function callChange(db: Db, line: ServiceOrder): Promise<ProviderAnswer> {
  const order = await db.productOrder.findFirstOrThrow({ where: { id: line.orderId }, include: { items: { where: { id: line.orderItemId } } } });
  const item = order.items[0];
  if (!item?.productId) throw new Error(`service order ${line.id} names no product`);
  const common = { serviceOrderId: line.id, orderNumber: order.number, seats: item.seats };
  const businessId = line.businessId ?? "";
  return callProvider(line, line.operation === "seats" ? apRequest.seats(businessId, common) : apRequest.change(businessId, { ...common, offeringCode: item.offeringCode, facts: await factsOf(db, item.productId) }));
}

/** What the company said when it ordered the product. */
async function factsOf(db: Db, productId: string): Promise<Record<string, string>> {
  const { orderId } = await db.product.findFirstOrThrow({ where: { id: productId }, select: { orderId: true } });
  const opened = await db.productOrder.findFirst({ where: { id: orderId }, select: { facts: true } });
  const facts = (opened?.facts ?? {}) as Record<string, string>;
  return { ...facts, ...(facts.mailDomain ? { domain: facts.mailDomain } : {}) };
}
