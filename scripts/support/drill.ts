import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type Backup, compareWithBackup, restoreInto } from "./backup";
import { createDatabase, prepareDatabase } from "./database";
import { startPostgres } from "./postgres";
import { type Proven, proveRestored } from "./restored-proof";
import { say } from "./say";

/** Restores a backup into an empty database and proves it: against what the backup swears to, then by the product's own proofs. */
export async function restoreAndProve(ownerUrl: string, appPassword: string, backup: Backup): Promise<Proven> {
  await restoreInto(ownerUrl, backup);
  say("Restored; comparing rows, ledger sums and structure");
  const differences = await compareWithBackup(ownerUrl, backup);
  // As the next start would: later migrations, the queue, the application's password.
  const appUrl = await prepareDatabase(ownerUrl, appPassword);
  say("Proving ledgers, audit chains and guards as the application");
  const proven = await proveRestored(appUrl, backup);
  return { ...proven, differences: [...differences, ...proven.differences] };
}

/** Restores a backup into a PostgreSQL of its own, which is gone afterwards, and proves it there. */
export async function drillInto(dataDir: string, backup: Backup): Promise<Proven> {
  rmSync(dataDir, { recursive: true, force: true });
  const password = randomBytes(24).toString("hex");
  const scratch = await startPostgres({ dataDir, password, durable: false });
  try {
    await createDatabase(scratch.ownerUrl("postgres"), "kdsw");
    return await restoreAndProve(scratch.ownerUrl("kdsw"), password, backup);
  } finally {
    await scratch.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const rowsIn = ({ manifest }: Backup) => manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
/** What was proven, in one line. */
export function wordsOf(backup: Backup, { journals, auditRecords }: Proven): string {
  return `${rowsIn(backup)} rows of ${backup.manifest.tables.length} tables, ${backup.manifest.witnesses.ledger.rows} ledger accounts with ${journals} journals, ${auditRecords} audit records`;
}
