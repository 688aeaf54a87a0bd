import type { Tx } from "../db";
import { payClaimsFromCash } from "../ledger/billing-movement.service";
import { cover, lockPurseOf } from "../ledger/payer.service";
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

type Bill = { id: string; number: string; customerId: string };
type Line = Awaited<ReturnType<typeof openLines>>[number];

/**
 * What a company has with us pays what it owes, `bill` first: a prepaid account's usage, a postpaid one's earlier overpayment; a bill that is
 * its parent's to pay is paid by its parent's cash (PC4). Neither a disputed line nor an abnormal bill before the company confirmed it (BI15, BI17): nobody asked for that money.
 */
export async function payFromCash(tx: Tx, scope: Scope, bill: Bill): Promise<void> {
  // Bills before cash, as a payment takes them.
  const lines = (await openLines(tx, bill.customerId)).filter((line) => !line.isDisputed && !line.isHeld);
  for (const payerId of new Set(lines.map((line) => line.payerId))) await payBy(tx, scope, { bill, payerId, lines: lines.filter((line) => line.payerId === payerId) });
  // Debts that are paid now, or credits that became cash, bring back what stood still (CH7).
  await resumePaid(tx, scope, bill.customerId);
}

/** As much of some lines as their payer's cash covers. */
async function payBy(tx: Tx, scope: Scope, { bill, payerId, lines }: { bill: Bill; payerId: string | null; lines: readonly Line[] }): Promise<void> {
  const { customerId } = bill;
  const openFen = lines.reduce((sum, line) => sum + line.openFen, 0n);
  const { cashFen } = await lockPurseOf(tx, customerId, payerId);
  const amountFen = cashFen < openFen ? cashFen : openFen;
  if (amountFen <= 0n) return;
  const billId = lines.some((line) => line.billId === bill.id) ? bill.id : null;
  const payment = await recordPaid(tx, scope, { customerId, purpose: "bill", channel: "balance", amountFen, billId: billId ?? lines[0]?.billId ?? bill.id, isAutomatic: true });
  await coverLines(tx, scope, lines, { customerId, paymentId: payment.id, amountFen, billId });
  const [extRef, memo] = [`payment:${payment.id}`, payerId ? `余额支付帐单 ${bill.number}（上级代付）` : `余额支付帐单 ${bill.number}`];
  if (payerId) await cover(tx, scope, { payerId, customerId, amountFen, ref: extRef, memo: `帐单 ${bill.number}` });
  await payClaimsFromCash(tx, scope, { customerId, extRef, amountFen, memo });
}

/** PC4: lines of a published bill of another account that are open and the payer's to pay, its bills locked. */
export async function linesForPayer(tx: Tx, bill: Pick<Bill, "id" | "customerId">, payerId: string): Promise<Line[]> {
  return (await openLines(tx, bill.customerId)).filter((line) => line.billId === bill.id && line.payerId === payerId);
}

type ForAccount = { bill: Bill; lines: readonly Line[]; payerId: string; paymentId: string; amountFen: bigint };

/** PC4: a payment that came in for a bill of another account covers its lines by the payer's cash, which has it by now and is locked; what stood still for it runs again (CH7). */
export async function payForAccount(tx: Tx, scope: Scope, { bill: { id: billId, number, customerId }, lines, payerId, paymentId, amountFen }: ForAccount): Promise<void> {
  await coverLines(tx, scope, lines, { customerId, paymentId, amountFen, billId });
  const extRef = `payment:${paymentId}:${billId}`;
  await cover(tx, scope, { payerId, customerId, amountFen, ref: extRef, memo: `帐单 ${number}` });
  await payClaimsFromCash(tx, scope, { customerId, extRef, amountFen, memo: `上级支付帐单 ${number}` });
  await resumePaid(tx, scope, customerId);
}
