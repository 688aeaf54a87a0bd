import { statfs } from "node:fs/promises";
import { delimiter } from "node:path";
import { env } from "../env";
import { log } from "../log";
import { usedPercent } from "./disk.rules";

const folders = () => env().DATABASE_DISK.split(delimiter).filter(Boolean);

/** Whether the database lies on this machine, so that its disk can be looked at from here. */
export const hasDatabaseDisk = (): boolean => folders().length > 0;

/** How full the fullest disk of the database is, in per cent; null where none can be asked now. */
export async function databaseDiskPercent(): Promise<number | null> {
  const asked = await Promise.all(folders().map((folder) => statfs(folder).then(usedPercent, (error: Error) => {
    log.warn({ folder, message: error.message }, "a disk of the database could not be asked");
    return null;
  })));
  const known = asked.filter((percent) => percent !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
