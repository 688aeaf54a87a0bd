import type { Db } from "../db";
import { AppError } from "../kernel/errors";

export type Limit = { key: string; max: number; windowSeconds: number };

/** Counts a try against each limit and throws TOO_MANY_TRIES when one is passed. Counters live in the database (promise 33). */
export async function countTry(db: Db, limits: readonly Limit[]): Promise<void> {
  for (const { key, max, windowSeconds } of limits) {
    const start = new Date(Math.floor(Date.now() / 1000 / windowSeconds) * windowSeconds * 1000);
    const rows = await db.$queryRaw<{ count: number }[]>`
      insert into "LimitBucket" (key, "windowStart", count) values (${key}, ${start}, 1)
      on conflict (platform_id, key, "windowStart") do update set count = "LimitBucket".count + 1 returning count`;
    const left = start.getTime() + windowSeconds * 1000 - Date.now();
    if ((rows[0]?.count ?? 0) > max) throw new AppError("TOO_MANY_TRIES", { retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)) });
  }
}

/** Forgets the tries of a key, after the right password came. */
export async function clearTries(db: Db, key: string): Promise<void> {
  await db.limitBucket.deleteMany({ where: { key } });
}
