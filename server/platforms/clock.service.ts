import { dbFor } from "../db";
import { processWide } from "../process-wide";
import { NATIONAL_SCOPE } from "./province.rules";

const cached = processWide("clock", () => ({ readAt: 0, offsetMs: 0 }));

/** Milliseconds that the demonstration's clock stands ahead of real time; read at most once a second (SY5). */
export async function clockOffsetMs(): Promise<number> {
  if (Date.now() - cached.readAt < 1000) return cached.offsetMs;
  const row = await dbFor(NATIONAL_SCOPE).demoClock.findFirst({ orderBy: { changedAt: "desc" } });
  Object.assign(cached, { readAt: Date.now(), offsetMs: Number(row?.offsetMs ?? 0n) });
  return cached.offsetMs;
}

/** Forgets the cached offset, for the process that has just moved the clock. */
export function forgetClock(): void {
  cached.readAt = 0;
}
