import type { Discount } from "../catalog/discount.rules";
import type { PriceComponent, FirstPeriodRule } from "../catalog/price.schema";
import type { Tariff } from "../catalog/tariff.rules";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { Prisma, Promotion } from "../generated/prisma/client";
import { businessDayOf, dateOf } from "../kernel/calendar";
import { AppError, fieldError } from "../kernel/errors";
import type { Scope } from "../scope";
import { type CouponProblem, bestOfEachLayer, couponProblem, offerWords, promisedFen } from "./promotion.rules";

type Wanted = {
  customer: { id: string; provinceId: string };
  offering: { specificationCode: string; components: readonly PriceComponent[]; firstPeriodRule: FirstPeriodRule };
  seats: number;
  couponId?: string | undefined;
  now: Date;
};
export type UsableCoupon = { couponId: string; name: string; words: string };
export type Promised = { promotionId: string; couponId: string | null; committedFen: bigint };
export type Offered = { discounts: Discount[]; promises: Promised[]; coupons: UsableCoupon[] };
export const noOffers: Offered = { discounts: [], promises: [], coupons: [] };

const discountOf = ({ id, layer, name, percentOffBp, offFen, months, seatsFrom, coversSetUp, addsToBundle }: Promotion): Discount => ({ id, layer, name, percentOffBp, offFen, months, seatsFrom, coversSetUp, addsToBundle });

/** Promotions of a province that an order may get on a day. */
export const runningOn = (provinceId: string, now: Date): Prisma.PromotionWhereInput => ({ provinceId, state: "open", validFrom: { lte: dateOf(businessDayOf(now)) }, validTo: { gte: dateOf(businessDayOf(now)) } });

type Running = Prisma.PromotionGetPayload<{ include: { coupons: { select: { id: true } } } }>;

