import { html, page, table, timeText, type Html } from "../../../kit/html";
import type { Mock } from "../core/context";
import { moneyText } from "../hosted/layout";
import { idOf, type DeliveryState } from "../store/tables";
import type { Control } from "./control";
import { groupLabels, healthySwitches, settingsOnly, switchNames, switchTable, type SwitchName, type Switches } from "./switches";

const rowsShown = 30;
type Desk = { mock: Mock; control: Control; operations: readonly string[]; error: string | null };
type Cell = Html | string;

const title = "支付渠道 Stripe（模拟）";
const lead = "代替真实的 Stripe：接口、付款页面和通知都在这里，不会扣真钱。";

/** The page in the look of the other stand-ins: switches first, then what happened. */
export function deskPage(desk: Desk): string {
  const { mock, error } = desk;
  const alert = error === null ? null : html`<p class="error" role="alert">${error}</p>`;
  const main = html`${alert}${statusLine(mock.switches)}${switchForm(mock.switches, desk.operations)}${onTheirWay(mock)}${sessions(mock)}${charges(mock)}${refunds(mock)}${disputes(mock)}${events(desk)}${calls(desk)}`;
  return page({ title, lead, main });
}

function statusLine(switches: Switches): Html {
  const healthy = healthySwitches();
  const changed = switchNames.filter((name) => switches[name] !== healthy[name] && !settingsOnly.includes(name));
  if (changed.length === 0) return html`<p role="status"><span class="state">运行正常，没有打开任何故障</span></p>`;
  return html`<p role="status"><span class="state warn">已打开：${changed.map((name) => switchTable[name].label).join("、")}</span></p>`;
}

function switchForm(switches: Switches, operations: readonly string[]): Html {
  const groups = (Object.keys(groupLabels) as (keyof typeof groupLabels)[]).map((group) => {
    const names = switchNames.filter((name) => switchTable[name].group === group);
    return html`<section><h2>${groupLabels[group]}</h2><div class="fields">${names.map((name) => field(switches, name, operations))}</div></section>`;
  });
  return html`<form method="post" action="/_control">${groups}<section><div class="actions" style="margin-top:0"><button>保存</button><button class="quiet" formaction="/_control/reset">全部恢复正常</button></div></section></form>`;
}

function field(switches: Switches, name: SwitchName, operations: readonly string[]): Html {
  const row = switchTable[name];
  const value = switches[name];
  const help = html`<small id="${name}-hint">${row.hint}</small>`;
  if (row.kind === "flag") {
    return html`<div class="field flag"><label><input type="checkbox" name="${name}" aria-describedby="${name}-hint"${value === true ? html` checked` : null}>${row.label}</label>${help}</div>`;
  }
  const head = html`<label for="${name}">${row.label}</label>`;
  if (row.kind === "choice" || row.kind === "operation") {
    const choices = row.kind === "choice" ? row.choices : [["", "全部接口"] as const, ...operations.map((operation) => [operation, operation] as const)];
    const options = choices.map(([choice, label]) => html`<option value="${choice}"${choice === value ? html` selected` : null}>${label}</option>`);
    return html`<div class="field">${head}<select id="${name}" name="${name}" aria-describedby="${name}-hint">${options}</select>${help}</div>`;
  }
  const mode = row.kind === "number" ? html` inputmode="numeric"` : null;
  return html`<div class="field">${head}<input type="text"${mode} id="${name}" name="${name}" value="${String(value)}" aria-describedby="${name}-hint">${help}</div>`;
}

const at = (seconds: number) => timeText(new Date(seconds * 1000));
const code = (text: string | null) => html`<code>${text ?? "无"}</code>`;
const newest = <T>(rows: readonly T[]) => rows.slice(-rowsShown).reverse();

