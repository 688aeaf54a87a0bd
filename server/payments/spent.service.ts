import type { Reader } from "../db";
import { accountPeriodOf, businessDayOf, startOfDay } from "../kernel/calendar";
import type { Scope } from "../scope";

/** What automatic top-ups took from a company's card this month, with those on their way, in fen. */
export async function spentThisMonth(db: Reader, scope: Scope, customerId: string): Promise<bigint> {
  const since = startOfDay(accountPeriodOf(businessDayOf(scope.now())).from);
  const { _sum } = await db.payment.aggregate({ where: { customerId, isAutomatic: true, purpose: "topUp", state: { in: ["initiated", "authorized", "done"] }, createdAt: { gte: since } }, _sum: { amountFen: true } });
  return _sum.amountFen ?? 0n;
}
