import { type BusinessDay, accountPeriodOf, daysBetween, monthsBetween } from "../kernel/calendar";
import { divideHalfUp, formatFen, splitTax } from "../kernel/money";
import { type FormulaWords, formulaWords } from "./formula.rules";
import type { FirstPeriodRule, PriceBand, PriceComponent, SeatRule } from "./price.schema";

/** One priced line: `grossFen` with tax, and the formula that a person can check by hand (BI2). */
export type RatedLine = { componentId: string; name: string; formula: string; grossFen: bigint; netFen: bigint; taxFen: bigint; taxRateBp: number };

/** Seats as a person types them, in full-width digits too; NaN for what is no whole number. */
export function seatsTypedAs(text: string): number {
  const plain = text.normalize("NFKC").trim();
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}

/** SC6: why this number of seats may not be ordered, or null when it may. */
export function seatProblem(rule: Pick<SeatRule, "seatsMin" | "seatsMax" | "seatStep">, seats: number): null | "notWhole" | "tooFew" | "tooMany" | "offStep" {
  if (seats > rule.seatsMax) return "tooMany";
  if (!Number.isSafeInteger(seats)) return "notWhole";
  if (seats < rule.seatsMin) return "tooFew";
  return (seats - rule.seatsMin) % rule.seatStep === 0 ? null : "offStep";
}

/** Each seat at the fee of the band that it falls into. */
function graduatedFen(bands: readonly PriceBand[], seats: number): bigint {
  let from = 0;
  let sum = 0n;
  for (const band of bands) {
    const to = Math.min(band.upTo ?? seats, seats);
    if (to > from) sum += BigInt(to - from) * band.feeFen;
    from = Math.max(from, to);
  }
  if (from < seats) throw new RangeError("bands end before the seats do");
  return sum;
}

/** The one fee of the band that holds all the seats. */
function volumeFee(bands: readonly PriceBand[], seats: number): bigint {
  const band = bands.find(({ upTo }) => upTo === null || seats <= upTo);
  if (!band) throw new RangeError("bands end before the seats do");
  return band.feeFen;
}

const chinese = formulaWords["zh-CN"];

/** A full month's fee of a recurring component, and how it came about; null for kinds that no month recurs. */
function monthlyFee(component: PriceComponent, seats: number, words: FormulaWords = chinese): { fen: bigint; formula: string } | null {
  switch (component.kind) {
    case "monthly":
    case "bundle":
      return { fen: component.feeFen, formula: formatFen(component.feeFen) };
    case "seat":
      return { fen: BigInt(seats) * component.feeFen, formula: `${seats} × ${formatFen(component.feeFen)}` };
    case "volume": {
      const fee = volumeFee(component.bands, seats);
      return { fen: BigInt(seats) * fee, formula: `${seats} × ${formatFen(fee)}${words.volume}` };
    }
    case "graduated":
      return { fen: graduatedFen(component.bands, seats), formula: words.graduated(seats) };
    case "yearly":
    case "usage":
    case "oneTime":
      return null;
  }
}

/** The part of a month that a first period pays: numerator of denominator, and the words for it (rules 4.4). */
function firstShare(startOn: string, rule: FirstPeriodRule, words: FormulaWords): { part: bigint; of: bigint; words: string } {
  const period = accountPeriodOf(startOn);
  const left = daysBetween(startOn, period.to);
  if (rule === "full" || (rule === "half" && Number(startOn.slice(8)) <= 15)) return { part: 1n, of: 1n, words: words.full };
  if (rule === "half") return { part: 1n, of: 2n, words: words.half };
  if (rule === "freeToMonthEnd") return { part: 0n, of: 1n, words: words.free };
  return { part: BigInt(left), of: BigInt(period.days), words: words.days(left, period.days) };
}

function line(component: PriceComponent, grossFen: bigint, formula: string): RatedLine {
  return { componentId: component.id, name: component.name, formula, grossFen, ...splitTax(grossFen, component.taxRateBp), taxRateBp: component.taxRateBp };
}

/**
 * What is due when the product opens on `startOn`: one-time and year fees whole, monthly fees by the first-period rule.
 * Usage is billed after use and has no line here. Rounds once per line (rules 0). Throws RangeError for seats past the bands.
 */
export function firstBill(components: readonly PriceComponent[], seats: number, startOn: string, rule: FirstPeriodRule, words: FormulaWords = chinese): RatedLine[] {
  const share = firstShare(startOn, rule, words);
  return components.flatMap((component) => {
    if (component.kind === "oneTime") return [line(component, component.feeFen, `${formatFen(component.feeFen)}${words.oneTime}`)];
    if (component.kind === "yearly") return [line(component, component.feeFen, `${formatFen(component.feeFen)}${words.yearly}`)];
    const month = monthlyFee(component, seats, words);
    if (!month) return [];
    return [line(component, divideHalfUp(month.fen * share.part, share.of), `${month.formula} ${share.words}`)];
  });
}

