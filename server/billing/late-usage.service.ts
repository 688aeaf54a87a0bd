import { componentsFromJson } from "../catalog/price.rules";
import { termsOn } from "../catalog/terms.rules";
import { usageDue } from "../catalog/rating.rules";
import type { Tx } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { isInvoiced } from "../fapiao/fapiao.service";
import { dayOf, formatMonth } from "../kernel/calendar";
import { payerOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { markBilled } from "../usage/record.service";
import { chargesOf, productClassOf } from "./charge.service";
import { lockRate } from "./write.service";

const productsATurn = turns("late-usage", 100);

/**
 * PR13: use that became known after its month's bills were published, and corrections of what they took: the difference becomes a
 * charge of that month which waits for the next bill. Looks at some products a turn.
 */
export async function chargeLateUsage(scope: Scope, only?: { customerId: string }): Promise<number> {
  const last = await scope.db.billRun.findFirst({ where: { state: "published" }, orderBy: { periodFrom: "desc" }, select: { periodFrom: true } });
  if (!last) return 0;
  const where: Prisma.ProductUsageWhereInput = { periodFrom: { lte: last.periodFrom }, NOT: { used: { equals: scope.db.productUsage.fields.billedUsed } } };
  const products = await scope.db.productUsage.findMany({ where: { ...where, ...(only ?? { productId: productsATurn.after(scope) }) }, distinct: ["productId"], orderBy: { productId: "asc" }, take: productsATurn.size, select: { productId: true } });
  const ids = products.map(({ productId }) => productId);
  await eachAlone(scope, "chargeLateUsage", ids, (productId) => scope.transaction((tx) => chargeLate(tx, scope, { ...where, productId })));
  if (!only) productsATurn.note(scope, ids);
  return ids.length;
}

async function chargeLate(tx: Tx, scope: Scope, where: Prisma.ProductUsageWhereInput & { productId: string }): Promise<void> {
  const usages = await tx.productUsage.findMany({ where, orderBy: { periodFrom: "asc" } });
  const product = await tx.product.findFirstOrThrow({ where: { id: where.productId } });
  const changes = await tx.productChange.findMany({ where: { productId: product.id, state: { in: ["executing", "done", "blocked"] } } });
  const productClass = await productClassOf(tx, product);
  for (const usage of usages) {
    // By the terms of its month, which may not be today's.
    const terms = termsOn(product, changes, dayOf(usage.periodFrom));
    const component = componentsFromJson(terms.components).find(({ id }) => id === usage.componentId);
    if (!component) continue;
    const line = usageDue(component, usage);
    const charges = line.grossFen < 0n ? await lockCharges(tx, usage) : [];
    // BI10: a line that is invoiced is credited only after its red letter; until then the correction waits.
    if (await isAnyInvoiced(tx, charges)) continue;
    await markBilled(tx, [usage]);
    if (line.grossFen === 0n) continue;
    const isCredit = line.grossFen < 0n;
    const periodFrom = dayOf(usage.periodFrom);
    await reduce(tx, charges, -line.grossFen);
    await tx.appliedCustomerBillingRate.createMany({
      data: chargesOf({ ...terms, customerId: usage.customerId }, {
        kind: isCredit ? "credit" : "usage", periodFrom, isPaid: false, payerId: await payerOf(tx, usage.customerId, periodFrom), createdAt: scope.now(), productClass,
        lines: [{ ...line, name: `${isCredit ? "退费：" : ""}${line.name}（${formatMonth(periodFrom)}${isCredit ? "更正" : "补记"}）` }],
        refOf: () => `lateUsage:${usage.productId}:${usage.componentId}:${periodFrom}:${usage.billedTimes}`, usedUnitsOf: () => usage.used - usage.billedUsed,
      }),
    });
  }
}

type UsageCharge = { id: string; grossFen: bigint; reducedFen: bigint };

/** What was charged for a month's use of a component, the rows held, so that a fapiao asked for at this moment meets the correction. */
async function lockCharges(tx: Tx, { productId, componentId, periodFrom }: { productId: string; componentId: string; periodFrom: Date }): Promise<UsageCharge[]> {
  const where = { productId, componentId, periodFrom, kind: "usage" as const };
  for (const { id } of await tx.appliedCustomerBillingRate.findMany({ where, orderBy: { id: "asc" }, select: { id: true } })) await lockRate(tx, id);
  return tx.appliedCustomerBillingRate.findMany({ where, orderBy: { id: "desc" }, select: { id: true, grossFen: true, reducedFen: true } });
}

async function isAnyInvoiced(tx: Tx, charges: readonly UsageCharge[]): Promise<boolean> {
  for (const { id } of charges) if (await isInvoiced(tx, id)) return true;
  return false;
}

/** What a correction gives back is invoiced with none of the lines that it is of, the latest first. */
async function reduce(tx: Tx, charges: readonly UsageCharge[], amountFen: bigint): Promise<void> {
  let leftFen = amountFen;
  for (const { id, grossFen, reducedFen } of charges) {
    const most = grossFen - reducedFen;
    const part = leftFen < most ? leftFen : most;
    if (part <= 0n) continue;
    await tx.appliedCustomerBillingRate.updateMany({ where: { id }, data: { reducedFen: { increment: part } } });
    leftFen -= part;
  }
}
