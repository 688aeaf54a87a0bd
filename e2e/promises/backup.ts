import { rmSync } from "node:fs";
import { makeBackup, openBackup } from "../../scripts/support/backup";
import { drillInto, wordsOf } from "../../scripts/support/drill";
import { type Stand } from "./kit/stand";

/** Row 29's backup: made of the running product, restored into a PostgreSQL of its own and proven there. */
export async function run(stand: Stand): Promise<void> {
  const folder = `${stand.dataDir}/backup`;
  rmSync(folder, { recursive: true, force: true });
  const started = performance.now();
  await makeBackup(stand.ownerUrl, folder, stand.env.AUDIT_ANCHOR_FILE ?? "");
  const backedUp = performance.now();
  const backup = await openBackup(folder);
  const proven = await drillInto(`${stand.dataDir}/drill`, backup);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const seen = proven.differences.join("; ") || `${wordsOf(backup, proven)}; backed up in ${seconds(backedUp - started)}, restored and proven in ${seconds(performance.now() - backedUp)}`;
  stand.judge("29 a backup of the running product restores whole within five minutes", proven.differences.length === 0 && performance.now() - started < 300_000, seen);
}
