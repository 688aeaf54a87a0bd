import type { Metadata } from "next";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { OwnProblems } from "@/components/problems/own-problems";
import { CaseTable } from "@/components/tickets/case-table";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { ticketGroupWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { ticketGroups } from "@/server/tickets/ticket.rules";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("服务与报障") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TicketsPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const group = choiceOf(query, "state", ticketGroups);
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page, problems] = await orLeave(Promise.all([caller.account.me(), caller.ticket.list({ ...(group ? { group } : {}), ...(cursor ? { cursor } : {}) }), caller.serviceProblem.mine({})]), `${base}/login`);
  const path = `${base}/tickets`;
  const begin = allows([me.role], "troubleTicket.open") ? <ButtonLink href={`${path}/new`}>{say("报障或咨询")}</ButtonLink> : null;
  return (
    <>
      <PageHeader title={say("服务与报障")} text={say("网上提交和拨打 10060 登记的服务单都在这里，号码相同，处理经过随时可查。")} actions={begin} />
      <OwnProblems problems={problems} />
      <Tabs label={say("按状态筛选")} tabs={[{ href: path, label: say("全部"), isCurrent: !group }, ...ticketGroups.map((entry) => ({ href: `${path}?state=${entry}`, label: say.word(ticketGroupWords[entry]), isCurrent: group === entry }))]} />
      <div className="mt-5">
        <CaseTable
          rows={page.rows}
          path={path}
          side="company"
          whenEmpty={group ? <NoMatch text={say("换一个状态看看。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部服务单")}</ButtonLink>} /> : <EmptyState title={say("还没有服务单")} text={say("产品用不了、有疑问或要投诉，都可以在这里提交，也可以拨打 10060。")} actions={begin} />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
