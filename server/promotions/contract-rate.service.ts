import type { Discount } from "../catalog/discount.rules";
import type { Tx } from "../db";
import { businessDayOf, dateOf } from "../kernel/calendar";
import type { Scope } from "../scope";

type Rate = { rate: Discount; provinceId: string; specificationCode: string; /** What it may take off at the most, later seats included, in fen. */ budgetFen: bigint; agreedBy: string };

/**
 * Opens the promotion behind a rate that the operator agreed with one company, in the caller's transaction, so that bills, budgets and
 * later changes know it like any other. Without a coupon nobody is offered it; the order that takes up the quote commits it (OR15).
 */
export async function openContractRate(tx: Tx, scope: Scope, { rate, provinceId, specificationCode, budgetFen, agreedBy }: Rate): Promise<void> {
  const today = dateOf(businessDayOf(scope.now()));
  const { id, name, percentOffBp, months, seatsFrom, coversSetUp, addsToBundle } = rate;
  await tx.promotion.create({
    data: { id, provinceId, name, layer: "contract", reach: "issued", percentOffBp, months, seatsFrom, coversSetUp, addsToBundle, specificationCodes: [specificationCode], validFrom: today, validTo: today, budgetFen, createdBy: agreedBy, createdAt: scope.now() },
  });
}
