import type { Reader, Tx } from "../db";
import { liftSuspension } from "../inventory/suspension.service";
import { businessDayOf } from "../kernel/calendar";
import type { Scope } from "../scope";
import { dateOf, dayOf, overdueDays } from "./period.rules";
import { recordResumption } from "./charge.service";
import { payArrearsOfPrepaid } from "./prepaid.service";

/** Lines of a company's published bills that are past their day, open and undisputed: only these stop a product (BI7, PC8). */
function overdueLines(db: Reader, customerId: string, now: Date) {
  return db.appliedCustomerBillingRate.findMany({
    where: { customerId, grossFen: { gt: 0n }, disputes: { none: { state: "open" } }, bill: { state: { in: ["sent", "partiallyPaid"] }, dueOn: { lt: dateOf(businessDayOf(now)) } } },
    select: { productId: true, grossFen: true, paidFen: true, bill: { select: { dueOn: true } } },
  });
}

/** Days that the oldest undisputed debt of a company is past its day; 0 without one (rules 4.3.A, 50). */
export async function overdueDaysOf(db: Reader, customerId: string, now: Date): Promise<number> {
  const today = businessDayOf(now);
  const open = (await overdueLines(db, customerId, now)).filter((line) => line.paidFen < line.grossFen);
  return Math.max(0, ...open.map((line) => (line.bill ? overdueDays(dayOf(line.bill.dueOn), today) : 0)));
}

/**
 * CH7: after money came in or a line was disputed, products that stood still for arrears and have no overdue line left run
 * again, with the caller's transaction. Returns how many.
 */
export async function resumePaid(tx: Tx, scope: Scope, customerId: string): Promise<number> {
  const suspended = await tx.product.findMany({ where: { customerId, state: "suspended", paidTo: null, suspensions: { some: { cause: "arrears", liftedAt: null } } }, include: { suspensions: { where: { liftedAt: null }, orderBy: { setAt: "asc" } } } });
  const stillDue = new Set((suspended.length === 0 ? [] : await overdueLines(tx, customerId, scope.now())).filter((line) => line.paidFen < line.grossFen).map((line) => line.productId));
  const postpaid = suspended.filter((product) => !stillDue.has(product.id));
  const free = [...postpaid, ...(await payArrearsOfPrepaid(tx, scope, customerId))];
  for (const product of free) await liftSuspension(tx, scope, { product, cause: "arrears", reason: "欠费已结清" });
  for (const { suspensions, ...product } of postpaid) if (suspensions[0] && suspensions.every(({ cause }) => cause === "arrears")) await recordResumption(tx, scope, { product, suspension: suspensions[0] });
  return free.length;
}
