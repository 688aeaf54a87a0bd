import { type Discount, type DiscountLayer, percentWords } from "../catalog/discount.rules";
import type { FirstPeriodRule } from "../catalog/price.schema";
import { type Tariff, laterLines, openingLines } from "../catalog/tariff.rules";
import type { Promotion } from "../generated/prisma/client";
import { type BusinessDay, addMonths, dayOf, monthsBetween } from "../kernel/calendar";
import { legible } from "../kernel/legible";
import { formatFen } from "../kernel/money";
import type { Both } from "../notifications/template.rules";

/** What a discount without end is reckoned with against the budget: a year of it. */
const ENDLESS_MONTHS = 12;

type Ordered = { seats: number; startOn: string; rule: FirstPeriodRule };

/**
 * The most that each discount of a tariff will take off over the months that it was promised for, in fen, by its id: as if the
 * product began on the first of a month, since nobody knows yet on which day it opens.
 */
export function promisedFen(tariff: Tariff, { seats, startOn, rule }: Ordered): Map<string, bigint> {
  const first = `${startOn.slice(0, 7)}-01`;
  const promised = new Map<string, bigint>();
  const last = Math.max(0, ...tariff.discounts.map(({ months }) => months ?? ENDLESS_MONTHS));
  for (let month = 0; month < last; month += 1) {
    const lines = month === 0 ? openingLines(tariff, seats, first, rule) : laterLines(tariff, seats, first, addMonths(first, month));
    for (const { discountId, grossFen } of lines) if (discountId) promised.set(discountId, (promised.get(discountId) ?? 0n) - grossFen);
  }
  return promised;
}

/** What each discount of a running product's tariff takes off from an account period on, in fen, by its id. */
export function promisedFromFen(tariff: Tariff, { seats, startedOn, from }: { seats: number; startedOn: BusinessDay; from: BusinessDay }): Map<string, bigint> {
  const promised = new Map<string, bigint>();
  const gone = monthsBetween(startedOn, from);
  const last = Math.max(0, ...tariff.discounts.map(({ months }) => (months === null ? ENDLESS_MONTHS : months - gone)));
  for (let month = 0; month < last; month += 1) {
    for (const { discountId, grossFen } of laterLines(tariff, seats, startedOn, addMonths(`${from.slice(0, 7)}-01`, month))) if (discountId) promised.set(discountId, (promised.get(discountId) ?? 0n) - grossFen);
  }
  return promised;
}

/** Of each layer the one discount that saves most by itself; the earlier one where two save the same (SC8). */
export function bestOfEachLayer(components: Tariff["components"], offered: readonly Discount[], ordered: Ordered): Discount[] {
  const best = new Map<DiscountLayer, { discount: Discount; savesFen: bigint }>();
  for (const discount of offered) {
    const savesFen = promisedFen({ components, discounts: [discount] }, ordered).get(discount.id) ?? 0n;
    if (savesFen > (best.get(discount.layer)?.savesFen ?? 0n)) best.set(discount.layer, { discount, savesFen });
  }
  return [...best.values()].map(({ discount }) => discount);
}

/** 前 6 个月 8.5 折，10 起订 */
export function offerWords({ layer, percentOffBp, offFen, months, seatsFrom }: Pick<Discount, "layer" | "percentOffBp" | "offFen" | "months" | "seatsFrom">): string {
  const span = months === null ? "在用期间" : months === 1 ? "首月" : `前 ${months} 个月`;
  const off = layer === "fixed" ? `每月减 ${formatFen(offFen)}` : percentOffBp === 10_000 ? "免费" : percentWords(percentOffBp);
  return `${span} ${off}${seatsFrom > 1 ? `，${seatsFrom} 起订` : ""}`;
}

/** The same in each language: 15 % off for the first 6 months, from 10 on. */
export function offerSaid(part: Parameters<typeof offerWords>[0]): Both {
  const { layer, percentOffBp, offFen, months, seatsFrom } = part;
  const span = months === null ? "as long as it runs" : months === 1 ? "for the first month" : `for the first ${months} months`;
  const off = layer === "fixed" ? `${formatFen(offFen)} off a month` : percentOffBp === 10_000 ? "free" : `${percentOffBp / 100} % off`;
  return { "zh-CN": offerWords(part), en: `${off} ${span}${seatsFrom > 1 ? `, for orders of ${seatsFrom} or more` : ""}` };
}

/** A number for people to read out, from random bytes; it names a coupon and grants nothing by itself. */
export function couponCode(random: Uint8Array): string {
  const letters = legible(random);
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)].join("-");
}

export const couponProblems = ["couponNotUsable", "couponUsed", "couponOver", "couponNotYet", "couponPaused", "couponOtherProduct", "couponFewSeats", "couponSpent"] as const;
export type CouponProblem = (typeof couponProblems)[number];

type OwnCoupon = { state: "issued" | "used" | "void"; promotion: Pick<Promotion, "state" | "validFrom" | "validTo" | "specificationCodes" | "seatsFrom"> };

/** SY6: why a company's own coupon gives an order nothing. A coupon that is not its own, or none at all, has one word whatever is behind it. */
export function couponProblem(coupon: OwnCoupon | null, { today, specificationCode, seats }: { today: string; specificationCode: string; seats: number }): CouponProblem {
  if (!coupon) return "couponNotUsable";
  const { state, promotion } = coupon;
  if (state === "used") return "couponUsed";
  if (state === "void" || promotion.state === "ended" || dayOf(promotion.validTo) < today) return "couponOver";
  if (promotion.state === "paused") return "couponPaused";
  if (dayOf(promotion.validFrom) > today) return "couponNotYet";
  if (promotion.specificationCodes.length > 0 && !promotion.specificationCodes.includes(specificationCode)) return "couponOtherProduct";
  return seats < promotion.seatsFrom ? "couponFewSeats" : "couponSpent";
}
