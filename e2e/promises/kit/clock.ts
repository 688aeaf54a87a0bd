import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type Stand } from "./stand";

/** Moves the demonstration's clock so far from real time, and waits until every process has read it. */
export async function moveClock(stand: Stand, offsetMs: number): Promise<void> {
  await stand.owner(`insert into "DemoClock" (platform_id, id, "offsetMs", "changedBy", "changedAt") values ('ZX', $1, $2, 'promises', now())`, [randomUUID(), Math.round(offsetMs)]);
  await wait(1200);
}

/** Lets the clock run to an instant from some seconds before it, and so many beyond it. */
export async function runClockOver(stand: Stand, instant: Date, { before, after }: { before: number; after: number }): Promise<void> {
  await moveClock(stand, instant.getTime() - before * 1000 - Date.now());
  await wait((before + after) * 1000 - 1200);
}
