import { randomUUID } from "node:crypto";
import { newId } from "../../server/db";
import type { TicketState } from "../../server/generated/prisma/enums";
import { type CustomerActor, type MachineActor, type Scope, scopeFor } from "../../server/scope";
import { confirmCase, openCase, reopenCase, sayOnCase } from "../../server/tickets/case.service";
import type { TicketKind } from "../../server/tickets/ticket.rules";
import { editTicket, openTicket } from "../../server/tickets/ticket.service";

type Agent = { id: string; name: string };
/** What happened to a case, hours after it was opened: the company's words, or an agent's with the state that they led to. */
type Step = { after: number; says?: string; agent?: Agent; to?: TicketState; confirms?: true; refuses?: true };
type Past = { kind: TicketKind; name: string; description: string; specificationCode?: string; byPhone?: Agent; steps: readonly Step[] };

const wang = { id: "8012", name: "王静" };
const li = { id: "8035", name: "李强" };

async function hotlineScope(platformId: string, now: Date): Promise<Scope<MachineActor>> {
  const scope = await scopeFor<MachineActor>(platformId, { kind: "machine", id: "", name: "", provinces: [], scopes: [] });
  const client = await scope.db.apiClient.findFirstOrThrow({ where: { clientId: `${platformId}.10060` } });
  return { ...scope, actor: { ...scope.actor, id: client.id, name: client.name, scopes: client.scopes }, now: () => now };
}

async function agentStep(scope: Scope<MachineActor>, ticketId: string, { agent, says, to }: Step): Promise<void> {
  const row = await scope.db.troubleTicket.findFirstOrThrow({ where: { id: ticketId } });
  const receipt = row.externalId === null ? { clientId: scope.actor.id, externalId: `10060${row.number}` } : {};
  await scope.transaction((tx) => editTicket(tx, scope, ticketId, { version: row.version, facts: { ...receipt, ...(agent ? { agentId: agent.id, agentName: agent.name } : {}) }, notes: says ? [{ text: says, clientNoteId: newId() }] : [], ...(to ? { state: to } : {}) }));
}

/** Plays one case of a company's past, by the use cases that made it. */
async function playCase(customer: Scope<CustomerActor>, { kind, name, description, specificationCode, byPhone, steps }: Past): Promise<void> {
  const openedAt = customer.now();
  const at = (hours: number) => new Date(openedAt.getTime() + hours * 3_600_000);
  const product = specificationCode ? await customer.db.product.findFirst({ where: { customerId: customer.actor.customerId, specificationCode, state: { not: "terminated" } }, orderBy: { createdAt: "asc" } }) : null;
  let ticketId: string;
  if (byPhone) {
    const hotline = await hotlineScope(customer.platformId, openedAt);
    const company = await customer.db.customer.findFirstOrThrow({ where: { id: customer.actor.customerId }, select: { id: true, provinceId: true } });
    ticketId = (await hotline.transaction((tx) => openTicket(tx, hotline, { customer: company, productId: product?.id ?? null, name, description, severity: "Minor", priority: "", ticketType: kind, channel: "hotline", requestedResolutionAt: null, notes: [], agent: byPhone, client: { id: hotline.actor.id, externalId: `10060${customer.platformId}${randomUUID().slice(0, 8)}` } }))).id;
  } else {
    ticketId = (await openCase(customer, { key: randomUUID(), productId: product?.id ?? "", kind, name, description, contactBy: "here", contactPhone: "", contactEmail: "" })).ticketId;
  }
  for (const step of steps) {
    const now = at(step.after);
    const company = { ...customer, now: () => now };
    if (step.agent) await agentStep(await hotlineScope(customer.platformId, now), ticketId, step);
    else if (step.confirms) await confirmCase(company, { key: randomUUID(), ticketId });
    else if (step.refuses) await reopenCase(company, { key: randomUUID(), ticketId, text: step.says ?? "" });
    else await sayOnCase(company, { key: randomUUID(), ticketId, text: step.says ?? "" });
  }
}

/** Cases of the demonstration by account and days ago: in every state, opened online and on the phone. */
const pasts: readonly (readonly [accountName: string, daysAgo: number, past: Past])[] = [
  ["qilu_jingji", 24, {
    kind: "fault", name: "收不到外部邮件", specificationCode: "MAIL", description: "从今天早上 9 点起，所有人都收不到公司以外发来的邮件，公司内部互发正常。",
    steps: [
      { after: 0.3, agent: wang, says: "您好，已收到。请问外部发件人有没有收到退信？", to: "inProgress" },
      { after: 0.6, says: "有，退信里写着“域名解析失败”。" },
      { after: 1.5, agent: wang, says: "是贵公司域名的 MX 记录到期被清除，已请维护人员恢复，10 分钟内生效。", to: "resolved" },
      { after: 3, refuses: true, says: "大部分恢复了，仍有两位同事收不到。" },
      { after: 5, agent: wang, says: "两位同事的邮箱空间已满，已临时扩容，请再试。", to: "resolved" },
      { after: 6, confirms: true },
    ],
  }],
  ["qilu_jingji", 6, { kind: "question", name: "离职员工的席位怎样转给新人", specificationCode: "OA", description: "有两名员工离职，想把席位转给新来的同事，已有的审批记录要保留。", byPhone: li, steps: [{ after: 1, agent: li, says: "请在应用的“成员管理”里把帐号移交给新人，审批记录会随帐号保留，不需要另外付费。请试一下，好了告诉我们。", to: "inProgress" }, { after: 1.1, agent: li, to: "pending" }] }],
  ["qilu_jingji", 1, { kind: "fault", name: "审批流程打开很慢", specificationCode: "OA", description: "打开审批列表要等 20 秒左右，换电脑、换网络都一样。", steps: [{ after: 1, agent: wang, says: "已转应用维护人员查看，请暂时不要重复提交审批。", to: "inProgress" }, { after: 4, agent: wang, says: "维护人员已优化列表查询，现在 2 秒内打开，请您确认。", to: "resolved" }] }],
  ["LanhaiTrade", 12, { kind: "complaint", name: "开通比承诺晚了一天", specificationCode: "OA", description: "受理时说 24 小时内开通，实际等了两天，影响了培训安排。", steps: [{ after: 2, agent: li, says: "非常抱歉。开通当天应用方系统维护，没有提前告知您。", to: "inProgress" }, { after: 30, agent: li, says: "已向省公司反映，今后开通遇到维护会提前电话告知。", to: "resolved" }, { after: 40, confirms: true }] }],
  ["jingcheng_it", 2, { kind: "fault", name: "短信发送失败", specificationCode: "SMS", description: "今天上午起部分验证码短信发送失败，返回“签名未报备”。", steps: [{ after: 0.5, agent: wang, says: "请提供发送失败的手机号段和时间，我们核对签名报备情况。", to: "inProgress" }] }],
  ["shudao_ls", 0, { kind: "question", name: "订单什么时候能审核", description: "三天前提交的 OA 订单还在审核中，请问还需要补充材料吗？", steps: [] }],
];

export const pastCases = pasts.map(([accountName, daysAgo, past]) => ({ accountName, daysAgo, play: (customer: Scope<CustomerActor>) => playCase(customer, past) }));
