import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kill } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asOwner } from "./database";
import { type Keeper, keepPostgres } from "./keeper";
import { postgresFolder, startPostgres } from "./postgres";

const home = mkdtempSync(join(tmpdir(), "kdsw-keeper-"));
const told: string[] = [];
let keeper: Keeper;
const options = { dataDir: join(home, "postgres"), password: "keeper" };

beforeAll(async () => {
  keeper = keepPostgres(await startPostgres(options), { tell: (words) => told.push(words) });
});
afterAll(async () => {
  await keeper.stop();
  for (const folder of [home, postgresFolder(options.dataDir).home]) if (folder) rmSync(folder, { recursive: true, force: true });
});

async function rowsIn(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("select from kept").finally(() => client.end());
  return rowCount ?? 0;
}

it("promise 24: a real PostgreSQL that is killed comes back at the same address with what was committed", async () => {
  const url = keeper.now().ownerUrl("postgres");
  await asOwner(url, ["create table kept (x int)", "insert into kept values (1), (2)"]);
  const { pid } = keeper.now();
  keeper.now().kill();
  await expect.poll(() => keeper.now().pid !== pid, { timeout: 20_000 }).toBe(true);
  expect(await rowsIn(url)).toBe(2);
  expect(told).toEqual([expect.stringContaining("ended unexpectedly"), expect.stringContaining("runs again")]);
});

it("promise 24: one that somebody shuts down in order stays down, and says so", async () => {
  const { pid } = keeper.now();
  kill(pid, "SIGINT");
  await expect.poll(() => told.at(-1), { timeout: 20_000 }).toContain("shut down by somebody else");
  await wait(1500);
  expect([keeper.now().pid, keeper.now().state()]).toEqual([pid, "shutDown"]);
});

it("promise 24: what is started again never makes an empty database where the files are gone", async () => {
  rmSync(keeper.now().dataDir, { recursive: true, force: true });
  await expect(keeper.now().again()).rejects.toThrow("There is no database in");
});
