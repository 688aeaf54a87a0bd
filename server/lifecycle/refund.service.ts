import { resumePaid } from "../billing/arrears.service";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import { type Reader, type Tx, newId } from "../db";
import { isInvoiced } from "../fapiao/fapiao.service";
import type { Product } from "../generated/prisma/client";
import type { PayType } from "../generated/prisma/enums";
import { accountPeriodOf, addMonths, businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { AppError } from "../kernel/errors";
import { formatFen, splitTax } from "../kernel/money";
import { payerOf, uncover } from "../ledger/payer.service";
import { giveBackCash } from "../ledger/billing-movement.service";
import { tellStaffGroups } from "../notifications/robot.service";
import type { Scope } from "../scope";
import type { Paid, RefundPart, YearPlan } from "./cancel.rules";

/** Everything that a product was charged and that was not taken back, discounts already off. */
export async function paidOf(db: Reader, productId: string): Promise<Paid[]> {
  const rates = await db.appliedCustomerBillingRate.findMany({ where: { productId, kind: { notIn: ["credit", "discount", "lateFee", "usage"] }, grossFen: { gt: 0n } }, orderBy: { id: "asc" }, select: { id: true, componentId: true, grossFen: true, reducedFen: true } });
  return rates.map(({ id, ...rate }) => ({ rateId: id, ...rate }));
}

/** The same of a year plan's fee for the year that runs. */
export async function paidOfYear(db: Reader, productId: string, { feeIds, begun }: YearPlan): Promise<Paid[]> {
  const rates = await db.appliedCustomerBillingRate.findMany({
    where: { productId, componentId: { in: feeIds }, kind: { in: ["firstPeriod", "recurring", "resumption"] }, grossFen: { gt: 0n }, periodFrom: { gte: dateOf(begun), lt: dateOf(addMonths(begun, 12)) } },
    orderBy: { id: "asc" }, select: { id: true, componentId: true, grossFen: true, reducedFen: true },
  });
  return rates.map(({ id, ...rate }) => ({ rateId: id, ...rate }));
}

/**
 * What a year plan's running year is paid by: its fee as it was charged, or as the run of the month in which it began will charge it to
 * a company that pays after use. `rateId` is empty for what is not charged yet.
 */
export async function paidOrDueOfYear(db: Reader, product: Product & { startedOn: Date }, plan: YearPlan): Promise<Paid[]> {
  const paid = await paidOfYear(db, product.id, plan);
  if (paid.length > 0 || product.paidTo !== null) return paid;
  const lines = laterLines(tariffOf(product), product.seats, dayOf(product.startedOn), plan.begun).filter(({ componentId }) => plan.feeIds.includes(componentId));
  const grossFen = lines.reduce((sum, line) => sum + line.grossFen, 0n);
  return grossFen > 0n ? [{ rateId: "", componentId: plan.feeIds[0] ?? "", grossFen, reducedFen: 0n }] : [];
}

/** Whether a charge that would come back is invoiced: its red letter comes first (BI10). */
export async function anyInvoiced(db: Reader, paid: readonly Paid[]): Promise<boolean> {
  for (const { rateId } of paid) if (rateId !== "" && (await isInvoiced(db, rateId))) return true;
  return false;
}

/** Whether anybody used it, as far as its provider reports use. */
export async function isUsed(db: Reader, { id }: Pick<Product, "id">): Promise<boolean> {
  return (await db.productUsage.count({ where: { productId: id, used: { gt: 0 } } })) > 0;
}

/**
 * CH8: gives back what was charged for a product, part by part, each at its own tax and to whoever paid it: to cash at once and on no bill
 * where it was paid before use, on the next bill otherwise. The charges themselves stand as they are; what comes back of them is not invoiced. What is invoiced
 * meanwhile is left out: its red letter comes first (BI10), and staff are told. Returns what came back.
 */
export async function refundProduct(tx: Tx, scope: Scope, { product, changeId, parts }: { product: Product; changeId: string; parts: readonly RefundPart[] }): Promise<bigint> {
  const periodFrom = dateOf(accountPeriodOf(businessDayOf(scope.now())).from);
  const back = new Map<string, Back>();
  let totalFen = 0n;
  for (const { rateId, amountFen } of parts) {
    if (await isInvoiced(tx, rateId)) {
      await tellStaffGroups(tx, scope, product.provinceId, { kind: "group.refundInvoiced", orderId: product.orderId, text: `退订退费 ${formatFen(amountFen)} 对应的费用已开票，没有退：${product.specificationName}。请在红字发票开出后，在帐单异议里退给企业。` });
      continue;
    }
    const rate = await tx.appliedCustomerBillingRate.findFirstOrThrow({ where: { id: rateId }, include: { bill: { select: { payType: true } } } });
    const taken = await tx.appliedCustomerBillingRate.updateMany({ where: { id: rateId, reducedFen: { lte: rate.grossFen - amountFen } }, data: { reducedFen: { increment: amountFen } } });
    if (taken.count === 0) throw new AppError("CHANGED_MEANWHILE");
    const { customerId, usedById, payerId, provinceId, productId, specificationCode, specificationName, offeringName, productClass, componentId, seats, priceBookVersion, taxRateBp } = rate;
    const { netFen, taxFen } = splitTax(amountFen, taxRateBp);
    const payerNow = await payerOf(tx, customerId, businessDayOf(scope.now()));
    const isPrepaid = isCashBack(rate, payerNow);
    const key = `${customerId}:${isPrepaid}`;
    const own = back.get(key) ?? { customerId, isPrepaid, sums: { grossFen: 0n, netFen: 0n, taxFen: 0n }, ofPayers: new Map<string, bigint>() };
    back.set(key, own);
    await tx.appliedCustomerBillingRate.createMany({
      data: [{
        id: newId(), ref: `cancel:${changeId}:${rateId}`, customerId, usedById, payerId, provinceId, productId, specificationCode, specificationName, offeringName, productClass, componentId, seats, priceBookVersion, taxRateBp, kind: "credit",
        // What is on no bill yet, and was another's to pay, meets its charge on that one's.
        periodFrom: rate.bill || isPrepaid || payerId === payerNow ? periodFrom : rate.periodFrom,
        name: `退订退费：${rate.name}`, formula: `退订，退 ${formatFen(amountFen)}`, grossFen: -amountFen, netFen: -netFen, taxFen: -taxFen, paidFen: own.isPrepaid ? -amountFen : 0n, createdAt: scope.now(),
      }],
    });
    if (payerId) own.ofPayers.set(payerId, (own.ofPayers.get(payerId) ?? 0n) + amountFen);
    own.sums.grossFen += amountFen;
    own.sums.netFen += netFen;
    own.sums.taxFen += taxFen;
    totalFen += amountFen;
  }
  const memo = `${product.specificationName} 退订退费`;
  for (const { customerId, isPrepaid, sums, ofPayers } of back.values()) {
    if (!isPrepaid || sums.grossFen === 0n) continue;
    // An account that had the product before has a reference of its own (PC16).
    const extRef = customerId === product.customerId ? `cancel:${changeId}` : `cancel:${changeId}:${customerId}`;
    await giveBackCash(tx, scope, { customerId, extRef, memo, ...sums });
    for (const [payerId, amountFen] of ofPayers) await uncover(tx, scope, { payerId, customerId, amountFen, ref: `${extRef}:${payerId}`, memo });
    await resumePaid(tx, scope, customerId);
  }
  return totalFen;
}

/** What goes back to one account, in fen, and how much of it is its parent's. */
type Back = { customerId: string; isPrepaid: boolean; sums: { grossFen: bigint; netFen: bigint; taxFen: bigint }; ofPayers: Map<string, bigint> };

type Charged = { payerId: string | null; paidFen: bigint; bill: { payType: PayType } | null };

/**
 * Whether what comes back of a charge is cash at once: where it was paid before use, and where its payer is not the one of the running period,
 * whose bill a credit would make smaller (PC4). Otherwise the bill takes it off.
 */
const isCashBack = ({ payerId, paidFen, bill }: Charged, payerNow: string | null): boolean => (bill ? bill.payType === "prepaid" || payerId !== payerNow : paidFen > 0n);
