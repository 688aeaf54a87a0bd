import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { CaseFacts } from "@/components/tickets/case-facts";
import { CaseTalk } from "@/components/tickets/case-talk";
import { DeskNote } from "@/components/tickets/desk-note";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card, CardHeader, Stack } from "@/components/ui/card";
import { getSay } from "@/components/say/server";
import { ticketHolderText, ticketStateStaffWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { statesOfGroup } from "@/server/tickets/ticket.rules";

export const metadata: Metadata = { title: "服务单" };

export default async function TicketDeskPage({ params }: { params: Promise<{ ticketId: string }> }) {
  const caller = await api();
  const [me, ticket] = await orLeave(Promise.all([caller.console.me({}), caller.ticketDesk.byId(await params)]), await signInPath(""));
  const isOver = (statesOfGroup.ended as readonly string[]).includes(ticket.state);
  return (
    <>
      <LiveRefresh seconds={10} />
      <PageHeader
        above={<Breadcrumb crumbs={[{ label: "服务单", href: "/tickets" }, { label: ticket.number }]} />}
        title={ticket.name}
        text={`${ticket.companyName} · ${ticketHolderText(await getSay(), ticket.holder, ticket.agentName, "staff")}`}
        badges={<StateBadge state={ticket.state} words={ticketStateStaffWords} />}
      />
      <div className="grid items-start gap-(--stack) xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Stack>
          <Card as="section" labelledBy="case-talk">
            <CardHeader id="case-talk" title="详细情况" />
            <p className="mb-(--stack) break-words whitespace-pre-line">{ticket.description}</p>
            <CardHeader title="处理经过" level={3} />
            <CaseTalk entries={ticket.entries} reader="staff" />
          </Card>
          {!isOver && allows(me.roles, "ticketDesk.note") && <DeskNote ticketId={ticket.id} />}
        </Stack>
        <CaseFacts ticket={ticket} reader="staff" productPath="/products" mayReveal={allows(me.roles, "contact.reveal")} />
      </div>
    </>
  );
}
