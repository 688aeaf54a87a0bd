import { z } from "zod";

/** Every fault the stand-in can be told to show. Counters count down to 0; the rest stay until they are reset. */
export type Switches = {
  delayMs: number;
  failNext: number;
  failStatus: "500" | "503" | "429";
  dropReplyNext: number;
  silent: boolean;
  onlyOperation: string;
  declineNext: number;
  asynchronous: boolean;
  settleAfterMs: number;
  settleFailNext: number;
  refundAfterMs: number;
  refundFailNext: number;
  webhooksStopped: boolean;
  webhookDelayMs: number;
  webhookTwice: boolean;
  loseNext: number;
  losePercent: number;
  loseSeed: number;
  reorderCount: number;
  reorderMode: "reversed" | "shuffled";
  badSignatureNext: number;
  webhookApiVersion: string;
};

export type SwitchName = keyof Switches;
type Group = "api" | "money" | "webhook";
type Kind =
  | { kind: "number"; max: number; unit: string }
  | { kind: "flag" }
  | { kind: "choice"; choices: readonly (readonly [value: string, label: string])[] }
  | { kind: "operation" }
  | { kind: "version" };
type SwitchRow = Kind & { group: Group; label: string; hint: string };

const times = { kind: "number", max: 100_000, unit: "次" } as const;
const wait = { kind: "number", max: 600_000, unit: "毫秒" } as const;

export const groupLabels: Record<Group, string> = { api: "接口故障", money: "付款与退款", webhook: "通知（Webhook）故障" };

export const switchTable: Record<SwitchName, SwitchRow> = {
  delayMs: { ...wait, group: "api", label: "接口应答变慢（毫秒）", hint: "先等待这么久再办理；等待时同一幂等键再来会得到 409。" },
  failNext: { ...times, group: "api", label: "接下来几次报错（次）", hint: "不办理，用完自动恢复。" },
  failStatus: { kind: "choice", choices: [["500", "500 内部错误"], ["503", "503 暂停服务"], ["429", "429 请求过多"]], group: "api", label: "报错的状态码", hint: "和“接下来几次报错”一起用。" },
  dropReplyNext: { ...times, group: "api", label: "接下来几次办成后掐断（次）", hint: "业务已办成，应答发出前断开连接；只计 POST 和 DELETE。" },
  silent: { kind: "flag", group: "api", label: "接通但不应答", hint: "连接一直挂着，不办理。" },
  onlyOperation: { kind: "operation", group: "api", label: "接口故障只作用于", hint: "选定后，以上故障只影响这一个接口。" },
  declineNext: { ...times, group: "money", label: "接下来几次付款被拒（次）", hint: "无论用哪种方式付款，银行或钱包都拒绝。" },
  asynchronous: { kind: "flag", group: "money", label: "支付宝、微信稍后到账", hint: "付款先处于“处理中”，稍后成功或失败。" },
  settleAfterMs: { ...wait, group: "money", label: "多久后到账（毫秒）", hint: "填 0 表示等人点“立即结清”。" },
  settleFailNext: { ...times, group: "money", label: "接下来几笔到账失败（笔）", hint: "只计稍后到账的付款。" },
  refundAfterMs: { ...wait, group: "money", label: "支付宝、微信退款多久后完成（毫秒）", hint: "银行卡退款当场完成。填 0 表示等人点“立即结清”。" },
  refundFailNext: { ...times, group: "money", label: "接下来几笔退款失败（笔）", hint: "退款先受理（银行卡先成功），之后失败，钱回到余额。" },
  webhooksStopped: { kind: "flag", group: "webhook", label: "停发全部通知", hint: "通知排队等待，关闭后照常发出。" },
  webhookDelayMs: { ...wait, group: "webhook", label: "通知推迟（毫秒）", hint: "事件发生后等待这么久再发。" },
  webhookTwice: { kind: "flag", group: "webhook", label: "每条通知发两遍", hint: "内容和事件编号完全一样。" },
  loseNext: { ...times, group: "webhook", label: "接下来几条通知丢失（条）", hint: "不会自己补发，只能按“重发”。" },
  losePercent: { kind: "number", max: 100, unit: "%", group: "webhook", label: "随机丢失的百分比", hint: "按下面的种子决定，同一种子结果相同。" },
  loseSeed: { kind: "number", max: 2_147_483_647, unit: "", group: "webhook", label: "随机种子", hint: "随机丢失和打乱都用它；保存时从头开始。" },
  reorderCount: { kind: "number", max: 1000, unit: "条", group: "webhook", label: "攒够几条再乱序发出（条）", hint: "0 为不乱序；改回 0 时把攒着的发出去。" },
  reorderMode: { kind: "choice", choices: [["reversed", "倒序"], ["shuffled", "打乱"]], group: "webhook", label: "乱序方式", hint: "和上一项一起用。" },
  badSignatureNext: { ...times, group: "webhook", label: "接下来几次签名错误（次）", hint: "每发一次计一次，被拒后按正确签名重试。" },
  webhookApiVersion: { kind: "version", group: "webhook", label: "通知里的接口版本", hint: "留空为当前版本；例如 2020-08-27。" },
};

