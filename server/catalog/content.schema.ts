import { z } from "zod";
import { eligibilityNeeds, industries, openFacts, productClasses } from "./catalog.schema";
import { PictureViews } from "./picture.schema";
import { firstPeriodRules, planKinds } from "./price.schema";

/*
 * A product as staff write it (SC12): the whole of it, so that a draft, a released version and what is sold have one shape. What a
 * schema here refuses can never be typed at the desk; what is not yet good enough to be sold is said by content-check.rules.ts.
 */

const text = (max: number) => z.string().max(max, { error: "tooLong" });
const whole = (max: number) => z.int().min(0, { error: "notWhole" }).max(max, { error: "numberTooLarge" });
/** Fen as digits; a sum above a hundred million yuan is a slip of the hand. */
const fen = z.string().regex(/^\d{1,11}$/, { error: "amountWrong" });
const day = z.iso.date({ error: "dayWrong" });
const province = z.string().length(2);
/** Codes go into orders, bills and machines' messages. */
const offeringCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,29}$/, { error: "codeWrong" });

const TitledText = z.strictObject({ title: text(40), text: text(300) });
const Copy = z.strictObject({
  audience: text(600), highlights: z.array(TitledText).max(6), features: z.array(TitledText).max(20), steps: z.array(TitledText).max(8),
  faq: z.array(z.strictObject({ question: text(80), answer: text(600) })).max(20),
});

export const ContentComponent = z.strictObject({
  id: z.string().min(1).max(40), kind: z.enum(planKinds), name: text(40), feeFen: fen,
  bands: z.array(z.strictObject({ upTo: whole(1_000_000).nullable(), feeFen: fen })).max(10),
  freeUnits: whole(100_000_000), unitName: text(10).nullable(), taxRateBp: whole(3000), monthFeeFen: fen.optional(),
});
export type ContentComponent = z.output<typeof ContentComponent>;

/** One price of a plan in some provinces. A released one stands as it is. */
const ContentPrice = z.strictObject({
  key: z.string().min(1).max(60), isReleased: z.boolean(), provinceIds: z.array(province).max(40),
  /** First day; null: the day on which the product begins, for a plan that is sold already the account period after that. */
  from: day.nullable(),
  /** First day without it; null: until another follows. */
  to: day.nullable(),
  components: z.array(ContentComponent).max(12),
});
export type ContentPrice = z.output<typeof ContentPrice>;

const ContentPart = z.strictObject({ offeringCode: text(30), seats: whole(100_000), isOptional: z.boolean(), notionalWeight: whole(100_000) });
const OfferingWords = z.strictObject({ name: text(80), summary: text(300), includes: z.array(text(200)).max(20), seatName: text(40), prices: z.record(z.string().max(40), text(80)), unitNames: z.record(z.string().max(40), text(40)).optional() });
const SpecificationWords = z.strictObject({ name: text(80), summary: text(300), copy: Copy, providerName: text(120), serviceHours: text(120), dataLocation: text(160) });

const ContentOffering = z.strictObject({
  code: offeringCode, name: text(40), summary: text(120), includes: z.array(text(80)).max(20),
  seatsMin: whole(1_000_000), seatsMax: whole(1_000_000), seatStep: whole(100_000), seatName: text(10),
  firstPeriodRule: z.enum(firstPeriodRules), isBundle: z.boolean(), trialDays: whole(180), holdFeeFen: fen, returnDays: whole(60),
  /** Provinces in which it may be ordered. */
  openIn: z.array(province).max(40), parts: z.array(ContentPart).max(20), prices: z.array(ContentPrice).max(400), english: OfferingWords.nullable(),
});
export type ContentOffering = z.output<typeof ContentOffering>;

export const ProductContent = z.strictObject({
  name: text(40), slug: text(40), productClass: z.enum(productClasses), industry: z.enum(industries).nullable(),
  /** Other words that people type for it. */
  alsoCalled: z.array(text(20)).max(12), summary: text(200), copy: Copy,
  providerName: text(60), providerKind: z.enum(["operator", "ap"]), providerPartnerId: text(20).nullable(), servedBy: z.enum(["operator", "csp", "ap"]), serviceHours: text(60), dataLocation: text(80),
  openFacts: z.array(z.enum(openFacts)), needsLine: z.boolean(), eligibility: z.array(z.enum(eligibilityNeeds)),
  /** First day of what is written here; null: from its release on. */
  startsOn: day.nullable(),
  pictures: PictureViews, offerings: z.array(ContentOffering).max(20), english: SpecificationWords.nullable(),
});
export type ProductContent = z.output<typeof ProductContent>;

/** One thing that is not yet right, at its path in the content. */
export type ContentProblem = { path: string; code: string };
