import { Client } from "pg";
import { componentsToJson } from "../../server/catalog/price.rules";
import type { PriceComponent } from "../../server/catalog/price.schema";

const seat: PriceComponent = { id: "fee", kind: "seat", name: "席位费", feeFen: 2_000n, bands: [], freeUnits: 0, unitName: null, taxRateBp: 600 };
const PRODUCTS = 3;

/** Postpaid companies of a platform with three running products each since a day, written as fast as the database takes them. */
export async function fillAccounts(client: Client, platform: string, accounts: number, startedOn = "2026-01-10"): Promise<void> {
  const province = platform;
  await client.query(`select set_config('portal.platform', $1, false)`, [platform]);
  await client.query(
    `with o as (insert into "Organization" (id, name, "creditCode", industry, "staffBand", address, verification, "createdAt")
       select gen_random_uuid(), '企业' || n, 'B' || lpad(n::text, 17, '0'), 'trade', 'from50', '路 ' || n, 'verified', '2026-01-02' from generate_series(1, $1::int) n returning id, "creditCode"),
     c as (insert into "Customer" (id, "organizationId", "provinceId", "accountName", "payType", "contactName", "contactPhone", "contactEmail", "managerName", "managerPhone", "managerHours", "openedAt")
       select gen_random_uuid(), id, $2, 'b' || right("creditCode", 10), 'postpaid', '张三', '13800000000', right("creditCode", 10) || '@company.example', '李明', '10060', '工作日', '2026-01-02' from o returning id)
     insert into "Product" (id, "customerId", "orderId", "orderItemId", "provinceId", "specificationCode", "specificationName", "offeringCode", "offeringName", seats, "seatName", state, "startedOn", "businessId", "priceBookVersion", "firstPeriodRule", components, "monthlyFen", "createdAt")
       select gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), $2, 'OA', '协同办公', 'OA-STD', '标准版', 10 + k, '席', 'active', $4::date, 'OA-' || k, 1, 'days', $3::jsonb, 20000, $4::date from c, generate_series(1, ${PRODUCTS}) k`,
    [accounts, province, JSON.stringify(componentsToJson([seat])), startedOn],
  );
  await client.query("analyze");
}

/**
 * The very rows of a run, sent again batch by batch as plain SQL: the rows of a batch as one value, one insert a table, one commit;
 * into tables with the same columns, checks and indexes, without foreign keys, triggers or row-level security.
 */
async function bareInsert(client: Client, platform: string, runId: string): Promise<number> {
  await client.query(`select set_config('portal.platform', $1, false)`, [platform]);
  await client.query("drop table if exists bench_bill, bench_rate");
  await client.query(`create table bench_bill (like "CustomerBill" including all)`);
  await client.query(`create table bench_rate (like "AppliedCustomerBillingRate" including all)`);
  const { rows } = await client.query<{ fromId: string; toId: string }>(`select "fromId", "toId" from "BillRunBatch" where "runId" = $1 order by seq`, [runId]);
  const texts = [];
  for (const { fromId, toId } of rows) {
    const bills = `select * from "CustomerBill" where "runId" = $1 and "customerId" between $2 and $3`;
    const read = async (sql: string) => (await client.query<{ text: string }>(`select coalesce(jsonb_agg(t), '[]')::text as text from (${sql}) t`, [runId, fromId, toId])).rows[0]?.text;
    texts.push([await read(bills), await read(`select r.* from "AppliedCustomerBillingRate" r join (${bills}) b on b.platform_id = r.platform_id and b.id = r."billId"`)]);
  }
  const start = performance.now();
  for (const [bills, rates] of texts) {
    await client.query("begin");
    await client.query({ name: "bench_bill", text: "insert into bench_bill select * from jsonb_populate_recordset(null::bench_bill, $1::jsonb)", values: [bills] });
    await client.query({ name: "bench_rate", text: "insert into bench_rate select * from jsonb_populate_recordset(null::bench_rate, $1::jsonb)", values: [rates] });
    await client.query("commit");
  }
  return (performance.now() - start) / 1000;
}

/** One run over so many accounts: accounts a second, and the bare inserts of the same rows in the same run of this script. */
async function runOver(ownerUrl: string, platform: string, accounts: number): Promise<{ perSecond: number; ratio: number }> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await fillAccounts(client, platform, accounts);
  const { systemScope } = await import("../../server/scope");
  const { beginRun, runBatch } = await import("../../server/billing/run.service");
  const { accountPeriodOf } = await import("../../server/kernel/calendar");
  const period = accountPeriodOf("2026-02-01");
  const scope = { ...(await systemScope(platform)), now: () => new Date("2026-03-01T02:00:00+08:00") };
  const start = performance.now();
  const runId = await beginRun(scope, period);
  await Promise.all([0, 1].map(async () => {
    while (await runBatch(scope, { runId, period }));
  }));
  const seconds = (performance.now() - start) / 1000;
  const bareSeconds = await bareInsert(client, platform, runId);
  const { rows } = await client.query<{ bills: string; lines: string }>(`select (select count(*) from "CustomerBill" where "runId" = $1) as bills, (select count(*) from bench_rate) as lines`, [runId]);
  await client.end();
  console.log(`bill run over ${accounts} accounts: ${rows[0]?.bills} bills, ${rows[0]?.lines} lines in ${seconds.toFixed(1)} s, ${(accounts / seconds).toFixed(0)} accounts/s; bare inserts of the same rows ${bareSeconds.toFixed(1)} s: ratio ${(bareSeconds / seconds).toFixed(2)}`);
  return { perSecond: accounts / seconds, ratio: bareSeconds / seconds };
}

/** Bill runs over a tenth of the accounts and over all of them, on platforms of their own: the growth should be a straight line. */
export async function benchBilling(ownerUrl: string, accounts: number): Promise<void> {
  const few = await runOver(ownerUrl, "SX", Math.round(accounts / 10));
  const many = await runOver(ownerUrl, "HE", accounts);
  console.log(`bill run, growth from a tenth of the accounts: ${(few.perSecond / many.perSecond).toFixed(2)} times the time per account`);
}
