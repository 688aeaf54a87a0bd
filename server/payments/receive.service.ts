import { resumePaid } from "../billing/arrears.service";
import { linesForPayer, payForAccount } from "../billing/cash.service";
import { settleLines } from "../billing/settle.service";
import type { Tx } from "../db";
import { lockOpenBills } from "../billing/write.service";
import { type MoneySource, bookPayment, isBooked } from "../ledger/billing-movement.service";
import { lockCashOf } from "../ledger/payer.service";
import type { Scope } from "../scope";

type Arrived = { payment: { id: string; customerId: string; amountFen: bigint; billId: string | null }; source: MoneySource; memo: string };

/**
 * What money does when it is here, with the caller's transaction: it covers open bills (the one it was meant for first, which may be a
 * child's that the company pays for, PC4), the rest becomes the company's cash, the ledger is told, and products that stood still for arrears run again (BI4, BI12, CH7). Once per
 * payment; returns what went to bills, or null when the payment had been booked before.
 */
export async function takeIn(tx: Tx, scope: Scope, { payment, source, memo }: Arrived): Promise<bigint | null> {
  const { id: paymentId, customerId, amountFen, billId } = payment;
  // Asked first: what was open when it was booked may not be what is open now.
  if (await isBooked(tx, paymentId)) return null;
  const other = billId === null ? null : await tx.customerBill.findFirst({ where: { id: billId, payerId: customerId, customerId: { not: customerId } }, select: { id: true, number: true, customerId: true } });
  if (other) await lockBoth(tx, [customerId, other.customerId]);
  const lines = other ? await linesForPayer(tx, other, customerId) : [];
  const wantedFen = lines.reduce((sum, { openFen }) => sum + openFen, 0n);
  const othersFen = wantedFen < amountFen ? wantedFen : amountFen;
  const toClaimsFen = await settleLines(tx, scope, { customerId, paymentId, amountFen: amountFen - othersFen, billId: other ? null : billId });
  if (!(await bookPayment(tx, scope, { customerId, paymentId, source, amountFen, toClaimsFen, memo }))) throw new Error(`payment ${paymentId} was booked meanwhile`);
  if (other && othersFen > 0n) await payForAccount(tx, scope, { bill: other, lines, payerId: customerId, paymentId, amountFen: othersFen });
  await resumePaid(tx, scope, customerId);
  return toClaimsFen + othersFen;
}

/** Bills and then cash of two accounts, each in one order, so that nobody who pays beside waits in a circle. */
async function lockBoth(tx: Tx, accounts: readonly string[]): Promise<void> {
  for (const customerId of [...accounts].sort()) await lockOpenBills(tx, customerId);
  await tx.ledgerAccount.createMany({ data: accounts.map((customerId) => ({ kind: "prepaidCash" as const, customerId, floorFen: 0n })), skipDuplicates: true });
  await lockCashOf(tx, accounts);
}
