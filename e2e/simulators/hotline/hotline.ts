import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Definition, Parts } from "../kit/definition";
import { html, type Html, input, select, table, timeText } from "../kit/html";
import type { PortalApi } from "../kit/portal-api";
import { route } from "../kit/route";
import { startServer, type ServerOptions, type Simulator } from "../kit/server";
import { commonSwitches } from "../kit/switches";
import { agents } from "./agents";
import { type Case, createBooks, isOver, numberOf, partyOf, statusOf } from "./cases";
import { TicketEvent, statuses } from "./hotline.schema";
import { createLine } from "./line";

const rowsShown = 100;
const kinds = { fault: "故障", question: "咨询", complaint: "投诉" } as const;
const statusWords: Record<string, string> = { waiting: "正在发往门户", acknowledged: "待处理", inProgress: "处理中", pending: "等客户补充", held: "暂缓", resolved: "已解决，等客户确认", closed: "客户确认，已办结", cancelled: "客户撤回", rejected: "不受理" };
const acts = { "": "只答复", inProgress: "开始处理", pending: "请客户补充", held: "暂缓", resolved: "处理完毕", rejected: "不受理" } as const;
/** The event's name as it stands in the list of calls. */
const eventLabel = "服务单变化";

export type HotlineOptions = Omit<ServerOptions, "name" | "secret"> & {
  /** The portal's TM Forum interface; without it the desk stands alone. */
  portal?: PortalApi | undefined;
  /** Whose cases it has: a machine client of each, named `<platform>.10060`. */
  platforms?: readonly string[] | undefined;
};

/** The provinces' service desk 10060: takes calls, gets the cases that companies open online, answers and moves them. */
export function startHotline({ portal, platforms = [], ...options }: HotlineOptions): Promise<Simulator> {
  return startServer({ ...options, name: "hotline", secret: "" }, (parts) => define(parts, portal, platforms));
}

function define(parts: Parts, portal: PortalApi | undefined, platforms: readonly string[]): Definition {
  const books = createBooks();
  const keep = (operation: string, data: Record<string, unknown>) => {
    const [key, at, answer] = [randomUUID(), parts.now().toISOString(), { status: 200, body: {} }];
    parts.ledger.keepOutcome({ key, operation, fingerprint: "own", at, request: {}, first: answer, answer, settled: true }, { key, operation, at, data });
    books.apply(data, at);
  };
  const line = portal ? createLine(parts, portal, platforms, books, keep) : null;
  return {
    title: "10060 客服系统（模拟）",
    lead: "代替各省的 10060：接电话登记服务单，收到企业在网上提交的服务单，答复和处理。与门户之间按 TMF621 往来。",
    protocol: "event",
    secrets: ({ platform = "" }) => [books.subscriptions.get(platform)?.secret ?? []].flat(),
    repeats: true,
    switches: [...commonSwitches.filter((name) => name !== "garbage"), "duplicate", "sendDelayMs", "sendTwice", "sendReversed", "loseSendNext", "loseAnswerNext", "onlyOperation"],
    forms: [
      { path: "/calls/take", operation: "takeCall", submit: (form, at) => takeCall(form, at, books.nextNumber) },
      { path: "/cases/act", operation: "actOnCase", submit: (form, at) => actOn(form, at, books.cases) },
    ],
    ownLabels: { takeCall: "接电话登记", actOnCase: "处理服务单", receiveCase: "受理网上服务单", seeCase: "服务单内容更新", endTask: "发送结束", tryTask: "发往门户", subscribe: "订阅门户服务单" },
    start: () => line?.start(),
    stop: () => line?.stop(),
    routes: [
      route({ method: "POST", path: "/v1/events/{platform}", operation: "caseEvent", label: eventLabel, input: TicketEvent, handle: ({ params }, { event }) => ({ status: 201, body: { status: "taken" }, effect: { seen: { platformId: params.platform ?? "", ticket: event.troubleTicket } } }) }),
    ],
    apply: ({ data, at }) => books.apply(data, at),
    summarize: ({ data }) => summaryOf(data),
    sections: () => [
      { title: "接电话", lead: "按企业帐号登记；登记后发往门户，企业马上能看到同一号码的服务单。发不到或没有答复就用同一流水号重发。", content: callForm() },
      { title: `服务单（共 ${books.cases.size} 张）`, lead: "网上提交的和电话登记的都在这里。", content: caseTable([...books.cases.values()].slice(-rowsShown).reverse(), (externalId) => ({ waits: books.tasksOf(externalId).length, problem: books.problems.get(externalId) ?? "" })) },
    ],
  };
}

