/** How one price component turns seats, days and use into fen (rules 4.4). */
export const planKinds = ["monthly", "seat", "graduated", "volume", "yearly", "usage", "oneTime", "bundle"] as const;
export type PlanKind = (typeof planKinds)[number];

export const firstPeriodRules = ["days", "half", "full", "freeToMonthEnd"] as const;
export type FirstPeriodRule = (typeof firstPeriodRules)[number];

/** A band of seats: the seats up to and including `upTo` (null: without end) cost `feeFen` each. */
export type PriceBand = { upTo: number | null; feeFen: bigint };

/**
 * One component of an offering's price in one province (TMF620 ProductOfferingPrice).
 * `feeFen` is per month, per seat and month, per year, once, or per unit over `freeUnits`, by `kind`; tax inside.
 */
export type PriceComponent = {
  id: string;
  kind: PlanKind;
  name: string;
  feeFen: bigint;
  bands: PriceBand[];
  freeUnits: number;
  unitName: string | null;
  taxRateBp: number;
  /** Of a year's fee: what one month costs by the list, by which a year that ends early is reckoned (rules 4.4); left out: it cannot end early. */
  monthFeeFen?: bigint | undefined;
};

/** What an order must keep to (SC6): between min and max, in steps from min. */
export type SeatRule = { seatsMin: number; seatsMax: number; seatStep: number; seatName: string };
