import type { z } from "zod";
import { type NewRow, type Reader, type Tx, type Write, brokeConstraint, insertTogether, newId, rowsFor } from "../db";
import type { JournalKind, LedgerAccountKind } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { splitTax } from "../kernel/money";
import { pageOf } from "../paging";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import type { BalanceView, JournalPage, LedgerPage } from "./ledger.schema";

/** One side of a movement: fen added to the account of this kind, of the company or (null) of the platform. */
type Side = { kind: LedgerAccountKind; customerId: string | null; amountFen: bigint };
type Movement = { kind: JournalKind; extRef: string; customerId: string | null; memo: string; sides: Side[] };

const floors: Partial<Record<LedgerAccountKind, bigint>> = { prepaidCash: 0n, prepaidHeld: 0n };

/** The account of each side; one that does not exist yet is opened, empty. */
async function accountIdsOf(tx: Tx, sides: readonly Side[]): Promise<string[]> {
  const read = async () => {
    const rows = await tx.ledgerAccount.findMany({ where: { OR: sides.map(({ kind, customerId }) => ({ kind, customerId })) }, select: { id: true, kind: true, customerId: true } });
    return sides.flatMap((side) => rows.find((row) => row.kind === side.kind && row.customerId === side.customerId)?.id ?? []);
  };
  const known = await read();
  if (known.length === sides.length) return known;
  await tx.ledgerAccount.createMany({ data: sides.map(({ kind, customerId }) => ({ kind, customerId, floorFen: floors[kind] ?? null })), skipDuplicates: true });
  const all = await read();
  if (all.length !== sides.length) throw new Error("a ledger account is missing after it was opened");
  return all;
}

const journalRow = (scope: Scope, id: string, { kind, extRef, customerId, memo }: Movement): NewRow<"Journal"> => ({ id, kind, extRef, customerId, memo, effectiveAt: scope.now(), byName: scope.actor.name });

/** A movement's postings. Accounts are locked in the order of their ids everywhere, so that two movements never wait for each other. */
async function postingRows(tx: Tx, journalId: string, sides: readonly Side[]): Promise<NewRow<"Posting">[]> {
  const moving = sides.filter((side) => side.amountFen !== 0n);
  const ids = await accountIdsOf(tx, moving);
  const rows = moving.map(({ amountFen }, n) => ({ accountId: ids[n] ?? "", amountFen }));
  return rows.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)).map((row, seq) => ({ journalId, seq, ...row }));
}

/** For the writer of postings: an account below its floor is BALANCE_TOO_LOW. */
export function refusedByFloor(error: unknown): never {
  throw brokeConstraint(error, "LedgerAccount_floor") ? new AppError("BALANCE_TOO_LOW") : error;
}

/**
 * Posts a movement with the caller's transaction, once per kind and cause; null when it had been posted before. The
 * database proves at commit that the sides add to zero. Throws BALANCE_TOO_LOW when an account would pass its floor.
 */
export async function post(tx: Tx, scope: Scope, movement: Movement): Promise<string | null> {
  const id = newId();
  const made = await tx.journal.createMany({ data: [journalRow(scope, id, movement)], skipDuplicates: true });
  if (made.count === 0) return null;
  await tx.posting.createMany({ data: await postingRows(tx, id, movement.sides) }).catch(refusedByFloor);
  return id;
}

type HoldKey = { customerId: string; orderId: string; orderNumber: string };
type NewHold = HoldKey & { amountFen: bigint; sequence: number };

/**
 * BI3: the rows that set money aside for an order, for whoever writes them with rows of their own. A write that takes an
 * account below its floor fails; `refusedByFloor` says so in our words.
 */
export async function holdRows(tx: Tx, scope: Scope, { customerId, orderId, orderNumber, amountFen, sequence }: NewHold): Promise<Write[]> {
  const hold = rowsFor("Hold", { id: newId(), customerId, orderId, sequence, amountFen, createdAt: scope.now() });
  if (amountFen === 0n) return [hold];
  const id = newId();
  const movement: Movement = {
    kind: "hold", extRef: `${orderId}:${sequence}`, customerId, memo: `订单 ${orderNumber} 预占首期费用`,
    sides: [{ kind: "prepaidCash", customerId, amountFen: -amountFen }, { kind: "prepaidHeld", customerId, amountFen }],
  };
  return [hold, rowsFor("Journal", journalRow(scope, id, movement)), rowsFor("Posting", ...(await postingRows(tx, id, movement.sides)))];
}

/** BI3: sets money aside for an order. Throws BALANCE_TOO_LOW, and nothing of the caller's transaction remains. */
export async function holdForOrder(tx: Tx, scope: Scope, hold: NewHold): Promise<void> {
  await insertTogether(tx, await holdRows(tx, scope, hold)).catch(refusedByFloor);
}

async function endHold(tx: Tx, scope: Scope, orderId: string, state: "taken" | "released") {
  const hold = await tx.hold.findFirst({ where: { orderId, state: "held" } });
  if (!hold) return null;
  const ended = await tx.hold.updateMany({ where: { id: hold.id, state: "held" }, data: { state, endedAt: scope.now() } });
  return ended.count === 1 ? hold : null;
}

