import PgBoss from "pg-boss";
import type { Tx } from "./db";
import { databaseUrlOf } from "./env";
import { processWide } from "./process-wide";

/** Every queue and its limits in seconds. A step is short, so that a dead worker's job is taken up again at once (promise 15). */
export const queues = {
  "provisioning.send": { expireInSeconds: 6, retryLimit: 5 },
  "notification.deliver": { expireInSeconds: 6, retryLimit: 5 },
  "bss.tell": { expireInSeconds: 6, retryLimit: 5 },
  // These read several things from the provider, each within its own limit.
  "payment.event": { expireInSeconds: 30, retryLimit: 5 },
  "payment.refund": { expireInSeconds: 15, retryLimit: 5 },
  // A file may take minutes: its lease, not the job, says whether its worker lives.
  "data.takeout": { expireInSeconds: 60, retryLimit: 5 },
  "edge.purge": { expireInSeconds: 6, retryLimit: 5 },
  "channelRule.replay": { expireInSeconds: 15, retryLimit: 5 },
} as const;
export type QueueName = keyof typeof queues;
/** A job names its platform and its row; the facts stay in the row. */
export type JobData = { platformId: string; id: string };

const bosses = processWide("queues", () => new Map<string, PgBoss>());

/** The queue of a scope's database; one for each distinct address. */
export function bossOf(scopeId: string): PgBoss {
  const connectionString = databaseUrlOf(scopeId);
  const known = bosses.get(connectionString);
  if (known) return known;
  const boss = new PgBoss({ connectionString, max: 3, migrate: false, supervise: true, schedule: false, maintenanceIntervalSeconds: 2, noScheduling: true } as PgBoss.ConstructorOptions);
  boss.on("error", () => undefined);
  bosses.set(connectionString, boss);
  return boss;
}

/** What pg-boss needs of a connection, on the caller's transaction: the job exists if and only if its cause commits (promise 17). */
function executorOf(tx: Tx) {
  return {
    async executeSql(text: string, values: unknown[]) {
      const plain = values.map((value) => (value instanceof Date ? value.toISOString() : value !== null && typeof value === "object" ? JSON.stringify(value) : value));
      return { rows: await tx.$queryRawUnsafe<unknown[]>(text, ...plain) };
    },
  };
}

/** Puts a job on a queue with the transaction. `singletonKey` keeps one waiting job per row. */
export async function enqueue(tx: Tx, queue: QueueName, data: JobData, startAfterSeconds = 0): Promise<void> {
  const { expireInSeconds, retryLimit } = queues[queue];
  await bossOf(data.platformId).send(queue, data, { db: executorOf(tx), expireInSeconds, retryLimit, retryDelay: 1, retryBackoff: true, ...(startAfterSeconds > 0 ? { startAfter: startAfterSeconds } : {}) });
}

/** The same for many rows of a platform, by one statement. */
export async function enqueueAll(tx: Tx, queue: QueueName, { platformId, ids }: { platformId: string; ids: readonly string[] }): Promise<void> {
  const { expireInSeconds, retryLimit } = queues[queue];
  const jobs = ids.map((id) => ({ name: queue, data: { platformId, id } satisfies JobData, expireInSeconds, retryLimit, retryDelay: 1, retryBackoff: true }));
  await bossOf(platformId).insert(jobs, { db: executorOf(tx) });
}

export async function stopQueues(): Promise<void> {
  await Promise.all([...bosses.values()].map((boss) => boss.stop({ graceful: true, timeout: 10_000, wait: true }).catch(() => undefined)));
  bosses.clear();
}
