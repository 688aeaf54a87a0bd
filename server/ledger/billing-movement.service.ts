import { type Reader, type Tx, newId } from "../db";
import type { LedgerAccountKind } from "../generated/prisma/enums";
import type { Scope } from "../scope";
import { post } from "./ledger.service";

/*
 * Money that bills move. Sums are credits of the platform: what a company has with us is positive, what it owes us is
 * negative, and so is money that lies with a bank or a provider.
 */

type Sums = { grossFen: bigint; netFen: bigint; taxFen: bigint };

/** Available cash of a company, in fen, its row locked until the caller's transaction ends: what is read can then be spent. */
export async function lockCash(tx: Tx, customerId: string): Promise<bigint> {
  const rows = await tx.$queryRaw<{ cash: bigint }[]>`select portal.lock_cash(${customerId}::uuid) as cash`;
  return rows[0]?.cash ?? 0n;
}

/** Takes a charge out of a company's cash as income and tax, once per cause; false when it had been taken before. Throws BALANCE_TOO_LOW. */
export async function chargeCash(tx: Tx, scope: Scope, { customerId, extRef, memo, netFen, taxFen, grossFen }: Sums & { customerId: string; extRef: string; memo: string }): Promise<boolean> {
  const journalId = await post(tx, scope, {
    kind: "charge", extRef, customerId, memo,
    sides: [{ kind: "prepaidCash", customerId, amountFen: -grossFen }, { kind: "revenue", customerId: null, amountFen: netFen }, { kind: "tax", customerId: null, amountFen: taxFen }],
  });
  return journalId !== null;
}

/** Gives back to a company's cash what had been taken of it as income and tax, once per cause (CH8). */
export async function giveBackCash(tx: Tx, scope: Scope, { customerId, extRef, memo, netFen, taxFen, grossFen }: Sums & { customerId: string; extRef: string; memo: string }): Promise<void> {
  await post(tx, scope, { kind: "credit", extRef, customerId, memo, sides: [{ kind: "prepaidCash", customerId, amountFen: grossFen }, { kind: "revenue", customerId: null, amountFen: -netFen }, { kind: "tax", customerId: null, amountFen: -taxFen }] });
}

export type Accrual = Sums & { billId: string; customerId: string; memo: string };

/**
 * Books published bills as income, tax and claims, one journal each, all in one go: a run publishes thousands. A bill that
 * was booked before is left out. Returns the ids that were booked now.
 */
export async function accrueBills(tx: Tx, scope: Scope, accruals: readonly Accrual[]): Promise<Set<string>> {
  const moving = accruals.filter(({ grossFen, netFen, taxFen }) => grossFen !== 0n || netFen !== 0n || taxFen !== 0n);
  if (moving.length === 0) return new Set();
  const customers = [...new Set(moving.map(({ customerId }) => customerId))];
  const claims = await accountsOf(tx, "receivable", customers);
  const [revenue, tax] = [await platformAccount(tx, "revenue"), await platformAccount(tx, "tax")];
  const journals = moving.map(({ billId, customerId, memo }) => ({ id: newId(), kind: "accrue" as const, extRef: billId, customerId, memo, effectiveAt: scope.now(), byName: scope.actor.name }));
  const made = new Set((await tx.journal.createManyAndReturn({ data: journals, skipDuplicates: true, select: { id: true } })).map(({ id }) => id));
  const postings = journals.flatMap((journal, index) => {
    const accrual = moving[index];
    if (!accrual || !made.has(journal.id)) return [];
    const sides = [
      { accountId: claims.get(accrual.customerId) ?? "", amountFen: -accrual.grossFen },
      { accountId: revenue, amountFen: accrual.netFen },
      { accountId: tax, amountFen: accrual.taxFen },
    ].filter(({ amountFen }) => amountFen !== 0n);
    return sides.map((side, seq) => ({ journalId: journal.id, seq, ...side }));
  });
  await tx.posting.createMany({ data: postings });
  return new Set(journals.filter(({ id }) => made.has(id)).map(({ extRef }) => extRef));
}

async function accountsOf(tx: Tx, kind: LedgerAccountKind, customerIds: string[]): Promise<Map<string, string>> {
  await tx.ledgerAccount.createMany({ data: customerIds.map((customerId) => ({ kind, customerId })), skipDuplicates: true });
  const rows = await tx.ledgerAccount.findMany({ where: { kind, customerId: { in: customerIds } }, select: { id: true, customerId: true } });
  return new Map(rows.map(({ id, customerId }) => [customerId ?? "", id]));
}

