import { createHash, randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { customer } from "../../e2e/fixtures/people";
import { anchorChain } from "../../server/audit/audit.service";
import { closeDatabases } from "../../server/db";
import { systemScope } from "../../server/scope";
import { type Backup, compareWithBackup, makeBackup, openBackup } from "./backup";
import { asOwner, createDatabase, prepareDatabase } from "./database";
import { restoreAndProve } from "./drill";
import { proveRestored } from "./restored-proof";

const admin = process.env.TEST_OWNER_URL ?? "";
const password = process.env.DATABASE_APP_PASSWORD ?? "";
const home = mkdtempSync(join(tmpdir(), "kdsw-drill-"));
const urlOf = (name: string, base = admin) => {
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.toString();
};
const drop = (...names: string[]) => asOwner(admin, names.map((name) => `drop database if exists ${name} with (force)`));
const databases = ["drill_source", "drill_restored", "drill_damaged"];
const [source, restored, damaged] = databases.map((name) => urlOf(name)) as [string, string, string];
const withoutGuards = (...statements: string[]) => ["set session_replication_role = replica", ...statements];

let backup: Backup;
/** Companies with money on two platforms, booked while the backup is read. */
beforeAll(async () => {
  await drop(...databases);
  await createDatabase(admin, "drill_source");
  Object.assign(process.env, { DATABASE_URL: await prepareDatabase(source, password), AUDIT_ANCHOR_FILE: join(home, "anchors.jsonl") });
  for (const platformId of ["SD", "BJ"]) for (const cashFen of [10_000n, 25_000n]) await customer({ platformId, cashFen });
  await anchorChain(await systemScope("SD"));
  let isOver = false;
  const booking = (async () => {
    while (!isOver) await customer({ platformId: "SD", cashFen: 100n });
  })();
  backup = await makeBackup(source, join(home, "backup"), join(home, "anchors.jsonl"));
  isOver = true;
  await booking;
  await closeDatabases();
});
afterAll(async () => {
  await drop(...databases);
  rmSync(home, { recursive: true, force: true });
});

/** A copy of the backup with one table's text changed and its checksum made to fit, as only somebody who means harm would. */
function forged(table: string, change: (text: string) => string): string {
  const folder = join(home, randomUUID());
  cpSync(backup.folder, folder, { recursive: true });
  const path = join(folder, `${table}.copy.gz`);
  const before = readFileSync(path);
  const after = gzipSync(change(gunzipSync(before).toString("utf8")));
  writeFileSync(path, after);
  const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  const manifest = readFileSync(join(folder, "manifest.json"), "utf8");
  writeFileSync(join(folder, "manifest.json"), manifest.replace(digest(before), digest(after)));
  return folder;
}

async function restoredFrom(folder: string): Promise<string[]> {
  await drop("drill_damaged");
  await createDatabase(admin, "drill_damaged");
  return (await restoreAndProve(damaged, password, await openBackup(folder))).differences;
}

it("SY8: a backup made while money is booked restores to one moment: rows, ledger sums, audit chain and guards are proven", async () => {
  await createDatabase(admin, "drill_restored");
  const proven = await restoreAndProve(restored, password, await openBackup(backup.folder));
  expect(proven.differences).toEqual([]);
  expect(proven.journals).toBeGreaterThanOrEqual(4);
  expect(proven.auditRecords).toBeGreaterThanOrEqual(4);
  expect(backup.manifest.witnesses.ledger.rows).toBeGreaterThanOrEqual(6);
  await expect(restoreAndProve(restored, password, backup)).rejects.toThrow("The database already holds data");
});

it.each([
  ["a missing row", [`delete from "Person" where id = (select id from "Person" where platform_id = 'BJ' limit 1)`], /^Person of BJ: 1 rows, the backup has 2$/],
  ["a changed balance", [`update "LedgerAccount" set "balanceFen" = 10001 where "balanceFen" = 10000 and platform_id = 'BJ'`], /^ledger account .* \(prepaidCash\) of BJ: 10001 fen over 1 postings worth 10000 fen, the backup has 10000 fen/],
  ["a changed posting", [`update "Posting" set "amountFen" = 25001 where "amountFen" = 25000 and platform_id = 'BJ'`], /^ledger account .* of BJ: 25000 fen over 1 postings worth 25001 fen/],
  ["a policy that is gone", [`drop policy scope on "Customer"`], /^the structure lacks: policy scope of Customer/],
  ["a guard that sleeps", [`alter table "Posting" disable trigger append_only`], /^the structure has besides: trigger CREATE TRIGGER append_only .* enabled D/],
] as const)("SY8: %s in the restored database is named", async (_, statements, sentence) => {
  await asOwner(admin, ["drop database if exists drill_damaged with (force)", "create database drill_damaged template drill_restored"]);
  await asOwner(damaged, withoutGuards(...statements));
  const differences = await compareWithBackup(damaged, backup);
  expect(differences.filter((line) => sentence.test(line)), differences.join("\n")).toHaveLength(1);
});

it("SY8: what the application must not do is tried, and a broken audit chain is found", async () => {
  await asOwner(admin, ["drop database if exists drill_damaged with (force)", "create database drill_damaged template drill_restored"]);
  await asOwner(damaged, withoutGuards(`update "AuditRecord" set "actorName" = '别人' where platform_id = 'SD' and seq = 2`, `grant update on "Posting" to kdsw_app`, `drop trigger append_only on "Posting"`));
  const { differences } = await proveRestored(urlOf("drill_damaged", process.env.DATABASE_URL), backup);
  expect(differences).toEqual(["the guard against changing a posting is gone: 42501 was expected, and no refusal came", "the audit chain of SD is broken at record 2: changed"]);
});

it("SY8: a damaged, a missing and a cut file are refused before anything is restored", async () => {
  const folder = join(home, randomUUID());
  cpSync(backup.folder, folder, { recursive: true });
  const path = join(folder, "Posting.copy.gz");
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(path, bytes);
  await expect(openBackup(folder)).rejects.toThrow(/Posting\.copy\.gz is damaged: its checksum/);
  rmSync(path);
  await expect(openBackup(folder)).rejects.toThrow(/Posting\.copy\.gz is missing/);
  writeFileSync(join(folder, "manifest.json"), readFileSync(join(folder, "manifest.json"), "utf8").slice(0, 500));
  await expect(openBackup(folder)).rejects.toThrow(/manifest\.json is damaged/);
});

it("SY8: rows taken from or changed in a kept file are found though its checksum was made to fit", async () => {
  const fewer = await restoredFrom(forged("Person", (text) => text.split("\n").slice(1).join("\n")));
  expect(fewer).toEqual([expect.stringMatching(/^Person of (SD|BJ): \d+ rows, the backup has \d+$/)]);
  const richer = await restoredFrom(forged("Posting", (text) => text.replace(/\t25000$/m, "\t26000")));
  expect(richer).toEqual(expect.arrayContaining([expect.stringMatching(/^ledger account .* worth 26000 fen/), expect.stringMatching(/^the ledger of (SD|BJ) is not sound: unbalancedJournals 1$/)]));
});
