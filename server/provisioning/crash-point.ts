import { kill, pid } from "node:process";

/**
 * Kills the process at a named point when a fault run armed it (KDSW_CRASH_AT, once per start). A normal start never sets
 * it; promise 14 is tried by dying for real at each of these points.
 */
export function crashPoint(name: "claimed" | "beforeCall" | "afterCall" | "beforeCommit" | "afterCommit"): void {
  if (process.env.KDSW_CRASH_AT === name) kill(pid, "SIGKILL");
}
