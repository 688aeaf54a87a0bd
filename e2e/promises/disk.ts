import { cpSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { dbFor } from "../../server/db";
import { diskAlarm } from "./disk/alarm";
import { dataFull } from "./disk/data-full";
import { LOG_BALLAST, logFull } from "./disk/log-full";
import { megabytesIn, mountSmall, owned } from "./kit/small-disk";
import { type Stand } from "./kit/stand";

/** Until the web and this process have let go of every connection to the PostgreSQL that was. */
async function settled(stand: Stand): Promise<void> {
  for (let good = 0; good < 5; await wait(100)) {
    const asked = await Promise.all(["SD", "ZX"].flatMap((scopeId) => [1, 2, 3, 4].map(() => dbFor(scopeId).session.count().then(() => true, () => false))));
    const pages = await Promise.all([1, 2, 3, 4].map(() => stand.at("sd", { path: "/readyz" })));
    good = asked.every(Boolean) && pages.every(({ status }) => status === 200) ? good + 1 : 0;
  }
}

/** The tables' disk is used by so much of it when nothing else lies there. */
const TABLES_PART = 0.6;

/**
 * Promise 24, in two halves: a copy of the database whose tables lie on a small disk, and the database itself with its log on
 * one. Each disk is memory, mounted for the time; without the right to mount the group is listed as not run.
 */
export async function run(stand: Stand): Promise<void> {
  const [row] = await stand.owner<{ data_directory: string }>("show data_directory");
  const data = row?.data_directory ?? "";
  const [aside, log] = [`${data}.aside`, `${data}.log`];
  await stand.stopPostgres();
  const own = megabytesIn(data);
  const logMegabytes = megabytesIn(`${data}/pg_wal`);
  renameSync(data, aside);
  const tables = mountSmall(data, Math.ceil((own - logMegabytes) / TABLES_PART), aside);
  if (!tables) {
    rmSync(data, { recursive: true, force: true });
    renameSync(aside, data);
    await stand.startPostgres();
    return void console.log("○ 24 a full disk: not run, this user cannot mount a small disk (it needs root on Linux)");
  }
  try {
    cpSync(aside, data, { recursive: true, preserveTimestamps: true, filter: (path) => !path.startsWith(`${aside}/pg_wal`) });
    cpSync(`${aside}/pg_wal`, log, { recursive: true });
    symlinkSync(log, `${data}/pg_wal`);
    owned(aside, data, log);
    await stand.startPostgres();
    await settled(stand);
    await diskAlarm(stand, tables);
    await dataFull(stand, tables);
  } finally {
    await stand.stopPostgres();
    tables.unmount();
    for (const folder of [data, log]) rmSync(folder, { recursive: true, force: true });
    renameSync(aside, data);
  }
  const logs = mountSmall(log, logMegabytes + 5 * LOG_BALLAST, data);
  try {
    renameSync(`${data}/pg_wal`, `${data}/pg_wal.aside`);
    cpSync(`${data}/pg_wal.aside`, log, { recursive: true });
    symlinkSync(log, `${data}/pg_wal`);
    owned(data, log);
    await stand.startPostgres();
    await settled(stand);
    if (logs) await logFull(stand, logs);
  } finally {
    await stand.stopPostgres();
    rmSync(`${data}/pg_wal`);
    rmSync(`${data}/pg_wal.aside`, { recursive: true });
    cpSync(log, `${data}/pg_wal`, { recursive: true });
    owned(data, `${data}/pg_wal`);
    logs?.unmount();
    rmSync(log, { recursive: true, force: true });
    await stand.startPostgres();
    await settled(stand);
  }
}
