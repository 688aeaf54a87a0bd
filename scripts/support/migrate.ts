import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine as Engine } from "@prisma/schema-engine-wasm";

const folder = resolve("prisma/migrations");
const noFilters = { externalTables: [], externalEnums: [] };

/** Prisma's schema engine as WebAssembly: the same migrations and table as `prisma migrate deploy`, without its download. */
async function openEngine(ownerUrl: string): Promise<Engine> {
  // By path: the package exports only its entry for bundlers.
  const base = resolve("node_modules/@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = (await import(pathToFileURL(`${base}.js`).href)) as WebAssembly.ModuleImports & { __wbg_set_wasm: (exports: unknown) => void; SchemaEngine: typeof Engine };
  const bytes = readFileSync(`${base}.wasm`);
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(new PrismaPg({ connectionString: ownerUrl })));
  return glue.SchemaEngine.new({ datamodels: schemaFiles() }, () => undefined, adapter);
}

/** The adapter cuts scripts at every semicolon, functions' bodies too; PostgreSQL itself takes a script whole, as one transaction. */
function wholeScripts(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script));
    return adapter;
  };
  return factory;
}

function schemaFiles(): [string, string][] {
  const dir = resolve("prisma/schema");
  return readdirSync(dir).map((file) => [join(dir, file), readFileSync(join(dir, file), "utf8")]);
}

function migrationsList() {
  const dirs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(folder, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: dirs.map((path) => ({ path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: readFileSync(join(folder, path, "migration.sql"), "utf8") } } })),
  };
}

/** Applies the migrations that this database has not seen, as its owner. Returns their names. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const engine = await openEngine(ownerUrl);
  return (await engine.applyMigrations({ migrationsList: migrationsList(), filters: noFilters })).appliedMigrationNames;
}

type SchemaFile = { path: string; content: string };

/**
 * SQL from one state of prisma/schema to today's; from nothing at all when `from` is null. Compares schema files and not a
 * database, since the engine cannot read back what the guards' migration adds.
 */
export async function pendingSql(ownerUrl: string, from: SchemaFile[] | null): Promise<string> {
  const engine = await openEngine(ownerUrl);
  const files = schemaFiles().map(([path, content]) => ({ path, content }));
  const start = from === null ? { tag: "empty" as const } : { tag: "schemaDatamodel" as const, files: from };
  const { stdout } = await engine.diff({ from: start, to: { tag: "schemaDatamodel", files }, script: true, exitCode: null, filters: noFilters });
  return stdout ?? "";
}
