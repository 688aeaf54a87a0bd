import { rmSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { Client } from "pg";
import { verifyChain } from "../../server/audit/audit.service";
import { PrismaClient } from "../../server/generated/prisma/client";
import { findingsOf, proveLedger } from "../../server/ledger/proof.service";
import { scopeIds } from "../../server/platforms/province.rules";
import { type Backup, unpackAnchors } from "./backup";

type Probe = { what: string; sql: string; code: string };
const inShandong = "set local portal.platform = 'SD'";
/** What the database must refuse to the application, each with its very code. */
const probes: Probe[] = [
  { what: "reading without a platform", sql: `select from "Customer"`, code: "42704" },
  { what: "writing into another platform", sql: `${inShandong}; insert into "NumberCounter" (platform_id, kind) values ('BJ', 'drill')`, code: "42501" },
  { what: "changing a posting", sql: `${inShandong}; update "Posting" set "amountFen" = 1`, code: "42501" },
  { what: "changing a balance", sql: `${inShandong}; update "LedgerAccount" set "balanceFen" = 1`, code: "42501" },
  { what: "deleting an audit record", sql: `${inShandong}; delete from "AuditRecord"`, code: "42501" },
  { what: "a journal that does not balance", sql: `${inShandong}; insert into "Journal" (id, kind, "extRef", memo, "effectiveAt", "byName") values (gen_random_uuid(), 'topUp', 'drill', 'drill', now(), 'drill'); set constraints all immediate`, code: "23514" },
];

async function refusal(client: Client, { what, sql, code }: Probe): Promise<string[]> {
  await client.query("begin");
  const got = await client.query(sql).then(() => "no refusal", (error: { code?: string }) => error.code ?? "an unknown error");
  await client.query("rollback");
  return got === code ? [] : [`the guard against ${what} is gone: ${code} was expected, and ${got} came`];
}

/** Tries as the application what the database must refuse to it, and rolls each try back. */
async function guardsHold(appUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  const found: string[] = [];
  for (const probe of probes) found.push(...(await refusal(client, probe)));
  await client.end();
  return found;
}

export type Proven = { differences: string[]; journals: number; auditRecords: number };

/**
 * The application's own proofs on a restored database, as the application's role and so through row-level security: each guard
 * refuses, each platform's ledger is sound, each audit chain is unbroken and holds every head that was anchored at the backup.
 */
export async function proveRestored(appUrl: string, backup: Backup): Promise<Proven> {
  const anchorFile = `${backup.folder}.anchors.tmp`;
  unpackAnchors(backup, anchorFile);
  const differences = await guardsHold(appUrl);
  let [journals, auditRecords] = [0, 0];
  try {
    for (const platformId of scopeIds()) {
      const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: appUrl, max: 1, options: `-c portal.platform=${platformId}` }) });
      const proof = await proveLedger({ db, now: () => new Date() });
      const chain = await verifyChain(db, platformId, anchorFile);
      await db.$disconnect();
      journals += proof.journals;
      auditRecords += chain.records;
      for (const [name, value] of Object.entries(findingsOf(proof))) differences.push(`the ledger of ${platformId} is not sound: ${name} ${value}`);
      if (chain.fault) differences.push(`the audit chain of ${platformId} is broken at record ${chain.fault.seq}: ${chain.fault.fault}`);
    }
  } finally {
    rmSync(anchorFile, { force: true });
  }
  return { differences, journals, auditRecords };
}
