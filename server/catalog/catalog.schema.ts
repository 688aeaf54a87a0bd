import { z } from "zod";
import { locales } from "../platforms/locale.rules";
import { PictureViews } from "./picture.schema";
import { type PriceComponent, firstPeriodRules, planKinds } from "./price.schema";

/** What may stand in a specification's `copy`: the words of its page. */
export const SpecificationCopy = z.strictObject({
  audience: z.string(),
  highlights: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  features: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  steps: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  faq: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
});
export type SpecificationCopy = z.output<typeof SpecificationCopy>;

// JSON has no bigint: fen stand as digits, so nothing between table and screen can turn them into a float.
const fenText = z.string().regex(/^-?\d{1,15}$/).transform(BigInt);

/** `ProductOfferingPrice.components` as stored; reading it gives the PriceComponent of the rating rules. */
export const PriceComponents = z.array(
  z.strictObject({
    id: z.string(),
    kind: z.enum(planKinds),
    name: z.string(),
    feeFen: fenText,
    bands: z.array(z.strictObject({ upTo: z.number().int().positive().nullable(), feeFen: fenText })),
    freeUnits: z.number().int().nonnegative(),
    unitName: z.string().nullable(),
    taxRateBp: z.number().int().nonnegative(),
    monthFeeFen: fenText.optional(),
  }),
) satisfies z.ZodType<PriceComponent[]>;

export const productClasses = ["internalApplication", "externalApplication", "basicCommunication", "valueAddedCommunication"] as const;
export type ProductClassName = (typeof productClasses)[number];
export const industries = ["manufacturing", "trade", "chain", "logistics", "itService"] as const;
export type IndustryName = (typeof industries)[number];
export const openFacts = ["mailDomain", "icpNumber", "installAddress", "contactNumber", "administratorEmail", "currentNumber", "companyIntroduction"] as const;
export type OpenFactName = (typeof openFacts)[number];
export const eligibilityNeeds = ["verifiedCompany", "broadbandAccount", "fixedLine"] as const;
export type EligibilityNeedName = (typeof eligibilityNeeds)[number];
export const themes = ["jade", "pine", "indigo", "lake", "plum", "cinnabar", "ochre"] as const;

/** What a headline price is for; the words are the screen's. */
const HeadlineUnit = z.object({ unit: z.enum(["seatMonth", "month", "year", "once"]), seatName: z.string() });
export type HeadlineUnit = z.output<typeof HeadlineUnit>;

const SeatRuleView = z.object({ seatsMin: z.number().int(), seatsMax: z.number().int(), seatStep: z.number().int(), seatName: z.string() });
export const PriceShape = z.custom<PriceComponent[]>((value) => Array.isArray(value));

export const StorefrontView = z.object({
  provinceId: z.string(),
  name: z.string(),
  hotline: z.string(),
  notice: z.string(),
  licenceText: z.string(),
  theme: z.enum(themes).catch("jade"),
  serviceHours: z.string(),
});
export type StorefrontView = z.output<typeof StorefrontView>;

export const OfferingView = z.object({
  code: z.string(),
  name: z.string(),
  summary: z.string(),
  includes: z.array(z.string()),
  trialDays: z.number().int(), seatRule: SeatRuleView,
  firstPeriodRule: z.enum(firstPeriodRules),
  isBundle: z.boolean(),
  /** Null where it is not open in this province (SC2). */
  price: z.object({ priceBookVersion: z.number().int(), validFrom: z.string(), components: PriceShape }).nullable(),
});
export type OfferingView = z.output<typeof OfferingView>;

export const ProductCard = z.object({
  code: z.string(),
  slug: z.string(),
  name: z.string(),
  productClass: z.enum(productClasses),
  industry: z.enum(industries).nullable(),
  summary: z.string(),
  /** The language of the words that staff wrote: that of the page, or Chinese where it is not there yet. */
  language: z.enum(locales),
  pinyin: z.string(),
  initials: z.string(),
  isOnSaleHere: z.boolean(),
  /** The lowest monthly-looking price, for "起": null when nothing is on sale here. */
  from: z.object({ fen: z.bigint(), per: HeadlineUnit }).nullable(),
});
export type ProductCard = z.output<typeof ProductCard>;

export const ProductView = ProductCard.extend({
  copy: SpecificationCopy,
  pictures: PictureViews,
  providerName: z.string(),
  providerKind: z.enum(["operator", "ap"]),
  servedBy: z.enum(["operator", "csp", "ap"]),
  serviceHours: z.string(),
  dataLocation: z.string(),
  openFacts: z.array(z.enum(openFacts)),
  needsLine: z.boolean(),
  eligibility: z.array(z.enum(eligibilityNeeds)),
  /** Business day from which it is no longer sold to new buyers, or null (SC13). */
  salesStoppedOn: z.string().nullable(),
  /** No longer sold and no longer running anywhere: its page says so and is answered as gone (PN10). */
  isGone: z.boolean(),
  offerings: z.array(OfferingView),
});
export type ProductView = z.output<typeof ProductView>;

export const BundlePartView = z.object({ bundleCode: z.string(), offeringCode: z.string(), offeringName: z.string(), productName: z.string(), productSlug: z.string(), seats: z.number().int(), seatName: z.string(), isOptional: z.boolean(), isOnSaleHere: z.boolean() });
export type BundlePartView = z.output<typeof BundlePartView>;
export const BundleView = ProductView.extend({ parts: z.array(BundlePartView) });
export type BundleView = z.output<typeof BundleView>;

/** A catalogue entry small enough to send to a browser whole, for searching there. */
export type SearchEntry = { href: string; name: string; summary: string; kind: "product" | "solution"; keys: string };

export const OfferingForOrderInput = z.strictObject({ offeringCode: z.string().min(1).max(40), provinceId: z.string().length(2) });

/** A company that brings applications, with those that are on sale. */
export const ProviderView = z.object({ name: z.string(), products: z.array(z.string()) });
export type ProviderView = z.infer<typeof ProviderView>;
