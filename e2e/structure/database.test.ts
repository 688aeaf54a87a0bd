import { Client } from "pg";
import { expect, it } from "vitest";
import { asOwner } from "../../scripts/support/database";
import { pendingSql } from "../../scripts/support/migrate";
import { customer } from "../fixtures/people";

async function connect(url: string | undefined, options?: string): Promise<Client> {
  const client = new Client({ connectionString: url, ...(options ? { options } : {}) });
  await client.connect();
  return client;
}

/** Tables without an owner column, each with its reason. */
const ownerless = new Set(["_prisma_migrations"]);

it("promise 31: every table carries its platform under forced row-level security, and the application owns none", async () => {
  const owner = await connect(process.env.TEST_OWNER_URL);
  const { rows } = await owner.query<{ name: string; guarded: boolean; has: boolean; mine: boolean }>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as guarded, pg_get_userbyid(c.relowner) = 'kdsw_app' as mine,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'platform_id' and a.attnotnull) as has
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`);
  const role = await owner.query<{ rolsuper: boolean; rolbypassrls: boolean }>("select rolsuper, rolbypassrls from pg_roles where rolname = 'kdsw_app'");
  await owner.end();
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    expect(row.mine, row.name).toBe(false);
    if (!ownerless.has(row.name)) expect([row.name, row.has, row.guarded]).toEqual([row.name, true, true]);
  }
  expect(role.rows[0]).toEqual({ rolsuper: false, rolbypassrls: false });
});

it("promise 31: without a scope a statement fails with 42704, and a foreign write with 42501", async () => {
  const bare = await connect(process.env.DATABASE_URL);
  await expect(bare.query('select * from "Customer"')).rejects.toMatchObject({ code: "42704" });
  await bare.end();
  const shandong = await connect(process.env.DATABASE_URL, "-c portal.platform=SD");
  await expect(shandong.query(`insert into "NumberCounter" (platform_id, kind) values ('BJ', 'x')`)).rejects.toMatchObject({ code: "42501" });
  await shandong.end();
});

it("promise 31: 300 interleaved reads on pooled connections of two platforms never see the other's rows", async () => {
  const [sd, bj] = [await customer(), await customer({ platformId: "BJ" })];
  const { dbFor } = await import("../../server/db");
  // More at once than a pool has connections, so that each is used by turns; in waves, so that a slow machine opens no more than it can in a pool's time limit.
  const answers: number[] = [];
  for (let wave = 0; wave < 10; wave += 1) answers.push(...(await Promise.all(Array.from({ length: 30 }, (_, n) => dbFor(n % 2 ? "SD" : "BJ").customer.count({ where: { id: { in: [sd.customerId, bj.customerId] } } })))));
  expect(answers.length).toBe(300);
  expect(new Set(answers)).toEqual(new Set([1]));
});

it("a state is found by its index although row-level security stands before it", async () => {
  const shandong = await connect(process.env.DATABASE_URL, "-c portal.platform=SD");
  // Few rows are read whole, whatever indexes there are; the question is whether one could be used.
  await shandong.query("set enable_seqscan = off");
  const { rows } = await shandong.query<{ "QUERY PLAN": string }>(`explain select id from "ProductOrder" where state = 'pending' order by id limit 20`);
  await shandong.end();
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toMatch(/Index Cond: .*state = 'pending'/);
});

/** Columns, indexes and keys of every table, without what only the guards' migration can say. */
const shape = `
  select 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line from information_schema.columns where table_schema = 'public'
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public' and indexdef not like '% WHERE %'
  union all select 'key ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'f', 'u')
  order by 1`;

it("the migrations give what prisma/schema says", async () => {
  const ownerUrl = process.env.TEST_OWNER_URL ?? "";
  const plain = new URL(ownerUrl);
  plain.pathname = "/plain";
  await asOwner(ownerUrl, ["drop database if exists plain with (force)", "create database plain"]);
  await asOwner(plain.toString(), [await pendingSql(ownerUrl, null)]);
  const [migrated, described] = [await connect(ownerUrl), await connect(plain.toString())];
  const lines = async (client: Client) => (await client.query<{ line: string }>(shape)).rows.map((row) => row.line).filter((line) => !line.includes("_prisma_migrations"));
  const [left, right] = [await lines(migrated), await lines(described)];
  await Promise.all([migrated.end(), described.end()]);
  expect(left.length).toBeGreaterThan(300);
  expect(left).toEqual(right);
});
