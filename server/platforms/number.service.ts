import type { Reader, Tx } from "../db";

/**
 * The next count of a kind, from a row that stays locked until the caller's transaction ends; on a client without one it
 * is a short transaction of its own, which nobody waits for and which leaves a gap when the number is not used.
 */
export async function drawCount(db: Reader, kind: string): Promise<bigint> {
  const rows = await db.$queryRaw<{ value: bigint }[]>`
    insert into "NumberCounter" (kind, value) values (${kind}, 1)
    on conflict (platform_id, kind) do update set value = "NumberCounter".value + 1 returning value`;
  return rows[0]?.value ?? 0n;
}

/** A count as the number people read: SD26110000123. */
export function numberOf(prefix: string, count: bigint, now: Date): string {
  const month = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(2, 7).replace("-", "");
  return `${prefix}${month}${count.toString().padStart(7, "0")}`;
}

/** The next number of a kind that must have no gaps: drawn and used by one transaction. */
export async function nextNumber(tx: Tx, prefix: string, kind: string, now: Date): Promise<string> {
  return numberOf(prefix, await drawCount(tx, kind), now);
}
