import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openBackup, unpackAnchors } from "./support/backup";
import { restoreAndProve, wordsOf } from "./support/drill";
import { openOwnDatabase, ownHome } from "./support/own-database";
import { PlainFailure, runMain, say } from "./support/say";

/** For an emergency: brings a kept backup into this checkout's database, or that of DATABASE_URL, which must be empty. */
runMain(async () => {
  const folder = process.argv[2];
  if (folder === undefined) throw new PlainFailure("Name the backup's folder: npm run restore -- .data/backups/20261231030000.");
  const backup = await openBackup(resolve(folder));
  say(`The backup of ${backup.manifest.madeAt} is undamaged`);
  const own = ownHome();
  const { ownerUrl, close } = await openOwnDatabase(own, { mustExist: false });
  try {
    const proven = await restoreAndProve(ownerUrl, own.secrets.DATABASE_APP_PASSWORD, backup);
    if (!existsSync(own.anchorFile)) unpackAnchors(backup, own.anchorFile);
    if (proven.differences.length > 0) throw new PlainFailure(`All rows were loaded, but the database is not what was backed up: ${proven.differences.join("; ")}.`);
    console.log(`\n✔ Restored the backup of ${backup.manifest.madeAt}: ${wordsOf(backup, proven)}. npm start runs on it.`);
  } finally {
    await close();
  }
});
