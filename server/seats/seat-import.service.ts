import type { z } from "zod";
import { canonicalJson } from "../audit/audit.rules";
import { recordAudit } from "../audit/audit.service";
import { sha256 } from "../crypto";
import type { Reader } from "../db";
import type { Prisma, SeatImport } from "../generated/prisma/client";
import { AppError, fieldError } from "../kernel/errors";
import { once } from "../platforms/idempotency.service";
import { type CustomerActor, type Scope, systemScope, visibleTo } from "../scope";
import { eachAlone } from "../sweep";
import { assignBlockers } from "./seat.rules";
import { planSeats, readSeatImport } from "./seat-import.rules";
import { type CheckSeatImport, type OneSeatImport, RunRow, type SeatImportCheck, type SeatImportView, type StartSeatImport } from "./seat-import.schema";
import { type SeatedProduct, endSeats, giveSeat, keptProduct, partsOf, withParts } from "./seat.service";

/** How long a worker has a run to itself; taken up by another after that, where it stood. */
const LEASE_MS = 30_000;
/** Rows between two notes of how far a run is. */
const STEP = 20;

async function plan(db: Reader, product: SeatedProduct, csv: string) {
  const { problem, rows } = readSeatImport(csv);
  if (problem) throw fieldError("csv", problem);
  const [users, seats] = await Promise.all([
    db.enterpriseUser.findMany({ where: { customerId: product.customerId, removedAt: null, OR: [{ employeeNumber: { in: rows.map(({ employeeNumber }) => employeeNumber).filter(Boolean) } }, { email: { in: rows.map(({ email }) => email).filter(Boolean) } }] }, select: { id: true, employeeNumber: true, email: true, name: true } }),
    db.seatAssignment.findMany({ where: { productId: product.id, withdrawnAt: null }, select: { userId: true } }),
  ]);
  const planned = planSeats(rows, { users, held: new Set(seats.map(({ userId }) => userId)), seats: product.seats });
  const count = (outcome: SeatImportCheck["rows"][number]["outcome"]) => planned.rows.filter((row) => row.outcome === outcome).length;
  const check: SeatImportCheck = { rows: planned.rows, freeAfter: planned.freeAfter, counts: { assign: count("assign"), withdraw: count("withdraw"), same: count("same"), error: count("error") }, digest: sha256(canonicalJson(planned.rows)) };
  return { check, userIds: planned.userIds };
}

/** The product with the right to give its seats, and nothing in the way. Throws NOT_FOUND, FORBIDDEN, RULE_REFUSED. */
async function openProduct(db: Reader, scope: Scope<CustomerActor>, productId: string): Promise<SeatedProduct> {
  const product = await keptProduct(db, scope, productId);
  const account = await db.customer.findFirstOrThrow({ where: { id: product.customerId }, select: { state: true } });
  const reasons = assignBlockers(partsOf(product), account);
  if (reasons.length > 0) throw new AppError("RULE_REFUSED", { reasons });
  return product;
}

/** PC12: the dry run; nothing is written. Throws a field error at `csv` for a file that cannot be read. */
export async function checkSeatImport(scope: Scope<CustomerActor>, { productId, csv }: z.output<typeof CheckSeatImport>): Promise<SeatImportCheck> {
  return (await plan(scope.db, await openProduct(scope.db, scope, productId), csv)).check;
}

/** PC12: begins what the dry run showed, once per key; rows with errors are left out. Throws CHANGED_MEANWHILE when it would now do something else. */
export async function startSeatImport(scope: Scope<CustomerActor>, { key, productId, csv, digest }: z.output<typeof StartSeatImport>): Promise<{ importId: string }> {
  return once(scope, { operation: "seat.import", key, input: { productId, digest, csv: sha256(csv) } }, async (tx) => {
    const product = await openProduct(tx, scope, productId);
    const { check, userIds } = await plan(tx, product, csv);
    if (check.digest !== digest) throw new AppError("CHANGED_MEANWHILE");
    const todo = check.rows.flatMap((row): RunRow[] => (row.outcome === "assign" || row.outcome === "withdraw" ? [{ lineNumber: row.lineNumber, userId: userIds.get(row.lineNumber) ?? "", name: row.name, employeeNumber: row.employeeNumber, act: row.outcome, result: null }] : []));
    if (todo.length === 0) throw new AppError("CHANGED_MEANWHILE");
    // What gives room goes first.
    const rows = todo.toSorted((a, b) => Number(a.act === "assign") - Number(b.act === "assign") || a.lineNumber - b.lineNumber);
    const { customerId, provinceId } = product;
    const { id } = await tx.seatImport.create({ data: { productId, customerId, provinceId, askedByName: scope.actor.name, askedAt: scope.now(), rows, total: rows.length, leaseUntil: new Date() }, select: { id: true } });
    await recordAudit(tx, scope, "seat.import", { kind: "product", id: productId }, { customerId, provinceId, after: check.counts });
    return { importId: id };
  });
}

