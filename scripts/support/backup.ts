import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip, gunzipSync } from "node:zlib";
import { Client } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { z } from "zod";
import { migrate, migrationNames } from "./migrate";
import { PlainFailure } from "./say";
import { type WitnessName, differencesIn, tablesOf, witnessNames, witnesses } from "./witness";

const Piece = z.strictObject({ file: z.string().regex(/^[\w.-]+$/), rows: z.number().int(), sha256: z.string() });
const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.string(),
  server: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(Piece.extend({ name: z.string().regex(/^\w+$/), columns: z.array(z.string().regex(/^\w+$/)) })),
  witnesses: z.strictObject({ rows: Piece, ledger: Piece, structure: Piece }),
  /** The signed heads of the audit chain as they stood just before. */
  anchors: Piece,
});
type Piece = z.output<typeof Piece>;
export type Backup = { folder: string; manifest: z.output<typeof Manifest> };

const MANIFEST = "manifest.json";
const ANCHORS = "anchors.jsonl.gz";

// The same words for the same value on every server; and a role that row-level security would show a part only is refused instead.
const plainWords = "-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 -c row_security=off";

/** Runs `work` on a connection of the owner that passes row-level security; a right that it lacks is said in a sentence. */
async function withOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl, options: plainWords });
  await client.connect();
  try {
    return await work(client);
  } catch (error) {
    if ((error as { code?: string }).code === "42501") throw new PlainFailure(`The database's owner may not do this (${(error as Error).message}): use a role that passes row-level security and may set session_replication_role, such as a superuser.`);
    throw error;
  } finally {
    await client.end();
  }
}

/** Passes bytes on and knows their digest at the end. */
function digesting() {
  const hash = createHash("sha256");
  const stream = new Transform({ transform(chunk: Buffer, _, done) { hash.update(chunk); done(null, chunk); } });
  return { stream, hex: () => hash.digest("hex") };
}

async function keep(folder: string, file: string, source: Readable, rows: () => number): Promise<Piece> {
  const { stream, hex } = digesting();
  await pipeline(source, createGzip(), stream, createWriteStream(join(folder, file), { mode: 0o600, flush: true }));
  return { file, rows: rows(), sha256: hex() };
}

async function keepQuery(client: Client, folder: string, file: string, what: string): Promise<Piece> {
  const source = client.query(copyTo(`copy ${what} to stdout`));
  return keep(folder, file, source, () => source.rowCount);
}

const list = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(", ");

/**
 * Writes everything that stands in one snapshot of the running database into `folder`: a compressed file a table, what a restored
 * database will be compared with, and a manifest with the checksums. The folder gets its name when it is whole.
 */
export async function makeBackup(ownerUrl: string, folder: string, anchorFile: string): Promise<Backup> {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  // Before the snapshot, so that every head that is anchored here is in it.
  const anchored = existsSync(anchorFile) ? readFileSync(anchorFile) : Buffer.alloc(0);
  const anchors = await keep(partial, ANCHORS, new PassThrough().end(anchored), () => linesIn(anchored).length);
  const manifest = await withOwner(ownerUrl, async (client) => {
    await client.query("begin isolation level repeatable read read only");
    const { rows } = await client.query<{ now: Date; server: string }>("select now(), current_setting('server_version') as server");
    const migrations = await client.query<{ name: string }>(`select migration_name as name from "_prisma_migrations" where finished_at is not null order by migration_name`);
    const tables = [];
    for (const { name, columns } of await tablesOf(client)) tables.push({ name, columns, ...(await keepQuery(client, partial, `${name}.copy.gz`, `"${name}" (${list(columns)})`)) });
    const kept: Partial<Record<WitnessName, Piece>> = {};
    for (const name of witnessNames) kept[name] = await keepQuery(client, partial, `witness-${name}.copy.gz`, `(${witnesses[name].sql(tables.map((table) => table.name))})`);
    await client.query("commit");
    return Manifest.parse({ format: 1, madeAt: rows[0]?.now.toISOString(), server: rows[0]?.server, migrations: migrations.rows.map(({ name }) => name), tables, witnesses: kept, anchors });
  });
  writeFileSync(join(partial, MANIFEST), JSON.stringify(manifest, null, 1), { mode: 0o600, flush: true });
  renameSync(partial, folder);
  return { folder, manifest };
}

