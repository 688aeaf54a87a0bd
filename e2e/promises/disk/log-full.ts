import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { layBallast, releaseBallast } from "../../../scripts/support/ballast";
import { type SmallDisk } from "../kit/small-disk";
import { type Stand } from "../kit/stand";
import { proveMoney } from "../money";
import { until } from "../kit/crash";
import { type Lap, honest, kept, processesOf, shopper, tally, traffic, untilOrdered } from "./traffic";

/** Megabytes: enough for PostgreSQL to come up, since a disk with less counts as full. */
export const LOG_BALLAST = 64;

const isUp = (stand: Stand) => stand.owner("select 1").then(() => true, () => false);

/** Fills the log's disk and writes until PostgreSQL gives up. */
async function fillUp(stand: Stand, disk: SmallDisk): Promise<boolean> {
  disk.fill();
  const client = new Client({ connectionString: stand.ownerUrl });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("create table if not exists promises_log (x text)").catch(() => undefined);
  let isDown = false;
  for (const end = performance.now() + 30_000; !isDown && performance.now() < end; ) isDown = await client.query("insert into promises_log select repeat('x', 900) from generate_series(1, 5000)").then(() => false, () => true);
  await client.end().catch(() => undefined);
  return isDown;
}

/** Nobody watches PostgreSQL: it gives up and stays so, with room as well. */
async function unwatched(stand: Stand, disk: SmallDisk, laps: readonly Lap[]): Promise<void> {
  const { judge } = stand;
  const processes = processesOf(stand);
  const isDown = await fillUp(stand, disk);
  await wait(1500);
  const from = performance.now();
  await wait(5000);
  const to = performance.now();
  disk.free();
  await wait(3000);
  const stayedDown = !(await isUp(stand));
  const during = laps.filter(({ at }) => at > from && at < to - 500);
  const calls = during.filter(({ what, code }) => what === "write" || (what === "read" && code !== "200" && code !== "503" && code !== "500"));
  const slowest = Math.max(...during.map(({ answer }) => answer.ms));
  judge("24 the log's disk is full: calls are told 503 at once, the web and the worker live on", calls.length > 20 && calls.every(honest) && slowest < 4000 && during.filter(({ what }) => what === "live").every(({ answer }) => answer.status === 200) && processes.areSame(), `${calls.length} calls, slowest ${slowest.toFixed(0)} ms; ${processes.words()}; ${tally(during)}`);
  judge("24 the attack bites: PostgreSQL gave up, and with nobody to watch it stayed down, room or not", isDown && stayedDown, `down: ${isDown}, still down 3 s after there was room: ${stayedDown}`);
}

/** With a ballast nobody has to free anything; without one it comes back as soon as there is room, and not before. */
async function watched(stand: Stand, disk: SmallDisk, told: string[], order: () => Promise<number>): Promise<void> {
  const { judge } = stand;
  const [row] = await stand.owner<{ data_directory: string }>("show data_directory");
  const dataDir = row?.data_directory ?? "";
  const { laid } = layBallast(dataDir, LOG_BALLAST);
  const isDown = await fillUp(stand, disk);
  const onBallast = await order();
  const gaveUp = told.filter((words) => words.includes("ballast were given up")).length;
  judge("24 the log's disk is full and PostgreSQL down: its supervisor gives the ballast up and starts it, and orders are taken while the disk is still as full", isDown && laid.includes(disk.folder) && gaveUp === 1 && onBallast < 30 && releaseBallast(dataDir) === 0, `ballast in ${laid.length} places, given up ${gaveUp} times, an order after ${onBallast.toFixed(1)} s`);

  const isDownAgain = await fillUp(stand, disk);
  await wait(6000);
  const wasUp = await isUp(stand);
  const wordsOnFull = told.filter((words) => words.includes(`The disk of ${disk.folder} is full`)).length;
  disk.free();
  const began = performance.now();
  const isBack = await until(() => isUp(stand), 60);
  const up = (performance.now() - began) / 1000;
  const seconds = await order();
  judge("24 full once more and without a ballast: the console says which disk and what to do, and PostgreSQL comes back by itself when there is room", isDownAgain && !wasUp && wordsOnFull === 1 && isBack && up < 10 && seconds < 15, `up while full: ${wasUp}; said ${wordsOnFull} time; up ${up.toFixed(1)} s after there was room, an order ${seconds.toFixed(1)} s later`);
}

/** The log's disk is full: PostgreSQL gives up and does not come back by itself; the supervisor of `npm start` brings it back. */
export async function logFull(stand: Stand, disk: SmallDisk): Promise<void> {
  const { judge } = stand;
  const { browser, form } = await shopper(stand);
  await stand.clearLimits();
  const processes = processesOf(stand);
  const { laps, acknowledged, end } = traffic(stand, browser, form);
  const order = () => untilOrdered(stand, browser, form);
  const told: string[] = [];
  await wait(3000);
  await unwatched(stand, disk, laps);
  stand.keepPostgres((sentence) => told.push(sentence));
  const first = await order();
  await watched(stand, disk, told, order);
  const [before, orders] = [told.length, acknowledged.length];
  await until(() => Promise.resolve(acknowledged.length >= orders + 20), 15);
  stand.killPostgres();
  const isBack = await until(async () => told.length > before && (await isUp(stand)), 30);
  await order();
  await end();
  await stand.owner("drop table if exists promises_log");
  judge("24 a PostgreSQL that was killed, or found dead, is started again", first < 15 && isBack, `found dead: an order after ${first.toFixed(1)} s; killed: back ${isBack}`);
  judge("24 after four ends of PostgreSQL every acknowledged order is there, and web and worker are the same processes", processes.areSame() && (await kept(acknowledged)) === acknowledged.length && acknowledged.length > 20, `${acknowledged.length} acknowledged, ${await kept(acknowledged)} there; ${processes.words()}`);
  await proveMoney(stand, "after a full log");
  const said = told.length;
  await stand.stopPostgres();
  await wait(2500);
  judge("24 a stop that was meant stays one", !(await isUp(stand)) && told.length === said, `up again: ${await isUp(stand)}, said ${told.length - said} sentences more`);
}
