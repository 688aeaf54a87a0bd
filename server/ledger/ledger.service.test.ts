import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, it } from "vitest";
import { publishedBill } from "../../e2e/fixtures/billing";
import { customer } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { findingsOf, hasLedgerAlarm, proveLedger, proveNightly } from "./proof.service";

it("BI14: a journal that does not balance is refused by the database at commit", async () => {
  const buyer = await customer({ cashFen: 1000n });
  const account = await dbFor("SD").ledgerAccount.findFirstOrThrow({ where: { customerId: buyer.customerId, kind: "prepaidCash" } });
  const unbalanced = dbFor("SD").$transaction(async (tx) => {
    const journal = await tx.journal.create({ data: { kind: "topUp", extRef: randomUUID(), memo: "x", effectiveAt: new Date(), byName: "x" } });
    await tx.posting.create({ data: { journalId: journal.id, seq: 0, accountId: account.id, amountFen: 1n } });
  });
  await expect(unbalanced).rejects.toThrow(/does not balance/);
});

it("BI14: the application may neither edit nor delete a posting, nor touch a balance (42501)", async () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL, options: "-c portal.platform=SD" });
  await client.connect();
  for (const statement of ['update "Posting" set "amountFen" = 1', 'delete from "Posting"', 'truncate "Posting"', 'update "LedgerAccount" set "balanceFen" = 1', 'delete from "AuditRecord"', 'update "AuditRecord" set action = \'x\'']) {
    await expect(client.query(statement), statement).rejects.toMatchObject({ code: "42501" });
  }
  await client.end();
});

it("BI14: the application may not open an account with money in it, nor a company's account without a floor", async () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL, options: "-c portal.platform=SD" });
  await client.connect();
  const open = (kind: string, balanceFen: number, floorFen: number | null) => client.query('insert into "LedgerAccount" (id, kind, "customerId", "balanceFen", "floorFen") values ($1, $2::"LedgerAccountKind", $3, $4, $5)', [randomUUID(), kind, randomUUID(), balanceFen, floorFen]);
  await expect(open("prepaidCash", 1, 0)).rejects.toMatchObject({ code: "42501" });
  await expect(open("prepaidCash", 0, null)).rejects.toMatchObject({ code: "23514" });
  await expect(open("prepaidHeld", 0, -1)).rejects.toMatchObject({ code: "23514" });
  await client.end();
});

it("BI14: the proof finds a planted fault", async () => {
  const { customerId } = await customer({ platformId: "BJ", cashFen: 5000n });
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query(`update "LedgerAccount" set "balanceFen" = "balanceFen" + 7 where kind = 'prepaidCash' and "customerId" = '${customerId}'`);
  const broken = await proveLedger(await systemScope("BJ"));
  await owner.query(`update "LedgerAccount" set "balanceFen" = "balanceFen" - 7 where kind = 'prepaidCash' and "customerId" = '${customerId}'`);
  await owner.end();
  expect(broken.driftingAccounts).toBeGreaterThan(0);
  expect(findingsOf(broken)).toMatchObject({ driftingAccounts: expect.stringMatching(/^[1-9]/) as string, totalFen: expect.stringMatching(/^[1-9]/) as string });
  expect(broken.totalFen).not.toBe(0n);
  expect((await proveLedger(await systemScope("BJ"))).driftingAccounts).toBe(0);
});

it("BI14: each night's proof is made once, a finding is told to staff and stands as an alarm until a sound night", async () => {
  const { customerId } = await customer({ platformId: "TJ", cashFen: 5000n });
  const scope = await systemScope("TJ");
  await scope.db.groupRobot.create({ data: { name: "财务群", channel: "wecom", sealedKey: "", createdAt: new Date() } });
  const at = (hours: string) => ({ ...scope, now: () => new Date(`2026-12-0${hours}+08:00`) });
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await proveNightly(at("1T02:59:00"));
  expect(await scope.db.nightlyProof.count()).toBe(0);
  await owner.query(`update "LedgerAccount" set "balanceFen" = "balanceFen" + 7 where kind = 'prepaidCash' and "customerId" = '${customerId}'`);
  await Promise.all([proveNightly(at("1T03:00:00")), proveNightly(at("1T03:00:01"))]);
  await owner.query(`update "LedgerAccount" set "balanceFen" = "balanceFen" - 7 where kind = 'prepaidCash' and "customerId" = '${customerId}'`);
  await owner.end();
  expect(await scope.db.nightlyProof.findMany({ select: { isSound: true } })).toEqual([{ isSound: false }]);
  expect(await scope.db.notification.count({ where: { kind: "group.ledgerAlarm" } })).toBe(1);
  expect(await hasLedgerAlarm(scope)).toBe(true);
  await proveNightly(at("2T03:00:00"));
  expect(await scope.db.nightlyProof.findMany({ orderBy: { day: "asc" }, select: { isSound: true, findings: true } })).toEqual([{ isSound: false, findings: expect.any(Object) as object }, { isSound: true, findings: {} }]);
  expect(await hasLedgerAlarm(scope)).toBe(false);
});

it("BI14: the proof finds a bill that is not its lines, and a claim that no bill explains", async () => {
  const buyer = await customer({ platformId: "SX", payType: "postpaid" });
  const scope = await systemScope("SX");
  // Others may publish here at this moment: what counts is what comes of these bills.
  const before = findingsOf(await proveLedger(scope));
  const { billId } = await publishedBill(buyer, { isDisputed: false });
  expect(findingsOf(await proveLedger(scope))).toEqual({ ...before, claimsOff: String(Number(before.claimsOff ?? 0) + 1) });
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query(`update "CustomerBill" set "paidFen" = 1 where id = $1`, [billId]);
  await owner.end();
  expect(findingsOf(await proveLedger(scope))).toEqual({ ...before, billsOff: String(Number(before.billsOff ?? 0) + 1), claimsOff: String(Number(before.claimsOff ?? 0) + 1) });
});
