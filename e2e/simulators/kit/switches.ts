import { z } from "zod";

/** Every fault a stand-in can be told to show. Counters count down to 0; the rest stay until they are reset. */
export type Switches = {
  delayMs: number;
  failNext: number;
  failAlways: boolean;
  garbage: boolean;
  silent: boolean;
  dropReplyNext: number;
  duplicate: boolean;
  asynchronous: boolean;
  callbackDelayMs: number;
  refuseNext: number;
  forgetNext: number;
  doubleNext: number;
  heartbeat: HeartbeatStatus;
  /** Of messages that the system itself sends. */
  sendDelayMs: number;
  sendTwice: boolean;
  sendReversed: boolean;
  loseSendNext: number;
  loseAnswerNext: number;
  onlyOperation: string;
  onlyPlatform: string;
};

export type SwitchName = keyof Switches;
export const heartbeatStatuses = ["normal", "degraded", "down"] as const;
export type HeartbeatStatus = (typeof heartbeatStatuses)[number];

export const commonSwitches = [
  "delayMs",
  "failNext",
  "failAlways",
  "garbage",
  "silent",
  "dropReplyNext",
] as const satisfies readonly SwitchName[];

type SwitchKind = { kind: "count" | "milliseconds"; max: number } | { kind: "flag" } | { kind: "heartbeat" } | { kind: "operation" } | { kind: "platform" };

export const switchTable: Record<SwitchName, SwitchKind & { label: string; hint: string }> = {
  delayMs: { kind: "milliseconds", max: 120_000, label: "应答变慢（毫秒）", hint: "每次调用先等待这么久再处理；对方等不及走开，业务照样办成。" },
  failNext: { kind: "count", max: 100_000, label: "接下来几次返回 503（次）", hint: "不办理，用完自动恢复。" },
  failAlways: { kind: "flag", label: "一直返回 503", hint: "不办理，直到关闭。" },
  garbage: { kind: "flag", label: "返回乱码", hint: "状态码 200，内容不是 JSON，不办理。" },
  silent: { kind: "flag", label: "接通但不应答", hint: "连接一直挂着，不办理。" },
  dropReplyNext: { kind: "count", max: 100_000, label: "接下来几次办成后掐断（次）", hint: "业务已办成，但应答发出前断开连接；只计办理类调用。" },
  duplicate: { kind: "flag", label: "重复投递", hint: "同一消息到达两次。" },
  asynchronous: { kind: "flag", label: "先受理，稍后回调", hint: "开通先答 202，办完再回调门户。" },
  callbackDelayMs: { kind: "milliseconds", max: 600_000, label: "回调前等待（毫秒）", hint: "只在“先受理，稍后回调”打开时起作用。" },
  forgetNext: { kind: "count", max: 100_000, label: "接下来几次答复已存、其实没存（次）", hint: "对方以为已办成，对账时才会发现。" },
  refuseNext: { kind: "count", max: 100_000, label: "接下来几次以业务原因拒绝（次）", hint: "返回 422，重试也不会成功。" },
  doubleNext: { kind: "count", max: 1_000, label: "接下来几次重复请求又办一份（次）", hint: "同一幂等键再来时不认，又办成一份，答复不同。" },
  heartbeat: { kind: "heartbeat", label: "心跳上报", hint: "心跳接口报告的运行状况。" },
  sendDelayMs: { kind: "milliseconds", max: 120_000, label: "发往门户前等待（毫秒）", hint: "录入后先压这么久再发。" },
  sendTwice: { kind: "flag", label: "每条消息发两次", hint: "同一条消息到达门户两次。" },
  sendReversed: { kind: "flag", label: "倒序发送", hint: "攒三秒，后录入的先发。" },
  loseSendNext: { kind: "count", max: 1_000, label: "接下来几次没有发到（次）", hint: "在路上丢失，稍后重发。" },
  loseAnswerNext: { kind: "count", max: 1_000, label: "接下来几次收不到答复（次）", hint: "门户已受理，答复丢失，稍后用同一编号重发。" },
  onlyOperation: { kind: "operation", label: "故障只作用于", hint: "选定后，以上故障只影响这一个接口。" },
  onlyPlatform: { kind: "platform", label: "拒绝只作用于平台", hint: "两位平台代码，如 BJ；留空为全部平台。" },
};

export const heartbeatLabels: Record<HeartbeatStatus, string> = { normal: "正常", degraded: "性能下降", down: "中断" };

/** A healthy system: what a start and a reset give. */
export function healthySwitches(): Switches {
  return {
    delayMs: 0,
    failNext: 0,
    failAlways: false,
    garbage: false,
    silent: false,
    dropReplyNext: 0,
    duplicate: false,
    asynchronous: false,
    callbackDelayMs: 1_000,
    refuseNext: 0,
    forgetNext: 0,
    doubleNext: 0,
    heartbeat: "normal",
    sendDelayMs: 0,
    sendTwice: false,
    sendReversed: false,
    loseSendNext: 0,
    loseAnswerNext: 0,
    onlyOperation: "",
    onlyPlatform: "",
  };
}

/** Strict on purpose: a misspelt switch that is silently ignored makes a fault test pass for nothing. */
export function switchSchema(names: readonly SwitchName[], operations: readonly string[]) {
  const shape: Record<string, z.ZodType> = {};
  for (const name of names) {
    const row = switchTable[name];
    if (row.kind === "flag") shape[name] = z.boolean().optional();
    else if (row.kind === "heartbeat") shape[name] = z.enum(heartbeatStatuses).optional();
    else if (row.kind === "operation") shape[name] = z.enum(["", ...operations]).optional();
    else if (row.kind === "platform") shape[name] = z.string().regex(/^([A-Z]{2})?$/).optional();
    else shape[name] = z.number().int().min(0).max(row.max).optional();
  }
  return z.strictObject(shape);
}

/** The switches of a posted HTML form, as the JSON endpoint would get them: an unticked box is not sent, so absent is off. */
export function switchesFromForm(names: readonly SwitchName[], form: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const kind = switchTable[name].kind;
    const text = form.get(name) ?? "";
    if (kind === "flag") values[name] = text === "on";
    else if (kind === "heartbeat" || kind === "operation" || kind === "platform") values[name] = text;
    else values[name] = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  }
  return values;
}

/** True once per counted fault left for this operation, and for this platform where the caller says whose it is; counting here keeps parallel calls from sharing one count. */
export function takeOne(switches: Switches, name: "failNext" | "dropReplyNext" | "refuseNext" | "forgetNext" | "doubleNext" | "loseSendNext" | "loseAnswerNext", operation: string, platformId?: string): boolean {
  if (platformId !== undefined && switches.onlyPlatform !== "" && switches.onlyPlatform !== platformId) return false;
  if (!touches(switches, operation) || switches[name] <= 0) return false;
  switches[name] -= 1;
  return true;
}

/** Whether the faults are meant for this operation at all. */
export function touches(switches: Switches, operation: string): boolean {
  return switches.onlyOperation === "" || switches.onlyOperation === operation;
}
