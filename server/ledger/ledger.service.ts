import type { z } from "zod";
import { type Reader, type Tx, brokeConstraint } from "../db";
import type { JournalKind, LedgerAccountKind } from "../generated/prisma/client";
import { AppError } from "../kernel/errors";
import { splitTax } from "../kernel/money";
import { type CustomerActor, type Scope, type StaffActor, visibleTo } from "../scope";
import type { BalanceView, JournalPage, LedgerPage, LedgerProof } from "./ledger.schema";

/** One side of a movement: fen added to the account of this kind, of the company or (null) of the platform. */
type Side = { kind: LedgerAccountKind; customerId: string | null; amountFen: bigint };
type Movement = { kind: JournalKind; extRef: string; customerId: string | null; memo: string; sides: Side[] };

const floors: Partial<Record<LedgerAccountKind, bigint>> = { prepaidCash: 0n, prepaidHeld: 0n };

async function accountIdOf(tx: Tx, { kind, customerId }: Side): Promise<string> {
  const known = await tx.ledgerAccount.findFirst({ where: { kind, customerId }, select: { id: true } });
  if (known) return known.id;
  await tx.ledgerAccount.createMany({ data: [{ kind, customerId, floorFen: floors[kind] ?? null }], skipDuplicates: true });
  return (await tx.ledgerAccount.findFirstOrThrow({ where: { kind, customerId }, select: { id: true } })).id;
}

/**
 * Posts a movement with the caller's transaction, once per kind and cause; null when it had been posted before. The
 * database proves at commit that the sides add to zero. Throws BALANCE_TOO_LOW when an account would pass its floor.
 */
export async function post(tx: Tx, scope: Scope, { kind, extRef, customerId, memo, sides }: Movement): Promise<string | null> {
  const id = crypto.randomUUID();
  const made = await tx.journal.createMany({ data: [{ id, kind, extRef, customerId, memo, effectiveAt: scope.now(), byName: scope.actor.name }], skipDuplicates: true });
  if (made.count === 0) return null;
  const moving = sides.filter((side) => side.amountFen !== 0n);
  const withIds: { accountId: string; amountFen: bigint }[] = [];
  for (const side of moving) withIds.push({ accountId: await accountIdOf(tx, side), amountFen: side.amountFen });
  // Accounts are locked in the order of their ids everywhere, so that two movements never wait for each other.
  withIds.sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  try {
    for (const [seq, { accountId, amountFen }] of withIds.entries()) await tx.posting.create({ data: { journalId: id, seq, accountId, amountFen } });
  } catch (error) {
    if (brokeConstraint(error, "LedgerAccount_floor")) throw new AppError("BALANCE_TOO_LOW");
    throw error;
  }
  return id;
}

type HoldKey = { customerId: string; orderId: string; orderNumber: string };

/** BI3: sets money aside for an order. Throws BALANCE_TOO_LOW, and nothing of the caller's transaction remains. */
export async function holdForOrder(tx: Tx, scope: Scope, { customerId, orderId, orderNumber, amountFen, sequence }: HoldKey & { amountFen: bigint; sequence: number }): Promise<void> {
  await tx.hold.create({ data: { customerId, orderId, sequence, amountFen, createdAt: scope.now() } });
  if (amountFen === 0n) return;
  await post(tx, scope, {
    kind: "hold", extRef: `${orderId}:${sequence}`, customerId, memo: `订单 ${orderNumber} 预占首期费用`,
    sides: [{ kind: "prepaidCash", customerId, amountFen: -amountFen }, { kind: "prepaidHeld", customerId, amountFen }],
  });
}

async function endHold(tx: Tx, scope: Scope, orderId: string, state: "taken" | "released") {
  const hold = await tx.hold.findFirst({ where: { orderId, state: "held" } });
  if (!hold) return null;
  const ended = await tx.hold.updateMany({ where: { id: hold.id, state: "held" }, data: { state, endedAt: scope.now() } });
  return ended.count === 1 ? hold : null;
}

/** Gives an order's held money back; does nothing when none is held. */
export async function releaseHold(tx: Tx, scope: Scope, { orderId, orderNumber }: Omit<HoldKey, "customerId">): Promise<void> {
  const hold = await endHold(tx, scope, orderId, "released");
  if (!hold || hold.amountFen === 0n) return;
  const { customerId, amountFen } = hold;
  await post(tx, scope, {
    kind: "release", extRef: `${orderId}:${hold.sequence}`, customerId, memo: `订单 ${orderNumber} 释放预占`,
    sides: [{ kind: "prepaidHeld", customerId, amountFen: -amountFen }, { kind: "prepaidCash", customerId, amountFen }],
  });
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
  const rows = await db.journal.findMany({
    where: { AND: [filter, { customerId }] },
    orderBy: [{ effectiveAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...(cursor ? { skip: 1, cursor: await journalCursor(db, cursor) } : {}),
    include: { postings: { select: { amountFen: true, accountId: true } } },
  });
  const accounts = await db.ledgerAccount.findMany({ where: { customerId }, select: { id: true, kind: true } });
  const sumOf = (row: (typeof rows)[number], kind: string) => {
    const ids = accounts.filter((account) => account.kind === kind).map((account) => account.id);
    return row.postings.filter((posting) => ids.includes(posting.accountId)).reduce((sum, posting) => sum + posting.amountFen, 0n);
  };
  const page = rows.slice(0, PAGE);
  return {
    rows: page.map((row) => ({ id: row.id, kind: row.kind, memo: row.memo, effectiveAt: row.effectiveAt, cashFen: sumOf(row, "prepaidCash"), heldFen: sumOf(row, "prepaidHeld") })),
    nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

async function journalCursor(db: Reader, id: string) {
  const row = await db.journal.findFirst({ where: { id }, select: { platformId: true } });
  if (!row) throw new AppError("NOT_FOUND");
  return { platformId_id: { platformId: row.platformId, id } };
}

/** BI14: proves the platform's ledger from its entries: every journal at zero, every balance the sum of its postings, no floor passed. */
export async function proveLedger(scope: Scope): Promise<z.output<typeof LedgerProof>> {
  const [row] = await scope.db.$queryRaw<{ journals: bigint; unbalanced: bigint; drifting: bigint; below: bigint; total: bigint; orphans: bigint }[]>`
    select (select count(*) from "Journal") as journals,
      (select count(*) from (select "journalId" from "Posting" group by "journalId" having sum("amountFen") <> 0) j) as unbalanced,
      (select count(*) from "LedgerAccount" a where "balanceFen" <> coalesce((select sum("amountFen") from "Posting" p where p.platform_id = a.platform_id and p."accountId" = a.id), 0)) as drifting,
      (select count(*) from "LedgerAccount" where "balanceFen" < "floorFen") as below,
      (select coalesce(sum("balanceFen"), 0)::bigint from "LedgerAccount") as total,
      (select count(*) from "Hold" h join "ProductOrder" o on o.platform_id = h.platform_id and o.id = h."orderId" where h.state = 'held' and o.state not in ('acknowledged', 'pending', 'held', 'inProgress')) as orphans`;
  if (!row) throw new Error("the proof gave no row");
  return {
    journals: Number(row.journals), unbalancedJournals: Number(row.unbalanced), driftingAccounts: Number(row.drifting),
    belowFloor: Number(row.below), totalFen: row.total, holdsWithoutOpenOrder: Number(row.orphans), provenAt: scope.now(),
  };
}
