import { Zip, ZipDeflate } from "fflate";
import { recordAudit } from "../audit/audit.service";
import { encrypt } from "../crypto";
import type { Tx } from "../db";
import type { DataTakeout, Prisma } from "../generated/prisma/client";
import { mailCustomer } from "../notifications/customer-mail.service";
import { enqueueAll } from "../queue";
import type { Scope } from "../scope";
import { eachAlone } from "../sweep";
import { rowsOfKind } from "./takeout-read.service";
import { KEPT_DAYS, type Kind, MOST_ATTEMPTS, type Row, headOf, lineOf, objectOf, readmeOf } from "./takeout.rules";
import { type TakeoutKind, takeoutKinds } from "./takeout.words";
import { worded } from "../notifications/templates.rules";

/** How long a worker has a file to itself after its last sign of life; taken up by another after that, from its beginning. */
const LEASE_MS = 30_000;
/** Bytes of a stored piece: few enough for memory and one statement. */
const PIECE = 1_048_576;
/** Longest wait of a row for its job, which may have been lost. */
const JOB_MS = 5000;

/** A worker lost its lease: what it has written counts for nothing. */
class LeaseLost extends Error {}

const leaseUntil = () => new Date(Date.now() + LEASE_MS);

/** Keeps the zip's bytes as encrypted pieces under this taking-up, in order. */
function pieces(scope: Scope, { id, fence }: DataTakeout) {
  let held: Uint8Array[] = [];
  let size = 0;
  let seq = 0;
  let total = 0;
  const write = async () => {
    await scope.db.dataTakeoutPart.create({ data: { takeoutId: id, fence, seq, content: encrypt(Buffer.concat(held)) } });
    [held, size, seq] = [[], 0, seq + 1];
  };
  return {
    take(chunk: Uint8Array) {
      held.push(chunk);
      size += chunk.length;
      total += chunk.length;
    },
    flush: async (isLast = false) => {
      if (size >= PIECE || (isLast && size > 0)) await write();
    },
    total: () => total,
  };
}

/** Writes down how far it is and that it lives. Throws LeaseLost. */
async function note(scope: Scope, { id, fence }: DataTakeout, data: Prisma.DataTakeoutUpdateManyMutationInput = {}): Promise<void> {
  const noted = await scope.db.dataTakeout.updateMany({ where: { id, fence, state: "running" }, data: { ...data, leaseUntil: leaseUntil() } });
  if (noted.count === 0) throw new LeaseLost();
}

type Accounts = readonly { id: string; name: string }[];
const nameOf = ({ label, accountName }: { label: string; accountName: string }) => (label === "" ? accountName : `${label}（${accountName}）`);

/** The accounts whose rows belong in the file: the own and, of a parent, its children as they are now. */
async function accountsOf(scope: Scope, customerId: string): Promise<Accounts> {
  const rows = await scope.db.customer.findMany({ where: { OR: [{ id: customerId }, { parentId: customerId }], state: { not: "purged" } }, orderBy: { id: "asc" }, select: { id: true, label: true, accountName: true } });
  return rows.map((row) => ({ id: row.id, name: nameOf(row) })).toSorted((a, b) => Number(b.id === customerId) - Number(a.id === customerId));
}

/**
 * DP1: makes the file of one asking, batch by batch: neither its rows nor its bytes are ever all in memory. Whoever was slower than the
 * lease finds another's fence and stops. The last note, the mail and the audit record commit together.
 */
export async function makeTakeout(scope: Scope, { id }: { id: string }): Promise<void> {
  const due = { id, state: { in: ["waiting" as const, "running" as const] }, leaseUntil: { lte: new Date() } };
  const [row] = await scope.db.dataTakeout.updateManyAndReturn({ where: due, data: { state: "running", fence: { increment: 1 }, attempts: { increment: 1 }, kindsDone: 0, rowCount: 0, leaseUntil: leaseUntil() } });
  if (!row) return;
  if (row.attempts > MOST_ATTEMPTS) return giveUp(scope, row);
  await scope.db.dataTakeoutPart.deleteMany({ where: { takeoutId: id, fence: { lt: row.fence } } });
  await write(scope, row).catch((error: unknown) => {
    if (!(error instanceof LeaseLost)) throw error;
  });
}

