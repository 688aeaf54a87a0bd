import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { freeMegabytes, layBallast, releaseBallast } from "./support/ballast";
import { postgresFolder } from "./support/postgres";
import { PlainFailure, runMain } from "./support/say";

/** For a full disk: gives up the file that was kept for that, and lays it again afterwards. Works with and without a running database. */
runMain(async () => {
  const wish = process.argv[2];
  if (wish !== "release" && wish !== "restore") throw new PlainFailure("Say what to do: npm run ballast -- release frees the room in an emergency, npm run ballast -- restore keeps it again.");
  if (process.env.DATABASE_URL) throw new PlainFailure("DATABASE_URL names a database that is kept elsewhere: free space on its own machine.");
  const { dataDir } = postgresFolder(join(resolve(process.env.DATA_DIR ?? ".data"), "postgres"));
  if (!existsSync(join(dataDir, "PG_VERSION"))) throw new PlainFailure(`There is no database in ${dataDir}: set DATA_DIR to the one you mean.`);
  if (wish === "release") {
    const freed = releaseBallast(dataDir);
    console.log(freed > 0 ? `✔ ${freed} MB were freed, ${freeMegabytes(dataDir)} MB are free now: find out what fills the disk, then npm run ballast -- restore.` : "There was no ballast to give up: delete something else on the disk.");
    return;
  }
  const { laid, noRoom } = layBallast(dataDir);
  if (noRoom.length > 0) throw new PlainFailure(`The disk of ${noRoom.join(" and ")} has no room for the ballast, ${freeMegabytes(noRoom[0] ?? dataDir)} MB free: it may take a third of that at most. Free more space, or choose a smaller one with BALLAST_MB.`);
  console.log(laid.length > 0 ? `✔ The ballast lies in ${laid.join(" and ")}.` : "BALLAST_MB is 0: there is none.");
});
