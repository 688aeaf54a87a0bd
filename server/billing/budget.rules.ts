import { totalFen, usageDue } from "../catalog/rating.rules";
import { tariffOf } from "../catalog/tariff.rules";
import type { PayType } from "../generated/prisma/enums";
import { type BusinessDay, dayOf } from "../kernel/calendar";
import { forecastUse, meteredOf } from "../usage/usage.rules";
import type { Period } from "./period.rules";
import { type BilledProduct, type Usage, periodLines } from "./run.rules";

export type Spending = { knownFen: bigint; forecastFen: bigint };
type Use = Usage & { days: readonly { usedOn: BusinessDay; used: number }[] };
type Month = { payType: PayType; isRunning: boolean; chargedFen: bigint; hasMonth: boolean; uses: readonly Use[]; period: Period; today: BusinessDay };

/**
 * BI22: what a product costs in a running month: what is charged for it, the month's fee that a postpaid one is certain to be
 * billed, and its use so far; and to the month's end, with use going on at its mean. In fen, tax inside.
 */
export function spendingOf(product: BilledProduct, { payType, isRunning, chargedFen, hasMonth, uses, period, today }: Month): Spending {
  const { startedOn } = product;
  if (!startedOn) return { knownFen: chargedFen, forecastFen: chargedFen };
  // What its bill would take now, by the rule of the bill run.
  const { recurring, usage } = periodLines(product, { payType, period, isSuspendedAtStart: !isRunning, usages: uses });
  const knownFen = chargedFen + (hasMonth ? 0n : totalFen(recurring)) + totalFen(usage);
  const life = { startedOn: dayOf(startedOn), endsOn: product.endsOn && dayOf(product.endsOn) };
  const metered = uses.length === 0 ? [] : meteredOf(tariffOf(product).components);
  const coming = metered.flatMap((component) => {
    const use = uses.find(({ componentId }) => componentId === component.id);
    const forecast = use && forecastUse(use.days, life, period, today);
    return use && forecast ? [usageDue(component, { used: forecast.units, billedUsed: use.used })] : [];
  });
  return { knownFen, forecastFen: knownFen + totalFen(coming) };
}

/** The level that a budget has reached by its forecast: 100 when it will be passed, 80 when four fifths of it will be used. */
export function budgetLevel(amountFen: bigint, forecastFen: bigint): 100 | 80 | null {
  if (forecastFen > amountFen) return 100;
  return forecastFen * 100n >= amountFen * 80n ? 80 : null;
}
