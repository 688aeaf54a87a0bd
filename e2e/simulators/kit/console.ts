import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { faultLabels } from "./business";
import type { Host } from "./definition";
import { html, page, table, timeText, type Html } from "./html";
import { headerOf, parseJson, readBody, type PageAnswer } from "./http";
import { issuesOf } from "./route";
import { healthySwitches, heartbeatLabels, heartbeatStatuses, switchesFromForm, switchSchema, switchTable, type SwitchName } from "./switches";

const rowsShown = 50;

/** The console: switches, effects, calls and the page. Returns null for a path that is not the console's. */
export async function serveConsole(host: Host, request: IncomingMessage, url: URL): Promise<PageAnswer | null> {
  const { ledger } = host.parts;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (url.pathname === "/" && isRead) return homePage(host, url, 200, null);
  if (url.pathname === "/_control" && isRead) return json(200, currentSwitches(host));
  if (url.pathname === "/_control" && request.method === "POST") return setSwitches(host, request, url);
  if (url.pathname === "/_control/reset" && request.method === "POST") return resetSwitches(host, request);
  const form = request.method === "POST" ? host.definition.forms?.find((one) => one.path === url.pathname) : undefined;
  if (form) return submitForm(host, request, url, form);
  if (url.pathname === "/_calls" && isRead) return json(200, { calls: ledger.calls() });
  if (url.pathname === "/_effects" && isRead) {
    const effects = ledger.effects.map(({ key, operation, at, data }) => ({ key, operation, at, ...data }));
    return json(200, { effects });
  }
  return null;
}

const json = (status: number, body: unknown): PageAnswer => ({ status, type: "json", content: JSON.stringify(body) });
const operationsOf = (host: Host) => host.definition.routes.map((row) => row.operation);

function currentSwitches(host: Host): Record<string, unknown> {
  return Object.fromEntries(host.definition.switches.map((name) => [name, host.parts.switches[name]]));
}

async function setSwitches(host: Host, request: IncomingMessage, url: URL): Promise<PageAnswer> {
  const foreign = foreignSite(request);
  if (foreign) return foreign;
  const raw = (await readBody(request)) ?? Buffer.alloc(0);
  const isForm = fromForm(request);
  const names = host.definition.switches;
  const wanted = isForm ? switchesFromForm(names, new URLSearchParams(raw.toString("utf8"))) : parseJson(raw);
  const checked = switchSchema(names, operationsOf(host)).safeParse(wanted);
  if (checked.success) {
    const given = Object.entries(checked.data).filter(([, value]) => value !== undefined);
    Object.assign(host.parts.switches, Object.fromEntries(given));
    return isForm ? backToForm(host) : json(200, currentSwitches(host));
  }
  if (!isForm) return json(400, { code: "INVALID", issues: issuesOf(checked.error) });
  const wrong = checked.error.issues.map((issue) => labelOf(String(issue.path[0] ?? "")));
  return homePage(host, url, 400, `没有保存：请检查“${wrong.join("”“")}”，次数和毫秒要填不太大的非负整数。`);
}

type OwnForm = NonNullable<Host["definition"]["forms"]>[number];

async function submitForm(host: Host, request: IncomingMessage, url: URL, form: OwnForm): Promise<PageAnswer> {
  const foreign = foreignSite(request);
  if (foreign) return foreign;
  const raw = (await readBody(request)) ?? Buffer.alloc(0);
  const at = host.parts.now().toISOString();
  const data = form.submit(new URLSearchParams(raw.toString("utf8")), at);
  if (typeof data === "string") return homePage(host, url, 400, data);
  const answer = { status: 200, body: {} };
  const effect = { key: randomUUID(), operation: form.operation, at, data };
  host.parts.ledger.keepOutcome({ key: effect.key, operation: form.operation, fingerprint: "form", at, request: {}, first: answer, answer, settled: true }, effect);
  host.definition.apply(effect);
  return backToForm(host);
}

function resetSwitches(host: Host, request: IncomingMessage): PageAnswer {
  const foreign = foreignSite(request);
  if (foreign) return foreign;
  request.resume();
  Object.assign(host.parts.switches, healthySwitches());
  return fromForm(request) ? backToForm(host) : json(200, currentSwitches(host));
}

/** A web page of somebody else, open in the same browser, must not be able to break the demo. */
function foreignSite(request: IncomingMessage): PageAnswer | null {
  const site = headerOf(request, "sec-fetch-site");
  if (site === undefined || site === "same-origin" || site === "none") return null;
  request.resume();
  return json(403, { code: "FOREIGN_SITE", message: "只接受本页面提交的设置" });
}

const fromForm = (request: IncomingMessage) =>
  (headerOf(request, "content-type") ?? "").startsWith("application/x-www-form-urlencoded");
const formAddress = (host: Host) => (host.definition.refreshSeconds === undefined ? "/" : "/?refresh=off");
const backToForm = (host: Host): PageAnswer => ({ status: 303, type: "redirect", content: formAddress(host) });
const labelOf = (name: string) => (name in switchTable ? switchTable[name as SwitchName].label : "故障开关");

