import type { Tx } from "./db";
import { log } from "./log";
import { processWide } from "./process-wide";
import { type QueueName, enqueue } from "./queue";
import type { Scope } from "./scope";

/** One after the other, each for itself: one that cannot be done is logged, comes again with the next look, and holds up nobody behind it. Returns those. */
export async function eachAlone(scope: Scope, name: string, ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<string[]> {
  const failed: string[] = [];
  for (const id of ids)
    await work(id).catch((error: unknown) => {
      failed.push(id);
      log.error({ name, platformId: scope.platformId, id, message: String((error as Error).message) }, "one of a sweep failed");
    });
  return failed;
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
