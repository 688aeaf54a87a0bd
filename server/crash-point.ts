import { kill, pid } from "node:process";

type Point =
  | "claimed" | "beforeCall" | "afterCall" | "beforeCommit" | "afterCommit" | "beforeAck"
  | "bulk.taken" | "bulk.decided" | "handOver.beforeCommit" | "handOver.afterCommit" | "edge.beforeCommit" | "edge.afterCommit"
  | "event.beforeFanOut" | "event.beforeSend" | "event.afterSend"
  | "billRun.begun" | "billBatch.beforeCommit" | "billBatch.afterCommit" | "billPublish.beforeCommit" | "billPublish.afterCommit";

/**
 * Kills the process at a named point when a fault run armed it (KDSW_CRASH_AT, once per start). A normal start never sets
 * it; promises 11 and 14, and IN10, are tried by dying for real at each of these points.
 */
export function crashPoint(name: Point): void {
  if (process.env.KDSW_CRASH_AT === name) kill(pid, "SIGKILL");
}
