import { setTimeout as wait } from "node:timers/promises";
import { type SmallDisk } from "../kit/small-disk";
import { type Stand } from "../kit/stand";
import { proveMoney } from "../money";
import { honest, kept, processesOf, shopper, tally, traffic, untilOrdered } from "./traffic";

/** What PostgreSQL itself answers to a write that needs room. */
async function roomAnswer(stand: Stand): Promise<string> {
  return stand.owner("create table promises_room as select repeat('x', 900) as x from generate_series(1, 200000)").then(() => "taken", (error: { code?: string }) => error.code ?? "broken").finally(() => stand.owner("drop table if exists promises_room").catch(() => undefined));
}
const startedAt = async (stand: Stand) => (await stand.owner<{ at: Date }>("select pg_postmaster_start_time() as at"))[0]?.at.getTime();

/** The tables' disk is full, that of the log is not. */
export async function dataFull(stand: Stand, disk: SmallDisk): Promise<void> {
  const { judge } = stand;
  const { browser, form, who } = await shopper(stand);
  const [processes, postgres] = [processesOf(stand), await startedAt(stand)];
  await stand.clearLimits();
  // A person who comes back after some minutes: their reading notes the time, and must not need room for it.
  const away = setInterval(() => void stand.owner(`update "Session" set "lastSeenAt" = now() - interval '5 minutes' where "subjectId" = $1`, [who.personId]).catch(() => undefined), 300);
  const { laps, acknowledged, end } = traffic(stand, browser, form);
  await wait(2000);
  disk.fill();
  const from = performance.now();
  await wait(4000);
  const said = await roomAnswer(stand);
  await wait(8000);
  const to = performance.now();
  disk.free();
  const seconds = await untilOrdered(stand, browser, form);
  await end();
  clearInterval(away);
  const during = laps.filter(({ at }) => at > from && at < to - 200);
  const [reads, writes] = [during.filter(({ what }) => what !== "write"), during.filter(({ what }) => what === "write")];
  const refused = writes.filter(({ answer }) => answer.status !== 200);
  judge("24 the tables' disk is full: everything is read on, orders are refused with 503 and Retry-After, or taken and kept", reads.length > 50 && reads.every(({ answer }) => answer.status === 200) && refused.length > 10 && refused.every(honest), `${reads.length} reads, ${refused.length} orders refused, ${writes.length - refused.length} found room; ${tally(during)}`);
  const isSame = processes.areSame() && (await startedAt(stand)) === postgres;
  judge("24 with space again an order is taken within 2 s, by the same web, worker and PostgreSQL, and every acknowledged one is kept", seconds <= 2 && isSame && (await kept(acknowledged)) === acknowledged.length && acknowledged.length > 0, `${seconds.toFixed(1)} s, ${acknowledged.length} acknowledged; same processes: ${isSame}, ${processes.words()}`);
  judge("24 the attack bites: PostgreSQL itself had no room", said === "53100", said);
  await proveMoney(stand, "after a full disk");
}
