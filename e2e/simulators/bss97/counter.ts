import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Parts } from "../kit/definition";
import { html, input, select, table, timeText, type Html } from "../kit/html";
import { type ApiAnswer, type PortalApi, createPortalApi } from "../kit/portal-api";
import { takeOne } from "../kit/switches";
import { createTicker } from "../kit/ticker";

const channels = { counter: "营业厅", hotline: "10060 热线", accountManager: "客户经理" } as const;
const acts = { add: "新装", modify: "变更", delete: "退订" } as const;
const stateWords: Record<string, string> = { waiting: "待发送", refused: "门户不受理", acknowledged: "待审核", pending: "已退回或待生效", held: "暂缓", inProgress: "正在办理", completed: "已完成", partial: "部分完成", rejected: "审核未通过", cancelled: "已取消", failed: "未能办理" };
const finals = ["refused", "completed", "partial", "rejected", "cancelled", "failed"];

const Entered = z.object({
  externalId: z.string(), platformId: z.string(), accountName: z.string(), act: z.enum(["add", "modify", "delete"]), channel: z.enum(["counter", "hotline", "accountManager"]), agentId: z.string(),
  offering: z.string(), seats: z.number().nullable(), businessId: z.string(), administratorEmail: z.string(), mailDomain: z.string(), enteredAt: z.string(),
});
type Entered = z.output<typeof Entered>;
const Told = z.object({ externalId: z.string(), state: z.string(), orderId: z.string().nullable(), message: z.string(), at: z.string() });
type Row = Entered & Omit<z.output<typeof Told>, "at" | "externalId">;
/** A clerk's wish to take an order back, kept until the portal has answered. */
const Wish = z.object({ externalId: z.string(), wishedAt: z.string() });

const RETRY_MS = 1500;
const GATHER_MS = 3000;

