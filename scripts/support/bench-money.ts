import { randomUUID } from "node:crypto";
import type { TestCustomer } from "../../e2e/fixtures/people";
import { perSecond, rowCommits } from "./bench-rates";

const ACCOUNTS = 1_000;

/** A published bill of so many lines for a company; returns its id. */
export async function largeBill(owner: TestCustomer, lines: number): Promise<string> {
  const { dbFor } = await import("../../server/db");
  const db = dbFor(owner.platformId);
  const [runId, billId] = [randomUUID(), randomUUID()];
  const [period, at] = [new Date("2020-01-01T00:00:00Z"), new Date("2020-02-03T01:00:00Z")];
  const sums = { grossFen: 1_060n, netFen: 1_000n, taxFen: 60n };
  await db.billRun.create({ data: { id: runId, periodFrom: period, accounts: 1, byName: "bench", startedAt: at, state: "published", publishedAt: at } });
  await db.customerBill.create({ data: { id: billId, number: `B${billId}`, customerId: owner.customerId, provinceId: owner.provinceId, runId, periodFrom: period, payType: "postpaid", state: "validated", totalFen: sums.grossFen * BigInt(lines), netFen: sums.netFen * BigInt(lines), taxFen: sums.taxFen * BigInt(lines), lineCount: lines, dueOn: period, createdAt: at } });
  await db.appliedCustomerBillingRate.createMany({ data: Array.from({ length: lines }, (_, n) => ({ ref: `bench:${billId}:${n}`, customerId: owner.customerId, usedById: owner.customerId, provinceId: owner.provinceId, billId, kind: "recurring" as const, periodFrom: period, specificationName: `产品 ${n % 50}`, name: "席位费", formula: "10 × ¥1.06", seats: 10, ...sums, taxRateBp: 600, createdAt: at })) });
  await db.customerBill.updateMany({ where: { id: billId }, data: { state: "sent", sentAt: at } });
  return billId;
}

/**
 * Payments out of a balance a second, each its own transaction with the lock, the journal and its three postings: all on one
 * account, and over a thousand; beside single-row commits, before and after, since a machine's mood changes within a minute.
 */
export async function benchBalance(ownerUrl: string): Promise<void> {
  const { customer } = await import("../../e2e/fixtures/people");
  const { chargeCash, lockCash } = await import("../../server/ledger/billing-movement.service");
  const { systemScope } = await import("../../server/scope");
  const platformId = "LN";
  const scope = await systemScope(platformId);
  const owners: TestCustomer[] = [];
  for (let n = 0; n < ACCOUNTS; n += 20) owners.push(...(await Promise.all(Array.from({ length: 20 }, () => customer({ platformId, cashFen: 1_000_000_000n })))));
  const pay = (customerId: string) =>
    scope.transaction(async (tx) => {
      await lockCash(tx, customerId);
      await chargeCash(tx, scope, { customerId, extRef: `bench:${randomUUID()}`, memo: "月费", grossFen: 106n, netFen: 100n, taxFen: 6n });
    });
  const [hot, many] = [() => pay(owners[0]?.customerId ?? ""), (n: number) => pay(owners[n % owners.length]?.customerId ?? "")];
  const rows = await rowCommits(ownerUrl);
  for (const work of [rows.work, hot, many]) await perSecond(work, 2);
  const before = await perSecond(rows.work);
  const [onOne, onMany] = [await perSecond(hot), await perSecond(many)];
  const commits = (before + (await perSecond(rows.work))) / 2;
  await rows.end();
  console.log(`payments out of a balance: one account ${onOne.toFixed(0)}/s (ratio ${(onOne / commits).toFixed(3)}), ${ACCOUNTS} accounts ${onMany.toFixed(0)}/s (ratio ${(onMany / commits).toFixed(3)}), against ${commits.toFixed(0)} single-row commits/s`);
}
