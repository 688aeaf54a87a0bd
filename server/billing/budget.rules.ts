import { totalFen, usageLine } from "../catalog/rating.rules";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import type { BusinessDay } from "../kernel/calendar";
import { forecastUse } from "../usage/usage.rules";
import type { Period } from "./period.rules";

export type Spending = { knownFen: bigint; forecastFen: bigint };
export type Spender = { components: unknown; discounts: unknown; seats: number; startedOn: BusinessDay | null; endsOn: BusinessDay | null; isPostpaid: boolean; isRunning: boolean };
type Use = { componentId: string; used: number; billedUsed: number; days: readonly { usedOn: BusinessDay; used: number }[] };

/**
 * BI22: what a product costs in a running month: what is charged for it, the month's fee that a postpaid one is certain to be
 * billed, and its use so far; and to the month's end, with use going on at its mean. In fen, tax inside.
 */
export function spendingOf(product: Spender, { chargedFen, hasMonth, uses, period, today }: { chargedFen: bigint; hasMonth: boolean; uses: readonly Use[]; period: Period; today: BusinessDay }): Spending {
  const { startedOn } = product;
  if (!startedOn) return { knownFen: chargedFen, forecastFen: chargedFen };
  const tariff = tariffOf(product);
  const isComing = product.isPostpaid && product.isRunning && !hasMonth && startedOn < period.from && (product.endsOn === null || product.endsOn >= period.from);
  const feeFen = isComing ? totalFen(laterLines(tariff, product.seats, startedOn, period.from)) : 0n;
  let [usedFen, comingFen] = [0n, 0n];
  for (const component of tariff.components) {
    const use = component.kind === "usage" ? uses.find(({ componentId }) => componentId === component.id) : undefined;
    if (!use) continue;
    const billedFen = usageLine(component, use.billedUsed).grossFen;
    const soFarFen = usageLine(component, use.used).grossFen;
    const forecast = forecastUse(use.days, { startedOn, endsOn: product.endsOn }, period, today);
    usedFen += soFarFen - billedFen;
    comingFen += usageLine(component, forecast?.units ?? use.used).grossFen - soFarFen;
  }
  const knownFen = chargedFen + feeFen + usedFen;
  return { knownFen, forecastFen: knownFen + comingFen };
}

/** The level that a budget has reached by its forecast: 100 when it will be passed, 80 when four fifths of it will be used. */
export function budgetLevel(amountFen: bigint, forecastFen: bigint): 100 | 80 | null {
  if (forecastFen > amountFen) return 100;
  return forecastFen * 100n >= amountFen * 80n ? 80 : null;
}