/** A whole month after the first: recurring fees only. */
export function normalMonth(components: readonly PriceComponent[], seats: number, words: FormulaWords = chinese): RatedLine[] {
  return components.flatMap((component) => {
    const month = monthlyFee(component, seats, words);
    return month ? [line(component, month.fen, month.formula)] : [];
  });
}

/** Since when a product runs, and since when by these terms, where others came before. */
type Life = { startedOn: BusinessDay; since?: BusinessDay | undefined };

/** An account period after the first: what recurs each month, and the year fee in the month in which another year begins. */
export function laterPeriod(components: readonly PriceComponent[], seats: number, life: Life, periodFrom: BusinessDay): RatedLine[] {
  return [...normalMonth(components, seats), ...yearFees(components, life, periodFrom)];
}

/** The year that a product opens with is paid by its first bill; the one that a change to a year plan begins with is paid here. */
function yearFees(components: readonly PriceComponent[], { startedOn, since }: Life, periodFrom: BusinessDay): RatedLine[] {
  const months = monthsBetween(since ?? startedOn, periodFrom);
  if (months < 0 || months % 12 !== 0 || (months === 0 && since === undefined)) return [];
  return components.filter(({ kind }) => kind === "yearly").map((component) => line(component, component.feeFen, `${formatFen(component.feeFen)}（包年${months === 0 ? "" : "续费"}，第 ${months / 12 + 1} 年）`));
}

/**
 * What a product pays when it runs again on `fromOn` after its periods since `missedFrom` were not charged: the days that are left,
 * and whole the fee of a year that began meanwhile.
 */
export function resumption(components: readonly PriceComponent[], seats: number, { missedFrom, fromOn, ...life }: Life & { missedFrom: BusinessDay; fromOn: BusinessDay }): RatedLine[] {
  let years: RatedLine[] = [];
  for (let period = accountPeriodOf(missedFrom); period.from <= fromOn; period = accountPeriodOf(period.to)) {
    const begun = yearFees(components, life, period.from);
    if (begun.length > 0) years = begun;
  }
  return [...restOfPeriod(components, seats, fromOn), ...years];
}

/** The rest of an account period from a day on, that day included. */
export function restOfPeriod(components: readonly PriceComponent[], seats: number, fromOn: BusinessDay): RatedLine[] {
  const period = accountPeriodOf(fromOn);
  const left = daysBetween(fromOn, period.to);
  return components.flatMap((component) => {
    const month = monthlyFee(component, seats);
    return month ? [line(component, divideHalfUp(month.fen * BigInt(left), BigInt(period.days)), `${month.formula} × ${left}/${period.days} 天`)] : [];
  });
}

export function totalFen(lines: readonly { grossFen: bigint }[]): bigint {
  return lines.reduce((sum, entry) => sum + entry.grossFen, 0n);
}

/** The three sums of some lines. */
export function sumsOf(lines: readonly Pick<RatedLine, "grossFen" | "netFen" | "taxFen">[]): { grossFen: bigint; netFen: bigint; taxFen: bigint } {
  const sum = (part: "grossFen" | "netFen" | "taxFen") => lines.reduce((total, entry) => total + entry[part], 0n);
  return { grossFen: sum("grossFen"), netFen: sum("netFen"), taxFen: sum("taxFen") };
}

/** The usage line of a period: what passes the free part, rounded once (rules 4.4 USAGE). `used` in whole units. */
export function usageLine(component: PriceComponent, used: number): RatedLine {
  const paid = BigInt(Math.max(0, used - component.freeUnits));
  const unit = component.unitName ?? "";
  return line(component, paid * component.feeFen, `（${used} − ${component.freeUnits} 免费）${unit} × ${formatFen(component.feeFen)}`);
}

/**
 * What a period's usage costs beyond what was charged for `billedUsed` of it already: the difference of the two lines in each of
 * its sums, so that all charges of a period add to its whole line; negative when a correction gives back.
 */
export function usageDue(component: PriceComponent, { used, billedUsed }: { used: number; billedUsed: number }): RatedLine {
  const whole = usageLine(component, used);
  if (billedUsed === 0) return whole;
  const before = usageLine(component, billedUsed);
  return { ...whole, formula: `${whole.formula}，减已计费 ${formatFen(before.grossFen)}`, grossFen: whole.grossFen - before.grossFen, netFen: whole.netFen - before.netFen, taxFen: whole.taxFen - before.taxFen };
}
