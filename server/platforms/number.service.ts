import type { Reader, Tx } from "../db";

/**
 * The last of the next so many counts of a kind, from a row that stays locked until the caller's transaction ends; on a client
 * without one it is a short transaction of its own, which nobody waits for and which leaves a gap when the number is not used.
 */
export async function drawCount(db: Reader, kind: string, howMany = 1): Promise<bigint> {
  const rows = await db.$queryRaw<{ value: bigint }[]>`
    insert into "NumberCounter" (kind, value) values (${kind}, ${howMany})
    on conflict (platform_id, kind) do update set value = "NumberCounter".value + ${howMany} returning value`;
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

/** So many of them in a row, one for each prefix. */
export async function nextNumbers(tx: Tx, prefixes: readonly string[], kind: string, now: Date): Promise<string[]> {
  const first = (await drawCount(tx, kind, prefixes.length)) - BigInt(prefixes.length) + 1n;
  return prefixes.map((prefix, index) => numberOf(prefix, first + BigInt(index), now));
}
