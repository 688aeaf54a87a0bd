import type { Tx } from "../db";
import type { Product } from "../generated/prisma/client";
import type { SuspensionCause } from "../generated/prisma/enums";
import { liftSuspension, setSuspension } from "../inventory/suspension.service";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { lockPurse, payTypeOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { isUnopened, missedSince, recordResumption, stoodSince } from "./charge.service";
import { beginPaying, payRest } from "./prepaid.service";
import { ranAgain } from "../notifications/product.words";
import { fill } from "../notifications/template.rules";

const outcomes = { isStillStopped: false, isUnpaid: false, isCharged: false, isRunning: false };
/** What became of a product that was to run again, as words about it ask for it. */
export type RanAgain = typeof outcomes & { amount: string };
const ran = (outcome: keyof typeof outcomes, takenFen = 0n): RanAgain => ({ ...outcomes, [outcome]: true, amount: formatFen(takenFen) });
/** The same for a step and a record. */
export const ranText = (outcome: RanAgain): string => fill(ranAgain["zh-CN"], outcome, "zh-CN");

/**
 * CH6, CH13: lifts one cause of a standstill. With the last of them the product runs again and pays the rest of its month: a prepaid
 * one out of its cash, or else it stands still for arrears instead until there is enough; the others on their bill. Returns what
 * happened; null when the cause did not stand.
 */
export async function runAgain(tx: Tx, scope: Scope, { product: { id }, cause, reason }: { product: Pick<Product, "id">; cause: SuspensionCause; reason: string }): Promise<RanAgain | null> {
  const found = await tx.product.findFirstOrThrow({ where: { id } });
  const causes = await tx.productSuspension.findMany({ where: { productId: id, liftedAt: null }, orderBy: { setAt: "asc" } });
  const own = causes.find((row) => row.cause === cause);
  if (!own) return null;
  const product = causes.length > 1 ? found : await asItPays(tx, scope, found, own.setAt);
  if (causes.length > 1) {
    await liftSuspension(tx, scope, { product, cause, reason });
    return ran("isStillStopped");
  }
  const isUnpaid = product.paidTo !== null && product.startedOn !== null && dayOf(product.paidTo) <= businessDayOf(scope.now());
  const pay = async () => {
    const purse = await lockPurse(tx, scope, product.customerId);
    return isUnopened(product) ? beginPaying(tx, scope, product, purse) : payRest(tx, scope, { product, causeId: own.id, purse });
  };
  const takenFen = isUnpaid ? await pay() : 0n;
  // What cannot pay changes its cause for arrears, and whoever pays lifts that.
  if (takenFen === null) await setSuspension(tx, scope, { product, cause: "arrears", reason: "恢复后本月余下的费用" });
  await liftSuspension(tx, scope, { product, cause, reason });
  if (takenFen === null) return ran("isUnpaid");
  if (takenFen > 0n) return ran("isCharged", takenFen);
  if (product.paidTo === null && product.startedOn !== null) {
    await recordResumption(tx, scope, { product, suspension: { id: own.id, setAt: await stoodSince(tx, id, own.setAt) } });
  }
  return ran("isRunning");
}

/** PC4: one that was billed after use, of an account that pays before use again, is paid up to the month that began while it stood still. */
async function asItPays(tx: Tx, scope: Scope, product: Product, setAt: Date): Promise<Product> {
  if (product.paidTo !== null || product.startedOn === null || product.bundleId !== null || (await payTypeOf(tx, product.customerId, businessDayOf(scope.now()))) === "postpaid") return product;
  const paidTo = dateOf(missedSince(await stoodSince(tx, product.id, setAt)));
  await tx.product.updateMany({ where: { id: product.id }, data: { paidTo } });
  return { ...product, paidTo };
}
