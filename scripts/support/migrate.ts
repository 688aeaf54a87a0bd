import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine as Engine } from "@prisma/schema-engine-wasm";

const folder = resolve("prisma/migrations");
const noFilters = { externalTables: [], externalEnums: [] };

type Glue = WebAssembly.ModuleImports & { __wbg_set_wasm: (exports: unknown) => void; SchemaEngine: typeof Engine };
let glue: Promise<Glue> | undefined;
/** Loaded once a process: a second instance would pull the memory from under the engines of the first. */
const loadedGlue = () => (glue ??= loadGlue());

async function loadGlue(): Promise<Glue> {
  // By path: the package exports only its entry for bundlers.
  const base = resolve("node_modules/@prisma/schema-engine-wasm/schema_engine_bg");
  const loaded = (await import(pathToFileURL(`${base}.js`).href)) as Glue;
  const { instance } = await WebAssembly.instantiate(readFileSync(`${base}.wasm`), { "./schema_engine_bg.js": loaded });
  loaded.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return loaded;
}

/** Runs `work` with Prisma's schema engine as WebAssembly: the same migrations and table as `prisma migrate deploy`, without its download. */
async function withEngine<T>(ownerUrl: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadedGlue();
  const { factory, hangUp } = wholeScripts(new PrismaPg({ connectionString: ownerUrl }));
  try {
    return await work(await SchemaEngine.new({ datamodels: schemaFiles() }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory)));
  } finally {
    // The engine's lock stands until its connections end, and a second engine would wait for it.
    await hangUp();
  }
}

/** The adapter cuts scripts at every semicolon, functions' bodies too; PostgreSQL itself takes a script whole, as one transaction. */
function wholeScripts(factory: PrismaPg): { factory: PrismaPg; hangUp: () => Promise<void> } {
  const connect = factory.connect.bind(factory);
  const open: Awaited<ReturnType<typeof connect>>[] = [];
  factory.connect = async () => {
    const adapter = await connect();
    open.push(adapter);
    adapter.executeScript = (script) => withoutQueue((sql) => adapter.underlyingDriver().query(sql), script);
    return adapter;
  };
  return { factory, hangUp: async () => void (await Promise.all(open.map((adapter) => adapter.dispose()))) };
}

/** How long a script waits for a table before it lets those pass who came after it, for how long it lets them, and how often it comes again: a minute in all. */
const LOCK_MS = 250;
const PAUSE_MS = 750;
const TRIES = 60;

/**
 * Promise 28: runs a script as one transaction that never makes others queue behind it for more than a quarter of a second, and lets them go on for three times as long: a table that somebody holds
 * is asked for again, until a minute is over. A script of one statement runs alone, as CREATE INDEX CONCURRENTLY must. Throws what the
 * database says.
 */
export async function withoutQueue(query: (sql: string) => Promise<unknown>, script: string): Promise<void> {
  // What is built concurrently makes nobody queue, and would leave an invalid index where it is broken off.
  const isAlone = /\bCONCURRENTLY\b/i.test(script);
  await query(`set lock_timeout = '${isAlone ? 0 : LOCK_MS}ms'`);
  for (let tries = 1; ; tries += 1) {
    try {
      return void (await query(script));
    } catch (error) {
      if ((error as { code?: string }).code !== "55P03" || tries === TRIES) throw error;
      await wait(PAUSE_MS);
    }
  }
}

function schemaFiles(): [string, string][] {
  const dir = resolve("prisma/schema");
  return readdirSync(dir).map((file) => [join(dir, file), readFileSync(join(dir, file), "utf8")]);
}

/** Names of the migrations that this code has, in their order. */
export const migrationNames = () => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

function migrationsList(dirs: readonly string[]) {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(folder, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: dirs.map((path) => ({ path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: readFileSync(join(folder, path, "migration.sql"), "utf8") } } })),
  };
}

/** Applies the migrations that this database has not seen, as its owner; all of this code's, or the named ones. Returns what it applied. */
export async function migrate(ownerUrl: string, names = migrationNames()): Promise<string[]> {
  return withEngine(ownerUrl, async (engine) => (await engine.applyMigrations({ migrationsList: migrationsList(names), filters: noFilters })).appliedMigrationNames);
}

type SchemaFile = { path: string; content: string };

/**
 * SQL from one state of prisma/schema to today's; from nothing at all when `from` is null. Compares schema files and not a
 * database, since the engine cannot read back what the guards' migration adds.
 */
export async function pendingSql(ownerUrl: string, from: SchemaFile[] | null): Promise<string> {
  const files = schemaFiles().map(([path, content]) => ({ path, content }));
  const start = from === null ? { tag: "empty" as const } : { tag: "schemaDatamodel" as const, files: from };
  return withEngine(ownerUrl, async (engine) => (await engine.diff({ from: start, to: { tag: "schemaDatamodel", files }, script: true, exitCode: null, filters: noFilters })).stdout ?? "");
}
