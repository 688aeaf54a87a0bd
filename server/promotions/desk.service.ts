import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { companyNames } from "../accounts/company-names.service";
import { recordAudit } from "../audit/audit.service";
import type { Tx } from "../db";
import type { Prisma, Promotion } from "../generated/prisma/client";
import { dateOf, dayOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import { contactFields, mailCustomer } from "../notifications/customer-mail.service";
import { worded } from "../notifications/templates.rules";
import { pageAfter, pageOf } from "../paging";
import { once } from "../platforms/idempotency.service";
import { isOnDuty } from "../platforms/province.rules";
import type { Scope, StaffActor } from "../scope";
import { couponCode, offerSaid } from "./promotion.rules";
import type { CreatePromotion, IssueCoupons, IssuedCoupons, ListCoupons, ListPromotions, MovePromotion, PromotionCouponPage, PromotionPage, PromotionProducts, PromotionReport, PromotionRow } from "./promotion.schema";

const PAGE = 30;
/** Companies that get their coupon in one transaction; the screen asks again until none is left. */
const ISSUE_BATCH = 200;

function rowOf({ id, provinceId, name, layer, reach, state, percentOffBp, offFen, months, seatsFrom, validFrom, validTo, budgetFen, committedFen, version }: Promotion): z.output<typeof PromotionRow> {
  return { id, provinceId, name, layer, reach, state, percentOffBp, offFen, months, seatsFrom, validFrom, validTo, budgetFen, committedFen, version };
}

/** The platform's promotions, newest first, as far as the clerk's duty goes; a rate that was quoted to one company is read in its quote. */
export async function listPromotions(scope: Scope<StaffActor>, { state, cursor }: z.output<typeof ListPromotions>): Promise<z.output<typeof PromotionPage>> {
  const rows = await scope.db.promotion.findMany({ where: { isQuoted: false, ...(state ? { state } : {}) }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  return { rows: page.map(rowOf), nextCursor };
}

/** The products and solutions on sale, for choosing. */
export async function promotionProducts(scope: Scope<StaffActor>): Promise<z.output<typeof PromotionProducts>> {
  return scope.db.productSpecification.findMany({ where: { state: "launched", salesStoppedAt: null }, orderBy: [{ sort: "asc" }, { id: "asc" }], select: { code: true, name: true } });
}

/** SC16: a promotion with what came of it: coupons, orders, and what its discounts really took off. */
export async function getPromotion(scope: Scope<StaffActor>, promotionId: string): Promise<z.output<typeof PromotionReport>> {
  const promotion = await scope.db.promotion.findFirst({ where: { id: promotionId } });
  if (!promotion) throw new AppError("NOT_FOUND");
  const [coupons, uses, given, products] = await Promise.all([
    scope.db.coupon.groupBy({ by: ["state"], where: { promotionId }, _count: true }),
    scope.db.promotionUse.groupBy({ by: ["state"], where: { promotionId }, _count: true }),
    scope.db.appliedCustomerBillingRate.aggregate({ where: { promotionId }, _sum: { grossFen: true } }),
    scope.db.productSpecification.findMany({ where: { code: { in: promotion.specificationCodes } }, orderBy: { sort: "asc" }, select: { name: true } }),
  ]);
  const countOf = (rows: readonly { state: string; _count: number }[], state: string) => rows.find((row) => row.state === state)?._count ?? 0;
  const { coversSetUp, addsToBundle, createdBy, createdAt } = promotion;
  return {
    ...rowOf(promotion), coversSetUp, addsToBundle, createdBy, createdAt, productNames: products.map(({ name }) => name),
    coupons: { issued: countOf(coupons, "issued"), used: countOf(coupons, "used"), void: countOf(coupons, "void") },
    orders: { held: countOf(uses, "held"), kept: countOf(uses, "kept"), released: countOf(uses, "released") },
    givenFen: -(given._sum.grossFen ?? 0n), isQuoted: promotion.isQuoted,
  };
}

/** Opens a promotion. Throws an error at the field for a province outside the duty or a product that the platform does not have. */
export async function createPromotion(scope: Scope<StaffActor>, { key, ...input }: z.output<typeof CreatePromotion>): Promise<{ promotionId: string }> {
  return once(scope, { operation: "promotion.create", key, input }, async (tx) => {
    const { validFrom, validTo, layer, percentOffBp, offFen, ...rest } = input;
    const known = await tx.productSpecification.count({ where: { code: { in: input.specificationCodes } } });
    if (known !== new Set(input.specificationCodes).size) throw fieldError("specificationCodes", "productUnknown");
    if (!isOnDuty(scope.platformId, scope.actor.provinces, input.provinceId)) throw fieldError("provinceId", "provinceMissing");
    const isFixed = layer === "fixed";
    const promotion = await tx.promotion.create({ data: { ...rest, layer, percentOffBp: isFixed ? 0 : percentOffBp, offFen: isFixed ? offFen : 0n, validFrom: dateOf(validFrom), validTo: dateOf(validTo), createdBy: scope.actor.name, createdAt: scope.now() } });
    await recordAudit(tx, scope, "promotion.create", { kind: "promotion", id: promotion.id }, { provinceId: input.provinceId, after: { ...input } });
    return { promotionId: promotion.id };
  });
}

/** A rate that was quoted to one company holds, and is nobody else's (OR15). */
function refuseQuoted({ isQuoted }: Promotion): void {
  if (isQuoted) throw new AppError("RULE_REFUSED", { reasons: ["quoteRate"] });
}

/** Pauses, opens again or ends a promotion; orders that have it keep it. Nothing comes back from its end. */
export async function movePromotion(scope: Scope<StaffActor>, input: z.output<typeof MovePromotion>): Promise<void> {
  await once(scope, { operation: "promotion.move", key: input.key, input }, async (tx) => {
    const promotion = await tx.promotion.findFirst({ where: { id: input.promotionId } });
    if (!promotion) throw new AppError("NOT_FOUND");
    refuseQuoted(promotion);
    const moved = await tx.promotion.updateMany({ where: { id: promotion.id, version: input.version, state: { notIn: ["ended", input.to] } }, data: { state: input.to, version: { increment: 1 } } });
    if (moved.count === 0) throw new AppError("CHANGED_MEANWHILE");
    if (input.to === "ended") await tx.coupon.updateMany({ where: { promotionId: promotion.id, state: "issued" }, data: { state: "void" } });
    await recordAudit(tx, scope, "promotion.move", { kind: "promotion", id: promotion.id }, { provinceId: promotion.provinceId, before: { state: promotion.state }, after: { state: input.to }, reason: input.reason });
    return null;
  });
}

/**
 * SC16: issues coupons to companies by their account names, or to those of a group that have none yet, and tells each by mail.
 * At most 200 a call; `left` says how many of the group still wait. Throws an error at the field for names that are no open
 * account of the promotion's province.
 */
export async function issueCoupons(scope: Scope<StaffActor>, input: z.output<typeof IssueCoupons>): Promise<z.output<typeof IssuedCoupons>> {
  return once(scope, { operation: "promotion.issue", key: input.key, input }, async (tx) => {
    const promotion = await tx.promotion.findFirst({ where: { id: input.promotionId, reach: "issued", state: { not: "ended" } } });
    if (!promotion) throw new AppError("NOT_FOUND");
    refuseQuoted(promotion);
    const holders = await tx.coupon.findMany({ where: { promotionId: promotion.id }, select: { customerId: true } });
    const where: Prisma.CustomerWhereInput = { provinceId: promotion.provinceId, state: "open", id: { notIn: holders.map(({ customerId }) => customerId) } };
    const names = [...new Set(input.accountNames ?? [])];
    if (names.length > 0) {
      const known = await tx.customer.count({ where: { accountName: { in: names }, provinceId: promotion.provinceId, state: "open" } });
      if (known !== names.length) throw fieldError("accountNames", "accountUnknown");
    }
    const group = names.length > 0 ? { ...where, accountName: { in: names } } : { ...where, ...(await groupOf(tx, input.group)) };
    const waiting = await tx.customer.count({ where: group });
    const customers = await tx.customer.findMany({ where: group, orderBy: { id: "asc" }, take: ISSUE_BATCH, select: { ...contactFields } });
    await tx.coupon.createMany({ data: customers.map(({ id }) => ({ promotionId: promotion.id, customerId: id, code: couponCode(randomBytes(12)), issuedBy: scope.actor.name, issuedAt: scope.now() })) });
    for (const customer of customers) {
      await mailCustomer(tx, scope, customer, {
        ...worded("coupon.issued", { name: promotion.name, offer: offerSaid(promotion), validTo: { day: dayOf(promotion.validTo) } }), path: "/coupons",
      });
    }
    await recordAudit(tx, scope, "promotion.issue", { kind: "promotion", id: promotion.id }, { provinceId: promotion.provinceId, after: { issued: customers.length, ...(input.group ? { group: input.group } : { accountNames: names }) } });
    return { issued: customers.length, left: waiting - customers.length };
  });
}

async function groupOf(tx: Tx, group: z.output<typeof IssueCoupons>["group"]): Promise<Prisma.CustomerWhereInput> {
  const { industry, payType, hasProduct } = group ?? {};
  const owners = hasProduct === undefined ? [] : await tx.product.findMany({ where: { state: { in: ["active", "suspended"] } }, distinct: ["customerId"], select: { customerId: true } });
  const withProduct = owners.map(({ customerId }) => customerId);
  return { ...(industry ? { organization: { industry } } : {}), ...(payType ? { payType } : {}), ...(hasProduct === undefined ? {} : { AND: { id: hasProduct ? { in: withProduct } : { notIn: withProduct } } }) };
}

/** Who holds a promotion's coupons, the last issued first. */
export async function listCoupons(scope: Scope<StaffActor>, { promotionId, state, cursor }: z.output<typeof ListCoupons>): Promise<z.output<typeof PromotionCouponPage>> {
  const rows = await scope.db.coupon.findMany({ where: { promotionId, ...(state ? { state } : {}) }, orderBy: [{ issuedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor) });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const names = await companyNames(scope.db, page.map(({ customerId }) => customerId));
  return {
    rows: page.map(({ id, code, state: now, customerId, issuedAt, usedAt }) => ({ id, code, state: now, issuedAt, usedAt, accountName: names.get(customerId)?.accountName ?? "", companyName: names.get(customerId)?.companyName ?? "" })),
    nextCursor,
  };
}
