import { join } from "node:path";
import { migrationNames } from "./support/migrate";
import { PlainFailure, runMain, say } from "./support/say";
import { fetchSquawk, locksIn } from "./support/squawk";

/** The last of the migrations that made the tables before anybody used them; later ones meet customers at work. */
const BEFORE_USE = "20261128034123_service_problems";
/** What squawk must find, or it finds nothing in ours either. */
const PLANTED = 'ALTER TABLE "ProductOrder" ADD COLUMN x int NOT NULL; CREATE INDEX i ON "ProductOrder" (x);';

/** SY9, promise 28: reads each migration after the first use for what would lock a table, or break the version that still runs. */
runMain(async () => {
  const squawk = fetchSquawk();
  if (squawk === null) return say("Migrations were not read: squawk has no program for this machine, or npm does not reach it. Not run, not passed.");
  if (locksIn(squawk, { sql: PLANTED }).length < 2) throw new PlainFailure("squawk found nothing in a migration that locks a table: see scripts/support/squawk.ts.");
  const names = migrationNames().filter((name) => name > BEFORE_USE);
  const found = names.flatMap((name) => locksIn(squawk, { file: join("prisma/migrations", name, "migration.sql") }).map(({ line, rule, message }) => `${name}, line ${line}: ${message} (${rule})`));
  if (found.length > 0) throw new PlainFailure(`These migrations would lock tables in use, or break the version before them:\n${found.join("\n")}`);
  say(`${names.length} migrations read by squawk, none locks a table in use`);
});
