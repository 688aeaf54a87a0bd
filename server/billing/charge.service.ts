import type { DiscountedLine } from "../catalog/discount.rules";
import type { RatedLine } from "../catalog/rating.rules";
import { resumptionLines, tariffOf } from "../catalog/tariff.rules";
import { type NewRow, type Reader, type Tx, newId } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import type { RateKind } from "../generated/prisma/enums";
import { type BusinessDay, accountPeriodOf, businessDayOf, dateOf, dayOf, startOfDay } from "../kernel/calendar";
import { payerOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { discountRef } from "./bill.rules";
import { standsSince } from "./standstill.rules";

export type ChargedProduct = Pick<Product, "id" | "customerId" | "provinceId" | "specificationCode" | "specificationName" | "offeringName" | "seats" | "priceBookVersion">;
/** A charge with every column said, so that charges of all kinds are written together. */
export type Charge = NewRow<"AppliedCustomerBillingRate"> & Required<Omit<Prisma.AppliedCustomerBillingRateCreateManyInput, "platformId">>;

/** What went back to a company's cash at once, which is on no bill (CH8): a bill says what is still to be paid, and nothing of this is. */
export const paidBack = { kind: "credit", paidFen: { lt: 0n } } satisfies Prisma.AppliedCustomerBillingRateWhereInput;

type Wanted = { kind: RateKind; periodFrom: string; lines: readonly DiscountedLine[]; isPaid: boolean; /** The parent that paid it (PC4). */ payerId?: string | null; refOf: (line: RatedLine) => string; createdAt: Date; productClass?: string; usedUnitsOf?: (line: RatedLine) => number };

/** Rated lines of a product as charges, each with the reference that makes it one for ever. Every discount follows its line (SC8). */
export function chargesOf(product: ChargedProduct, { kind, periodFrom, lines, isPaid, payerId = null, refOf, createdAt, productClass = "", usedUnitsOf = () => 0 }: Wanted): Charge[] {
  const { id: productId, customerId, provinceId, specificationCode, specificationName, offeringName, seats, priceBookVersion } = product;
  // A discount that is taken back adds to its line rather than reducing it.
  const reducedFen = (line: DiscountedLine) => {
    const off = line.discountId ? 0n : lines.reduce((sum, { componentId, discountId, grossFen }) => (discountId && componentId === line.componentId ? sum - grossFen : sum), 0n);
    return off > 0n ? off : 0n;
  };
  return lines.map((line) => ({
    id: newId(), billId: null, ref: line.discountId ? discountRef(refOf(line), line.discountId) : refOf(line), reducedFen: reducedFen(line), promotionId: line.discountId ?? null, customerId, usedById: customerId, payerId, provinceId, kind: line.discountId ? "discount" as const : kind, periodFrom: dateOf(periodFrom), productId, specificationCode, specificationName, offeringName, productClass, seats, priceBookVersion, createdAt,
    componentId: line.componentId, name: line.name, formula: line.formula, grossFen: line.grossFen, netFen: line.netFen, taxFen: line.taxFen, taxRateBp: line.taxRateBp, usedUnits: usedUnitsOf(line), paidFen: isPaid ? line.grossFen : 0n,
  }));
}

export const monthRef = (productId: string, periodFrom: string) => (line: Pick<RatedLine, "componentId">) => `month:${productId}:${line.componentId}:${periodFrom}`;

/** The class that a product's charges bear for statistics; empty for one that the catalogue does not know any more. */
export async function productClassOf(tx: Tx, { specificationCode: code }: Pick<Product, "specificationCode">): Promise<string> {
  return (await tx.productSpecification.findFirst({ where: { code }, select: { productClass: true } }))?.productClass ?? "";
}

/** A product that came out of its trial and has paid nothing yet: every other one is paid beyond its first day. */
export const isUnopened = ({ startedOn, paidTo }: Pick<Product, "startedOn" | "paidTo">): boolean => startedOn !== null && paidTo !== null && startedOn.getTime() === paidTo.getTime();

/** What opening a product cost, as charges of the period of the opening: paid for a prepaid account, on the bill of whoever pays that period for the others (BI2, PC4). */
export async function recordFirstCharges(tx: Tx, scope: Scope, { product, lines, isPaid, payerId = null, productClass }: { product: ChargedProduct; lines: readonly DiscountedLine[]; isPaid: boolean; payerId?: string | null; productClass: string }): Promise<void> {
  const { from } = accountPeriodOf(businessDayOf(scope.now()));
  const payer = isPaid ? payerId : await payerOf(tx, product.customerId, from);
  await tx.appliedCustomerBillingRate.createMany({
    data: chargesOf(product, { kind: "firstPeriod", periodFrom: from, lines, isPaid, payerId: payer, refOf: (line) => `first:${product.id}:${line.componentId}`, createdAt: scope.now(), productClass }),
    skipDuplicates: true,
  });
}

/** Since when a product stands still, over causes that followed each other without a gap. */
export async function stoodSince(db: Reader, productId: string, setAt: Date): Promise<Date> {
  return standsSince(await db.productSuspension.findMany({ where: { productId }, select: { setAt: true, liftedAt: true } }), setAt);
}

/** The first month that began while a product stood still: that of its suspension has been billed, unless it came with its first instant. */
export function missedSince(setAt: Date): BusinessDay {
  const own = accountPeriodOf(businessDayOf(setAt));
  return setAt > startOfDay(own.from) ? own.to : own.from;
}

/**
 * CH7: a postpaid product that runs again: a month that began while it stood still is not billed by its run (rules 4.3.D), so what is
 * left of this one is charged here, and waits for its bill.
 */
export async function recordResumption(tx: Tx, scope: Scope, { product, suspension }: { product: Product; suspension: { id: string; setAt: Date } }): Promise<void> {
  const { from } = accountPeriodOf(businessDayOf(scope.now()));
  if (!product.startedOn || suspension.setAt > startOfDay(from)) return;
  await billRest(tx, scope, { product, causeId: suspension.id, missedFrom: missedSince(suspension.setAt) });
}

/** What a product that runs again today costs to the month's end, on this month's bill; `missedFrom`: the first day that nothing has charged. */
export async function billRest(tx: Tx, scope: Scope, { product, causeId, missedFrom }: { product: Product; causeId: string; missedFrom: BusinessDay }): Promise<void> {
  const today = businessDayOf(scope.now());
  const { from } = accountPeriodOf(today);
  const lines = resumptionLines(tariffOf(product), product.seats, { startedOn: product.startedOn ? dayOf(product.startedOn) : missedFrom, missedFrom, fromOn: today });
  const [productClass, payerId] = [await productClassOf(tx, product), await payerOf(tx, product.customerId, from)];
  await tx.appliedCustomerBillingRate.createMany({
    data: chargesOf(product, { kind: "resumption", periodFrom: from, lines, isPaid: false, payerId, refOf: (line) => `resume:${causeId}:${line.componentId}`, createdAt: scope.now(), productClass }),
  });
}
