import { randomBytes } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { databaseUrlOf, env } from "./env";
import { type Prisma, PrismaClient } from "./generated/prisma/client";
import { AppError } from "./kernel/errors";
import { noteOutage } from "./outage";
import { scopeIds } from "./platforms/province.rules";
import { processWide } from "./process-wide";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
/** What reads need: a client or a transaction. */
export type Reader = Db | Tx;

const clients = processWide("databases", () => new Map<string, PrismaClient>());
const known = new Set(scopeIds());

/** Longer limits for the worker, whose statements may outlive a request's. */
const limits = { request: { connect: 1200, query: 2500, statement: 2300 }, worker: { connect: 5000, query: 60_000, statement: 55_000 } };
let profile: keyof typeof limits = "request";
/** Called once by the worker before it opens a connection. */
export function useWorkerLimits(): void {
  profile = "worker";
}

const statementNames = new Map<string, string>();
// Each connection keeps what it has prepared until it closes, so that texts made for one list's length must not add up.
const MOST_STATEMENTS = 300;
/** The name under which a connection prepares this text once, since parsing and planning cost more than the work; empty: not kept. */
function statementName(sql: string): string {
  const known = statementNames.get(sql);
  if (known !== undefined || statementNames.size >= MOST_STATEMENTS) return known ?? "";
  const name = `kdsw_${statementNames.size}`;
  statementNames.set(sql, name);
  return name;
}

/**
 * The client of one scope, whose every connection carries the platform: row-level security lets nothing else through.
 * Throws RangeError for a scope that table 4-1 does not have.
 */
export function dbFor(scopeId: string): Db {
  const existing = clients.get(scopeId);
  if (existing) return existing;
  if (!known.has(scopeId)) throw new RangeError(`no such scope: ${scopeId}`);
  const limit = limits[profile];
  const adapter = new PrismaPg({
    connectionString: databaseUrlOf(scopeId),
    options: `-c portal.platform=${scopeId}`,
    max: env().DATABASE_POOL,
    // A silent database must fail a request in seconds instead of holding it for ever: the wait for a connection and the
    // one for its answer together stay below four (promise 23).
    connectionTimeoutMillis: limit.connect,
    query_timeout: limit.query,
    statement_timeout: limit.statement,
    lock_timeout: 2000,
    idle_in_transaction_session_timeout: 5000,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
  }, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const client = new PrismaClient({ adapter });
  clients.set(scopeId, client);
  return client;
}

/** Closes every pool; for a process that stops. */
export async function closeDatabases(): Promise<void> {
  await Promise.all([...clients.values()].map((client) => client.$disconnect()));
  clients.clear();
}

type Shaped = { code?: string; meta?: { driverAdapterError?: { cause?: { kind?: string; originalCode?: string; originalMessage?: string } } }; cause?: { kind?: string; originalCode?: string } };
const causeOf = (error: unknown) => (error as Shaped)?.meta?.driverAdapterError?.cause ?? (error as Shaped)?.cause;

/** A write conflict, in any of the three shapes that Prisma 7 gives it, or a deadlock: safe to run again as a whole. */
export function isConflict(error: unknown): boolean {
  const shaped = error as Shaped;
  return shaped?.code === "P2034" || causeOf(error)?.kind === "TransactionWriteConflict" || ["40001", "40P01"].includes(causeOf(error)?.originalCode ?? "");
}

// Down, restarting, full (of connections, or its disk), or a row held longer than the lock limit: each heals without a change of
// ours, so the answer is "busy, try again".
const outages = ["DatabaseNotReachable", "ConnectionClosed", "is not queryable", "SocketTimeout", "ECONNREFUSED", "ECONNRESET", "EPIPE", "Query read timeout", "timeout exceeded when trying to connect", "Connection terminated", "P1001", "P1017", "P2024", "P2028", "57P01", "57P02", "57P03", "53100", "53300", "55P03", "57014", "canceling statement due to"];
const textOf = (error: unknown) => `${String((error as Error | undefined)?.message ?? "")} ${JSON.stringify((error as { meta?: unknown } | undefined)?.meta ?? "")} ${String((error as { code?: string } | undefined)?.code ?? "")}`;
const says = (error: unknown, signs: readonly string[]) => signs.some((sign) => textOf(error).includes(sign));

// Of the outages, those that say that nobody answers or hangs up; a full pool or a held row is an answer of a living database.
const away = ["DatabaseNotReachable", "ConnectionClosed", "is not queryable", "ECONNREFUSED", "ECONNRESET", "EPIPE", "Connection terminated", "Query read timeout", "P1001", "P1017", "57P01", "57P02", "57P03"];

/** Whether what failed may go through when it is tried again, with nothing changed: an outage, a held row, a conflict. */
const isPassing = (error: unknown): boolean => says(error, outages) || isConflict(error);

/** An outage of the database, or a conflict that stayed one after every retry, as BUSY (promises 6, 22); any other error as it is. */
export function asBusy(error: unknown): unknown {
  if (says(error, away)) noteOutage();
  return isPassing(error) ? new AppError("BUSY", { retryAfterSeconds: 2 }) : error;
}

/** Runs `work` again, at most so often and with growing pauses, while what stops it passes by itself. Throws what stopped the last try, and anything else at once. */
export async function patiently<T>(work: () => Promise<T>, mostTries = 5): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || tries >= mostTries) throw error;
      await new Promise((resume) => setTimeout(resume, Math.min(1000, 100 * 2 ** tries)));
    }
  }
}

