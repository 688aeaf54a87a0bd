import type { Tx } from "../db";
import type { Scope } from "../scope";
import { lockCash } from "./billing-movement.service";
import { post } from "./ledger.service";

/*
 * Money that lies with the payment provider and cannot simply be a company's cash: what goes back, and what a payer's bank
 * took away. Sums are credits of the platform, as everywhere.
 */

type Back = { customerId: string; refundId: string; amountFen: bigint; memo: string };

/** Takes a refund out of a company's cash at once, so that it cannot be spent too. Throws BALANCE_TOO_LOW. */
export async function takeForRefund(tx: Tx, scope: Scope, { customerId, refundId, amountFen, memo }: Back): Promise<void> {
  await post(tx, scope, { kind: "refund", extRef: `refund:${refundId}`, customerId, memo, sides: [{ kind: "prepaidCash", customerId, amountFen: -amountFen }, { kind: "gatewayCash", customerId: null, amountFen }] });
}

/** The same for money that the provider sent back without us: what the company has spent meanwhile stands as ours to clear. True when its cash covered it. */
export async function bookRefundOfProvider(tx: Tx, scope: Scope, { customerId, refundId, amountFen, memo }: Back): Promise<boolean> {
  const isCovered = (await lockCash(tx, customerId)) >= amountFen;
  const from = isCovered ? { kind: "prepaidCash" as const, customerId } : { kind: "suspense" as const, customerId: null };
  await post(tx, scope, { kind: "refund", extRef: `refund:${refundId}`, customerId: isCovered ? customerId : null, memo, sides: [{ ...from, amountFen: -amountFen }, { kind: "gatewayCash", customerId: null, amountFen }] });
  return isCovered;
}

/** Puts a refund that did not arrive back where it was taken from, once. */
export async function undoRefund(tx: Tx, scope: Scope, { refundId, memo }: { refundId: string; memo: string }): Promise<void> {
  const taken = await tx.journal.findFirst({ where: { kind: "refund", extRef: `refund:${refundId}` }, select: { customerId: true, postings: { select: { accountId: true, amountFen: true } } } });
  if (!taken) return;
  const accounts = await tx.ledgerAccount.findMany({ where: { id: { in: taken.postings.map((posting) => posting.accountId) } }, select: { id: true, kind: true, customerId: true } });
  const sides = taken.postings.flatMap(({ accountId, amountFen }) => accounts.filter((account) => account.id === accountId).map(({ kind, customerId }) => ({ kind, customerId, amountFen: -amountFen })));
  await post(tx, scope, { kind: "refund", extRef: `refund-failed:${refundId}`, customerId: taken.customerId, memo, sides });
}

/** What a payer's bank took back stands as ours to clear until the dispute is over; winning it brings it back. Each once; true when booked now. */
export async function bookDispute(tx: Tx, scope: Scope, { disputeId, amountFen, memo, isWon }: { disputeId: string; amountFen: bigint; memo: string; isWon: boolean }): Promise<boolean> {
  const sum = isWon ? -amountFen : amountFen;
  const journalId = await post(tx, scope, { kind: "reverse", extRef: `${isWon ? "dispute-won" : "dispute"}:${disputeId}`, customerId: null, memo, sides: [{ kind: "gatewayCash", customerId: null, amountFen: sum }, { kind: "suspense", customerId: null, amountFen: -sum }] });
  return journalId !== null;
}
