import type { z } from "zod";
import { businessDayOf, dateOf, formatDay, startOfDay } from "../kernel/calendar";
import { log } from "../log";
import { tellStaffGroups } from "../notifications/robot.service";
import type { Scope, StaffActor } from "../scope";
import type { LedgerProof, NightlyProofView } from "./ledger.schema";

type Proof = z.output<typeof LedgerProof>;

/**
 * BI14: proves the platform's money from its entries: every journal at zero, every balance the sum of its postings, no floor
 * passed, every bill the sum of its lines, what is paid of it what is paid of them, every company's claim in the ledger what
 * its published bills leave open, and what is set aside of its cash what its orders and withdrawals hold; nothing is on its way between two.
 */
export async function proveLedger(scope: Pick<Scope, "db" | "now">): Promise<Proof> {
  const [row] = await scope.db.$queryRaw<{ journals: bigint; unbalanced: bigint; drifting: bigint; below: bigint; total: bigint; orphans: bigint; bills: bigint; claims: bigint; aside: bigint; transfer: bigint }[]>`
    select (select count(*) from "Journal") as journals,
      (select count(*) from (select "journalId" from "Posting" group by "journalId" having sum("amountFen") <> 0) j) as unbalanced,
      (select count(*) from "LedgerAccount" a where "balanceFen" <> coalesce((select sum("amountFen") from "Posting" p where p.platform_id = a.platform_id and p."accountId" = a.id), 0)) as drifting,
      (select count(*) from "LedgerAccount" where "balanceFen" < "floorFen") as below,
      (select coalesce(sum("balanceFen"), 0)::bigint from "LedgerAccount") as total,
      (select count(*) from "Hold" h join "ProductOrder" o on o.platform_id = h.platform_id and o.id = h."orderId" where h.state = 'held' and o.state not in ('acknowledged', 'pending', 'held', 'inProgress')) as orphans,
      (select count(*) from "CustomerBill" b
        left join (select "billId", sum("grossFen") as gross, sum("taxFen") as tax, sum("paidFen") as paid, count(*) as lines from "AppliedCustomerBillingRate" where "billId" is not null group by "billId") r on r."billId" = b.id
        where b."totalFen" <> coalesce(r.gross, 0) or b."taxFen" <> coalesce(r.tax, 0) or b."lineCount" <> coalesce(r.lines, 0) or (b."sentAt" is not null and b."totalFen" >= 0 and b."paidFen" <> coalesce(r.paid, 0))) as bills,
      (select count(*) from (select "customerId", sum("totalFen" - "paidFen") as open from "CustomerBill" where "sentAt" is not null and "totalFen" >= 0 group by "customerId") b
        full join (select "customerId", "balanceFen" from "LedgerAccount" where kind = 'receivable' and "customerId" is not null) a on a."customerId" = b."customerId"
        where coalesce(b.open, 0) <> -coalesce(a."balanceFen", 0)) as claims,
      (select count(*) from (select "customerId", sum(fen) as fen from (
          select "customerId", "amountFen" as fen from "Hold" where state = 'held'
          union all select "customerId", "amountFen" from "WithdrawalLeg" where state = 'waiting') w group by "customerId") h
        full join (select "customerId", "balanceFen" from "LedgerAccount" where kind = 'prepaidHeld') a on a."customerId" = h."customerId"
        where coalesce(h.fen, 0) <> coalesce(a."balanceFen", 0)) as aside,
      (select count(*) from "LedgerAccount" where kind = 'fundTransfer' and "balanceFen" <> 0) as transfer`;
  if (!row) throw new Error("the proof gave no row");
  return {
    journals: Number(row.journals), unbalancedJournals: Number(row.unbalanced), driftingAccounts: Number(row.drifting), belowFloor: Number(row.below), totalFen: row.total,
    holdsWithoutOpenOrder: Number(row.orphans), billsOff: Number(row.bills), claimsOff: Number(row.claims), setAsideOff: Number(row.aside), inTransfer: Number(row.transfer), provenAt: scope.now(),
  };
}

/** What a proof found: its figures that should be zero and are not. */
export function findingsOf({ journals: _journals, provenAt: _provenAt, ...figures }: Proof): Record<string, string> {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0 && value !== 0n).map(([name, value]) => [name, value.toString()]));
}

const PROOF_HOUR_MS = 3 * 3_600_000;

/**
 * Proves the ledger once a night, after three. A finding is an alarm: staff's groups are told, the console shows it on every page
 * until a later night is sound. Several workers make one proof.
 */
export async function proveNightly(scope: Scope): Promise<void> {
  const today = businessDayOf(scope.now());
  const day = dateOf(today);
  if (scope.now().getTime() < startOfDay(today).getTime() + PROOF_HOUR_MS) return;
  if (await scope.db.nightlyProof.findFirst({ where: { day }, select: { day: true } })) return;
  const proof = await proveLedger(scope);
  const findings = findingsOf(proof);
  const isSound = Object.keys(findings).length === 0;
  await scope.transaction(async (tx) => {
    const made = await tx.nightlyProof.createMany({ data: [{ day, provenAt: scope.now(), journals: proof.journals, isSound, findings }], skipDuplicates: true });
    if (made.count === 0 || isSound) return;
    await tellStaffGroups(tx, scope, "", { kind: "group.ledgerAlarm", text: `账本自证发现差异（${formatDay(today)}），请立即在“系统”页查看并上报。` });
  });
  if (!isSound) log.error({ platformId: scope.platformId, findings }, "the nightly proof found a fault");
}

/** The last nights' proofs, newest first. */
export async function latestProofs(scope: Scope<StaffActor>): Promise<z.output<typeof NightlyProofView>[]> {
  const rows = await scope.db.nightlyProof.findMany({ orderBy: { day: "desc" }, take: 14 });
  return rows.map(({ findings, ...row }) => ({ ...row, findings: findings as Record<string, string> }));
}

/** True while the last night's proof stands with a finding. */
export async function hasLedgerAlarm(scope: Scope): Promise<boolean> {
  const last = await scope.db.nightlyProof.findFirst({ orderBy: { day: "desc" }, select: { isSound: true } });
  return last !== null && !last.isSound;
}