const unpacked = (folder: string, { file }: Piece) => gunzipSync(readFileSync(join(folder, file)));
const linesIn = (text: Buffer) => text.toString("utf8").split("\n").filter(Boolean);

/** Opens a kept backup after its every file has been compared with its checksum. Throws PlainFailure with the file that is not what was written. */
export async function openBackup(folder: string): Promise<Backup> {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new PlainFailure(`${folder} is no whole backup: it has no ${MANIFEST}.`);
  const read = (() => {
    try {
      return Manifest.safeParse(JSON.parse(readFileSync(path, "utf8")));
    } catch {
      return null;
    }
  })();
  if (!read?.success) throw new PlainFailure(`${path} is damaged: it cannot be read. Use another copy of this backup.`);
  const manifest = read.data;
  for (const { file, sha256 } of [...manifest.tables, ...Object.values(manifest.witnesses), manifest.anchors]) {
    if (!existsSync(join(folder, file))) throw new PlainFailure(`${join(folder, file)} is missing: use another copy of this backup.`);
    const { stream, hex } = digesting();
    await pipeline(createReadStream(join(folder, file)), stream.resume());
    if (hex() !== sha256) throw new PlainFailure(`${join(folder, file)} is damaged: its checksum is not the manifest's. Use another copy of this backup.`);
  }
  return { folder, manifest };
}

/** Refuses a database that holds anything of the portal. */
async function needEmpty(client: Client): Promise<void> {
  for (const { name } of await tablesOf(client)) {
    const { rowCount } = await client.query(`select from "${name}" limit 1`);
    if (rowCount) throw new PlainFailure(`The database already holds data (${name}): a backup is only restored into an empty one. Set DATA_DIR or DATABASE_URL to another, or move the old one aside.`);
  }
}

/** Brings a backup into an empty database: the schema by the migrations that it was made with, then all rows in one transaction. */
export async function restoreInto(ownerUrl: string, { folder, manifest }: Backup): Promise<void> {
  const unknown = manifest.migrations.filter((name) => !migrationNames().includes(name));
  if (unknown.length > 0) throw new PlainFailure(`The backup was made by a newer version: this one lacks ${unknown.join(", ")}. Take the version that made it.`);
  await withOwner(ownerUrl, needEmpty);
  await migrate(ownerUrl, manifest.migrations);
  await withOwner(ownerUrl, async (client) => {
    await client.query("begin");
    // The rows are the outcome of triggers that ran once already; what they guard is proven afterwards.
    await client.query("set local session_replication_role = replica");
    for (const table of manifest.tables) {
      const target = client.query(copyFrom(`copy "${table.name}" (${list(table.columns)}) from stdin`));
      await pipeline(createReadStream(join(folder, table.file)), createGunzip(), target);
    }
    await client.query("commit");
    await client.query("analyze");
  });
}

async function linesOf(source: Readable): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk as Buffer);
  return linesIn(Buffer.concat(chunks));
}

/** The anchored heads that came with a backup, as a file that the chain's own check reads. */
export function unpackAnchors({ folder, manifest }: Backup, file: string): void {
  writeFileSync(file, unpacked(folder, manifest.anchors), { mode: 0o600 });
}

/** What a restored database differs from its backup in: rows per table and platform, ledger sums per account, structure and guards. */
export async function compareWithBackup(ownerUrl: string, { folder, manifest }: Backup): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const tables = (await tablesOf(client)).map(({ name }) => name);
    const differences: string[] = [];
    for (const name of witnessNames) {
      const kept = linesIn(unpacked(folder, manifest.witnesses[name]));
      const found = await linesOf(client.query(copyTo(`copy (${witnesses[name].sql(tables)}) to stdout`)));
      differences.push(...differencesIn(name, kept, found));
    }
    return differences;
  });
}
