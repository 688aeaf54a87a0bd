import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

const MEGABYTE = 1_048_576;
/** A ballast may take a third of what is free at most. */
const SHARE = 3;
/** PostgreSQL needs a segment of its log, 16 MB, to come up at all, and one more to do anything then. */
const NEEDED_MEGABYTES = 32;

/** The size that is wanted in MB, from BALLAST_MB; 0: none. */
const wantedMegabytes = () => Number(process.env.BALLAST_MB ?? 200);
const fileIn = (folder: string) => join(folder, "ballast");

/** The folders of a database that lie on disks of their own: its data, and its log where that is elsewhere. */
export function disksOf(dataDir: string): string[] {
  const log = join(dataDir, "pg_wal");
  const isApart = existsSync(log) && statSync(log).dev !== statSync(dataDir).dev;
  return isApart ? [dataDir, realpathSync(log)] : [dataDir];
}

/** What a user who is not root may still write on a folder's disk, in whole MB. */
export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / MEGABYTE);
}

/** The folder of a database whose disk has too little room for PostgreSQL to start; null where each has enough. */
export const fullDisk = (dataDir: string): string | null => disksOf(dataDir).find((folder) => freeMegabytes(folder) < NEEDED_MEGABYTES) ?? null;

/** Written in full and with noise, since a file with holes, or one that the file system packs, would keep no room. */
function write(folder: string, megabytes: number): void {
  const unfinished = `${fileIn(folder)}.unfinished`;
  const noise = randomBytes(MEGABYTE);
  try {
    const file = openSync(unfinished, "w", 0o600);
    try {
      for (let n = 0; n < megabytes; n += 1) writeSync(file, noise);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // PostgreSQL opens every file in its folder when it recovers.
    const { uid, gid } = statSync(folder);
    chownSync(unfinished, uid, gid);
    renameSync(unfinished, fileIn(folder));
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/**
 * Lays a file on each disk of a database, of no use but that it can be deleted when the disk is full. Returns the folders that
 * now have one, and those whose disk has no room for it.
 */
export function layBallast(dataDir: string, megabytes = wantedMegabytes()): { laid: string[]; noRoom: string[] } {
  const folders = megabytes > 0 ? disksOf(dataDir) : [];
  const noRoom: string[] = [];
  for (const folder of folders) {
    if (existsSync(fileIn(folder))) continue;
    if (freeMegabytes(folder) < megabytes * SHARE) noRoom.push(folder);
    else write(folder, megabytes);
  }
  return { laid: folders.filter((folder) => !noRoom.includes(folder)), noRoom };
}

/** Deletes the ballast on each disk of a database; returns how many MB that freed. */
export function releaseBallast(dataDir: string): number {
  let freed = 0;
  for (const file of disksOf(dataDir).map(fileIn)) {
    const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
    rmSync(file, { force: true });
    freed += Math.round(size / MEGABYTE);
  }
  return freed;
}
