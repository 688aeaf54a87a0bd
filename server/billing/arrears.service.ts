import type { Reader, Tx } from "../db";
import type { Product, ProductSuspension } from "../generated/prisma/client";
import { liftSuspension } from "../inventory/suspension.service";
import { businessDayOf, dateOf, dayOf } from "../kernel/calendar";
import { lockPurse, payTypeOf } from "../ledger/payer.service";
import type { Scope } from "../scope";
import { overdueDays } from "./period.rules";
import { missedSince, paidBack, recordResumption, stoodSince } from "./charge.service";
import { payArrearsOfPrepaid, payRest } from "./prepaid.service";

/** What was granted on lines of a company and is on no published bill yet, per line, in fen: nobody is dunned for it (BI15). */
export async function grantedOf(db: Reader, customerId: string): Promise<Map<string, bigint>> {
  const credits = await db.appliedCustomerBillingRate.findMany({ where: { customerId, kind: "credit", NOT: paidBack, OR: [{ billId: null }, { bill: { sentAt: null } }] }, select: { ref: true } });
  const ids = credits.flatMap(({ ref }) => (ref.startsWith("credit:") ? [ref.slice(7)] : []));
  const disputes = ids.length === 0 ? [] : await db.billDispute.findMany({ where: { id: { in: ids } }, select: { rateId: true, creditFen: true } });
  const granted = new Map<string, bigint>();
  for (const { rateId, creditFen } of disputes) granted.set(rateId, (granted.get(rateId) ?? 0n) + (creditFen ?? 0n));
  return granted;
}

/** Lines of a company's published bills that are past their day, open, undisputed and not granted: only these stop a product (BI7, PC8). */
async function overdueLines(db: Reader, customerId: string, now: Date) {
  const lines = await db.appliedCustomerBillingRate.findMany({
    where: { customerId, grossFen: { gt: 0n }, disputes: { none: { state: "open" } }, bill: { state: { in: ["sent", "partiallyPaid"] }, dueOn: { lt: dateOf(businessDayOf(now)) } } },
    select: { id: true, productId: true, grossFen: true, paidFen: true, bill: { select: { dueOn: true } } },
  });
  const granted = lines.length === 0 ? new Map<string, bigint>() : await grantedOf(db, customerId);
  return lines.filter((line) => line.paidFen + (granted.get(line.id) ?? 0n) < line.grossFen);
}

/** Products of an account that a line past its day is still open for. */
export async function overdueProducts(db: Reader, customerId: string, now: Date): Promise<Set<string>> {
  return new Set((await overdueLines(db, customerId, now)).flatMap(({ productId }) => productId ?? []));
}

/** Days that the oldest undisputed debt of a company is past its day; 0 without one (rules 4.3.A, 50). */
export async function overdueDaysOf(db: Reader, customerId: string, now: Date): Promise<number> {
  const today = businessDayOf(now);
  const open = await overdueLines(db, customerId, now);
  return Math.max(0, ...open.map((line) => (line.bill ? overdueDays(dayOf(line.bill.dueOn), today) : 0)));
}

/**
 * CH7: after money came in or a line was disputed, products that stood still for arrears and have no overdue line left run
 * again, with the caller's transaction. Returns how many.
 */
export async function resumePaid(tx: Tx, scope: Scope, customerId: string): Promise<number> {
  // A bundle's parts owe nothing of their own: they run again with it.
  const suspended = await tx.product.findMany({ where: { customerId, state: "suspended", bundleId: null, paidTo: null, suspensions: { some: { cause: "arrears", liftedAt: null } } }, include: { suspensions: { where: { liftedAt: null }, orderBy: { setAt: "asc" } } } });
  const stillDue = new Set((suspended.length === 0 ? [] : await overdueLines(tx, customerId, scope.now())).map((line) => line.productId));
  const settled = suspended.filter((product) => !stillDue.has(product.id));
  const isAhead = settled.length > 0 && (await payTypeOf(tx, customerId, businessDayOf(scope.now()))) === "prepaid";
  const postpaid = isAhead ? [] : settled;
  // Those that pay ahead first: what is marked as paid ahead only now is not theirs.
  const free = [...postpaid, ...(await payArrearsOfPrepaid(tx, scope, customerId)), ...(isAhead ? await payAheadAgain(tx, scope, customerId, settled) : [])];
  for (const product of free) await liftSuspension(tx, scope, { product, cause: "arrears", reason: "欠费已结清" });
  for (const { suspensions, ...product } of postpaid) {
    const [own] = suspensions;
    if (!own || suspensions.some(({ cause }) => cause !== "arrears")) continue;
    await recordResumption(tx, scope, { product, suspension: { id: own.id, setAt: await stoodSince(tx, product.id, own.setAt) } });
  }
  return free.length;
}

type Stopped = Product & { suspensions: ProductSuspension[] };

/**
 * PC4: what stood still for a bill of its parent's, where the account pays before use again, pays the rest of its month out of cash, as far
 * as that goes; the others stand until there is more.
 */
async function payAheadAgain(tx: Tx, scope: Scope, customerId: string, stopped: readonly Stopped[]): Promise<Product[]> {
  const purse = await lockPurse(tx, scope, customerId);
  const paid: Product[] = [];
  for (const { suspensions, ...product } of stopped) {
    const own = suspensions.find(({ cause }) => cause === "arrears");
    // While something else stands in its way nothing is due yet.
    if (!own || suspensions.length > 1) {
      paid.push(product);
      continue;
    }
    const ahead = { ...product, paidTo: dateOf(missedSince(await stoodSince(tx, product.id, own.setAt))) };
    await tx.product.updateMany({ where: { id: product.id }, data: { paidTo: ahead.paidTo } });
    const takenFen = await payRest(tx, scope, { product: ahead, causeId: own.id, purse });
    if (takenFen === null) await tx.product.updateMany({ where: { id: product.id }, data: { paidTo: null } });
    else {
      purse.cashFen -= takenFen;
      paid.push(product);
    }
  }
  return paid;
}
