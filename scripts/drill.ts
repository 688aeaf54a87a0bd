import { join, resolve } from "node:path";
import { makeBackup, openBackup } from "./support/backup";
import { drillInto, wordsOf } from "./support/drill";
import { type OwnHome, openOwnDatabase, ownHome } from "./support/own-database";
import { PlainFailure, runMain, say } from "./support/say";

async function backUp(own: OwnHome): Promise<string> {
  const folder = join(own.home, "backups", new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14));
  const { ownerUrl, close } = await openOwnDatabase(own, { mustExist: true });
  try {
    say(`Backing up into ${folder}`);
    await makeBackup(ownerUrl, folder, own.anchorFile);
  } finally {
    await close();
  }
  return folder;
}

/** Backs the running database up and proves that the backup restores; with a folder, proves a kept backup instead. */
runMain(async () => {
  const own = ownHome();
  const kept = process.argv[2];
  const folder = kept === undefined ? await backUp(own) : resolve(kept);
  say("Reading the backup against its checksums");
  const backup = await openBackup(folder);
  const proven = await drillInto(join(own.home, "drill"), backup);
  if (proven.differences.length > 0) throw new PlainFailure(`The backup in ${folder} does not restore to what was backed up: ${proven.differences.join("; ")}.`);
  say("Proven");
  console.log(`\n✔ The backup in ${folder} restores whole: ${wordsOf(backup, proven)}.`);
});
