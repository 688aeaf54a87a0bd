import type { PriceComponent } from "../catalog/price.schema";
import { divideHalfUp, shareOut } from "../kernel/money";

/** Without the company's choice by then, the order ends whole (PR4). */
export const DECIDE_DAYS = 10;
/** So long a provider is asked again, once a day, when the company waits (PR4). */
export const WAIT_DAYS = 7;

const scaled = (components: readonly PriceComponent[], change: (fen: bigint, component: PriceComponent) => bigint): PriceComponent[] =>
  components.map((component) => ({
    ...component,
    feeFen: change(component.feeFen, component),
    bands: component.bands.map((band) => ({ ...band, feeFen: change(band.feeFen, component) })),
    ...(component.monthFeeFen === undefined ? {} : { monthFeeFen: change(component.monthFeeFen, component) }),
  }));

/**
 * PR4: what a bundle costs without one of its parts: each of its fees less that part's share by notional weight (rules 0, LR), its
 * set-up fee too. Throws RangeError for the only part, and for weights that add up to nothing.
 */
export function withoutPart(components: readonly PriceComponent[], weights: readonly number[], index: number): PriceComponent[] {
  if (weights.length < 2 || weights[index] === undefined) throw new RangeError("a bundle keeps at least one part");
  return scaled(components, (fen) => fen - (shareOut(fen, weights.map(BigInt))[index] ?? 0n));
}

type Swap = { weights: readonly number[]; index: number; oldListFen: bigint; newListFen: bigint };

/**
 * PR4: what a bundle costs with another product in a part's place: of what recurs, the part's share falls as the two list prices stand to
 * each other; the set-up stays. `weight` is the new part's. Throws RangeError for a dearer one, which the sum that is held would not cover.
 */
export function withOtherPart(components: readonly PriceComponent[], { weights, index, oldListFen, newListFen }: Swap): { components: PriceComponent[]; weight: number } {
  const old = weights[index];
  if (old === undefined || oldListFen <= 0n || newListFen > oldListFen) throw new RangeError("a part is replaced by one that costs no more");
  const changed = scaled(components, (fen, { kind }) => {
    if (kind === "oneTime") return fen;
    const shareFen = shareOut(fen, weights.map(BigInt))[index] ?? 0n;
    return fen - shareFen + divideHalfUp(shareFen * newListFen, oldListFen);
  });
  return { components: changed, weight: Math.max(1, Number(divideHalfUp(BigInt(old) * newListFen, oldListFen))) };
}
