import { fieldError } from "../kernel/errors";
import { countTry } from "../platforms/limit.service";
import type { CustomerActor, Scope } from "../scope";

const QUARTER_HOUR = 900;

/**
 * SY6: a coupon that is not the account's own is a guess, whatever is behind it: counted per person, account and address in the
 * database, and refused unseen by one word at its field. One's own coupon, and an order without one, are never counted and so never
 * locked out. Call it before any transaction, which would take the count back. Throws TOO_MANY_TRIES.
 */
export async function countCouponGuess({ db, actor, ip }: Scope<CustomerActor>, couponId: string | undefined): Promise<void> {
  if (couponId === undefined || (await db.coupon.count({ where: { id: couponId, customerId: { in: actor.customerIds } } })) > 0) return;
  await countTry(db, [
    { key: `coupon:${actor.id}`, max: 10, windowSeconds: QUARTER_HOUR },
    { key: `coupon:account:${actor.customerId}`, max: 20, windowSeconds: QUARTER_HOUR },
    { key: `coupon:ip:${ip}`, max: 60, windowSeconds: QUARTER_HOUR },
  ]);
  throw fieldError("couponId", "couponNotUsable");
}
