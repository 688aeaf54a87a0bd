import type { LiveState } from "../generated/prisma/enums";

/** Heartbeats in a row without an answer that make a fault. */
export const MISSES_FOR_DOWN = 3;

/** What an answer to a heartbeat says; null for anything that is none. */
export function readHeartbeat(status: number, body: unknown): Exclude<LiveState, "unknown"> | null {
  const said = (body as { status?: unknown } | null)?.status;
  return status === 200 && (said === "normal" || said === "degraded" || said === "down") ? said : null;
}

type Beat = { liveState: LiveState; misses: number };

/** An application after a heartbeat: what it says of itself counts at once, silence after the third time (PR12). */
export function afterBeat({ liveState, misses }: Beat, heard: Exclude<LiveState, "unknown"> | null): Beat {
  if (heard !== null) return { liveState: heard, misses: 0 };
  return { liveState: misses + 1 >= MISSES_FOR_DOWN ? "down" : liveState, misses: misses + 1 };
}

/** What was heard, in words for the history. */
export function beatReason(heard: Exclude<LiveState, "unknown"> | null, status: number, misses: number): string {
  if (heard === "normal") return "心跳报告正常";
  if (heard === "degraded") return "心跳报告性能下降";
  if (heard === "down") return "心跳报告中断";
  return `连续 ${misses} 次心跳没有有效应答（最近一次${status === 0 ? "没有接通或超时" : ` HTTP ${status}`}）`;
}
