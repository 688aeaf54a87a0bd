import { divideHalfUp, formatFen, splitTax } from "../kernel/money";
import type { PriceComponent } from "./price.schema";
import type { RatedLine } from "./rating.rules";

/** In the order in which they apply, after the plan's own price (rules 4.4): each on what the one before left. */
export const discountLayers = ["volume", "contract", "promotion", "fixed"] as const;
export type DiscountLayer = (typeof discountLayers)[number];

/**
 * What an order was promised beside its plan price, frozen with it (SC8). `percentOffBp` of a line (10 000 = 100 %), or
 * `offFen` a month from all lines together for `fixed`. `months`: account periods from that of the start on, null without end.
 */
export type Discount = {
  /** The promotion that gives it. */
  id: string;
  layer: DiscountLayer;
  name: string;
  percentOffBp: number;
  offFen: bigint;
  months: number | null;
  seatsFrom: number;
  /** Of a rate that was quoted: the most seats that have it, and the one plan that it is for (OR15). */
  seatsTo?: number;
  offeringCode?: string;
  /** Set-up fees too, not only what recurs. */
  coversSetUp: boolean;
  /** A bundle saves already: only a promotion that says so adds to it. */
  addsToBundle: boolean;
};

export type DiscountedLine = RatedLine & { discountId?: string };

function covers(discount: Discount, component: PriceComponent | undefined): boolean {
  if (!component || component.kind === "usage") return false;
  if (component.kind === "oneTime" && !discount.coversSetUp) return false;
  return component.kind !== "bundle" || discount.layer !== "promotion" || discount.addsToBundle;
}

/** 前 6 个月 behind a discount's name, or nothing for one without end. */
const monthsWords = ({ months }: Discount) => (months === null ? "" : months === 1 ? "（首月）" : `（前 ${months} 个月）`);

/** 8.5 for 15 % off. */
export const foldsOf = (percentOffBp: number): string => String((10_000 - percentOffBp) / 1000);
/** 8.5 折 for 15 % off. */
export const percentWords = (percentOffBp: number): string => `${foldsOf(percentOffBp)} 折`;

function discountLine(base: RatedLine, discount: Discount, formula: string, offFen: bigint): DiscountedLine {
  const grossFen = -offFen;
  return { componentId: base.componentId, name: `${discount.name}${monthsWords(discount)}`, formula, grossFen, ...splitTax(grossFen, base.taxRateBp), taxRateBp: base.taxRateBp, discountId: discount.id };
}

/** 8.5 折 as a person types it, in basis points off; null for what is no such number. */
export function foldsTyped(typed: string): number | null {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(typed.trim().normalize("NFKC"));
  const off = match ? 10_000 - Number(match[1]) * 1_000 - Number((match[2] ?? "").padEnd(2, "0")) * 10 : -1;
  return off < 0 ? null : off;
}

/**
 * SC8: a product's rated lines, each followed by the discounts on it, one line each, in their order and on what the one before
 * left, never below nothing. `month` counts account periods from that of the start: 0 is the first. Rounds once per line.
 */
export function discounted(components: readonly PriceComponent[], discounts: readonly Discount[], lines: readonly RatedLine[], { seats, month }: { seats: number; month: number }): DiscountedLine[] {
  const running = discountLayers.flatMap((layer) => discounts.filter((discount) => discount.layer === layer && seats >= discount.seatsFrom && seats <= (discount.seatsTo ?? seats) && (discount.months === null || month < discount.months)));
  const fixedLeft = new Map(running.map((discount) => [discount.id, discount.offFen]));
  return lines.flatMap((base) => {
    let leftFen = base.grossFen;
    const component = components.find(({ id }) => id === base.componentId);
    const off = running.flatMap((discount) => {
      if (!covers(discount, component)) return [];
      const fixedFen = fixedLeft.get(discount.id) ?? 0n;
      const wantedFen = discount.layer === "fixed" ? fixedFen : divideHalfUp(leftFen * BigInt(discount.percentOffBp), 10_000n);
      const offFen = wantedFen < leftFen ? wantedFen : leftFen;
      if (offFen <= 0n) return [];
      const formula = discount.layer === "fixed" ? `每月减 ${formatFen(discount.offFen)}` : `${formatFen(leftFen)} × ${String(discount.percentOffBp / 100)}%`;
      leftFen -= offFen;
      if (discount.layer === "fixed") fixedLeft.set(discount.id, fixedFen - offFen);
      return [discountLine(base, discount, formula, offFen)];
    });
    return [base, ...off];
  });
}