async function platformAccount(tx: Tx, kind: LedgerAccountKind): Promise<string> {
  await tx.ledgerAccount.createMany({ data: [{ kind, customerId: null }], skipDuplicates: true });
  return (await tx.ledgerAccount.findFirstOrThrow({ where: { kind, customerId: null }, select: { id: true } })).id;
}

/** Where money came in; from `suspense`, what had come in before and was nobody's. */
export type MoneySource = Extract<LedgerAccountKind, "bankTransfer" | "counterCash" | "gatewayCash" | "provinceBilling" | "suspense">;
type Received = { customerId: string; paymentId: string; source: MoneySource; amountFen: bigint; toClaimsFen: bigint; memo: string };

/**
 * Books money that came in: the part that covers bills against the company's claims, the rest to its cash. Once per
 * payment; false when it had been booked before.
 */
export async function bookPayment(tx: Tx, scope: Scope, { customerId, paymentId, source, amountFen, toClaimsFen, memo }: Received): Promise<boolean> {
  const journalId = await post(tx, scope, {
    kind: toClaimsFen > 0n ? "payment" : "topUp", extRef: `payment:${paymentId}`, customerId, memo,
    sides: [{ kind: source, customerId: null, amountFen: -amountFen }, { kind: "receivable", customerId, amountFen: toClaimsFen }, { kind: "prepaidCash", customerId, amountFen: amountFen - toClaimsFen }],
  });
  return journalId !== null;
}

/** Money that came in and belongs to nobody we know: kept as such until a person finds whose it is. Once per cause. */
export async function bookUnclaimed(tx: Tx, scope: Scope, { extRef, source, amountFen, memo }: { extRef: string; source: MoneySource; amountFen: bigint; memo: string }): Promise<void> {
  await post(tx, scope, { kind: "payment", extRef, customerId: null, memo, sides: [{ kind: source, customerId: null, amountFen: -amountFen }, { kind: "suspense", customerId: null, amountFen }] });
}

/** Unclaimed money went back to where it came from. Once per cause. */
export async function returnUnclaimed(tx: Tx, scope: Scope, { extRef, source, amountFen, memo }: { extRef: string; source: MoneySource; amountFen: bigint; memo: string }): Promise<void> {
  await post(tx, scope, { kind: "reverse", extRef, customerId: null, memo, sides: [{ kind: "suspense", customerId: null, amountFen: -amountFen }, { kind: source, customerId: null, amountFen }] });
}

/** True when a payment was booked before; its row is locked until the caller's transaction ends, so that no other books it meanwhile. */
export async function isBooked(tx: Tx, paymentId: string): Promise<boolean> {
  await tx.$queryRaw`select 1 from "Payment" where id = ${paymentId}::uuid for update`;
  return (await tx.journal.count({ where: { kind: { in: ["payment", "topUp"] }, extRef: `payment:${paymentId}` } })) > 0;
}

/** Pays bills out of a company's own cash, once per cause. Throws BALANCE_TOO_LOW. */
export async function payClaimsFromCash(tx: Tx, scope: Scope, { customerId, extRef, amountFen, memo }: { customerId: string; extRef: string; amountFen: bigint; memo: string }): Promise<boolean> {
  const journalId = await post(tx, scope, { kind: "payment", extRef, customerId, memo, sides: [{ kind: "prepaidCash", customerId, amountFen: -amountFen }, { kind: "receivable", customerId, amountFen }] });
  return journalId !== null;
}

/** What a bill of credits leaves over becomes the company's cash: the claim that its journal booked the other way is closed. */
export async function creditToCash(tx: Tx, scope: Scope, { customerId, billId, amountFen, memo }: { customerId: string; billId: string; amountFen: bigint; memo: string }): Promise<void> {
  await post(tx, scope, { kind: "credit", extRef: `rest:${billId}`, customerId, memo, sides: [{ kind: "receivable", customerId, amountFen: -amountFen }, { kind: "prepaidCash", customerId, amountFen }] });
}

/** Own money that becomes a company's cash: a promise kept, which is our cost and never negative income. Once per cause. */
export async function bookGoodwill(tx: Tx, scope: Scope, { customerId, extRef, amountFen, memo }: { customerId: string; extRef: string; amountFen: bigint; memo: string }): Promise<void> {
  await post(tx, scope, { kind: "credit", extRef, customerId, memo, sides: [{ kind: "goodwill", customerId: null, amountFen: -amountFen }, { kind: "prepaidCash", customerId, amountFen }] });
}

/** What a company owes by its published bills, in fen, by the ledger. */
export async function owedIn(db: Reader, customerId: string): Promise<bigint> {
  const row = await db.ledgerAccount.findFirst({ where: { kind: "receivable", customerId }, select: { balanceFen: true } });
  return -(row?.balanceFen ?? 0n);
}
