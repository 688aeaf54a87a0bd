import { sendBillToProvince } from "../bss/bill-export.service";
import type { Tx } from "../db";
import { dateOf, dayOf, formatDay, formatMonth } from "../kernel/calendar";
import { formatFen } from "../kernel/money";
import { accrueBills, creditToCash } from "../ledger/billing-movement.service";
import { sendMail } from "../notifications/notification.service";
import type { Scope } from "../scope";
import { offsetCredits, stateByPaid } from "./bill.rules";
import { payFromCash } from "./cash.service";
import { billUrl } from "./link.service";
import { dueDayFor } from "./period.rules";
import { type DueBill, addToRates, markPublished, takeUnpublished } from "./write.service";

const BATCH = 100;

/**
 * Publishes some bills of a computed run: claims, income and tax are booked, credits pay charges of the same bill, cash that the
 * company has with us pays what is left, and its mail is written, all in one transaction. False when none waits any more.
 */
export async function publishSome(scope: Scope, { runId }: { runId: string }): Promise<boolean> {
  return scope.transaction(async (tx) => {
    const bills = (await takeUnpublished(tx, runId, BATCH)).map((bill) => ({ ...bill, dueOn: dateOf(dueDayFor(dayOf(bill.dueOn), scope.now())) }));
    if (bills.length === 0) return false;
    const credited = new Map<string, { paidFen: bigint; restFen: bigint }>();
    for (const bill of bills.filter(({ hasCredit }) => hasCredit)) credited.set(bill.id, await applyCredits(tx, bill));
    const paidOf = (bill: DueBill) => credited.get(bill.id)?.paidFen ?? bill.paidFen;
    await markPublished(tx, bills.map((bill) => ({ id: bill.id, state: stateByPaid(bill.totalFen, paidOf(bill)), paidFen: paidOf(bill), dueOn: dayOf(bill.dueOn) })), scope.now());
    await accrueBills(tx, scope, bills.map((bill) => ({ billId: bill.id, customerId: bill.customerId, grossFen: bill.grossFen, netFen: bill.netFen, taxFen: bill.taxFen, memo: `帐单 ${bill.number}` })));
    for (const bill of bills) {
      const restFen = credited.get(bill.id)?.restFen ?? 0n;
      if (restFen > 0n) await creditToCash(tx, scope, { customerId: bill.customerId, billId: bill.id, amountFen: restFen, memo: `帐单 ${bill.number} 退费余额` });
      if (restFen > 0n || (paidOf(bill) < bill.totalFen && bill.holdReason === null)) await payFromCash(tx, scope, bill);
      await mailBill(tx, scope, bill);
      if (bill.payType === "postpaid") await exportBill(tx, scope, bill.id);
    }
    return true;
  });
}

/** The province's collectors get the bill as it stands once credits and cash have paid their part. */
async function exportBill(tx: Tx, scope: Scope, billId: string): Promise<void> {
  await sendBillToProvince(tx, scope, await tx.customerBill.findFirstOrThrow({ where: { id: billId } }));
}

/** Credits of a bill cover its own charges; what they leave over is the company's money. */
async function applyCredits(tx: Tx, bill: DueBill): Promise<{ paidFen: bigint; restFen: bigint }> {
  const lines = await tx.appliedCustomerBillingRate.findMany({ where: { billId: bill.id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, grossFen: true, paidFen: true } });
  const { paid, restFen } = offsetCredits(lines);
  await addToRates(tx, lines.flatMap((line) => (paid.has(line.id) ? [{ rateId: line.id, amountFen: (paid.get(line.id) ?? 0n) - line.paidFen }] : [])));
  const paidFen = lines.reduce((sum, line) => sum + (paid.get(line.id) ?? line.paidFen), 0n);
  return { paidFen: paidFen < 0n ? 0n : paidFen, restFen };
}

async function mailBill(tx: Tx, scope: Scope, bill: DueBill): Promise<void> {
  const customer = await tx.customer.findFirstOrThrow({ where: { id: bill.customerId }, select: { contactEmail: true, contactName: true, provinceId: true } });
  const { state, paidFen } = await tx.customerBill.findFirstOrThrow({ where: { id: bill.id }, select: { state: true, paidFen: true } });
  const month = formatMonth(dayOf(bill.periodFrom));
  const due = state === "settled" ? "已结清，无需再付款。" : `待付 ${formatFen(bill.totalFen - paidFen)}，请在 ${formatDay(dayOf(bill.dueOn))}前付款。`;
  const abnormal = bill.holdReason === "abnormalCharge" ? "\n本期费用明显高于前几期，我们暂不自动扣款。请核对明细，确认无误后在帐单页点“费用无误”；有疑问可对单行提出异议。" : "";
  await sendMail(tx, scope, {
    kind: bill.holdReason === "abnormalCharge" ? "bill.abnormal" : "bill.published", recipient: customer.contactEmail, customerId: bill.customerId,
    subject: `${month}帐单：${formatFen(bill.totalFen)}`, text: `${customer.contactName}，您好：\n${month}帐单（${bill.number}）已出，共 ${formatFen(bill.totalFen)}。${due}${abnormal}`,
    link: { label: "查看帐单", url: billUrl(customer.provinceId, bill.id) },
  });
}
