import type { Tx } from "../db";
import type { Scope } from "../scope";
import { type OpenLine, mayMoveBill, spreadPayment, stateByPaid } from "./bill.rules";
import { addToRates, lockOpenBills } from "./write.service";

/** Open lines of a company's published bills, their bills locked in one order, so that two payments never cover the same fen. */
export async function openLines(tx: Tx, customerId: string): Promise<(OpenLine & { isHeld: boolean; payerId: string | null })[]> {
  const bills = new Map((await lockOpenBills(tx, customerId)).map((bill) => [bill.id, bill]));
  if (bills.size === 0) return [];
  const rates = await tx.appliedCustomerBillingRate.findMany({ where: { billId: { in: [...bills.keys()] }, grossFen: { gt: 0n } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true, billId: true, grossFen: true, paidFen: true, disputes: { where: { state: "open" }, select: { id: true } } } });
  return rates.flatMap((rate) => {
    const bill = bills.get(rate.billId ?? "");
    return bill ? [{ id: rate.id, billId: bill.id, periodFrom: bill.periodFrom, openFen: rate.grossFen - rate.paidFen, isDisputed: rate.disputes.length > 0, isHeld: bill.isHeld, payerId: bill.payerId }] : [];
  });
}

type Paid = { customerId: string; paymentId: string; amountFen: bigint; billId?: string | null };

/**
 * BI12: covers open lines with a payment in the stated order, and moves their bills on; what is paid of lines and bills, and
 * which payment paid it, commit together. `billId` first, where the company chose one; what its parent is to pay (PC4) only then.
 * Returns what went to bills.
 */
export async function settleLines(tx: Tx, scope: Scope, paid: Paid): Promise<bigint> {
  const lines = await openLines(tx, paid.customerId);
  return coverLines(tx, scope, lines.filter(({ payerId, billId }) => payerId === null || billId === paid.billId), paid);
}

/** The same over lines that the caller has chosen of the open ones, their bills locked. */
export async function coverLines(tx: Tx, scope: Scope, lines: readonly OpenLine[], { customerId, paymentId, amountFen, billId }: Paid): Promise<bigint> {
  const chosen = billId ? spreadPayment(amountFen, lines.filter((line) => line.billId === billId)) : { parts: [], restFen: amountFen };
  const others = spreadPayment(chosen.restFen, billId ? lines.filter((line) => line.billId !== billId) : lines);
  const parts = [...chosen.parts, ...others.parts];
  if (parts.length === 0) return 0n;
  await tx.paymentAllocation.createMany({ data: parts.map((part) => ({ ...part, paymentId, customerId, at: scope.now() })) });
  await addToRates(tx, parts);
  const byBill = new Map<string, bigint>();
  for (const part of parts) byBill.set(part.billId, (byBill.get(part.billId) ?? 0n) + part.amountFen);
  for (const [id, paidFen] of byBill) {
    const bill = await tx.customerBill.findFirstOrThrow({ where: { id }, select: { state: true, totalFen: true, paidFen: true } });
    const state = stateByPaid(bill.totalFen, bill.paidFen + paidFen);
    if (!mayMoveBill(bill.state, state)) throw new Error(`bill ${id} may not move from ${bill.state} to ${state}`);
    await tx.customerBill.updateMany({ where: { id, paidFen: bill.paidFen }, data: { paidFen: { increment: paidFen }, state, version: { increment: 1 }, ...(state === "settled" ? { settledAt: scope.now() } : {}) } });
  }
  return amountFen - others.restFen;
}
