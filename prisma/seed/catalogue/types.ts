import type { EligibilityNeedName, IndustryName, OpenFactName, ProductClassName, SpecificationCopy } from "../../../server/catalog/catalog.schema";
import type { FirstPeriodRule, PlanKind, PriceComponent } from "../../../server/catalog/price.schema";
import { parseYuan } from "../../../server/kernel/money";

export type SeedPart = { code: string; seats: number; weight: number; isOptional?: boolean };

export type SeedOffering = {
  code: string;
  name: string;
  summary: string;
  includes: string[];
  /** min, max, step, what one is called; left out: one 套. */
  seats?: readonly [min: number, max: number, step: number, name: string];
  firstPeriodRule: FirstPeriodRule;
  /** Days that it may be tried for nothing. */
  trialDays?: number;
  /** A whole month in which it rests at its company's wish, in yuan. */
  holdFee?: string;
  /** Days within which it may be given back unused. */
  returnDays?: number;
  /** The national list price, before a province's own factor. */
  price: readonly PriceComponent[];
  /** Provinces put their own factor on it. */
  followsProvince?: boolean;
  /** The next price-book version, from its day on. */
  next?: { validFrom: string; price: readonly PriceComponent[] };
  parts?: readonly SeedPart[];
};

export type SeedProduct = {
  code: string;
  slug: string;
  name: string;
  /** Other words that people type for it; searched like the name. */
  alsoCalled: string[];
  productClass: ProductClassName;
  industry?: IndustryName;
  summary: string;
  copy: SpecificationCopy;
  provider: { name: string; kind: "operator" } | { name: string; kind: "ap"; serial: number };
  servedBy: "operator" | "csp" | "ap";
  serviceHours: string;
  dataLocation: string;
  openFacts: OpenFactName[];
  needsLine?: boolean;
  eligibility?: EligibilityNeedName[];
  salesStoppedAt?: Date;
  offerings: SeedOffering[];
};

function fen(yuan: string): bigint {
  const parsed = parseYuan(yuan);
  if (parsed === null) throw new RangeError(`not a sum in yuan: ${yuan}`);
  return parsed;
}

type Extra = Partial<Pick<PriceComponent, "id" | "bands" | "freeUnits" | "unitName" | "taxRateBp" | "monthFeeFen">>;
/** 6 %: software rental and value-added telecommunication; basic telecommunication passes 900. */
function component(kind: PlanKind, name: string, yuan: string, extra: Extra): PriceComponent {
  return { id: kind, kind, name, feeFen: fen(yuan), bands: [], freeUnits: 0, unitName: null, taxRateBp: 600, ...extra };
}

export const basicTax = { taxRateBp: 900 } as const;
export const monthly = (name: string, yuan: string, extra: Extra = {}) => component("monthly", name, yuan, extra);
export const perSeat = (name: string, yuan: string, extra: Extra = {}) => component("seat", name, yuan, extra);
/** `monthYuan`: what a month costs by the list, for a year that ends early. */
export const yearly = (name: string, yuan: string, monthYuan?: string) => component("yearly", name, yuan, monthYuan === undefined ? {} : { monthFeeFen: fen(monthYuan) });
export const once = (name: string, yuan: string, extra: Extra = {}) => component("oneTime", name, yuan, extra);
export const bundleFee = (name: string, yuan: string, extra: Extra = {}) => component("bundle", name, yuan, extra);
export const usage = (name: string, yuan: string, unitName: string, freeUnits: number, extra: Extra = {}) => component("usage", name, yuan, { unitName, freeUnits, ...extra });

type Bands = readonly (readonly [upTo: number | null, yuan: string])[];
const bandsOf = (bands: Bands) => bands.map(([upTo, yuan]) => ({ upTo, feeFen: fen(yuan) }));
export const graduated = (name: string, bands: Bands) => component("graduated", name, "0", { bands: bandsOf(bands) });
export const volume = (name: string, bands: Bands) => component("volume", name, "0", { bands: bandsOf(bands) });
