import { z } from "zod";
import { discountLayers } from "../catalog/discount.rules";

export const promotionReaches = ["everyone", "issued"] as const;
export const promotionStates = ["open", "paused", "ended"] as const;
const couponStates = ["issued", "used", "void"] as const;

const day = z.iso.date({ error: "dayWrong" });
const key = z.uuid();

export const CreatePromotion = z
  .strictObject({
    key,
    provinceId: z.string().length(2, { error: "provinceMissing" }),
    name: z.string().trim().min(2, { error: "textTooShort" }).max(30, { error: "tooLong" }),
    layer: z.enum(discountLayers),
    reach: z.enum(promotionReaches),
    percentOffBp: z.int().min(0).max(10_000, { error: "percentWrong" }),
    offFen: z.bigint().min(0n).max(100_000_000_000n, { error: "amountTooLarge" }),
    months: z.int().min(1, { error: "monthsWrong" }).max(36, { error: "monthsWrong" }).nullable(),
    seatsFrom: z.int().min(1, { error: "seatsFromWrong" }).max(100_000, { error: "seatsFromWrong" }),
    coversSetUp: z.boolean(),
    addsToBundle: z.boolean(),
    specificationCodes: z.array(z.string().max(20)).max(60),
    validFrom: day,
    validTo: day,
    budgetFen: z.bigint().min(1n, { error: "budgetMissing" }).max(100_000_000_000n, { error: "amountTooLarge" }),
  })
  .refine(({ layer, percentOffBp }) => layer === "fixed" || percentOffBp > 0, { path: ["percentOffBp"], error: "percentWrong" })
  .refine(({ layer, offFen }) => layer !== "fixed" || offFen > 0n, { path: ["offFen"], error: "amountMissing" })
  .refine(({ layer, months }) => months !== null || layer === "contract", { path: ["months"], error: "monthsWrong" })
  // A contract rate is one company's own, never everybody's.
  .refine(({ layer, reach }) => layer !== "contract" || reach === "issued", { path: ["reach"], error: "contractIsIssued" })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, { path: ["validTo"], error: "daysWrong" });

/** What a promotion may be for. */
export const PromotionProducts = z.array(z.object({ code: z.string(), name: z.string() }));
export const ListPromotions = z.strictObject({ state: z.enum(promotionStates).optional(), cursor: z.uuid().optional() });
export const PromotionId = z.strictObject({ promotionId: z.uuid() });
export const MovePromotion = PromotionId.extend({ key, version: z.int().nonnegative(), to: z.enum(promotionStates), reason: z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" }) });
/** To companies by their account names, or to all of a group that have it not yet. */
export const IssueCoupons = PromotionId.extend({
  key,
  accountNames: z.array(z.string().trim().min(1)).max(200, { error: "tooManyAccounts" }).optional(),
  group: z.strictObject({ industry: z.string().max(20).optional(), payType: z.enum(["prepaid", "postpaid"]).optional(), hasProduct: z.boolean().optional() }).optional(),
}).refine(({ accountNames, group }) => (accountNames !== undefined && accountNames.length > 0) !== (group !== undefined), { path: ["accountNames"], error: "accountsMissing" });
export const IssuedCoupons = z.object({ issued: z.number(), left: z.number() });
export const ListCoupons = PromotionId.extend({ state: z.enum(couponStates).optional(), cursor: z.uuid().optional() });

const Offer = z.object({
  id: z.uuid(), name: z.string(), layer: z.enum(discountLayers), reach: z.enum(promotionReaches), percentOffBp: z.number(), offFen: z.bigint(), months: z.number().nullable(), seatsFrom: z.number(),
  validFrom: z.date(), validTo: z.date(),
});
export const PromotionRow = Offer.extend({ provinceId: z.string(), state: z.enum(promotionStates), budgetFen: z.bigint(), committedFen: z.bigint(), version: z.number() });
export const PromotionPage = z.object({ rows: z.array(PromotionRow), nextCursor: z.uuid().nullable() });
/** SC16: what came of a promotion. */
export const PromotionReport = PromotionRow.extend({
  coversSetUp: z.boolean(), addsToBundle: z.boolean(), productNames: z.array(z.string()), createdBy: z.string(), createdAt: z.date(),
  coupons: z.object({ issued: z.number(), used: z.number(), void: z.number() }),
  orders: z.object({ held: z.number(), kept: z.number(), released: z.number() }),
  /** What its discounts really took off bills and months so far, and what the promoted products paid beside them, in fen. */
  givenFen: z.bigint(),
  /** The rate of one company's quote (OR15): neither ended nor issued to others. */
  isQuoted: z.boolean(),
});
export const PromotionCouponPage = z.object({
  rows: z.array(z.object({ id: z.uuid(), code: z.string(), state: z.enum(couponStates), accountName: z.string(), companyName: z.string(), issuedAt: z.date(), usedAt: z.date().nullable() })),
  nextCursor: z.uuid().nullable(),
});

export const ListMyCoupons = z.strictObject({ state: z.enum(["usable", "past"]).default("usable"), cursor: z.uuid().optional() });
const MyCoupon = Offer.extend({ couponId: z.uuid(), code: z.string(), state: z.enum(couponStates), isUsable: z.boolean(), productNames: z.array(z.string()), slug: z.string().nullable(), usedAt: z.date().nullable(), orderId: z.uuid().nullable() });
export const MyCouponPage = z.object({ rows: z.array(MyCoupon), nextCursor: z.uuid().nullable() });
