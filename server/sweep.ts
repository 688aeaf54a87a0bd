import type { Tx } from "./db";
import { AppError } from "./kernel/errors";
import { log } from "./log";
import { FAILING_MINUTES, type JobName } from "./operation/job.rules";
import { processWide } from "./process-wide";
import { type QueueName, enqueue } from "./queue";
import type { Scope } from "./scope";

/** Notes what could not be done for the job console (BO7); a database that is away has nothing to note it in. */
async function noteFailure(scope: Scope, job: JobName, subjectId: string, error: unknown): Promise<void> {
  const now = scope.now();
  const code = error instanceof AppError ? error.code : "UNEXPECTED";
  const isFailing = { job, subjectId, lastAt: { gt: new Date(now.getTime() - FAILING_MINUTES * 60_000) } };
  const note = async () => {
    const again = await scope.db.jobFailure.updateMany({ where: isFailing, data: { code, lastAt: now, tries: { increment: 1 } } });
    if (again.count > 0) return;
    const first = { code, firstAt: now, lastAt: now, tries: 1 };
    await scope.db.jobFailure.upsert({ where: { platformId_job_subjectId: { platformId: scope.platformId, job, subjectId } }, create: { job, subjectId, ...first }, update: first });
  };
  await note().catch(() => undefined);
}

/** One after the other, or a few side by side, each for itself: one that cannot be done is logged and noted, comes again with the next look, and holds up nobody behind it. Returns those. */
export async function eachAlone(scope: Scope, name: JobName, ids: readonly string[], work: (id: string) => Promise<unknown>, sideBySide = 1): Promise<string[]> {
  const failed: string[] = [];
  const left = ids.values();
  const lane = async () => {
    for (const id of left)
      await work(id).catch(async (error: unknown) => {
        failed.push(id);
        await noteFailure(scope, name, id, error);
        log.error({ name, platformId: scope.platformId, id, message: String((error as Error).message) }, "one of a sweep failed");
      });
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
  return failed;
}

/** True when the work did its part; false when somebody else was there first, which it says itself or by CHANGED_MEANWHILE. */
export async function unlessMeanwhile(work: Promise<boolean>): Promise<boolean> {
  return work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "CHANGED_MEANWHILE") return false;
    throw error;
  });
}

/** One after the other, each in a transaction of its own; who was there first keeps what they did. Returns how many did their part. */
export async function oneByOne(scope: Scope, ids: readonly string[], work: (tx: Tx, id: string) => Promise<boolean>): Promise<number> {
  let done = 0;
  for (const id of ids) if (await unlessMeanwhile(scope.transaction((tx) => work(tx, id)))) done += 1;
  return done;
}

type Due = {
  /** Ids of rows that are due, so many at most. */
  find: (most: number) => Promise<{ id: string }[]>;
  /** Puts the row's time forward if it is due still, so that of several workers one gives it a job. Without it every finder does. */
  take?: (tx: Tx, id: string) => Promise<{ count: number }>;
};

/** Gives a job again to rows that are due and have none, as after a lost queue or a moved clock. Returns how many were found. */
export async function requeueDue(scope: Scope, queue: QueueName, { find, take }: Due): Promise<number> {
  const due = await find(100);
  for (const { id } of due) {
    await scope.transaction(async (tx) => {
      if (take && (await take(tx, id)).count === 0) return;
      await enqueue(tx, queue, { platformId: scope.platformId, id });
    });
  }
  return due.length;
}

/**
 * For sweeps that look at `size` rows a turn, by id: where the last turn ended, per platform, so that rows for which nothing can
 * be done do not stand in the way of the others. The turn after the last row begins again.
 */
export function turns(name: string, size: number) {
  const lookedTo = processWide(name, () => new Map<string, string>());
  return {
    size,
    /** Filter on the id for the rows of this turn. */
    after({ platformId }: Pick<Scope, "platformId">): { gt?: string } {
      const last = lookedTo.get(platformId);
      return last === undefined ? {} : { gt: last };
    },
    /** Notes the ids that the turn has looked at, in their order. */
    note({ platformId }: Pick<Scope, "platformId">, ids: readonly string[]): void {
      const last = ids.at(-1);
      if (last === undefined || ids.length < size) lookedTo.delete(platformId);
      else lookedTo.set(platformId, last);
    },
  };
}
