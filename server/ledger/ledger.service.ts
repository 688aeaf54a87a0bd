import type { z } from "zod";
import { noteCustomerLook } from "../access/look.service";
import { type NewRow, type Reader, type Tx, brokeConstraint, newId } from "../db";
import type { JournalKind, LedgerAccountKind } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { pageOf } from "../paging";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import type { BalanceView, JournalPage, LedgerPage } from "./ledger.schema";

/** One side of a movement: fen added to the account of this kind, of the company or (null) of the platform. */
type Side = { kind: LedgerAccountKind; customerId: string | null; amountFen: bigint };
export type Movement = { kind: JournalKind; extRef: string; customerId: string | null; memo: string; sides: Side[] };

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

/** A movement as a row, for whoever writes it with rows of their own. */
export const journalRow = (scope: Scope, id: string, { kind, extRef, customerId, memo }: Movement): NewRow<"Journal"> => ({ id, kind, extRef, customerId, memo, effectiveAt: scope.now(), byName: scope.actor.name });

/** A movement's postings. Accounts are locked in the order of their ids everywhere, so that two movements never wait for each other. */
export async function postingRows(tx: Tx, journalId: string, sides: readonly Side[]): Promise<NewRow<"Posting">[]> {
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

/** Available cash and held sum of a company, in fen. */
export async function balanceIn(db: Reader, customerId: string): Promise<BalanceView> {
  const rows = await db.ledgerAccount.findMany({ where: { customerId, kind: { in: ["prepaidCash", "prepaidHeld"] } }, select: { kind: true, balanceFen: true } });
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.balanceFen ?? 0n;
  return { cashFen: of("prepaidCash"), heldFen: of("prepaidHeld") };
}

export const getBalance = (scope: Scope<CustomerActor>) => balanceIn(scope.db, scope.actor.customerId);

const PAGE = 20;

/** Movements of the signed-in company, newest first. */
export async function listJournals(scope: Scope<CustomerActor>, { cursor }: z.output<typeof LedgerPage>): Promise<z.output<typeof JournalPage>> {
  return journalsOf(scope.db, { ...visibleTo(scope.actor) }, scope.actor.customerId, cursor);
}

/** The same for staff, of a company within their duty. */
export async function listJournalsOf(scope: Scope<StaffActor>, { customerId, cursor }: { customerId: string; cursor?: string | undefined }) {
  await noteCustomerLook(scope, customerId);
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
