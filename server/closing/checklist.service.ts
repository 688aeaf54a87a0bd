import { childrenUnder } from "../accounts/siblings.service";
import { owedForOthers } from "../billing/write.service";
import type { Reader } from "../db";
import { owedIn } from "../ledger/billing-movement.service";
import { accountPeriodOf, dayOf } from "../kernel/calendar";
import { balanceIn } from "../ledger/ledger.service";
import { paidForBy } from "../ledger/payer.service";
import { returnableOf } from "../payments/withdrawal.service";
import type { Checked } from "./closing.rules";

const alive = ["pendingActive", "active", "suspended", "pendingTerminate"] as const;
const openOrders = ["acknowledged", "pending", "held", "inProgress"] as const;

/** CH10: what stands in the way of closing an account, in the order in which people settle it. `exceptOrderId`: the closing's own order. */
export async function checklistOf(db: Reader, customerId: string, exceptOrderId?: string): Promise<Checked[]> {
  // One after the other: inside a transaction there is one connection.
  const products = await db.product.count({ where: { customerId, bundleId: null, state: { in: [...alive] } } });
  const children = await childrenUnder(db, customerId);
  const orders = await db.productOrder.count({ where: { customerId, state: { in: [...openOrders] }, ...(exceptOrderId ? { id: { not: exceptOrderId } } : {}) } });
  const disputes = await db.billDispute.count({ where: { customerId, state: "open" } });
  const bills = (await db.customerBill.count({ where: { customerId, state: { in: ["sent", "partiallyPaid"] } } })) + (await othersBills(db, customerId));
  const withdrawals = await db.withdrawal.count({ where: { customerId, state: { in: ["waiting", "seconding", "approved"] } } });
  const isReturnable = await mayReturn(db, customerId);
  const done = (check: Checked["check"], count: number): Checked => ({ check, isDone: count === 0, count });
  return [done("products", products), done("children", children), done("orders", orders), done("disputes", disputes), done("bills", bills), done("withdrawals", withdrawals), { check: "returnAccount", isDone: isReturnable, count: isReturnable ? 0 : 1 }];
}

/** PC4: bills of other accounts that this one is to pay, open or still to come for a month that it paid for. */
export async function othersBills(db: Reader, customerId: string): Promise<number> {
  const made = await db.customerBill.count({ where: { payerId: customerId, customerId: { not: customerId }, state: { not: "settled" } } });
  const last = await db.billRun.findFirst({ where: { state: "published" }, orderBy: { periodFrom: "desc" }, select: { periodFrom: true } });
  return made + (last ? (await paidForBy(db, customerId, accountPeriodOf(dayOf(last.periodFrom)).to)).length : 0);
}

/** Whether all the cash that is left has somewhere to go back to. */
async function mayReturn(db: Reader, customerId: string): Promise<boolean> {
  const { cashFen } = await balanceIn(db, customerId);
  if (cashFen === 0n || cashFen <= (await owedIn(db, customerId)) + (await owedForOthers(db, customerId))) return true;
  return (await returnableOf(db, customerId, cashFen)).reason !== "accountMissing";
}