/** Gives an order's held money back; false when none was held. */
export async function releaseHold(tx: Tx, scope: Scope, { orderId, orderNumber }: Omit<HoldKey, "customerId">): Promise<boolean> {
  const hold = await endHold(tx, scope, orderId, "released");
  if (!hold || hold.amountFen === 0n) return false;
  const { customerId, amountFen } = hold;
  await post(tx, scope, {
    kind: "release", extRef: `${orderId}:${hold.sequence}`, customerId, memo: `订单 ${orderNumber} 释放预占`,
    sides: [{ kind: "prepaidHeld", customerId, amountFen: -amountFen }, { kind: "prepaidCash", customerId, amountFen }],
  });
  return true;
}

/**
 * Takes what opening really cost out of an order's hold as income and tax, and gives the rest of the hold back, in one
 * movement; does nothing when none is held. Throws when the lines cost more than was held, which rating rules out.
 */
export async function takeHold(tx: Tx, scope: Scope, { orderId, orderNumber, lines }: Omit<HoldKey, "customerId"> & { lines: { grossFen: bigint; taxRateBp: number }[] }): Promise<void> {
  const hold = await endHold(tx, scope, orderId, "taken");
  if (!hold || hold.amountFen === 0n) return;
  const parts = lines.map(({ grossFen, taxRateBp }) => splitTax(grossFen, taxRateBp));
  const netFen = parts.reduce((sum, part) => sum + part.netFen, 0n);
  const taxFen = parts.reduce((sum, part) => sum + part.taxFen, 0n);
  const restFen = hold.amountFen - netFen - taxFen;
  if (restFen < 0n) throw new Error(`order ${orderId}: ${netFen + taxFen} fen are more than the ${hold.amountFen} held`);
  const { customerId } = hold;
  await post(tx, scope, {
    kind: "take", extRef: `${orderId}:${hold.sequence}`, customerId, memo: `订单 ${orderNumber} 开通扣费`,
    sides: [
      { kind: "prepaidHeld", customerId, amountFen: -hold.amountFen },
      { kind: "prepaidCash", customerId, amountFen: restFen },
      { kind: "revenue", customerId: null, amountFen: netFen },
      { kind: "tax", customerId: null, amountFen: taxFen },
    ],
  });
}

/** Available cash and held sum of a company, in fen. */
export async function balanceIn(db: Reader, customerId: string): Promise<BalanceView> {
  const rows = await db.ledgerAccount.findMany({ where: { customerId, kind: { in: ["prepaidCash", "prepaidHeld"] } }, select: { kind: true, balanceFen: true } });
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.balanceFen ?? 0n;
  return { cashFen: of("prepaidCash"), heldFen: of("prepaidHeld") };
}

/** Fen that an order holds now. */
export async function heldFor(db: Reader, orderId: string): Promise<bigint> {
  const hold = await db.hold.findFirst({ where: { orderId, state: "held" }, select: { amountFen: true } });
  return hold?.amountFen ?? 0n;
}

export const getBalance = (scope: Scope<CustomerActor>) => balanceIn(scope.db, scope.actor.customerId);

const PAGE = 20;

/** Movements of the signed-in company, newest first. */
export async function listJournals(scope: Scope<CustomerActor>, { cursor }: z.output<typeof LedgerPage>): Promise<z.output<typeof JournalPage>> {
  return journalsOf(scope.db, { ...visibleTo(scope.actor) }, scope.actor.customerId, cursor);
}

/** The same for staff, of a company within their duty. */
export async function listJournalsOf(scope: Scope<StaffActor>, { customerId, cursor }: { customerId: string; cursor?: string | undefined }) {
  return journalsOf(scope.db, {}, customerId, cursor);
}

async function journalsOf(db: Reader, filter: { customerId?: { in: string[] } }, customerId: string, cursor: string | undefined) {
  const accounts = await db.ledgerAccount.findMany({ where: { customerId, kind: { in: ["prepaidCash", "prepaidHeld"] } }, select: { id: true, kind: true } });
  const rows = await db.journal.findMany({
    // A bill's claim moves no money of the company's and is read as a bill.
    where: { AND: [filter, { customerId, postings: { some: { accountId: { in: accounts.map(({ id }) => id) } } } }] },
    orderBy: [{ effectiveAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...(cursor ? { skip: 1, cursor: await journalCursor(db, cursor) } : {}),
    include: { postings: { select: { amountFen: true, accountId: true } } },
  });
  const sumOf = (row: (typeof rows)[number], kind: string) => {
    const ids = accounts.filter((account) => account.kind === kind).map((account) => account.id);
    return row.postings.filter((posting) => ids.includes(posting.accountId)).reduce((sum, posting) => sum + posting.amountFen, 0n);
  };
  const { page, nextCursor } = pageOf(rows, PAGE);
  return {
    rows: page.map((row) => ({ id: row.id, kind: row.kind, memo: row.memo, effectiveAt: row.effectiveAt, cashFen: sumOf(row, "prepaidCash"), heldFen: sumOf(row, "prepaidHeld") })),
    nextCursor,
  };
}

async function journalCursor(db: Reader, id: string) {
  const row = await db.journal.findFirst({ where: { id }, select: { platformId: true } });
  if (!row) throw new AppError("NOT_FOUND");
  return { platformId_id: { platformId: row.platformId, id } };
}
