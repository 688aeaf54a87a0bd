import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withoutQueue } from "./migrate";

const clients = Array.from({ length: 3 }, () => new Client({ connectionString: process.env.TEST_OWNER_URL }));
const [reader, owner, customer] = clients as [Client, Client, Client];
beforeAll(async () => {
  await Promise.all(clients.map((client) => client.connect()));
  await owner.query("create table held_probe (id int)");
});
afterAll(async () => {
  await owner.query("drop table if exists held_probe");
  await Promise.all(clients.map((client) => client.end()));
});

it("SY9, promise 28: a migration that finds its table held lets those pass who came after it, and comes again until it is free", async () => {
  await reader.query("begin");
  await reader.query("select * from held_probe");
  let isDone = false;
  const migrated = withoutQueue((sql) => owner.query(sql), "alter table held_probe add column note text").then(() => { isDone = true; });
  await wait(300);
  // Waits behind the migration, whose second is soon over.
  await customer.query("set statement_timeout = '2500ms'");
  await customer.query("select * from held_probe");
  expect(isDone).toBe(false);
  await wait(1500);
  await customer.query("insert into held_probe values (1)");
  expect(isDone).toBe(false);
  await reader.query("commit");
  await migrated;
  expect((await customer.query("select note from held_probe")).rows).toEqual([{ note: null }]);
});

it("SY9: what is wrong in a migration is said at once and leaves nothing behind", async () => {
  await expect(withoutQueue((sql) => owner.query(sql), "alter table held_probe add column half text; alter table no_such_table add column x int")).rejects.toThrow("no_such_table");
  expect((await owner.query("select 1 from information_schema.columns where table_name = 'held_probe' and column_name = 'half'")).rows).toEqual([]);
});
