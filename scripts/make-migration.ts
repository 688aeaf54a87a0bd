import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pendingSql } from "./support/migrate";
import { startPostgres } from "./support/postgres";
import { PlainFailure, runMain, say } from "./support/say";

const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" });

/** Writes the SQL from the committed prisma/schema to today's into a new migration: node --import tsx scripts/make-migration.ts NAME. */
runMain(async () => {
  const name = process.argv[2];
  if (!name || !/^[a-z_]+$/.test(name)) throw new PlainFailure("Give the migration a name of small letters and underscores.");
  const before = git("ls-tree", "--name-only", "HEAD", "prisma/schema/").trim().split("\n").map((path) => ({ path, content: git("show", `HEAD:${path}`) }));
  const dataDir = ".data/migration-scratch";
  rmSync(dataDir, { recursive: true, force: true });
  const postgres = await startPostgres({ dataDir, password: "scratch", durable: false });
  const sql = await pendingSql(postgres.ownerUrl("postgres"), before);
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
  const folder = join("prisma/migrations", `${new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), `${sql}\n-- New tenant tables need their guard.\nSELECT portal.guard_all();\n`);
  say(`Wrote ${folder}: read it before you commit it.`);
});
