import PgBoss from "pg-boss";
import { Client } from "pg";
import { queues } from "../../server/queue";
import { migrate } from "./migrate";
import { PlainFailure, say } from "./say";

/** Runs one statement after another as the database's owner. */
export async function asOwner(ownerUrl: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (!rowCount) await client.query(`create database "${name}"`);
  await client.end();
}

/** Migrates as owner, makes the queues, gives the application's role its password, and returns the application's address. */
export async function prepareDatabase(ownerUrl: string, appPassword: string): Promise<string> {
  try {
    const applied = await migrate(ownerUrl);
    if (applied.length > 0) say(`Migrations applied: ${applied.join(", ")}`);
  } catch (error) {
    throw new PlainFailure(`The database could not be migrated: ${String((error as Error).message).split("\n").slice(0, 2).join(" ")}. Check that DATABASE_URL reaches a PostgreSQL 15 or newer as its owner.`);
  }
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  for (const [name, { expireInSeconds, retryLimit }] of Object.entries(queues)) {
    if (!(await boss.getQueue(name))) await boss.createQueue(name, { name, policy: "standard", expireInSeconds, retryLimit });
  }
  await boss.stop({ graceful: false });
  await asOwner(ownerUrl, [
    `alter role kdsw_app login password ${literal(appPassword)}`,
    "grant usage on schema pgboss to kdsw_app",
    "grant select, insert, update, delete on all tables in schema pgboss to kdsw_app",
    "grant execute on all functions in schema pgboss to kdsw_app",
    "grant usage on all sequences in schema pgboss to kdsw_app",
  ]);
  const url = new URL(ownerUrl);
  url.username = "kdsw_app";
  url.password = appPassword;
  return url.toString();
}