const rowsOf = ({ rows }: Pick<SeatImport, "rows">): RunRow[] => RunRow.array().parse(rows);

/** How far a run is, and which rows it could not do. Throws NOT_FOUND. */
export async function seatImport(scope: Scope<CustomerActor>, { importId }: z.output<typeof OneSeatImport>): Promise<SeatImportView> {
  const row = await scope.db.seatImport.findFirst({ where: { id: importId, ...visibleTo(scope.actor) } });
  if (!row) throw new AppError("NOT_FOUND");
  const { productId, askedByName, askedAt, endedAt, total, looked } = row;
  return { productId, askedByName, askedAt, endedAt, total, looked, refused: rowsOf(row).filter(({ result }) => result !== null && result !== "done") };
}

/** Takes the runs under way further; each is one worker's at a time. */
export async function runSeatImports(scope: Scope): Promise<void> {
  const due = await scope.db.seatImport.findMany({ where: { endedAt: null, leaseUntil: { lte: new Date() } }, orderBy: { id: "asc" }, take: 10, select: { id: true } });
  await eachAlone(scope, "runSeatImports", due.map(({ id }) => id), (id) => runSeatImport(scope, id));
}

async function runSeatImport(scope: Scope, id: string): Promise<void> {
  const [run] = await scope.db.seatImport.updateManyAndReturn({ where: { id, endedAt: null, leaseUntil: { lte: new Date() } }, data: { fence: { increment: 1 }, leaseUntil: new Date(new Date().getTime() + LEASE_MS) } });
  if (!run) return;
  // Under the name of whoever asked for it.
  const as = { ...(await systemScope(scope.platformId, run.askedByName)), now: scope.now };
  const rows = rowsOf(run);
  for (let from = rows.findIndex(({ result }) => result === null); from !== -1 && from < rows.length; from += STEP) {
    for (const row of rows.slice(from, from + STEP)) row.result ??= await doRow(as, run.productId, row);
    if (!(await note(scope, run, rows))) return;
  }
  await note(scope, run, rows);
}

/** Writes how far a run is; false for a worker whose time was over. */
async function note({ db, now }: Scope, { id, fence }: SeatImport, rows: RunRow[]): Promise<boolean> {
  const looked = rows.filter(({ result }) => result !== null);
  const isOver = looked.length === rows.length;
  const { count } = await db.seatImport.updateMany({ where: { id, fence, endedAt: null }, data: { rows: rows as Prisma.InputJsonArray, looked: looked.length, refused: looked.filter(({ result }) => result !== "done").length, leaseUntil: new Date(new Date().getTime() + LEASE_MS), ...(isOver ? { endedAt: now() } : {}) } });
  return count === 1;
}

/** One row in a transaction of its own: "done", also when it was done before, or the reason why it cannot be. */
async function doRow(scope: Scope, productId: string, { act, userId }: RunRow): Promise<string> {
  const done = scope.transaction(async (tx) => {
    if (act === "withdraw") return void (await endSeats(tx, scope, { productId, userId }, "byHand"));
    const product = await tx.product.findFirstOrThrow({ where: { id: productId }, include: withParts });
    await giveSeat(tx, scope, product, userId);
  });
  return done.then(() => "done", (error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const reason = error.details.reasons?.[0] ?? error.code;
    return reason === "alreadySeated" ? "done" : reason;
  });
}
