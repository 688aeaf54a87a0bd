import { Client } from "pg";
import { expect, it } from "vitest";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { anchorChain, recordAudit, verifyChain } from "./audit.service";

async function write(platformId: string, count: number): Promise<void> {
  const scope = await systemScope(platformId);
  await Promise.all(Array.from({ length: count }, (_, n) => scope.transaction((tx) => recordAudit(tx, scope, "test.write", { kind: "test", id: String(n) }, { after: { n, big: 12n, at: new Date(0) } }))));
}

async function asOwner(statements: string[]): Promise<void> {
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query('alter table "AuditRecord" disable trigger user');
  for (const statement of statements) await owner.query(statement);
  await owner.query('alter table "AuditRecord" enable trigger user');
  await owner.end();
}

it("BO3: twenty writers at once make one unbroken chain", async () => {
  await write("NF", 20);
  const report = await verifyChain(dbFor("NF"), "NF");
  expect(report.fault).toBeNull();
  expect(report.records).toBeGreaterThanOrEqual(20);
});

it("BO3: a changed, a deleted and a cut-off record are each found", async () => {
  await write("NF", 5);
  await anchorChain(await systemScope("NF"));
  const rows = await dbFor("NF").auditRecord.findMany({ orderBy: { seq: "desc" }, take: 5 });
  const [last, , middle] = rows;
  if (!last || !middle) throw new Error("no rows");
  await asOwner([`update "AuditRecord" set "actorName" = 'somebody else' where platform_id = 'NF' and seq = ${middle.seq}`]);
  expect((await verifyChain(dbFor("NF"), "NF")).fault).toEqual({ seq: middle.seq, fault: "changed" });
  await asOwner([`update "AuditRecord" set "actorName" = '${middle.actorName}' where platform_id = 'NF' and seq = ${middle.seq}`]);
  expect((await verifyChain(dbFor("NF"), "NF")).fault).toBeNull();

  await asOwner([`create table kept as select * from "AuditRecord" where platform_id = 'NF' and seq in (${middle.seq}, ${last.seq})`, `delete from "AuditRecord" where platform_id = 'NF' and seq = ${middle.seq}`]);
  expect((await verifyChain(dbFor("NF"), "NF")).fault?.fault).toBe("gap");
  await asOwner([`insert into "AuditRecord" select * from kept where seq = ${middle.seq}`, `delete from "AuditRecord" where platform_id = 'NF' and seq = ${last.seq}`]);
  // Cutting the tail leaves a chain that looks whole; only the anchor outside knows that it went on.
  expect((await verifyChain(dbFor("NF"), "NF")).fault).toEqual({ seq: last.seq, fault: "missingAnchored" });
  await asOwner([`insert into "AuditRecord" select * from kept where seq = ${last.seq}`, "drop table kept"]);
  expect((await verifyChain(dbFor("NF"), "NF")).fault).toBeNull();
});
