import type { Tx } from "../db";
import { type BusinessDay, addDays, dateOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";

/** The products of a broken bundle's order: those that end with the period, the bundle among them, and those that go on. */
async function productsOf(tx: Tx, orderId: string): Promise<{ ending: string[]; goingOn: string[] }> {
  const items = await tx.productOrderItem.findMany({ where: { orderId }, select: { action: true, productId: true } });
  const ids = (wanted: "delete" | "modify") => items.flatMap(({ action, productId }) => (action === wanted && productId ? [productId] : []));
  return { ending: ids("delete"), goingOn: ids("modify") };
}

/** SC4: with its edge settled, the bundle and the parts that are not kept end with the period; a kept part of a prepaid company pays from the edge on. */
export async function endWithPeriod(tx: Tx, orderId: string, effectiveOn: BusinessDay): Promise<void> {
  const { ending, goingOn } = await productsOf(tx, orderId);
  const ended = await tx.product.updateMany({ where: { id: { in: ending }, state: "active" }, data: { state: "pendingTerminate", endsOn: dateOf(addDays(effectiveOn, -1)) } });
  if (ended.count !== ending.length) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
  const { payType } = await tx.productOrder.findFirstOrThrow({ where: { id: orderId }, select: { payType: true } });
  if (payType === "prepaid") await tx.product.updateMany({ where: { id: { in: goingOn } }, data: { paidTo: dateOf(effectiveOn) } });
}

/** SC4: a bundle that was going to be broken runs on, with all that it opened. */
export async function keepBundle(tx: Tx, orderId: string): Promise<void> {
  const { ending, goingOn } = await productsOf(tx, orderId);
  await tx.product.updateMany({ where: { id: { in: ending }, state: "pendingTerminate" }, data: { state: "active", endsOn: null } });
  await tx.product.updateMany({ where: { id: { in: goingOn }, bundleId: { not: null } }, data: { paidTo: null } });
}

/** CH8: with its edge settled, a product ends with its last day; one that stands still stays so until then. */
export async function endWithEdge(tx: Tx, productId: string, endsOn: BusinessDay): Promise<void> {
  const ending = await tx.product.updateMany({ where: { id: productId, state: "active" }, data: { state: "pendingTerminate", endsOn: dateOf(endsOn) } });
  const still = ending.count > 0 ? ending : await tx.product.updateMany({ where: { id: productId, state: "suspended" }, data: { endsOn: dateOf(endsOn) } });
  if (still.count === 0) throw new AppError("RULE_REFUSED", { reasons: ["productNotRunning"] });
}

/** A cancellation that was settled is taken back: the product goes on. */
export async function goOn(tx: Tx, productId: string): Promise<void> {
  await tx.product.updateMany({ where: { id: productId, state: "pendingTerminate" }, data: { state: "active", endsOn: null } });
  await tx.product.updateMany({ where: { id: productId, state: "suspended" }, data: { endsOn: null } });
}