/** What a clerk of the province enters, follows and takes back: orders that go to the portal over TMF622, sent until they are answered (OR2). */
export function createCounter(parts: Parts, api: PortalApi | null) {
  const rows = new Map<string, Row>();
  const wishes = new Set<string>();
  const notBefore = new Map<string, number>();
  const ask = api && createPortalApi(api, "97");

  const keep = (operation: string, data: Record<string, unknown>) => {
    const [key, at, answer] = [randomUUID(), parts.now().toISOString(), { status: 200, body: {} }];
    const effect = { key, operation, at, data };
    parts.ledger.keepOutcome({ key, operation, fingerprint: "own", at, request: {}, first: answer, answer, settled: true }, effect);
    apply(data);
  };
  const tell = (externalId: string, state: string, orderId: string | null, message: string) => keep("followOrder", { told: { externalId, state, orderId, message, at: parts.now().toISOString() } });

  function apply(data: Record<string, unknown>): boolean {
    if ("entered" in data) {
      const entered = Entered.parse(data.entered);
      rows.set(entered.externalId, { ...entered, state: "waiting", orderId: null, message: "" });
      notBefore.set(entered.externalId, Date.parse(entered.enteredAt) + parts.switches.sendDelayMs + (parts.switches.sendReversed ? GATHER_MS : 0));
    } else if ("told" in data) {
      const told = Told.parse(data.told);
      const row = rows.get(told.externalId);
      if (row) rows.set(told.externalId, { ...row, state: told.state, orderId: told.orderId ?? row.orderId, message: told.message });
      if (finals.includes(told.state)) wishes.delete(told.externalId);
    } else if ("wish" in data) wishes.add(Wish.parse(data.wish).externalId);
    else return false;
    return true;
  }

  const messageOf = ({ status, body }: ApiAnswer) => `${status} ${String((body as { message?: unknown; reason?: unknown } | null)?.message ?? (body as { reason?: unknown } | null)?.reason ?? "")}`.trim();
  const firstId = ({ body }: ApiAnswer) => (Array.isArray(body) ? ((body[0] as { id?: string } | undefined)?.id ?? null) : null);

  async function bodyOf(row: Row): Promise<object | string> {
    if (!ask) return "没有配置门户的接口地址";
    const accountId = firstId(await ask(row.platformId, "GET", `/accountManagement/v4/billingAccount?name=${encodeURIComponent(row.accountName)}`));
    if (!accountId) return "门户没有这个企业帐号";
    const common = { externalId: row.externalId, channel: [{ id: row.channel }], billingAccount: { id: accountId }, ...(row.agentId ? { relatedParty: [{ id: row.agentId, role: "agent", "@referredType": "Organization" }] } : {}) };
    const facts = [["seats", row.seats], ["administratorEmail", row.administratorEmail], ["mailDomain", row.mailDomain]].filter(([, value]) => value !== null && value !== "").map(([name, value]) => ({ name, value }));
    if (row.act === "add") return { ...common, productOrderItem: [{ id: "1", action: "add", productOffering: { id: row.offering }, product: { productCharacteristic: facts } }] };
    const products = (await ask(row.platformId, "GET", `/productInventory/v4/product?billingAccount.id=${accountId}`)).body as { id: string; productSerialNumber?: string; realizingService?: { id: string }[] }[] | null;
    const product = products?.find((one) => one.productSerialNumber === row.businessId || one.realizingService?.some(({ id }) => id === row.businessId));
    if (!product) return "企业没有这个业务标识的产品";
    const wanted = row.act === "delete" ? {} : { ...(row.offering ? { productOffering: { id: row.offering } } : {}) };
    return { ...common, productOrderItem: [{ id: "1", action: row.act, product: { id: product.id, ...(row.act === "modify" && row.seats !== null ? { productCharacteristic: [{ name: "seats", value: row.seats }] } : {}) }, ...wanted }] };
  }

  async function send(row: Row): Promise<void> {
    if (!ask) return tell(row.externalId, "refused", null, "没有配置门户的接口地址");
    if (takeOne(parts.switches, "loseSendNext", "")) return void notBefore.set(row.externalId, Date.now() + RETRY_MS);
    const body = await bodyOf(row);
    if (typeof body === "string") return tell(row.externalId, "refused", null, body);
    const post = () => ask(row.platformId, "POST", "/productOrderingManagement/v4/productOrder", body);
    const answer = await post();
    if (parts.switches.sendTwice) await post();
    if (takeOne(parts.switches, "loseAnswerNext", "")) return void notBefore.set(row.externalId, Date.now() + RETRY_MS);
    const made = answer.body as { id?: string; state?: string } | null;
    if (answer.status === 201 && made?.id) return tell(row.externalId, made.state ?? "acknowledged", made.id, "");
    if (answer.status >= 500 || answer.status === 429) return void notBefore.set(row.externalId, Date.now() + RETRY_MS);
    tell(row.externalId, "refused", null, messageOf(answer));
  }

  async function follow(row: Row): Promise<void> {
    if (!ask || row.orderId === null) return;
    if (wishes.has(row.externalId)) {
      const answer = await ask(row.platformId, "POST", "/productOrderingManagement/v4/cancelProductOrder", { productOrder: { id: row.orderId }, cancellationReason: "营业厅应客户要求取消" });
      if (answer.status < 500) wishes.delete(row.externalId);
      if (answer.status >= 400 && answer.status < 500) tell(row.externalId, row.state, row.orderId, `不能取消：${messageOf(answer)}`);
    }
    const answer = await ask(row.platformId, "GET", `/productOrderingManagement/v4/productOrder/${row.orderId}?fields=state`);
    const state = (answer.body as { state?: unknown } | null)?.state;
    if (answer.status === 200 && typeof state === "string" && state !== row.state) tell(row.externalId, state, row.orderId, row.message);
    notBefore.set(row.externalId, Date.now() + RETRY_MS);
  }

  async function tick(): Promise<void> {
    const due = [...rows.values()].filter((row) => !finals.includes(row.state) && (notBefore.get(row.externalId) ?? 0) <= Date.now());
    const inOrder = parts.switches.sendReversed ? due.toReversed() : due;
    for (const row of inOrder) {
      await (row.state === "waiting" ? send(row) : follow(row)).catch(() => notBefore.set(row.externalId, Date.now() + RETRY_MS));
    }
  }

  return {
    apply,
    ...createTicker(tick),
    summarize: (data: Record<string, unknown>): string | null => {
      if ("entered" in data) return `录入 ${Entered.parse(data.entered).externalId}`;
      if ("told" in data) return `${Told.parse(data.told).externalId}：${stateWords[Told.parse(data.told).state] ?? ""}`;
      return "wish" in data ? `要求取消 ${Wish.parse(data.wish).externalId}` : null;
    },
    enter(form: URLSearchParams, at: string): string | Record<string, unknown> {
      const field = (name: string) => (form.get(name) ?? "").trim();
      const act = z.enum(["add", "modify", "delete"]).safeParse(field("act"));
      const channel = z.enum(["counter", "hotline", "accountManager"]).safeParse(field("channel"));
      const seats = field("seats") === "" ? null : Number(field("seats"));
      if (!act.success || !channel.success) return "请选择业务和渠道";
      if (!/^[A-Z]{2}$/.test(field("platformId"))) return "平台是两位代码，例如 SD，南方十七省共用 NF";
      if (field("accountName") === "") return "请填写企业帐号";
      if (seats !== null && (!Number.isInteger(seats) || seats < 1)) return "数量要填正整数";
      if (act.data === "add" && field("offering") === "") return "新装要填套餐代码";
      if (act.data !== "add" && field("businessId") === "") return "变更和退订要填业务标识";
      const externalId = `97${field("platformId")}${String(rows.size + 1).padStart(8, "0")}`;
      return { entered: { externalId, platformId: field("platformId"), accountName: field("accountName"), act: act.data, channel: channel.data, agentId: field("agentId"), offering: field("offering"), seats, businessId: field("businessId"), administratorEmail: field("administratorEmail"), mailDomain: field("mailDomain"), enteredAt: at } };
    },
    takeBack(form: URLSearchParams, at: string): string | Record<string, unknown> {
      const row = rows.get((form.get("externalId") ?? "").trim());
      if (!row || finals.includes(row.state)) return "这张订单已经办结，不能取消";
      if (row.orderId === null) return "这张订单还没有发到门户，请稍后再取消";
      return { wish: { externalId: row.externalId, wishedAt: at } };
    },
    section: (): Html => html`<form method="post" action="/counter/enter"><div class="fields">
${select("act", "业务", acts)}${select("channel", "渠道", channels)}${input("platformId", "平台（省份代码，共用平台 NF）", "SD")}${input("accountName", "企业帐号")}${input("offering", "套餐代码", "OA-STD")}${input("seats", "数量", "10")}${input("businessId", "业务标识（变更、退订）")}${input("administratorEmail", "管理员邮箱", "admin@company.example")}${input("mailDomain", "邮箱域名（企业邮箱用）")}${input("agentId", "代理商编号（可不填）")}
</div><div class="actions"><button>录入订单</button></div></form>
${table("营业厅订单", ["编号", "业务", "企业帐号", "渠道", "状态", "录入", "办理"], [...rows.values()].slice(-50).reverse().map((row) => [html`<code>${row.externalId}</code>`, `${acts[row.act]} ${row.act === "add" ? row.offering : row.businessId}`, html`<code>${row.accountName}</code>`, channels[row.channel], row.message === "" ? (stateWords[row.state] ?? "") : `${stateWords[row.state] ?? ""}：${row.message}`, timeText(row.enteredAt), finals.includes(row.state) || row.orderId === null ? "—" : html`<form method="post" action="/counter/take-back"><input type="hidden" name="externalId" value="${row.externalId}"><button class="quiet" aria-label="取消 ${row.externalId}">取消</button></form>`]), "还没有录入订单。")}`,
  };
}
