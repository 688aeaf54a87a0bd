import type { standings } from "./release.schema";

/** How far ahead a release may be dated. */
const FARTHEST_MS = 366 * 86_400_000;

/** BO5, OR14: what is wrong with the instant from which a version is to count; null counts from its release on. */
export function startProblem(validFrom: Date | null, now: Date): string | null {
  if (!validFrom) return null;
  if (validFrom.getTime() < now.getTime() - 60_000) return "startGone";
  return validFrom.getTime() > now.getTime() + FARTHEST_MS ? "startFar" : null;
}

/** The instant from which a version counts: the one asked for, or now when that is none or gone. */
export const startOf = (validFrom: Date | null, now: Date): Date => (validFrom && validFrom > now ? validFrom : now);

export type Standing = (typeof standings)[number];
type Version = { version: number; validFrom: Date; withdrawnAt: Date | null };

/** Where a released version stands, given the number of the one in force. */
export function standingOf({ version, validFrom, withdrawnAt }: Version, inForce: number, now: Date): Standing {
  if (withdrawnAt) return "withdrawn";
  if (validFrom > now) return "waiting";
  return version === inForce ? "inForce" : "past";
}
