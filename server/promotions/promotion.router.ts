import { z } from "zod";
import { customerProcedure, router, staffProcedure } from "../trpc";
import { listMyCoupons } from "./coupon.service";
import { createPromotion, getPromotion, issueCoupons, listCoupons, listPromotions, movePromotion, promotionProducts } from "./desk.service";
import { CreatePromotion, IssueCoupons, IssuedCoupons, ListCoupons, ListMyCoupons, ListPromotions, MovePromotion, MyCouponPage, PromotionCouponPage, PromotionId, PromotionPage, PromotionProducts, PromotionReport } from "./promotion.schema";

export const couponRouter = router({
  list: customerProcedure("coupon.read").input(ListMyCoupons).output(MyCouponPage).query(({ ctx, input }) => listMyCoupons(ctx.scope, input)),
});

export const promotionDeskRouter = router({
  list: staffProcedure("promotion.read").input(ListPromotions).output(PromotionPage).query(({ ctx, input }) => listPromotions(ctx.scope, input)),
  get: staffProcedure("promotion.read").input(PromotionId).output(PromotionReport).query(({ ctx, input }) => getPromotion(ctx.scope, input.promotionId)),
  coupons: staffProcedure("promotion.read").input(ListCoupons).output(PromotionCouponPage).query(({ ctx, input }) => listCoupons(ctx.scope, input)),
  products: staffProcedure("promotion.manage").input(z.strictObject({})).output(PromotionProducts).query(({ ctx }) => promotionProducts(ctx.scope)),
  create: staffProcedure("promotion.manage").input(CreatePromotion).output(z.object({ promotionId: z.uuid() })).mutation(({ ctx, input }) => createPromotion(ctx.scope, input)),
  move: staffProcedure("promotion.manage").input(MovePromotion).output(z.void()).mutation(({ ctx, input }) => movePromotion(ctx.scope, input)),
  issue: staffProcedure("promotion.manage").input(IssueCoupons).output(IssuedCoupons).mutation(({ ctx, input }) => issueCoupons(ctx.scope, input)),
});
