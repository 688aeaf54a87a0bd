import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, it } from "vitest";
import { codeOf, customer, operator } from "../../e2e/fixtures/people";
import { dbFor } from "../db";
import { systemScope } from "../scope";
import { proveLedger } from "./ledger.service";

it("a deposit posts once per key and once per voucher", async () => {
  const buyer = await customer();
  const clerk = await (await operator({ roles: ["finance"] })).as();
  const input = { key: randomUUID(), customerId: buyer.customerId, amountFen: 12_345n, source: "bankTransfer" as const, reference: `V${randomUUID()}` };
  const answers = await Promise.all([clerk.ledgerDesk.book(input), clerk.ledgerDesk.book(input)]);
  expect(answers[0]).toEqual(answers[1]);
  expect(await codeOf(clerk.ledgerDesk.book({ ...input, key: randomUUID() }))).toBe("FIELDS_REFUSED");
  expect((await (await buyer.as()).balance.mine({})).cashFen).toBe(12_345n);
});

it("BI14: one voucher is one voucher, however it is typed", async () => {
  const buyer = await customer();
  const clerk = await (await operator({ roles: ["finance"] })).as();
  const number = randomUUID().slice(0, 8);
  const book = (reference: string) => codeOf(clerk.ledgerDesk.book({ key: randomUUID(), customerId: buyer.customerId, amountFen: 500n, source: "bankTransfer", reference }));
  expect([await book(`PZ ${number}`), await book(`pz${number}`), await book(`ＰＺ${number.toUpperCase()}`)]).toEqual(["ok", "FIELDS_REFUSED", "FIELDS_REFUSED"]);
  expect((await (await buyer.as()).balance.mine({})).cashFen).toBe(500n);
});

it("AI5: a postpaid account takes no deposit", async () => {
  const buyer = await customer({ payType: "postpaid" });
  const clerk = await (await operator({ roles: ["finance"] })).as();
  expect(await codeOf(clerk.ledgerDesk.book({ key: randomUUID(), customerId: buyer.customerId, amountFen: 1n, source: "counterCash", reference: `V${randomUUID()}` }))).toBe("RULE_REFUSED");
});

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
  await customer({ platformId: "BJ", cashFen: 5000n });
  const owner = new Client({ connectionString: process.env.TEST_OWNER_URL });
  await owner.connect();
  await owner.query('update "LedgerAccount" set "balanceFen" = "balanceFen" + 7 where platform_id = \'BJ\' and kind = \'prepaidCash\'');
  const broken = await proveLedger(await systemScope("BJ"));
  await owner.query('update "LedgerAccount" set "balanceFen" = "balanceFen" - 7 where platform_id = \'BJ\' and kind = \'prepaidCash\'');
  await owner.end();
  expect(broken.driftingAccounts).toBeGreaterThan(0);
  expect(broken.totalFen).not.toBe(0n);
  expect((await proveLedger(await systemScope("BJ"))).driftingAccounts).toBe(0);
});
