import type { PriceComponent } from "../catalog/price.schema";
import type { Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import { accountPeriodOf, businessDayOf, dateOf } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { mailCustomer } from "../notifications/customer-mail.service";
import type { Scope } from "../scope";
import { noticeLevel } from "./usage.rules";
import { worded } from "../notifications/templates.rules";

/**
 * PR13: tells a company when 80 % and 100 % of what a product includes are used in the running month, once each; who passes both
 * at once is told the second only. Commits with the reports that led there.
 */
export async function tellThresholds(tx: Tx, scope: Scope, product: Product, metered: readonly PriceComponent[]): Promise<void> {
  const { from } = accountPeriodOf(businessDayOf(scope.now()));
  const periodFrom = dateOf(from);
  const usages = await tx.productUsage.findMany({ where: { productId: product.id, periodFrom } });
  for (const component of metered) {
    const used = usages.find(({ componentId }) => componentId === component.id)?.used ?? 0;
    const level = noticeLevel(component.freeUnits, used);
    if (level === null) continue;
    const notice = { productId: product.id, componentId: component.id, periodFrom };
    if ((await tx.usageNotice.count({ where: { ...notice, level: { gte: level } } })) > 0) continue;
    const made = await tx.usageNotice.createMany({ data: [{ ...notice, level, customerId: product.customerId, used, included: component.freeUnits, toldAt: scope.now() }], skipDuplicates: true });
    if (made.count === 1) await mailThreshold(tx, scope, product, component, { level, used, from });
  }
}

async function mailThreshold(tx: Tx, scope: Scope, product: Product, { freeUnits, unitName, feeFen }: PriceComponent, { level, used, from }: { level: 80 | 100; used: number; from: string }): Promise<void> {
  const unit = unitName ?? "";
  const price = `${formatFen(feeFen)}/${unit}`;
  await mailCustomer(tx, scope, product.customerId, {
    ...worded(`usage.${level}`, { product: product.specificationName, plan: product.offeringName, month: { month: from }, included: `${freeUnits} ${unit}`, used: `${used} ${unit}`, price }),
    path: `/products/${product.id}/usage`,
  });
}