/** True when this very constraint refused the write: unique, check or foreign key, by its name in the database. */
export function brokeConstraint(error: unknown, constraint: string): boolean {
  return JSON.stringify([causeOf(error) ?? null, (error as Shaped)?.meta ?? null, (error as Error)?.message ?? ""]).includes(constraint);
}

/** Runs `work` in a transaction, again as a whole after a conflict: at most 12 times, with growing random pauses (promise 6). */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>, provinces: readonly string[] = []): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    // A database that says nothing would be waited for twice, by the statement and by its rollback: the caller is told after the first.
    let giveUp: (error: unknown) => void = () => undefined;
    const silence = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    const attemptOnce = async (tx: Tx) => {
      try {
        if (provinces.length > 0) await setProvinces(tx, provinces);
        return await work(tx);
      } catch (error) {
        if (says(error, ["Query read timeout"])) giveUp(error);
        throw error;
      }
    };
    try {
      return await Promise.race([db.$transaction(attemptOnce, { maxWait: 2000, timeout: 8000 }), silence]);
    } catch (error) {
      if (!isConflict(error) || attempt >= 12) throw error;
      await new Promise((resume) => setTimeout(resume, Math.random() * Math.min(400, 10 * 2 ** attempt)));
    }
  }
}

/** Names the provinces of a staff member's duty for this transaction; the second policy holds them (BO2). */
async function setProvinces(tx: Tx, provinces: readonly string[]): Promise<void> {
  await tx.$executeRaw`select set_config('portal.provinces', ${provinces.join(",")}, true)`;
}

/** A client whose every read runs under a staff member's provinces; the whole platform when none are named. */
export function dbForProvinces(scopeId: string, provinces: readonly string[]): Db {
  const base = dbFor(scopeId);
  if (provinces.length === 0) return base;
  const fenced = base.$extends({
    query: {
      $allModels: {
        async $allOperations({ args, query }) {
          const list = provinces.join(",");
          const [, result] = await base.$transaction([base.$executeRaw`select set_config('portal.provinces', ${list}, true)`, query(args) as Prisma.PrismaPromise<unknown>]);
          return result;
        },
      },
    },
  });
  return fenced as unknown as Db;
}

const reads: readonly string[] = ["findFirst", "findFirstOrThrow", "findUnique", "findUniqueOrThrow", "findMany", "count", "aggregate", "groupBy", "$queryRaw"];

/** A client that reads and never writes, for whoever may only look (BO4). Throws VIEW_ONLY. */
export function dbReadOnly(scopeId: string): Db {
  const reading = dbFor(scopeId).$extends({
    query: {
      async $allOperations({ operation, args, query }) {
        if (!reads.includes(operation)) throw new AppError("VIEW_ONLY");
        return query(args);
      },
    },
  });
  return reading as unknown as Db;
}

/** The same for what reads within one transaction: the database itself refuses a write. */
export function transactReadOnly<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, async (tx) => {
    await tx.$executeRaw`set transaction read only`;
    return work(tx);
  });
}

let lastId = 0n;
/**
 * An id for a new row (UUID version 7), for whoever must know it before the row is written. Time comes first and each is
 * above the one before, so that rows lie in their index, and sort, as they were made.
 */
export function newId(): string {
  // 48 bits of time and 12 that count within the millisecond.
  const now = BigInt(Date.now()) << 12n;
  lastId = now > lastId ? now : lastId + 1n;
  const head = lastId.toString(16).padStart(15, "0");
  const tail = randomBytes(8);
  tail[0] = (tail[0]! & 0x3f) | 0x80;
  const rest = tail.toString("hex");
  return `${head.slice(0, 8)}-${head.slice(8, 12)}-7${head.slice(12)}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}

type ManyRows<M extends Prisma.ModelName> = Extract<Prisma.TypeMap["model"][M]["operations"]["createMany"]["args"]["data"], readonly unknown[]>[number];
/** A row as it goes into its table; the id is the writer's, since the database makes none. */
export type NewRow<M extends Prisma.ModelName> = ManyRows<M> & ("id" extends keyof ManyRows<M> ? { id: string } : unknown);
/** Rows of one table with the same columns. */
export type Write = { table: Prisma.ModelName; rows: readonly object[] };
export const rowsFor = <M extends Prisma.ModelName>(table: M, ...rows: NewRow<M>[]): Write => ({ table, rows });

/**
 * Inserts rows into several tables by one statement: either all or none, foreign keys and triggers as ever, the rows of a
 * table in their order. PostgreSQL reads each value by its column's type. For many tables at once in a busy use case: a
 * statement each costs the process many times what the rows do. Not for an order with its parts under a duty's provinces,
 * whose policy on the parts looks for an order that this same statement is still writing.
 */
export async function insertTogether(tx: Tx, writes: readonly Write[]): Promise<void> {
  const parts = writes.map(({ table, rows }, n) => {
    const columns = Object.keys(rows[0] ?? {}).map((column) => `"${column}"`).join(", ");
    return `w${n} as (insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $${n + 1}::jsonb))`;
  });
  // JSON has no bigint, and PostgreSQL's takes no half of a surrogate pair, which a text column gets as U+FFFD.
  const plain = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : typeof value === "string" ? value.toWellFormed() : value);
  await tx.$executeRawUnsafe(`with ${parts.join(", ")} select 1`, ...writes.map(({ rows }) => JSON.stringify(rows, plain)));
}
