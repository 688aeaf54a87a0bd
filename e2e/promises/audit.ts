import { randomUUID } from "node:crypto";
import { recordAudit, verifyChain } from "../../server/audit/audit.service";
import { dbFor } from "../../server/db";
import { systemScope } from "../../server/scope";
import { type Stand } from "./kit/stand";

/** Promise 46: writers at once make one chain, also when some of their transactions fail. */
export async function run(stand: Stand): Promise<void> {
  const db = dbFor("TJ");
  const scope = await systemScope("TJ");
  const before = await db.auditRecord.count();
  const [WRITERS, EACH] = [20, 10];
  let written = 0;
  await Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; n < EACH; n += 1) {
      const isDoomed = (writer + n) % 5 === 0;
      for (let tries = 0; tries < 10; tries += 1) {
        const outcome = await scope.transaction(async (tx) => {
          await recordAudit(tx, scope, "promises.try", { kind: "try", id: randomUUID() });
          if (isDoomed) throw new Error("planned");
        }).then(() => "kept", (error: Error) => (error.message === "planned" ? "planned" : "busy"));
        if (outcome === "busy") continue;
        if (outcome === "kept") written += 1;
        break;
      }
    }
  }));
  const rows = await stand.owner<{ seq: string; previous: string }>(`select seq, "previousHash" as previous from "AuditRecord" where platform_id = 'TJ' order by seq`);
  const forks = rows.length - new Set(rows.map(({ previous }) => previous)).size;
  const gaps = rows.filter((row, index) => Number(row.seq) !== index + 1).length;
  const report = await verifyChain(db, "TJ");
  stand.judge("46 twenty writers at once make one chain without forks or gaps", report.fault === null && forks === 0 && gaps === 0 && rows.length === before + written && written === WRITERS * EACH * 0.8, `${written} records of ${WRITERS} writers, ${forks} forks, ${gaps} gaps, chain of ${report.records} proven`);
  const tail = rows.at(-1);
  await stand.owner(`alter table "AuditRecord" disable trigger user`);
  await stand.owner(`update "AuditRecord" set "previousHash" = $1 where platform_id = 'TJ' and seq = $2`, [rows.at(-3)?.previous, tail?.seq]);
  const forked = await verifyChain(db, "TJ");
  await stand.owner(`update "AuditRecord" set "previousHash" = $1 where platform_id = 'TJ' and seq = $2`, [tail?.previous, tail?.seq]);
  await stand.owner(`alter table "AuditRecord" enable trigger user`);
  stand.judge("46 the attack bites: a fork made by hand is seen", forked.fault !== null && (await verifyChain(db, "TJ")).fault === null, `${forked.fault?.fault ?? "not seen"} at ${forked.fault?.seq ?? "-"}`);
}
