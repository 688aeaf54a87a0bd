import type { Tx } from "../db";

/** The next number people read, from a counter row locked until the transaction ends: SD26110000123. */
export async function nextNumber(tx: Tx, prefix: string, kind: string, now: Date): Promise<string> {
  const [number] = await nextNumbers(tx, [prefix], kind, now);
  return number ?? "";
}

/** So many numbers in a row, one for each prefix. */
export async function nextNumbers(tx: Tx, prefixes: readonly string[], kind: string, now: Date): Promise<string[]> {
  const count = BigInt(prefixes.length);
  const rows = await tx.$queryRaw<{ value: bigint }[]>`
    insert into "NumberCounter" (kind, value) values (${kind}, ${count})
    on conflict (platform_id, kind) do update set value = "NumberCounter".value + ${count} returning value`;
  const last = rows[0]?.value ?? 0n;
  const month = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(2, 7).replace("-", "");
  return prefixes.map((prefix, index) => `${prefix}${month}${(last - count + 1n + BigInt(index)).toString().padStart(7, "0")}`);
}
