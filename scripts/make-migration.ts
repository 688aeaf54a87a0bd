import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase } from "./support/database";
import { migrate, pendingSql } from "./support/migrate";
import { startPostgres } from "./support/postgres";
import { PlainFailure, runMain, say } from "./support/say";

/** Writes the SQL between the migrations and prisma/schema into a new migration: node --import tsx scripts/make-migration.ts NAME. */
runMain(async () => {
  const name = process.argv[2];
  if (!name || !/^[a-z_]+$/.test(name)) throw new PlainFailure("Give the migration a name of small letters and underscores.");
  const dataDir = ".data/migration-scratch";
  rmSync(dataDir, { recursive: true, force: true });
  const postgres = await startPostgres({ dataDir, password: "scratch", durable: false });
  await createDatabase(postgres.ownerUrl("postgres"), "scratch");
  await migrate(postgres.ownerUrl("scratch"));
  const sql = await pendingSql(postgres.ownerUrl("scratch"), "database");
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
  const folder = join("prisma/migrations", `${new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), `${sql}\n-- New tenant tables need their guard.\nSELECT portal.guard_all();\n`);
  say(`Wrote ${folder}: read it before you commit it.`);
});