function button(action: string, label: string, hidden: Record<string, string>, subject: string): Html {
  const inputs = Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="${action}" style="display:inline-block;margin:0 .5rem .25rem 0">${inputs}<button class="quiet" aria-label="${label}：${subject}">${label}</button></form>`;
}

function section(name: string, count: number, columns: readonly string[], rows: readonly (readonly Cell[])[], empty: string, extra: Html | null = null): Html {
  return html`<section><h2>${name}（共 ${count}）</h2>${extra}${table(name, columns, rows, empty)}</section>`;
}

function onTheirWay(mock: Mock): Html {
  const rows = mock.store.all("settlements");
  const cells = rows.map((row) => [
    row.kind === "payment" ? "付款到账" : "退款",
    code(row.id),
    row.dueAt === null ? "等人结清" : timeText(new Date(row.dueAt)),
    html`${button("/_settle", "立即成功", { id: row.id, outcome: "succeeded" }, row.id)}${button("/_settle", "立即失败", { id: row.id, outcome: "failed" }, row.id)}`,
  ]);
  const all = rows.length === 0 ? null : html`<form method="post" action="/_settle"><button>全部立即结清</button></form>`;
  return section("在途资金", rows.length, ["种类", "编号", "预计", "操作"], cells, "没有在途的付款或退款。", all);
}

const shortId = (id: string) => `${id.slice(0, 20)}…`;
const sessionWords: Record<string, string> = { open: "待付款", complete: "已完成", expired: "已过期", paid: "已付", unpaid: "未到账", no_payment_required: "无需付款" };

function sessions(mock: Mock): Html {
  const rows = mock.store.all("sessions");
  const cells = newest(rows).map((row) => [
    at(row.created),
    row.url === null ? code(shortId(row.id)) : html`<a href="${row.url}"><code>${shortId(row.id)}</code></a>`,
    row.mode === "setup" ? "绑卡" : moneyText(row.amount_total ?? 0, row.currency ?? "cny"),
    `${sessionWords[row.status ?? ""] ?? ""}，${sessionWords[row.payment_status] ?? ""}`,
    row.client_reference_id ?? "无",
  ]);
  return section("付款会话", rows.length, ["时间", "会话", "金额", "状态", "商户单号"], cells, "还没有付款会话。");
}

const chargeWords: Record<string, string> = { succeeded: "成功", pending: "处理中", failed: "失败", canceled: "已取消" };

function charges(mock: Mock): Html {
  const rows = mock.store.all("charges");
  const cells = newest(rows).map((row) => {
    const canDispute = row.status === "succeeded" && !row.disputed && !row.refunded;
    const refunded = row.amount_refunded > 0 ? `，已退 ${moneyText(row.amount_refunded, row.currency)}` : "";
    const method = row.payment_method_details;
    return [
      at(row.created),
      code(row.id),
      moneyText(row.amount, row.currency),
      method?.type === "card" ? `银行卡 ${method.card?.last4 ?? ""}` : method?.type === "alipay" ? "支付宝" : "微信支付",
      `${chargeWords[row.status] ?? row.status}${row.failure_code === null ? "" : `（${row.outcome?.reason ?? row.failure_code}）`}${refunded}${row.disputed ? "，有拒付" : ""}`,
      canDispute ? button("/_dispute", "发起拒付", { charge: row.id }, row.id) : "无",
    ];
  });
  return section("付款", rows.length, ["时间", "编号", "金额", "方式", "结果", "操作"], cells, "还没有付款。");
}

const refundWords: Record<string, string> = { succeeded: "成功", pending: "处理中", failed: "失败" };

function refunds(mock: Mock): Html {
  const rows = mock.store.all("refunds");
  const cells = newest(rows).map((row) => [at(row.created), code(row.id), moneyText(row.amount, row.currency), refundWords[row.status ?? ""] ?? "", code(idOf(row.charge))]);
  return section("退款", rows.length, ["时间", "编号", "金额", "状态", "付款"], cells, "还没有退款。");
}

const disputeWords: Record<string, string> = { needs_response: "等待商户答复", won: "商户胜", lost: "商户败" };

function disputes(mock: Mock): Html {
  const rows = mock.store.all("disputes");
  const cells = newest(rows).map((row) => [
    at(row.created),
    code(row.id),
    moneyText(row.amount, row.currency),
    disputeWords[row.status] ?? row.status,
    row.status === "needs_response" ? html`${button("/_dispute/close", "判商户胜", { dispute: row.id, outcome: "won" }, row.id)}${button("/_dispute/close", "判商户败", { dispute: row.id, outcome: "lost" }, row.id)}` : "无",
  ]);
  return section("拒付", rows.length, ["时间", "编号", "金额", "状态", "操作"], cells, "没有拒付。");
}

const deliveryWords: Record<DeliveryState, string> = { queued: "等待发送", held: "攒着待乱序", delivered: "已送达", failed: "多次失败，已放弃", lost: "已丢失" };

function events({ mock }: Desk): Html {
  const rows = mock.store.all("events");
  const cells = newest(rows).map((row) => {
    const delivery = mock.store.get("deliveries", row.id);
    const hasReceiver = mock.settings.webhookUrl !== undefined;
    const detail = delivery && delivery.attempts > 0 ? `，${delivery.attempts} 次，${delivery.status ?? delivery.problem ?? "未应答"}` : "";
    return [at(row.created), code(row.type), code(row.id), delivery ? `${deliveryWords[delivery.state]}${detail}` : "没有接收方", delivery && hasReceiver ? button("/_resend", "重发", { event: row.id }, row.id) : "无"];
  });
  const receiver = html`<p>接收方：${mock.settings.webhookUrl ?? "没有设置"}</p>`;
  return section("事件与通知", rows.length, ["时间", "事件", "编号", "通知", "操作"], cells, "还没有事件。", receiver);
}

const faultWords: Record<string, string> = { silent: "不应答", failing: "故障", dropReply: "办成后掐断", replay: "幂等重放" };

function calls({ control }: Desk): Html {
  const rows = control.calls();
  const cells = newest(rows).map((row) => [timeText(row.at), code(row.operation), `${row.status ?? "未应答"}${row.fault === null ? "" : `（${faultWords[row.fault] ?? ""}）`}`, code(row.key)]);
  return section("接口调用（最近）", rows.length, ["时间", "接口", "结果", "幂等键"], cells, "还没有收到调用。");
}
