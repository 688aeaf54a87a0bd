import { randomUUID } from "node:crypto";
import { Client } from "pg";

/** How many do a thing at once. */
export const LANES = 8;

/** How often in a second `work` is done by so many at once; `n` goes round the lanes, so that a lane may own a connection. */
export async function perSecond(work: (n: number) => Promise<unknown>, seconds = 8): Promise<number> {
  let count = 0;
  const start = performance.now();
  await Promise.all(Array.from({ length: LANES }, async (_, lane) => {
    for (let turn = 0; performance.now() - start < seconds * 1000; turn += 1, count += 1) await work(lane + LANES * turn);
  }));
  return count / ((performance.now() - start) / 1000);
}

/** The yardstick as pgbench has it: each lane a connection, one prepared insert, one row, one durable commit. */
export async function rowCommits(ownerUrl: string): Promise<{ work: (n: number) => Promise<unknown>; end: () => Promise<unknown> }> {
  const lanes = await Promise.all(Array.from({ length: LANES }, async () => {
    const lane = new Client({ connectionString: ownerUrl });
    await lane.connect();
    return lane;
  }));
  await lanes[0]!.query("create table if not exists bench_row (id uuid primary key, at timestamptz)");
  return { work: (n) => lanes[n % LANES]!.query({ name: "row", text: "insert into bench_row values ($1, now())", values: [randomUUID()] }), end: () => Promise.all(lanes.map((lane) => lane.end())) };
}
