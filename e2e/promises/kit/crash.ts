import { setTimeout as wait } from "node:timers/promises";
import { type Stand, endOf } from "./stand";

export async function until(isDone: () => Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(150)) if (await isDone()) return true;
  return false;
}

/**
 * A worker that dies at a point, then one that does not, until the work is done or the time is over. `meanwhile`: takes a lease's wait
 * out of the rows. True when the first really died. Leaves no worker running.
 */
export async function diesAt(stand: Stand, point: string, { isDone, meanwhile }: { isDone: () => Promise<boolean>; meanwhile?: () => Promise<unknown> }): Promise<boolean> {
  const victim = stand.startWorker({ KDSW_CRASH_AT: point });
  const hasDied = (await endOf(victim, 20_000)) === "SIGKILL";
  if (!hasDied) await stand.stopWorker("SIGKILL");
  await meanwhile?.();
  stand.startWorker();
  await until(isDone, 40);
  await stand.stopWorker();
  return hasDied;
}
