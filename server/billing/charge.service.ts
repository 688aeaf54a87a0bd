import type { RatedLine } from "../catalog/rating.rules";
import { type NewRow, type Tx, newId } from "../db";
import type { Prisma, Product } from "../generated/prisma/client";
import type { RateKind } from "../generated/prisma/enums";
import { accountPeriodOf, businessDayOf } from "../kernel/calendar";
import type { Scope } from "../scope";
import { dateOf } from "./period.rules";

export type ChargedProduct = Pick<Product, "id" | "customerId" | "provinceId" | "specificationCode" | "specificationName" | "offeringName" | "seats" | "priceBookVersion">;
/** A charge with every column said, so that charges of all kinds are written together. */
export type Charge = NewRow<"AppliedCustomerBillingRate"> & Required<Omit<Prisma.AppliedCustomerBillingRateCreateManyInput, "platformId">>;

type Wanted = { kind: RateKind; periodFrom: string; lines: readonly RatedLine[]; isPaid: boolean; refOf: (line: RatedLine) => string; createdAt: Date; productClass?: string };

/** Rated lines of a product as charges, each with the reference that makes it one for ever. */
export function chargesOf(product: ChargedProduct, { kind, periodFrom, lines, isPaid, refOf, createdAt, productClass = "" }: Wanted): Charge[] {
  const { id: productId, customerId, provinceId, specificationCode, specificationName, offeringName, seats, priceBookVersion } = product;
  return lines.map((line) => ({
    id: newId(), billId: null, ref: refOf(line), customerId, usedById: customerId, provinceId, kind, periodFrom: dateOf(periodFrom), productId, specificationCode, specificationName, offeringName, productClass, seats, priceBookVersion, createdAt,
    componentId: line.componentId, name: line.name, formula: line.formula, grossFen: line.grossFen, netFen: line.netFen, taxFen: line.taxFen, taxRateBp: line.taxRateBp, paidFen: isPaid ? line.grossFen : 0n,
  }));
}

export const monthRef = (productId: string, periodFrom: string) => (line: Pick<RatedLine, "componentId">) => `month:${productId}:${line.componentId}:${periodFrom}`;

/** What opening a product cost, as charges of the period of the opening: paid for a prepaid account, on its bill for the others (BI2). */
export async function recordFirstCharges(tx: Tx, scope: Scope, { product, lines, isPaid, productClass }: { product: ChargedProduct; lines: readonly RatedLine[]; isPaid: boolean; productClass: string }): Promise<void> {
  const { from } = accountPeriodOf(businessDayOf(scope.now()));
  await tx.appliedCustomerBillingRate.createMany({
    data: chargesOf(product, { kind: "firstPeriod", periodFrom: from, lines, isPaid, refOf: (line) => `first:${product.id}:${line.componentId}`, createdAt: scope.now(), productClass }),
    skipDuplicates: true,
  });
}
