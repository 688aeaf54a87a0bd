import { dbFor } from "../db";
import { processWide } from "../process-wide";
import { NATIONAL_SCOPE, SANDBOX_PLATFORM } from "./province.rules";

const cached = processWide("clocks", () => new Map<string, { readAt: number; offsetMs: number }>());

/** The scope that keeps a platform's clock: one clock for the country, and the sandbox's own. */
export const clockScopeOf = (platformId: string): string => (platformId === SANDBOX_PLATFORM ? SANDBOX_PLATFORM : NATIONAL_SCOPE);

/** Milliseconds that a platform's clock stands ahead of real time; read at most once a second (SY5, IN9). */
export async function clockOffsetMs(platformId: string): Promise<number> {
  const scopeId = clockScopeOf(platformId);
  const known = cached.get(scopeId);
  if (known && Date.now() - known.readAt < 1000) return known.offsetMs;
  const row = await dbFor(scopeId).demoClock.findFirst({ orderBy: { changedAt: "desc" } });
  const offsetMs = Number(row?.offsetMs ?? 0n);
  cached.set(scopeId, { readAt: Date.now(), offsetMs });
  return offsetMs;
}

/** Forgets the cached offsets, for the process that has just moved a clock. */
export function forgetClock(): void {
  cached.clear();
}
