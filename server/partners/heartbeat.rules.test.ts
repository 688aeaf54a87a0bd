import { expect, it } from "vitest";
import { MISSES_FOR_DOWN, afterBeat, beatReason, readHeartbeat } from "./heartbeat.rules";
import { shownState } from "./live.rules";

it.each([
  [200, { status: "normal" }, "normal"], [200, { status: "degraded" }, "degraded"], [200, { status: "down" }, "down"],
  [200, { status: "fine" }, null], [200, null, null], [503, { status: "normal" }, null], [0, null, null], [200, { status: { not: "" } }, null],
] as const)("PR12: an answer %s %j to a heartbeat says %s", (status, body, said) => {
  expect(readHeartbeat(status, body)).toBe(said);
});

it.each(["unknown", "normal", "degraded", "down"] as const)("PR12: silence turns %s into a fault at the third time and not before; what an application says of itself counts at once", (liveState) => {
  let beat = { liveState: liveState as "unknown" | "normal" | "degraded" | "down", misses: 0 };
  for (let n = 1; n <= 4; n += 1) {
    beat = afterBeat(beat, null);
    expect(beat).toEqual({ liveState: n >= MISSES_FOR_DOWN ? "down" : liveState, misses: n });
  }
  for (const heard of ["normal", "degraded", "down"] as const) expect(afterBeat(beat, heard)).toEqual({ liveState: heard, misses: 0 });
});

it("PR12: the reason tells silence from a wrong answer", () => {
  expect([beatReason("degraded", 200, 0), beatReason(null, 0, 3), beatReason(null, 503, 3)]).toEqual(["心跳报告性能下降", "连续 3 次心跳没有有效应答（最近一次没有接通或超时）", "连续 3 次心跳没有有效应答（最近一次 HTTP 503）"]);
});

const at = (hour: number) => new Date(Date.UTC(2026, 10, 27, hour));
const live = { liveState: "down" as const, liveSince: at(1) };
const work = { fromAt: at(2), toAt: at(6), endedAt: null, text: "升级数据库" };
it.each([
  ["before it", [work], 1, { state: "down", since: at(1), until: null, text: null }],
  ["from its first moment on", [work], 2, { state: "planned", since: at(2), until: at(6), text: "升级数据库" }],
  ["from its last moment on", [work], 6, { state: "down", since: at(1), until: null, text: null }],
  ["ended early", [{ ...work, endedAt: at(4) }], 4, { state: "down", since: at(1), until: null, text: null }],
  ["not yet ended", [{ ...work, endedAt: at(4) }], 3, { state: "planned", since: at(2), until: at(6), text: "升级数据库" }],
] as const)("PR12: announced work, %s", (_, works, hour, shown) => {
  expect(shownState(live, works, at(hour))).toEqual(shown);
});
