import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import type { SuspensionCause } from "../generated/prisma/enums";
import { createStateLine } from "../provisioning/service-order.service";
import type { Scope } from "../scope";

type Set = { product: Pick<Product, "id">; cause: SuspensionCause; reason: string };
/** Of the company's own pause: since when, until when, and what a whole month of it costs, in fen. */
type Rest = { setAt?: Date; untilOn?: Date; holdFeeFen?: bigint; taxRateBp?: number; restsFrom?: Date };

/**
 * CH6: sets one cause that stands in a product's way. The first cause stops the service, here at once and at the AP by a
 * request; further ones are only written down. False when this very cause stands already, or the product does not run.
 */
export async function setSuspension(tx: Tx, scope: Scope, { product: { id }, cause, reason, ...rest }: Set & Rest): Promise<boolean> {
  const product = await tx.product.findFirst({ where: { id, state: { in: ["active", "suspended", "pendingTerminate"] } } });
  if (!product) return false;
  const made = await tx.productSuspension.createMany({ data: [{ productId: id, customerId: product.customerId, cause, reason, setAt: scope.now(), setBy: scope.actor.name, ...rest }], skipDuplicates: true });
  if (made.count === 0) return false;
  const stopped = await tx.product.updateManyAndReturn({ where: { id, state: { in: ["active", "pendingTerminate"] } }, data: { state: "suspended", suspensionCount: { increment: 1 } } });
  if (stopped[0]?.businessId) await createStateLine(tx, scope, stopped[0], "suspend", cause);
  // SC4: what stops a bundle stops what it opened.
  for (const part of await partsOf(tx, id)) await setSuspension(tx, scope, { product: part, cause, reason, ...(rest.setAt ? { setAt: rest.setAt } : {}) });
  await recordAudit(tx, scope, "product.suspend", { kind: "product", id }, { customerId: product.customerId, provinceId: product.provinceId, after: { cause }, reason });
  return true;
}

/**
 * CH6, CH7: lifts one cause. When none is left the AP is asked to resume; the product runs again for its company at once. False
 * when the cause did not stand.
 */
export async function liftSuspension(tx: Tx, scope: Scope, { product: { id }, cause, reason }: Set): Promise<boolean> {
  const lifted = await tx.productSuspension.updateMany({ where: { productId: id, cause, liftedAt: null }, data: { liftedAt: scope.now(), liftedBy: scope.actor.name } });
  if (lifted.count === 0) return false;
  const left = await tx.productSuspension.count({ where: { productId: id, liftedAt: null } });
  // What was to end with its period still does.
  const runAgain = (state: "active" | "pendingTerminate") => tx.product.updateManyAndReturn({ where: { id, state: "suspended", endsOn: state === "active" ? null : { not: null } }, data: { state, suspensionCount: { increment: 1 } } });
  const resumed = left > 0 ? [] : [...(await runAgain("active")), ...(await runAgain("pendingTerminate"))];
  if (resumed[0]?.businessId) await createStateLine(tx, scope, resumed[0], "resume", cause);
  for (const part of await partsOf(tx, id)) await liftSuspension(tx, scope, { product: part, cause, reason });
  const product = await tx.product.findFirstOrThrow({ where: { id }, select: { customerId: true, provinceId: true } });
  await recordAudit(tx, scope, "product.resume", { kind: "product", id }, { ...product, before: { cause }, after: { left }, reason });
  return true;
}

const partsOf = (tx: Tx, bundleId: string) => tx.product.findMany({ where: { bundleId, state: { in: ["active", "suspended", "pendingTerminate"] } }, orderBy: { id: "asc" }, select: { id: true } });

/** CH7: writes down when the AP had really resumed a product, on the causes that were lifted for it. */
export async function noteResumed(tx: Tx, scope: Scope, productId: string): Promise<void> {
  await tx.productSuspension.updateMany({ where: { productId, liftedAt: { not: null }, resumedAt: null }, data: { resumedAt: scope.now() } });
}
