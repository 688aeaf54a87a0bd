import { createHash } from "node:crypto";

/** Hash before the first record of a platform. */
export const CHAIN_START = "0".repeat(64);

export type AuditEntry = {
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  customerId: string | null;
  provinceId: string | null;
  action: string;
  targetKind: string;
  targetId: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  ip: string;
  requestId: string;
};

/** JSON with sorted keys, so that the same facts always give the same text. */
export function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "bigint") return JSON.stringify(value.toString());
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(",")}}`;
}

/** BO3: the seal of a record: SHA-256 over the seal before it and the record's own facts. */
export function sealOf(previousHash: string, entry: AuditEntry): string {
  return createHash("sha256").update(previousHash).update("\n").update(canonicalJson(entry)).digest("hex");
}

/**
 * What stands before and after the number in the text that `sealOf` hashes. The database numbers and seals a record in one
 * statement under the chain's lock, so the number is not known here yet.
 */
export function sealedAround(entry: Omit<AuditEntry, "seq">): [before: string, after: string] {
  const part = (isBefore: boolean) => canonicalJson(Object.fromEntries(Object.entries(entry).filter(([key]) => key < "seq" === isBefore)));
  return [`${part(true).slice(0, -1)},"seq":"`, `",${part(false).slice(1)}`];
}

export type ChainFault = { seq: bigint; fault: "gap" | "brokenLink" | "changed" };

/** Walks records in order and names the first that was changed, cut out or moved; null when all hold. */
export function findChainFault(rows: readonly (AuditEntry & { previousHash: string; hash: string })[], start = { seq: 0n, hash: CHAIN_START }): ChainFault | null {
  let before = start;
  for (const { previousHash, hash, ...entry } of rows) {
    if (entry.seq !== before.seq + 1n) return { seq: entry.seq, fault: "gap" };
    if (previousHash !== before.hash) return { seq: entry.seq, fault: "brokenLink" };
    if (sealOf(previousHash, entry) !== hash) return { seq: entry.seq, fault: "changed" };
    before = { seq: entry.seq, hash };
  }
  return null;
}
