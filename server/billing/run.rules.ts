import type { DiscountedLine } from "../catalog/discount.rules";
import { type RatedLine, usageDue } from "../catalog/rating.rules";
import { laterLines, tariffOf } from "../catalog/tariff.rules";
import type { PayType, ProductState } from "../generated/prisma/enums";
import { type Period } from "./period.rules";
import { dayOf, startOfDay } from "../kernel/calendar";
import { formatFen, splitTax } from "../kernel/money";

export type BilledProduct = { id: string; state: ProductState; seats: number; startedOn: Date | null; endsOn: Date | null; components: unknown; discounts: unknown };
/**
 * More lines than the price of any product has: a price that gives more is broken (a component repeated without end), and
 * its account is parked instead of being charged for it (promise 11).
 */
const MOST_LINES = 100;

/** What a component used in the period, and how much of it charges have taken already. */
export type Usage = { componentId: string; used: number; billedUsed: number };

/** CH13: what a whole account period of a company's own pause costs, where its plan has a fee for that; nothing for one in which it ran again, or that was paid before. */
export function holdLines(standing: readonly { holdFeeFen: bigint; taxRateBp: number; liftedAt: Date | null; restsFrom: Date | null }[], period: Period): DiscountedLine[] {
  const paused = standing.find(({ holdFeeFen, liftedAt, restsFrom }) => holdFeeFen > 0n && restsFrom !== null && dayOf(restsFrom) <= period.from && (liftedAt === null || liftedAt >= startOfDay(period.to)));
  if (!paused) return [];
  const { holdFeeFen: grossFen, taxRateBp } = paused;
  return [{ componentId: "hold", name: "停机保号费", formula: `暂停的整月 ${formatFen(grossFen)}`, grossFen, ...splitTax(grossFen, taxRateBp), taxRateBp }];
}

/**
 * What an account period charges for a product beyond what opening or resuming it charged already. A postpaid product pays
 * its month after use; a prepaid one has paid before, so only usage is left. Nothing for a month that began suspended
 * (rules 4.3.D), or that lies outside the product's life. Throws RangeError for seats that its price does not know, and for a
 * price that gives too many lines.
 */
export function periodLines(product: BilledProduct, { payType, period, isSuspendedAtStart, usages }: { payType: PayType; period: Period; isSuspendedAtStart: boolean; usages: readonly Usage[] }): { recurring: DiscountedLine[]; usage: RatedLine[] } {
  const startedOn = product.startedOn && dayOf(product.startedOn);
  if (!startedOn || startedOn >= period.to || (product.endsOn && dayOf(product.endsOn) < period.from)) return { recurring: [], usage: [] };
  const tariff = tariffOf(product);
  const usage = tariff.components.flatMap((component) => {
    const use = component.kind === "usage" ? usages.find(({ componentId }) => componentId === component.id) : undefined;
    return use && use.used !== use.billedUsed ? [usageDue(component, use)] : [];
  });
  const isRunning = startedOn < period.from && !isSuspendedAtStart;
  const recurring = payType === "postpaid" && isRunning ? laterLines(tariff, product.seats, startedOn, period.from) : [];
  if (recurring.length + usage.length > MOST_LINES) throw new RangeError("a price gives more lines than a product can have");
  return { recurring, usage };
}
