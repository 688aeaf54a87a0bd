import { recordAudit } from "../audit/audit.service";
import { payFromCash } from "../billing/cash.service";
import { paidBack } from "../billing/charge.service";
import type { Tx } from "../db";
import type { AccountClosing } from "../generated/prisma/client";
import { accountPeriodOf, businessDayOf, dateOf, dayOf, formatDay } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { lockCash, owedIn } from "../ledger/billing-movement.service";
import { returnReceived } from "../ledger/fund.service";
import { lockWithPayer } from "../ledger/payer.service";
import { mailCustomer } from "../notifications/customer-mail.service";
import { mailAboutOrder, moveOrder, reportTo97 } from "../ordering/outcome.service";
import { returnableOf, withdrawAll } from "../payments/withdrawal.service";
import type { Scope } from "../scope";
import { eachAlone, turns } from "../sweep";
import { othersBills } from "./checklist.service";
import { reopenUntilOf } from "./closing.rules";
import { type Told, worded } from "../notifications/templates.rules";

const closingsATurn = turns("closings", 50);
const lateATurn = turns("late-cash", 100);

/**
 * CH11: accounts that are being settled, each a step further in a transaction of its own: the final bill, what is owed, the cash that goes
 * back, and the end. Safe to repeat and to run beside itself. Returns how many were looked at.
 */
export async function settleClosings(scope: Scope, only?: { customerId: string }): Promise<number> {
  const open = await scope.db.accountClosing.findMany({ where: { state: "settling", ...(only ?? { id: closingsATurn.after(scope) }) }, orderBy: { id: "asc" }, take: closingsATurn.size, select: { id: true } });
  const ids = open.map(({ id }) => id);
  await eachAlone(scope, "settleClosings", ids, (id) => scope.transaction((tx) => step(tx, scope, id)));
  if (!only) closingsATurn.note(scope, ids);
  return open.length;
}

/** Whether everything that the account used has been billed: nothing waits, and the run over its last month is published. */
async function isBilled(tx: Tx, customerId: string): Promise<boolean> {
  if ((await tx.product.count({ where: { customerId, state: { in: ["pendingActive", "active", "suspended", "pendingTerminate"] } } })) > 0) return false;
  if ((await tx.appliedCustomerBillingRate.count({ where: { customerId, billId: null, NOT: paidBack } })) > 0) return false;
  if ((await tx.customerBill.count({ where: { customerId, state: { in: ["new", "validated", "onHold"] } } })) > 0) return false;
  const uses = await tx.productUsage.findMany({ where: { customerId }, select: { used: true, billedUsed: true } });
  if (uses.some(({ used, billedUsed }) => used > billedUsed)) return false;
  const last = await tx.product.findFirst({ where: { customerId, startedOn: { not: null }, endsOn: { not: null } }, orderBy: { endsOn: "desc" }, select: { endsOn: true } });
  if (!last?.endsOn) return true;
  return (await tx.billRun.count({ where: { periodFrom: { gte: dateOf(accountPeriodOf(dayOf(last.endsOn)).from) }, state: "published" } })) > 0;
}