async function write(scope: Scope, row: DataTakeout): Promise<void> {
  const accounts = await accountsOf(scope, row.customerId);
  const kept = pieces(scope, row);
  let broken: unknown = null;
  const zip = new Zip((error, chunk) => {
    broken ??= error;
    kept.take(chunk);
  });
  const file = async (name: string, texts: AsyncIterable<string>) => {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = row.askedAt;
    zip.add(entry);
    for await (const text of texts) {
      entry.push(Buffer.from(text, "utf8"));
      await kept.flush();
      await note(scope, row);
    }
    entry.push(new Uint8Array(0), true);
    if (broken) throw broken;
  };
  const counts: { kind: Kind; rows: number }[] = [];
  let rowCount = 0;
  for (const name of Object.keys(takeoutKinds) as TakeoutKind[]) {
    const kind: Kind = takeoutKinds[name];
    const of = kind.reach === "group" ? accounts : accounts.filter(({ id }) => id === row.customerId);
    const batches = () => rowsOfKind(scope.db, name, of);
    let rows = 0;
    await file(`${kind.file}.csv`, csvTexts(kind, batches(), (count) => (rows += count)));
    await file(`${kind.file}.json`, jsonTexts(kind, batches()));
    rowCount += rows;
    counts.push({ kind, rows });
    await note(scope, row, { kindsDone: counts.length, rowCount });
  }
  const customer = await scope.db.customer.findFirstOrThrow({ where: { id: row.customerId }, select: { accountName: true, organization: { select: { name: true } } } });
  await file("说明.txt", one(readmeOf({ companyName: customer.organization.name, accountName: customer.accountName, askedAt: row.askedAt, kinds: counts, hasChildren: accounts.length > 1 })));
  zip.end();
  await kept.flush(true);
  await finish(scope, row, { sizeBytes: kept.total(), rowCount });
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function* csvTexts(kind: Kind, batches: AsyncIterable<readonly Row[]>, count: (rows: number) => void): AsyncGenerator<string> {
  yield headOf(kind);
  for await (const rows of batches) {
    count(rows.length);
    yield rows.map((row) => lineOf(kind, row)).join("");
  }
}

async function* jsonTexts(kind: Kind, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield "[";
  for await (const rows of batches) {
    yield `${isFirst ? "\n" : ",\n"}${rows.map((row) => objectOf(kind, row)).join(",\n")}`;
    isFirst = false;
  }
  yield "\n]\n";
}

async function finish(scope: Scope, row: DataTakeout, { sizeBytes, rowCount }: { sizeBytes: number; rowCount: number }): Promise<void> {
  const { id, fence, customerId, provinceId } = row;
  const now = scope.now();
  const expiresAt = new Date(now.getTime() + KEPT_DAYS * 86_400_000);
  await scope.transaction(async (tx) => {
    const ended = await tx.dataTakeout.updateMany({ where: { id, fence, state: "running" }, data: { state: "ready", readyAt: now, expiresAt, sizeBytes, rowCount } });
    if (ended.count === 0) throw new LeaseLost();
    await mailCustomer(tx, scope, customerId, { ...worded("account.takeout", { isFailed: false, askedBy: row.askedByName, until: { at: expiresAt.toISOString() } }), path: "/company/takeout" });
    await recordAudit(tx, scope, "dataTakeout.ready", { kind: "dataTakeout", id }, { customerId, provinceId, after: { rowCount, sizeBytes, expiresAt } });
  });
}

async function giveUp(scope: Scope, { id, fence, customerId, provinceId }: DataTakeout): Promise<void> {
  await scope.transaction(async (tx) => {
    const ended = await tx.dataTakeout.updateMany({ where: { id, fence, state: "running" }, data: { state: "failed" } });
    if (ended.count === 0) return;
    await tx.dataTakeoutPart.deleteMany({ where: { takeoutId: id } });
    await mailCustomer(tx, scope, customerId, { ...worded("account.takeout", { isFailed: true, askedBy: "", until: "" }), path: "/company/takeout" });
    await recordAudit(tx, scope, "dataTakeout.fail", { kind: "dataTakeout", id }, { customerId, provinceId });
  });
}

/** DP1: askings that lost their job or their worker get another one. */
export async function requeueDueTakeouts(scope: Scope): Promise<void> {
  const due = await scope.db.dataTakeout.findMany({ where: { state: { in: ["waiting", "running"] }, leaseUntil: { lt: new Date(Date.now() - JOB_MS) } }, take: 50, select: { id: true } });
  if (due.length > 0) await scope.transaction((tx) => enqueueAll(tx, "data.takeout", { platformId: scope.platformId, ids: due.map(({ id }) => id) }));
}

/** DP1: after seven days the bytes are deleted, and that they were is on record. */
export async function forgetTakeouts(scope: Scope): Promise<void> {
  const due = await scope.db.dataTakeout.findMany({ where: { state: "ready", expiresAt: { lte: scope.now() } }, take: 50, select: { id: true, customerId: true, provinceId: true } });
  await eachAlone(scope, "forgetTakeouts", due.map(({ id }) => id), (id) => scope.transaction(async (tx) => {
    const gone = await tx.dataTakeout.updateMany({ where: { id, state: "ready" }, data: { state: "gone" } });
    if (gone.count === 0) return;
    await tx.dataTakeoutPart.deleteMany({ where: { takeoutId: id } });
    const row = due.find((entry) => entry.id === id);
    await recordAudit(tx, scope, "dataTakeout.forget", { kind: "dataTakeout", id }, { customerId: row?.customerId ?? null, provinceId: row?.provinceId ?? null });
  }));
}

/** The files of an account that is closed for good go, and who asked for them. */
export async function forgetTakeoutsOf(tx: Tx, customerId: string, mask: string): Promise<void> {
  await tx.dataTakeoutPart.deleteMany({ where: { takeout: { customerId } } });
  await tx.dataTakeout.updateMany({ where: { customerId }, data: { askedByName: mask } });
  await tx.dataTakeout.updateMany({ where: { customerId, state: { in: ["waiting", "running", "ready"] } }, data: { state: "gone" } });
}
