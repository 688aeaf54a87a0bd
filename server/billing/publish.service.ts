import { nameOfAccount } from "../accounts/child.rules";
import { sendBillToProvince } from "../bss/bill-export.service";
import { crashPoint } from "../crash-point";
import type { Tx } from "../db";
import type { CustomerBill } from "../generated/prisma/client";
import { dateOf, dayOf, formatDay, formatMonth } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { lockPurseOf, uncover } from "../ledger/payer.service";
import { accrueBills, creditToCash } from "../ledger/billing-movement.service";
import { type Contact, contactFields, mailCustomer } from "../notifications/customer-mail.service";
import type { Scope } from "../scope";
import { offsetCredits, stateByPaid } from "./bill.rules";
import { payFromCash } from "./cash.service";
import { dueDayFor } from "./period.rules";
import { type DueBill, addToRates, markPublished, takeUnpublished } from "./write.service";

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

const abnormalWords = "\n本期费用明显高于前几期，我们暂不自动扣款。请核对明细，确认无误后在帐单页点“费用无误”；有疑问可对单行提出异议。";

async function mailBill(tx: Tx, scope: Scope, bill: CustomerBill, contact: Contact | undefined): Promise<void> {
  const month = formatMonth(dayOf(bill.periodFrom));
  const due = bill.state === "settled" ? "已结清，无需再付款。" : bill.payerId && bill.payType === "postpaid" ? "由上级企业支付，您无需付款。" : `待付 ${formatFen(bill.totalFen - bill.paidFen)}，请在 ${formatDay(dayOf(bill.dueOn))}前付款。`;
  const abnormal = bill.holdReason === "abnormalCharge" && bill.payerId === null ? abnormalWords : "";
  await mailCustomer(tx, scope, contact ?? bill.customerId, {
    kind: bill.holdReason === "abnormalCharge" ? "bill.abnormal" : "bill.published",
    subject: `${month}帐单：${formatFen(bill.totalFen)}`, text: `${month}帐单（${bill.number}）已出，共 ${formatFen(bill.totalFen)}。${due}${abnormal}`, link: { label: "查看帐单", path: `/bills/${bill.id}` },
  });
}

/** PC4: whoever pays a child's bill after use hears of it with its day. */
async function mailPayer(tx: Tx, scope: Scope, payerId: string, { id, customerId, number, periodFrom, dueOn, totalFen, paidFen, holdReason }: CustomerBill): Promise<void> {
  const isAbnormal = holdReason === "abnormalCharge";
  const month = formatMonth(dayOf(periodFrom));
  const name = nameOfAccount(await tx.customer.findFirstOrThrow({ where: { id: customerId }, select: { label: true, accountName: true } }));
  await mailCustomer(tx, scope, payerId, {
    kind: isAbnormal ? "bill.abnormal" : "bill.published", subject: `子帐号${name} ${month}帐单：${formatFen(totalFen)}`,
    text: `由本帐号支付的子帐号${name} ${month}帐单（${number}）已出，共 ${formatFen(totalFen)}，待付 ${formatFen(totalFen - paidFen)}，请在 ${formatDay(dayOf(dueOn))}前付款。${isAbnormal ? abnormalWords : ""}`, link: { label: "查看帐单", path: `/bills/${id}` },
  });
}