export const switchNames = Object.keys(switchTable) as SwitchName[];

/** A healthy system: what a start and a reset give. */
export function healthySwitches(): Switches {
  return {
    delayMs: 0, failNext: 0, failStatus: "500", dropReplyNext: 0, silent: false, onlyOperation: "",
    declineNext: 0, asynchronous: false, settleAfterMs: 3_000, settleFailNext: 0, refundAfterMs: 1_000, refundFailNext: 0,
    webhooksStopped: false, webhookDelayMs: 0, webhookTwice: false, loseNext: 0, losePercent: 0, loseSeed: 1,
    reorderCount: 0, reorderMode: "reversed", badSignatureNext: 0, webhookApiVersion: "",
  };
}

/** Switches that only tune another one; on their own they are no fault. */
export const settingsOnly: readonly SwitchName[] = ["failStatus", "onlyOperation", "settleAfterMs", "refundAfterMs", "loseSeed", "reorderMode"];

/** Strict on purpose: a misspelt switch that is silently ignored makes a fault test pass for nothing. */
export function switchSchema(operations: readonly string[]) {
  const shape = Object.fromEntries(switchNames.map((name) => [name, valueSchema(switchTable[name], operations).optional()]));
  return z.strictObject(shape);
}

function valueSchema(row: SwitchRow, operations: readonly string[]): z.ZodType {
  if (row.kind === "flag") return z.boolean();
  if (row.kind === "choice") return z.enum(row.choices.map(([value]) => value));
  if (row.kind === "operation") return z.enum(["", ...operations]);
  if (row.kind === "version") return z.string().regex(/^(\d{4}-\d{2}-\d{2}(\.[a-z]+)?)?$/);
  return z.number().int().min(0).max(row.max);
}

/** The switches of a posted page form, as the JSON endpoint would get them: an unticked box is not sent, so absent is off. */
export function switchesFromForm(form: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    switchNames.map((name) => {
      const { kind } = switchTable[name];
      const given = (form.get(name) ?? "").trim();
      if (kind === "flag") return [name, given === "on"];
      if (kind === "number") return [name, /^\d+$/.test(given) ? Number(given) : Number.NaN];
      return [name, given];
    }),
  );
}

type Counter = "failNext" | "dropReplyNext" | "declineNext" | "settleFailNext" | "refundFailNext" | "loseNext" | "badSignatureNext";

/** True once per counted fault that is left; counting here keeps parallel calls from sharing one count. */
export function takeOne(switches: Switches, name: Counter): boolean {
  if (switches[name] <= 0) return false;
  switches[name] -= 1;
  return true;
}
