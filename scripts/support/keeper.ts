import { setTimeout as wait } from "node:timers/promises";
import { freeMegabytes, fullDisk, releaseBallast } from "./ballast";
import { type LocalPostgres, type PostgresOptions, postgresFolder, startPostgres } from "./postgres";
import { PlainFailure, say } from "./say";

const LONGEST_PAUSE_SECONDS = 30;
/** One that lived so long did not die of how it was started. */
const SOUND_SECONDS = 60;

/** Seconds until the try after `failures` ones: 1, 2, 4 … 30. */
export const pauseAfter = (failures: number): number => Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.max(0, failures - 1));

export type Keeper = {
  /** The server as it is now: another one after each end. */
  now: () => LocalPostgres;
  /** Stops watching, and the server: nobody starts it again. */
  stop: () => Promise<void>;
};
/** A test has disks of its own, and shorter seconds. */
type Options = { tell?: (sentence: string) => void; disk?: Disk; secondMs?: number };
type Disk = { full: (dataDir: string) => string | null; release: (dataDir: string) => number };

const wordsOnFull = (folder: string) => `The disk of ${folder} is full (${freeMegabytes(folder)} MB free) and PostgreSQL cannot run: delete or move something there, and it is started by itself as soon as there is room.`;
const wordsOnRelease = (megabytes: number) => `The database's disk was full: ${megabytes} MB of ballast were given up so that PostgreSQL can start; free space soon, then npm run ballast -- restore, since there is none for a second time.`;

/**
 * Watches a local PostgreSQL and starts it again whenever it ended by itself, as it does when its log finds no room: at once, then
 * in growing pauses, and as soon as a full disk has room. A ballast is given up for it. What somebody shut down stays so.
 */
export function keepPostgres(first: LocalPostgres, { tell = say, disk = { full: fullDisk, release: releaseBallast }, secondMs = 1000 }: Options = {}): Keeper {
  let postgres = first;
  let isStopped = false;
  let failures = 0;
  let startedAt = Number.NEGATIVE_INFINITY;

  const pause = async (seconds: number, isEnough: () => boolean) => {
    for (const end = performance.now() + seconds * secondMs; !isStopped && performance.now() < end && !isEnough(); ) await wait(secondMs / 2);
  };
  const makeRoom = (): string | null => {
    const full = disk.full(postgres.dataDir);
    const freed = full === null ? 0 : disk.release(postgres.dataDir);
    if (freed === 0) return full;
    tell(wordsOnRelease(freed));
    return disk.full(postgres.dataDir);
  };
  const startAgain = async () => {
    for (let isTold = false; !isStopped; ) {
      let full: string | null = null;
      try {
        full = makeRoom();
        if (full !== null && !isTold) tell(wordsOnFull(full));
        isTold = full !== null;
        if (full !== null || failures > 0) await pause(pauseAfter(failures), () => full !== null && disk.full(postgres.dataDir) === null);
        if (isStopped) return;
        postgres = await postgres.again();
        startedAt = performance.now();
        return tell("PostgreSQL runs again; web and worker go on by themselves.");
      } catch (error) {
        failures += 1;
        if (full === null) tell(`PostgreSQL did not start: ${(error as Error).message.replace(/\.$/, "")}; the next try is in ${pauseAfter(failures)} s.`);
      }
    }
  };
  const watch = async () => {
    for (; !isStopped; await wait(secondMs / 2)) {
      const state = postgres.state();
      if (state === "running") continue;
      if (state === "shutDown") return tell("PostgreSQL was shut down by somebody else and stays so: stop this program and start it again to go on.");
      failures = performance.now() - startedAt > SOUND_SECONDS * secondMs ? 0 : failures + 1;
      tell("PostgreSQL ended unexpectedly; nothing that was confirmed is lost, and it is started again by itself.");
      await startAgain();
    }
  };
  const watching = watch();
  return {
    now: () => postgres,
    stop: async () => {
      isStopped = true;
      await watching;
      await postgres.stop();
    },
  };
}

/** `startPostgres`, on a full disk with its ballast given up. Throws PlainFailure that says so where that is not enough. */
export async function startInRoom(options: PostgresOptions): Promise<LocalPostgres> {
  try {
    return await startPostgres(options);
  } catch (error) {
    const { dataDir } = postgresFolder(options.dataDir);
    const full = fullDisk(dataDir);
    if (full === null) throw error;
    const freed = releaseBallast(dataDir);
    if (freed === 0) throw new PlainFailure(`The disk of ${full} is full (${freeMegabytes(full)} MB free) and PostgreSQL cannot start: delete or move something there, then start again.`);
    say(wordsOnRelease(freed));
    return startPostgres(options);
  }
}
