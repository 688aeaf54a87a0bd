import { resumePaid } from "../billing/arrears.service";
import { settleLines } from "../billing/settle.service";
import type { Tx } from "../db";
import { type MoneySource, bookPayment, isBooked } from "../ledger/billing-movement.service";
import type { Scope } from "../scope";

type Arrived = { payment: { id: string; customerId: string; amountFen: bigint; billId: string | null }; source: MoneySource; memo: string };

/**
 * What money does when it is here, with the caller's transaction: it covers open bills (the one it was meant for first), the rest
 * becomes the company's cash, the ledger is told, and products that stood still for arrears run again (BI4, BI12, CH7). Once per
 * payment; returns what went to bills, or null when the payment had been booked before.
 */
export async function takeIn(tx: Tx, scope: Scope, { payment, source, memo }: Arrived): Promise<bigint | null> {
  const { id: paymentId, customerId, amountFen, billId } = payment;
  // Asked first: what was open when it was booked may not be what is open now.
  if (await isBooked(tx, paymentId)) return null;
  const toClaimsFen = await settleLines(tx, scope, { customerId, paymentId, amountFen, billId });
  if (!(await bookPayment(tx, scope, { customerId, paymentId, source, amountFen, toClaimsFen, memo }))) throw new Error(`payment ${paymentId} was booked meanwhile`);
  await resumePaid(tx, scope, customerId);
  return toClaimsFen;
}
