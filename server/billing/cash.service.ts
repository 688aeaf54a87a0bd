import type { Tx } from "../db";
import { lockCash, payClaimsFromCash } from "../ledger/billing-movement.service";
import { recordPaid } from "../payments/record.service";
import type { Scope } from "../scope";
import { resumePaid } from "./arrears.service";
import { coverLines, openLines } from "./settle.service";

/** After cash came that is meant for no bill: it pays what is owed, the oldest first, and what stood still for arrears runs again. */
export async function payOpenFromCash(tx: Tx, scope: Scope, customerId: string): Promise<void> {
  const bill = await tx.customerBill.findFirst({ where: { customerId, state: { in: ["sent", "partiallyPaid"] } }, orderBy: { periodFrom: "asc" }, select: { id: true, number: true, customerId: true } });
  if (bill) await payFromCash(tx, scope, bill);
  else await resumePaid(tx, scope, customerId);
}

/**
 * What a company has with us pays what it owes, `bill` first: a prepaid account's usage, a postpaid one's earlier overpayment. Neither
 * a disputed line nor an abnormal bill before the company confirmed it (BI15, BI17): nobody asked for that money.
 */
export async function payFromCash(tx: Tx, scope: Scope, bill: { id: string; number: string; customerId: string }): Promise<void> {
  const { customerId } = bill;
  // Bills before cash, as a payment takes them.
  const lines = (await openLines(tx, customerId)).filter((line) => !line.isDisputed && !line.isHeld);
  const openFen = lines.reduce((sum, line) => sum + line.openFen, 0n);
  const cashFen = await lockCash(tx, customerId);
  const amountFen = cashFen < openFen ? cashFen : openFen;
  if (amountFen > 0n) {
    const payment = await recordPaid(tx, scope, { customerId, purpose: "bill", channel: "balance", amountFen, billId: bill.id, isAutomatic: true });
    await coverLines(tx, scope, lines, { customerId, paymentId: payment.id, amountFen, billId: bill.id });
    await payClaimsFromCash(tx, scope, { customerId, extRef: `payment:${payment.id}`, amountFen, memo: `余额支付帐单 ${bill.number}` });
  }
  // Debts that are paid now, or credits that became cash, bring back what stood still (CH7).
  await resumePaid(tx, scope, customerId);
}
