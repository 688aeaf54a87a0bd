import { createHmac } from "node:crypto";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Reader, Tx } from "../db";
import { env } from "../env";
import type { Scope } from "../scope";
import { type AuditEntry, CHAIN_START, type ChainFault, canonicalJson, findChainFault, sealedAround } from "./audit.rules";

type Target = { kind: string; id: string };
export type AuditFacts = { customerId?: string | null; provinceId?: string | null; before?: unknown; after?: unknown; reason?: string };

// JSON columns give back what JSON can hold, so the seal is made over exactly that.
const plain = (value: unknown): unknown => (value === undefined ? null : (JSON.parse(canonicalJson(value)) as unknown));

function entryOf(scope: Scope, action: string, target: Target, facts: AuditFacts): Omit<AuditEntry, "seq"> {
  return {
    at: new Date(),
    actorKind: scope.actor.kind,
    actorId: scope.actor.id,
    actorName: scope.actor.name,
    customerId: facts.customerId ?? null,
    provinceId: facts.provinceId ?? null,
    action,
    targetKind: target.kind,
    targetId: target.id,
    before: plain(facts.before),
    after: plain(facts.after),
    reason: facts.reason?.toWellFormed() ?? null,
    ip: scope.ip,
    requestId: scope.requestId,
  };
}

/**
 * Adds a sealed record in the caller's transaction. Call it last: the chain's lock is held until commit, so that two
 * writers cannot both continue from the same record.
 */
export async function recordAudit(tx: Tx, scope: Scope, action: string, target: Target, facts: AuditFacts = {}): Promise<void> {
  const entry = entryOf(scope, action, target, facts);
  const [before, after] = sealedAround(entry);
  await tx.$executeRaw`select portal.append_audit(${JSON.stringify(entry)}::jsonb, ${before}, ${after})`;
}

/** The same for many acts of one kind, a record each, in their order, by one statement. */
export async function recordAudits(tx: Tx, scope: Scope, action: string, acts: readonly { target: Target; facts: AuditFacts }[]): Promise<void> {
  const rows = acts.map(({ target, facts }) => {
    const entry = entryOf(scope, action, target, facts);
    const [before, after] = sealedAround(entry);
    return { entry, before, after };
  });
  await tx.$executeRaw`select portal.append_audit(r.entry, r."before", r."after") from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(entry jsonb, "before" text, "after" text)`;
}

const signatureOf = (platformId: string, seq: bigint, hash: string) => createHmac("sha256", env().AUDIT_KEY).update(`${platformId}.${seq}.${hash}`).digest("hex");
type AnchorLine = { platformId: string; seq: string; hash: string; signature: string };

/** Signs the chain's head and writes it to the database and to a file that the application's role cannot rewrite (promise 46). */
export async function anchorChain(scope: Scope): Promise<void> {
  const head = await scope.db.auditRecord.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
  if (!head) return;
  const signature = signatureOf(scope.platformId, head.seq, head.hash);
  const made = await scope.db.auditAnchor.createMany({ data: [{ ...head, signature, at: scope.now() }], skipDuplicates: true });
  if (made.count === 0) return;
  const line: AnchorLine = { platformId: scope.platformId, seq: head.seq.toString(), hash: head.hash, signature };
  await mkdir(dirname(env().AUDIT_ANCHOR_FILE), { recursive: true });
  await appendFile(env().AUDIT_ANCHOR_FILE, `${JSON.stringify(line)}\n`);
}

export type ChainReport = { records: number; anchors: number; fault: ChainFault | { seq: bigint; fault: "missingAnchored" | "forgedAnchor" } | null };

/** Proves the platform's chain from its first record, and that every head anchored in `anchorFile` is still in it (BO3). */
export async function verifyChain(db: Reader, platformId: string, anchorFile = env().AUDIT_ANCHOR_FILE): Promise<ChainReport> {
  let position = { seq: 0n, hash: CHAIN_START };
  let records = 0;
  const anchors = await readAnchors(platformId, anchorFile);
  for (;;) {
    const rows = await db.auditRecord.findMany({ where: { seq: { gt: position.seq } }, orderBy: { seq: "asc" }, take: 1000, omit: { platformId: true } });
    if (rows.length === 0) break;
    const fault = findChainFault(rows, position);
    if (fault) return { records, anchors: anchors.size, fault };
    for (const row of rows) {
      const anchor = anchors.get(row.seq);
      if (anchor && anchor.hash !== row.hash) return { records, anchors: anchors.size, fault: { seq: row.seq, fault: "changed" } };
      if (anchor && anchor.signature !== signatureOf(platformId, row.seq, row.hash)) return { records, anchors: anchors.size, fault: { seq: row.seq, fault: "forgedAnchor" } };
    }
    records += rows.length;
    const last = rows.at(-1);
    if (last) position = { seq: last.seq, hash: last.hash };
  }
  const beyond = [...anchors.keys()].find((seq) => seq > position.seq);
  return { records, anchors: anchors.size, fault: beyond === undefined ? null : { seq: beyond, fault: "missingAnchored" } };
}

async function readAnchors(platformId: string, anchorFile: string): Promise<Map<bigint, AnchorLine>> {
  const text = await readFile(anchorFile, "utf8").catch(() => "");
  const lines = text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as AnchorLine);
  return new Map(lines.filter((line) => line.platformId === platformId).map((line) => [BigInt(line.seq), line]));
}