const named = (data: Record<string, unknown>, name: string, field: string) => String((data[name] as Record<string, unknown>)[field] ?? "");
function summaryOf(data: Record<string, unknown>): string {
  if ("taken" in data) return `登记 ${named(data, "taken", "externalId")}`;
  if ("task" in data && named(data, "task", "does") === "receive") return `受理 ${named(data, "task", "externalId")}`;
  if ("task" in data) return `${acts[(named(data, "task", "status") === "null" ? "" : named(data, "task", "status")) as keyof typeof acts]} ${named(data, "task", "externalId")}`;
  if ("ended" in data) return named(data, "ended", "problem") || "门户已办";
  if ("tried" in data) return "第一次发送";
  if ("subscribed" in data) return named(data, "subscribed", "platformId");
  const { ticket } = data.seen as { ticket: { name?: string; id: string } };
  return ticket.name ?? ticket.id;
}

const fieldOf = (form: URLSearchParams, name: string) => (form.get(name) ?? "").trim();

function takeCall(form: URLSearchParams, at: string, nextNumber: (platformId: string, at: string) => string): string | Record<string, unknown> {
  const [platformId, accountName, name, description, agentId] = ["platformId", "accountName", "name", "description", "agentId"].map((field) => fieldOf(form, field)) as [string, string, string, string, string];
  const kind = z.enum(["fault", "question", "complaint"]).safeParse(fieldOf(form, "kind"));
  if (!/^[A-Z]{2}$/.test(platformId)) return "平台是两位代码，例如 SD，南方十七省共用 NF";
  if (accountName === "") return "请填写企业帐号";
  if (!kind.success || !Object.hasOwn(agents, agentId)) return "请选择类型和客服";
  if (name === "" || description === "") return "请填写事由和来电内容";
  return { taken: { externalId: nextNumber(platformId, at), platformId, accountName, kind: kind.data, name, description, agentId, at } };
}

function actOn(form: URLSearchParams, at: string, cases: ReadonlyMap<string, Case>): string | Record<string, unknown> {
  const one = cases.get(fieldOf(form, "externalId"));
  const [status, text, agentId] = ["status", "text", "agentId"].map((field) => fieldOf(form, field)) as [string, string, string];
  if (!one || !Object.hasOwn(acts, status) || !Object.hasOwn(agents, agentId)) return "请选择服务单、办法和客服";
  if (isOver(one)) return "这张服务单已经结束";
  if (text === "" && status === "") return "请写答复内容";
  return { task: { id: randomUUID(), externalId: one.externalId, does: "act", status: statuses.find((known) => known === status) ?? null, text: text.slice(0, 2000), agentId, at } };
}

const agentNames = Object.fromEntries(Object.entries(agents).map(([id, name]) => [id, `${name}（${id}）`]));
const callForm = (): Html => html`<form method="post" action="/calls/take"><div class="fields">
${input("platformId", "平台（省份代码，共用平台 NF）", "SD")}${input("accountName", "企业帐号")}${select("kind", "类型", kinds)}${select("agentId", "客服", agentNames)}${input("name", "事由")}
<div class="field"><label for="description">来电内容</label><textarea id="description" name="description" rows="3"></textarea></div>
</div><div class="actions"><button>登记</button></div></form>`;

const options = (rows: Readonly<Record<string, string>>) => Object.entries(rows).map(([value, word]) => html`<option value="${value}">${word}</option>`);

function talk(one: Case): Html {
  const notes = one.ticket?.note ?? [];
  return html`<div>${one.ticket?.description ?? one.taken?.description ?? ""}</div>${notes.map((note) => html`<div><strong>${note.author}</strong>：${note.text}</div>`)}`;
}

function actForm(one: Case): Html | string {
  if (isOver(one)) return "—";
  const of = numberOf(one) || one.externalId;
  return html`<form method="post" action="/cases/act"><input type="hidden" name="externalId" value="${one.externalId}">
<select name="status" aria-label="办法 ${of}">${options(acts)}</select><select name="agentId" aria-label="客服 ${of}">${options(agentNames)}</select>
<textarea name="text" rows="2" aria-label="答复 ${of}"></textarea><button aria-label="提交 ${of}">提交</button></form>`;
}

function caseTable(cases: readonly Case[], sending: (externalId: string) => { waits: number; problem: string }): Html {
  const rows = cases.map((one) => {
    const { waits, problem } = sending(one.externalId);
    const company = partyOf(one, "customer") || (one.taken?.accountName ?? "");
    return [
      html`<code>${numberOf(one) || "等门户给号"}</code><div>${one.isFromPortal ? "网上提交" : "电话登记"}，${timeText(one.at)}</div><div>流水号 <code>${one.externalId}</code></div>`, html`${company}<div>${partyOf(one, "contact")}</div>`, html`<strong>${one.ticket?.name ?? one.taken?.name ?? ""}</strong>${talk(one)}`,
      html`${problem || statusWords[statusOf(one)] || ""}${waits > 0 ? html`<div>有 ${waits} 条待发</div>` : null}`, actForm(one),
    ];
  });
  return table("服务单", ["服务单号", "企业", "内容", "状态", "处理"], rows, "还没有服务单。");
}
