import { nameOfAccount } from "../accounts/child.rules";
import { sendBillToProvince } from "../bss/bill-export.service";
import { crashPoint } from "../crash-point";
import type { Tx } from "../db";
import type { CustomerBill } from "../generated/prisma/client";
import { dateOf, dayOf } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { lockPurseOf, uncover } from "../ledger/payer.service";
import { accrueBills, creditToCash } from "../ledger/billing-movement.service";
import { type Contact, contactFields, mailCustomer } from "../notifications/customer-mail.service";
import type { Scope } from "../scope";
import { offsetCredits, stateByPaid } from "./bill.rules";
import { payFromCash } from "./cash.service";
import { dueDayFor } from "./period.rules";
import { type DueBill, addToRates, markPublished, takeUnpublished } from "./write.service";
import { worded } from "../notifications/templates.rules";

/** Income and tax are one row each for a whole platform, and orders wait for them while a batch is published: a short one keeps that short. */
const BATCH = 25;

/**
 * Publishes some bills of a computed run: claims, income and tax are booked, credits pay charges of the same bill, cash that the
 * company has with us pays what is left, and its mail is written, all in one transaction. False when none waits any more.
 */
export async function publishSome(scope: Scope, { runId }: { runId: string }): Promise<boolean> {
  const hasPublished = await scope.transaction(async (tx) => {
    const bills = (await takeUnpublished(tx, runId, BATCH)).map((bill) => ({ ...bill, dueOn: dateOf(dueDayFor(dayOf(bill.dueOn), scope.now())) }));
    if (bills.length === 0) return false;
    const credited = new Map<string, { paidFen: bigint; restFen: bigint }>();
    for (const bill of bills.filter(({ hasCredit }) => hasCredit)) credited.set(bill.id, await applyCredits(tx, bill));
    const paidOf = (bill: DueBill) => credited.get(bill.id)?.paidFen ?? bill.paidFen;
    await markPublished(tx, bills.map((bill) => ({ id: bill.id, state: stateByPaid(bill.totalFen, paidOf(bill)), paidFen: paidOf(bill), dueOn: dayOf(bill.dueOn) })), scope.now());
    await accrueBills(tx, scope, bills.map((bill) => ({ billId: bill.id, customerId: bill.customerId, grossFen: bill.grossFen, netFen: bill.netFen, taxFen: bill.taxFen, memo: `帐单 ${bill.number}` })));
    // In one order with whoever pays beside.
    for (const bill of bills.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))) {
      const restFen = credited.get(bill.id)?.restFen ?? 0n;
      if (restFen > 0n && bill.payerId) await lockPurseOf(tx, bill.customerId, bill.payerId);
      if (restFen > 0n) await creditToCash(tx, scope, { customerId: bill.customerId, billId: bill.id, amountFen: restFen, memo: `帐单 ${bill.number} 退费余额` });
      if (restFen > 0n && bill.payerId) await uncover(tx, scope, { payerId: bill.payerId, customerId: bill.customerId, amountFen: restFen, ref: `rest:${bill.id}`, memo: `帐单 ${bill.number} 退费余额` });
      if (restFen > 0n || (paidOf(bill) < bill.totalFen && bill.holdReason === null)) await payFromCash(tx, scope, bill);
    }
    // As they stand once credits and cash have paid their part: the mail says it, and the province's collectors get it.
    const published = await tx.customerBill.findMany({ where: { id: { in: bills.map(({ id }) => id) } } });
    const contacts = new Map((await tx.customer.findMany({ where: { id: { in: bills.map(({ customerId }) => customerId) } }, select: contactFields })).map((contact) => [contact.id, contact]));
    for (const bill of published) {
      await mailBill(tx, scope, bill, contacts.get(bill.customerId));
      if (bill.payerId && bill.payType === "postpaid" && bill.state !== "settled") await mailPayer(tx, scope, bill.payerId, bill);
      if (bill.payType === "postpaid") await sendBillToProvince(tx, scope, bill);
    }
    crashPoint("billPublish.beforeCommit");
    return true;
  });
  if (hasPublished) crashPoint("billPublish.afterCommit");
  return hasPublished;
}

/** Discounts and credits of a bill cover its own charges; what credits leave over is the company's money. */
async function applyCredits(tx: Tx, bill: DueBill): Promise<{ paidFen: bigint; restFen: bigint }> {
  const lines = await tx.appliedCustomerBillingRate.findMany({ where: { billId: bill.id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, ref: true, kind: true, grossFen: true, paidFen: true } });
  const { paid, restFen } = offsetCredits(lines);
  await addToRates(tx, lines.flatMap((line) => (paid.has(line.id) ? [{ rateId: line.id, amountFen: (paid.get(line.id) ?? 0n) - line.paidFen }] : [])));
  const paidFen = lines.reduce((sum, line) => sum + (paid.get(line.id) ?? line.paidFen), 0n);
  return { paidFen: paidFen < 0n ? 0n : paidFen, restFen };
}

/** What both who used and who pays read of a bill. */
const of = ({ number, periodFrom, dueOn, totalFen, paidFen }: CustomerBill) => ({ number, month: { month: dayOf(periodFrom) }, total: formatFen(totalFen), amount: formatFen(totalFen - paidFen), dueOn: { day: dayOf(dueOn) } });
const kindOf = ({ holdReason }: CustomerBill) => (holdReason === "abnormalCharge" ? "bill.abnormal" : "bill.published");

async function mailBill(tx: Tx, scope: Scope, bill: CustomerBill, contact: Contact | undefined): Promise<void> {
  const isSettled = bill.state === "settled";
  const isByParent = !isSettled && bill.payerId !== null && bill.payType === "postpaid";
  await mailCustomer(tx, scope, contact ?? bill.customerId, {
    ...worded(kindOf(bill), { ...of(bill), isForChild: false, child: "", isSettled, isByParent, isDue: !isSettled && !isByParent, isToCheck: bill.payerId === null }), path: `/bills/${bill.id}`,
  });
}

/** PC4: whoever pays a child's bill after use hears of it with its day. */
async function mailPayer(tx: Tx, scope: Scope, payerId: string, bill: CustomerBill): Promise<void> {
  const child = nameOfAccount(await tx.customer.findFirstOrThrow({ where: { id: bill.customerId }, select: { label: true, accountName: true } }));
  await mailCustomer(tx, scope, payerId, { ...worded(kindOf(bill), { ...of(bill), isForChild: true, child, isSettled: false, isByParent: false, isDue: true, isToCheck: true }), path: `/bills/${bill.id}` });
}
