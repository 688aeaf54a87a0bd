import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { CaseActs } from "@/components/tickets/case-acts";
import { CaseFacts } from "@/components/tickets/case-facts";
import { CaseTalk } from "@/components/tickets/case-talk";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, CardHeader, Stack } from "@/components/ui/card";
import { ticketHolderText, ticketStateWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("服务单") };
}

type Props = { params: Promise<{ platform: string; province: string; ticketId: string }> };

export default async function TicketPage({ params }: Props) {
  const say = await getSay();
  const { ticketId, ...place } = await params;
  const base = accountBase(place);
  const caller = await api();
  const [me, ticket] = await orLeave(Promise.all([caller.account.me(), caller.ticket.byId({ ticketId })]), `${base}/login`);
  return (
    <>
      <LiveRefresh seconds={8} />
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: say("服务与报障"), href: `${base}/tickets` }, { label: ticket.number }]} />}
        title={ticket.name}
        text={ticketHolderText(say, ticket.holder, ticket.agentName)}
        badges={<StateBadge state={ticket.state} words={ticketStateWords} />}
      />
      <div className="grid items-start gap-(--stack) xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Stack>
          {allows([me.role], "troubleTicket.open") && ticket.mayConfirm && <CaseActs ticket={{ ...ticket, maySay: false, mayWithdraw: false }} />}
          <Card as="section" labelledBy="case-talk">
            <CardHeader id="case-talk" title={say("详细情况")} />
            <p className="mb-(--stack) break-words whitespace-pre-line">{ticket.description}</p>
            <CardHeader title={say("处理经过")} level={3} />
            <CaseTalk entries={ticket.entries} reader="company" />
          </Card>
          {allows([me.role], "troubleTicket.open") && <CaseActs ticket={{ ...ticket, mayConfirm: false }} />}
        </Stack>
        <CaseFacts ticket={ticket} reader="company" productPath={`${base}/products`} isGroup={ticket.companyName !== me.customer.companyName} />
      </div>
    </>
  );
}