/** What runs for a company and some products: what everybody gets, and what its own coupons and contracts give. */
async function runningFor(db: Reader, { customer, now }: Pick<Wanted, "customer" | "now">, specificationCodes: readonly string[]): Promise<Running[]> {
  const mine = { customerId: customer.id, state: "issued" as const };
  return db.promotion.findMany({
    where: { ...runningOn(customer.provinceId, now), OR: [{ reach: "everyone" }, { coupons: { some: mine } }], AND: { OR: [{ specificationCodes: { isEmpty: true } }, { specificationCodes: { hasSome: [...specificationCodes] } }] } },
    include: { coupons: { where: mine, select: { id: true } } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/**
 * SC8, SC16: the discounts that an order gets: of each layer the best of what everybody gets, what the company's contract gives
 * and the coupon it chose, as far as the budgets go; and the company's other coupons for this product. Throws an error at
 * `couponId` for one that cannot be used, with why where it is the company's own.
 */
export async function offersFor(db: Reader, wanted: Wanted): Promise<Offered> {
  const offered = offeredOf(await runningFor(db, wanted, [wanted.offering.specificationCode]), wanted);
  if (!offered) throw fieldError("couponId", await whyUnusable(db, wanted));
  return offered;
}

/** The same for many orders of one company without a coupon, each by itself, in as many queries as for one. */
export async function offersOver(db: Reader, { specificationCodes, ...whose }: Pick<Wanted, "customer" | "now"> & { specificationCodes: readonly string[] }): Promise<(wanted: Pick<Wanted, "offering" | "seats">) => Offered> {
  const running = await runningFor(db, whose, specificationCodes);
  return (wanted) => offeredOf(running, { ...whose, ...wanted }) ?? noOffers;
}

/** Null where the coupon that was chosen gives nothing. */
function offeredOf(running: readonly Running[], { offering, seats, couponId, now }: Wanted): Offered | null {
  const promotions = running.filter((promotion) => promotion.specificationCodes.length === 0 || promotion.specificationCodes.includes(offering.specificationCode));
  const { components, firstPeriodRule: rule } = offering;
  const ordered = { seats, startOn: businessDayOf(now), rule };
  const affordable = promotions.filter((promotion) => {
    const wantedFen = promisedFen({ components, discounts: [discountOf(promotion)] }, ordered).get(promotion.id) ?? 0n;
    return wantedFen > 0n && promotion.committedFen + wantedFen <= promotion.budgetFen;
  });
  const couponOf = (promotion: Running) => (promotion.reach === "issued" && promotion.layer !== "contract" ? (promotion.coupons[0]?.id ?? null) : null);
  if (couponId && !affordable.some((promotion) => couponOf(promotion) === couponId)) return null;
  const discounts = bestOfEachLayer(components, affordable.filter((promotion) => [null, couponId].includes(couponOf(promotion))).map(discountOf), ordered);
  return {
    discounts, promises: promisesOf({ components, discounts }, ordered, new Map(affordable.map((promotion) => [promotion.id, couponOf(promotion)]))),
    coupons: affordable.flatMap((promotion) => {
      const own = couponOf(promotion);
      return own ? [{ couponId: own, name: promotion.name, words: offerWords(promotion) }] : [];
    }),
  };
}

/** SY6: why a coupon of the company's own gives nothing; of any other, whether it exists or not, the same word. */
async function whyUnusable(db: Reader, { customer, offering, seats, couponId, now }: Wanted): Promise<CouponProblem> {
  const coupon = await db.coupon.findFirst({ where: { id: couponId ?? "", customerId: customer.id }, select: { state: true, promotion: true } });
  return couponProblem(coupon, { today: businessDayOf(now), specificationCode: offering.specificationCode, seats });
}

function promisesOf(tariff: Tariff, ordered: Parameters<typeof promisedFen>[1], couponOf: ReadonlyMap<string, string | null>): Promised[] {
  return [...promisedFen(tariff, ordered)].map(([promotionId, committedFen]) => ({ promotionId, committedFen, couponId: couponOf.get(promotionId) ?? null }));
}

/** Takes from a promotion's budget, or gives back; throws PRICE_CHANGED when others were quicker, so that the company sees the price anew. */
async function commit(tx: Tx, promotionId: string, amountFen: bigint): Promise<void> {
  const moved = await tx.promotion.updateMany({ where: { id: promotionId, ...(amountFen > 0n ? { state: "open" as const } : {}) }, data: { committedFen: { increment: amountFen } } }).catch((error: unknown) => {
    throw brokeConstraint(error, "Promotion_budget") ? new AppError("PRICE_CHANGED") : error;
  });
  if (moved.count === 0) throw new AppError("PRICE_CHANGED");
}

/** Commits what an order was promised: budgets, the coupon, and the record of both. Promotions are taken in one order, so that two orders never wait for each other. */
export async function commitPromises(tx: Tx, scope: Scope, { orderId, customerId, promises }: { orderId: string; customerId: string; promises: readonly Promised[] }): Promise<void> {
  for (const { promotionId, couponId, committedFen } of [...promises].sort((a, b) => (a.promotionId < b.promotionId ? -1 : 1))) {
    await commit(tx, promotionId, committedFen);
    if (couponId && (await tx.coupon.updateMany({ where: { id: couponId, customerId, state: "issued" }, data: { state: "used", usedAt: scope.now() } })).count === 0) throw new AppError("PRICE_CHANGED");
    await tx.promotionUse.create({ data: { promotionId, orderId, customerId, couponId, committedFen, at: scope.now() } });
  }
}

/** An order that was sent again with other seats promises another sum. */
export async function recommitPromises(tx: Tx, { orderId, tariff, ordered }: { orderId: string; tariff: Tariff; ordered: Parameters<typeof promisedFen>[1] }): Promise<void> {
  if (tariff.discounts.length === 0) return;
  const promised = promisedFen(tariff, ordered);
  const uses = await tx.promotionUse.findMany({ where: { orderId, state: "held" }, orderBy: { promotionId: "asc" } });
  for (const use of uses) {
    const committedFen = promised.get(use.promotionId) ?? 0n;
    if (committedFen === use.committedFen) continue;
    await commit(tx, use.promotionId, committedFen - use.committedFen);
    await tx.promotionUse.updateMany({ where: { id: use.id }, data: { committedFen } });
  }
}

/** What a change adds to or takes from the promises of the order that opened its product, in fen by promotion. */
export type PromiseShift = { promotionId: string; fen: bigint };

/** CH3: the shifts that their budgets can bear; a discount whose budget cannot is left out of the new terms. */
export async function affordableShifts(db: Reader, shifts: readonly PromiseShift[]): Promise<PromiseShift[]> {
  if (shifts.length === 0) return [];
  const promotions = new Map((await db.promotion.findMany({ where: { id: { in: shifts.map(({ promotionId }) => promotionId) } }, select: { id: true, committedFen: true, budgetFen: true, state: true } })).map((row) => [row.id, row]));
  return shifts.filter(({ promotionId, fen }) => {
    const promotion = promotions.get(promotionId);
    return promotion !== undefined && (fen <= 0n || (promotion.state === "open" && promotion.committedFen + fen <= promotion.budgetFen));
  });
}

/** Books shifts, or takes them back with `sign` −1. Throws PRICE_CHANGED when a budget has run out meanwhile. */
export async function shiftPromises(tx: Tx, { orderId, shifts, sign = 1n }: { orderId: string; shifts: readonly PromiseShift[]; sign?: 1n | -1n }): Promise<void> {
  for (const { promotionId, fen } of [...shifts].sort((a, b) => (a.promotionId < b.promotionId ? -1 : 1))) {
    if (fen === 0n) continue;
    await commit(tx, promotionId, fen * sign);
    await tx.promotionUse.updateMany({ where: { orderId, promotionId }, data: { committedFen: { increment: fen * sign } } });
  }
}

/** An order ended: what it was promised stays promised once its product opened; otherwise budget and coupon come back. */
export async function endPromises(tx: Tx, orderId: string, end: "kept" | "released"): Promise<void> {
  const uses = await tx.promotionUse.updateManyAndReturn({ where: { orderId, state: "held" }, data: { state: end } });
  if (end === "kept") return;
  for (const { promotionId, couponId, committedFen } of uses.sort((a, b) => (a.promotionId < b.promotionId ? -1 : 1))) {
    await commit(tx, promotionId, -committedFen);
    if (couponId) await tx.coupon.updateMany({ where: { id: couponId, state: "used" }, data: { state: "issued", usedAt: null } });
  }
}
