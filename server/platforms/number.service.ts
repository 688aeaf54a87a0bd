import type { Tx } from "../db";

/** The next number people read, from a counter row locked until the transaction ends: SD26110000123. */
export async function nextNumber(tx: Tx, prefix: string, kind: string, now: Date): Promise<string> {
  const rows = await tx.$queryRaw<{ value: bigint }[]>`
    insert into "NumberCounter" (kind, value) values (${kind}, 1)
    on conflict (platform_id, kind) do update set value = "NumberCounter".value + 1 returning value`;
  const value = rows[0]?.value ?? 0n;
  const month = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(2, 7).replace("-", "");
  return `${prefix}${month}${value.toString().padStart(7, "0")}`;
}