function homePage(host: Host, url: URL, status: number, error: string | null): PageAnswer {
  const { definition } = host;
  const isStill = definition.refreshSeconds === undefined || status !== 200 || url.searchParams.get("refresh") === "off";
  const own = definition.sections().map(
    (part) => html`<section><h2>${part.title}</h2>${part.lead === undefined ? null : html`<p>${part.lead}</p>`}${part.content}</section>`,
  );
  const main = html`${error === null ? null : html`<p class="error" role="alert">${error}</p>`}${statusLine(host)}
${isStill ? null : html`<p><a href="/">立即刷新</a>　<a href="/?refresh=off">停止自动刷新，设置故障</a></p>`}
${isStill && definition.refreshSeconds !== undefined ? html`<p><a href="/">恢复自动刷新</a></p>` : null}
${isStill ? switchForm(host) : null}${own}${effectTable(host)}${callTable(host)}`;
  const refresh = isStill ? {} : { refreshSeconds: definition.refreshSeconds ?? 10 };
  return { status, type: "html", content: page({ title: definition.title, lead: definition.lead, main, ...refresh }) };
}

function statusLine(host: Host): Html {
  const healthy = healthySwitches();
  const { switches } = host.parts;
  const settings: readonly SwitchName[] = ["onlyOperation", "onlyPlatform", "callbackDelayMs"];
  const changed = host.definition.switches.filter((name) => switches[name] !== healthy[name] && !settings.includes(name));
  if (changed.length === 0) return html`<p role="status"><span class="state">运行正常，没有打开任何故障</span></p>`;
  const names = changed.map((name) => switchTable[name].label).join("、");
  return html`<p role="status"><span class="state warn">已打开：${names}</span></p>`;
}

function switchForm(host: Host): Html {
  const fields = host.definition.switches.map((name) => switchField(host, name));
  return html`<section><h2>故障开关</h2><form method="post" action="/_control"><div class="fields">${fields}</div>
<div class="actions"><button>保存</button><button class="quiet" formaction="/_control/reset">全部恢复正常</button></div></form></section>`;
}

function switchField(host: Host, name: SwitchName): Html {
  const { kind, label, hint } = switchTable[name];
  const value = host.parts.switches[name];
  const help = html`<small id="${name}-hint">${hint}</small>`;
  if (kind === "flag") {
    const checked = value === true ? html` checked` : null;
    return html`<div class="field flag"><label><input type="checkbox" name="${name}" aria-describedby="${name}-hint"${checked}>${label}</label>${help}</div>`;
  }
  const head = html`<label for="${name}">${label}</label>`;
  if (kind === "heartbeat" || kind === "operation") {
    const choices: readonly (readonly [string, string])[] =
      kind === "heartbeat"
        ? heartbeatStatuses.map((status) => [status, heartbeatLabels[status]] as const)
        : [["", "全部接口"] as const, ...host.definition.routes.map((row) => [row.operation, row.label] as const)];
    const options = choices.map(
      ([choice, text]) => html`<option value="${choice}"${choice === value ? html` selected` : null}>${text}</option>`,
    );
    return html`<div class="field">${head}<select id="${name}" name="${name}" aria-describedby="${name}-hint">${options}</select>${help}</div>`;
  }
  return html`<div class="field">${head}<input type="text"${kind === "platform" ? null : html` inputmode="numeric"`} id="${name}" name="${name}" value="${String(value)}" aria-describedby="${name}-hint">${help}</div>`;
}

const operationLabel = (host: Host, operation: string) =>
  host.definition.routes.find((row) => row.operation === operation)?.label ?? host.definition.ownLabels?.[operation] ?? "未知接口";

function effectTable(host: Host): Html {
  const { effects } = host.parts.ledger;
  const rows = effects
    .slice(-rowsShown)
    .reverse()
    .map((effect) => [timeText(effect.at), operationLabel(host, effect.operation), host.definition.summarize(effect), html`<code>${effect.key}</code>`]);
  const content = table("已生效的业务", ["时间", "业务", "内容", "幂等键"], rows, "还没有办成任何业务。");
  return html`<section><h2>已生效的业务（共 ${effects.length} 条）</h2>${content}</section>`;
}

function callTable(host: Host): Html {
  const rows = host.parts.ledger
    .calls()
    .slice(-rowsShown)
    .reverse()
    .map((call) => [
      timeText(call.at),
      operationLabel(host, call.operation) + (call.repeated ? "（重复投递）" : ""),
      resultText(call.status, call.fault),
      call.durationMs === null ? "处理中" : `${call.durationMs} 毫秒`,
      html`<code>${call.key ?? "无"}</code>`,
    ]);
  const content = table("原始调用", ["时间", "接口", "结果", "用时", "幂等键"], rows, "还没有收到调用。");
  return html`<section><h2>原始调用（最近 ${rowsShown} 次）</h2>${content}</section>`;
}

function resultText(status: number | null, fault: string | null): string {
  if (fault !== null && fault in faultLabels) return faultLabels[fault as keyof typeof faultLabels];
  if (status === null) return "未应答";
  if (status === 202) return "202 已受理";
  return status < 300 ? `${status} 成功` : `${status} 未接受`;
}
