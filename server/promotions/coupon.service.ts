import type { z } from "zod";
import { businessDayOf, dateOf } from "../kernel/calendar";
import type { Prisma } from "../generated/prisma/client";
import { pageAfter, pageOf } from "../paging";
import { type CustomerActor, type Scope } from "../scope";
import { runningOn } from "./offer.service";
import type { ListMyCoupons, MyCouponPage } from "./promotion.schema";

const PAGE = 20;

/** SC16: the company's own coupons: those that an order may use today, or the used and lapsed ones. A contract rate is no coupon: it applies by itself. */
export async function listMyCoupons(scope: Scope<CustomerActor>, { state, cursor }: z.output<typeof ListMyCoupons>): Promise<z.output<typeof MyCouponPage>> {
  const { customerId } = scope.actor;
  const { provinceId } = await scope.db.customer.findFirstOrThrow({ where: { id: customerId }, select: { provinceId: true } });
  const running = runningOn(provinceId, scope.now());
  const coming = { state: "open" as const, validFrom: { gt: dateOf(businessDayOf(scope.now())) } };
  const usable: Prisma.CouponWhereInput = { state: "issued", promotion: { OR: [running, coming] } };
  const rows = await scope.db.coupon.findMany({
    where: { customerId, ...(state === "usable" ? usable : { NOT: usable }), AND: { promotion: { layer: { not: "contract" } } } },
    include: { promotion: true }, orderBy: [{ issuedAt: "desc" }, { id: "desc" }], ...pageAfter(scope, PAGE, cursor),
  });
  const { page, nextCursor } = pageOf(rows, PAGE);
  const [products, uses] = await Promise.all([
    scope.db.productSpecification.findMany({ where: { code: { in: page.flatMap(({ promotion }) => promotion.specificationCodes) } }, select: { code: true, name: true, slug: true } }),
    scope.db.promotionUse.findMany({ where: { couponId: { in: page.map(({ id }) => id) }, state: { not: "released" } }, select: { couponId: true, orderId: true } }),
  ]);
  const today = businessDayOf(scope.now());
  return {
    rows: page.map(({ id: couponId, code, state: now, usedAt, promotion }) => {
      const { id, name, layer, reach, percentOffBp, offFen, months, seatsFrom, validFrom, validTo } = promotion;
      const own = products.filter((product) => promotion.specificationCodes.includes(product.code));
      return {
        id, couponId, code, name, layer, reach, percentOffBp, offFen, months, seatsFrom, validFrom, validTo, state: now, usedAt,
        isUsable: now === "issued" && promotion.state === "open" && validFrom <= dateOf(today) && validTo >= dateOf(today),
        productNames: own.map((product) => product.name), slug: own.length === 1 ? (own[0]?.slug ?? null) : null, orderId: uses.find((use) => use.couponId === couponId)?.orderId ?? null,
      };
    }),
    nextCursor,
  };
}
