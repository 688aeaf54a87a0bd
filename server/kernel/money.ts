/** Money is whole fen (1 yuan = 100 fen) as bigint, tax inside; rates are basis points (10 000 = 100 %). */

/** Nearest whole number of numerator ÷ denominator, half away from zero (rules 0, Round). Denominator must be positive. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError("denominator must be positive");
  const sign = numerator < 0n ? -1n : 1n;
  const size = numerator < 0n ? -numerator : numerator;
  return sign * ((2n * size + denominator) / (2n * denominator));
}

/**
 * Shares `total` out by weights so that the parts add up to it exactly (rules 0, LR): floors first, then the left-over
 * fen one by one to the largest remainders, ties by list order. Throws RangeError for no or negative weights.
 */
export function shareOut(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError("weights must add up to more than zero");
  const sign = total < 0n ? -1n : 1n;
  const size = total < 0n ? -total : total;
  const parts = weights.map((weight) => ({ part: (size * weight) / sum, rest: (size * weight) % sum }));
  let left = size - parts.reduce((a, p) => a + p.part, 0n);
  // Sorting is stable, so equal remainders stay in list order.
  const byRemainder = [...parts].sort((a, b) => (a.rest === b.rest ? 0 : a.rest > b.rest ? -1 : 1));
  for (const entry of byRemainder) {
    if (left === 0n) break;
    entry.part += 1n;
    left -= 1n;
  }
  return parts.map((entry) => sign * entry.part);
}

/** Splits a tax-inclusive sum: net = half_up(gross·10000/(10000+rate)), tax is the rest (rules 0, Tax). */
export function splitTax(grossFen: bigint, taxRateBp: number): { netFen: bigint; taxFen: bigint } {
  const netFen = divideHalfUp(grossFen * 10_000n, 10_000n + BigInt(taxRateBp));
  return { netFen, taxFen: grossFen - netFen };
}

/** ¥1,234.50 from 123450n, by digits alone, so no sum ever passes through a float (AX5). */
export function formatFen(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  const yuan = (size / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${fen < 0n ? "-" : ""}¥${yuan}.${(size % 100n).toString().padStart(2, "0")}`;
}

/** 20000.00 from 2000000n: a sum as a person would type it, for a field. */
export const typedYuan = (fen: bigint): string => formatFen(fen).replaceAll(/[¥,]/g, "");

/** A difference: +¥12.00, -¥3.50, ¥0.00. */
export const formatDifference = (fen: bigint): string => `${fen > 0n ? "+" : ""}${formatFen(fen)}`;

/** Fen from what a person typed ("1,234.5", "¥ 80"), or null when it is not a plain sum of at most two decimals. */
export function parseYuan(typed: string): bigint | null {
  const match = /^¥?\s*(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.trim().replaceAll(",", ""));
  if (!match?.[1]) return null;
  return BigInt(match[1]) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}