async function step(tx: Tx, scope: Scope, id: string): Promise<void> {
  const closing = await tx.accountClosing.findFirst({ where: { id, state: "settling" } });
  if (!closing) return;
  const { customerId, provinceId } = closing;
  // Two workers, and whoever moves this company's money, come one after the other.
  await lockWithPayer(tx, customerId);
  const cashFen = await lockCash(tx, customerId);
  if (!(await isBilled(tx, customerId))) return;
  const bill = await tx.customerBill.findFirst({ where: { customerId, state: { in: ["sent", "partiallyPaid"] } }, orderBy: { periodFrom: "asc" } });
  // What it has with us is set off against what it owes, first of all.
  if (bill && cashFen > 0n) await payFromCash(tx, scope, bill);
  const owedFen = await owedIn(tx, customerId);
  // What its parent is to pay is asked for there; what it is to pay for children of then is its own debt (PC4).
  if (bill?.payerId && owedFen > 0n) return tell(tx, scope, closing, worded("closing.owed", { amount: formatFen(owedFen), isByParent: true }), "/bills?tab=open");
  if (owedFen === 0n && (await othersBills(tx, customerId)) > 0) return tell(tx, scope, closing, worded("closing.others", {}), "/bills/group");
  if (owedFen > 0n) return tell(tx, scope, closing, worded("closing.owed", { amount: formatFen(owedFen), isByParent: false }), "/bills?tab=open");
  if ((await tx.billDispute.count({ where: { customerId, state: "open" } })) > 0) return;
  if ((await tx.withdrawal.count({ where: { customerId, state: { in: ["waiting", "seconding", "approved"] } } })) > 0) return;
  await returnReceived(tx, scope, customerId);
  const leftFen = await lockCash(tx, customerId);
  if (leftFen > 0n) {
    // One that was refused or failed is the company's to ask for anew; of what went through there may be more.
    const before = closing.withdrawalId && (await tx.withdrawal.findFirst({ where: { id: closing.withdrawalId }, select: { state: true } }));
    const withdrawalId = before && before.state !== "done" ? null : await withdrawAll(tx, scope, { customerId, provinceId });
    if (withdrawalId) {
      await tx.accountClosing.updateMany({ where: { id }, data: { withdrawalId } });
      return;
    }
    const { reason } = await returnableOf(tx, customerId, leftFen);
    return tell(tx, scope, closing, worded("closing.account", { amount: formatFen(leftFen), isAccountMissing: reason === "accountMissing" }), "/balance/withdraw");
  }
  await close(tx, scope, closing);
}

/** Tells the company what keeps its account from its end, each thing once in a closing. */
async function tell(tx: Tx, scope: Scope, { customerId, askedAt }: AccountClosing, what: Told, path: string): Promise<void> {
  const told = await tx.notification.count({ where: { customerId, kind: what.kind, createdAt: { gte: askedAt } } });
  if (told === 0) await mailCustomer(tx, scope, customerId, { ...what, path });
}

/**
 * CH11: cash that came to a closed account after all, as when a bank sent a refund back, goes back by a withdrawal like any other. Returns how
 * many were looked at.
 */
export async function returnLateCash(scope: Scope): Promise<number> {
  const closed = await scope.db.accountClosing.findMany({ where: { state: { in: ["closed", "erased"] }, id: lateATurn.after(scope) }, orderBy: { id: "asc" }, take: lateATurn.size, select: { id: true, customerId: true, provinceId: true } });
  lateATurn.note(scope, closed.map(({ id }) => id));
  const rich = await scope.db.ledgerAccount.findMany({ where: { kind: "prepaidCash", balanceFen: { gt: 0n }, customerId: { in: closed.map(({ customerId }) => customerId) } }, select: { customerId: true } });
  const due = closed.filter(({ customerId }) => rich.some((row) => row.customerId === customerId));
  await eachAlone(scope, "returnLateCash", due.map(({ id }) => id), (id) =>
    scope.transaction(async (tx) => {
      const own = due.find((row) => row.id === id);
      if (!own) return;
      await lockWithPayer(tx, own.customerId);
      if ((await lockCash(tx, own.customerId)) === 0n) return;
      await returnReceived(tx, scope, own.customerId);
      const before = await tx.withdrawal.count({ where: { customerId: own.customerId, state: { in: ["waiting", "seconding", "approved"] } } });
      if (before === 0) await withdrawAll(tx, scope, own);
    }));
  return closed.length;
}

/** Everything is settled: the account is closed, and may come back for thirty days. */
async function close(tx: Tx, scope: Scope, { id, customerId, provinceId, orderId }: AccountClosing): Promise<void> {
  const until = reopenUntilOf(businessDayOf(scope.now()));
  await tx.accountClosing.updateMany({ where: { id, state: "settling" }, data: { state: "closed", closedAt: scope.now(), reopenUntil: dateOf(until) } });
  await tx.customer.updateMany({ where: { id: customerId, state: "settling" }, data: { state: "closed", version: { increment: 1 } } });
  const order = await tx.productOrder.findFirstOrThrow({ where: { id: orderId } });
  await moveOrder(tx, scope, { order, to: "completed", event: "completed", text: `${formatDay(until)}之前可以恢复` });
  await mailAboutOrder(tx, scope, order, worded("account.closed", { lastDay: { day: until } }));
  await reportTo97(tx, scope, order, "completed");
  await recordAudit(tx, scope, "account.close", { kind: "accountClosing", id }, { customerId, provinceId, after: { reopenUntil: until } });
}
