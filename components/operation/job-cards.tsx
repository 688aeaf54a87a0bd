import type { ReactNode } from "react";
import { dayOf, formatDay, formatInstant, formatMonth } from "@/server/kernel/calendar";
import type { JobBoard } from "@/server/operation/job.schema";
import { Card, CardHeader } from "../ui/card";
import { TextLink } from "../ui/link";
import { Progress } from "../ui/progress";

const runWords = { running: "正在出账", computed: "已算完，等待发布", published: "已发布" } as const;

function JobCard({ id, title, children, link }: { id: string; title: string; children: ReactNode; link?: { href: string; label: string } | false }) {
  return (
    <Card as="section" labelledBy={id}>
      <CardHeader id={id} title={title} {...(link ? { actions: <TextLink href={link.href}>{link.label}</TextLink> } : {})} />
      <div className="flex flex-col gap-2">{children}</div>
    </Card>
  );
}

/** BO7: what is under way, each with how far it is and the way to its own desk. */
export function JobCards({ board, mayReadBilling, mayReadRequests }: { board: JobBoard; mayReadBilling: boolean; mayReadRequests: boolean }) {
  const { billRun, edge, renewals, province, messages97, requests, closings } = board;
  return (
    <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      <JobCard id="job-run" title="出账" link={mayReadBilling && billRun !== null && { href: `/billing/${billRun.id}`, label: "看这次出账" }}>
        {billRun ? (
          <>
            <Progress label="出账进度" done={billRun.done} of={billRun.accounts} text={`${formatMonth(billRun.month)}：${String(billRun.done)} / ${String(billRun.accounts)} 户，${runWords[billRun.state]}`} />
            {billRun.parked > 0 ? <p className="text-danger">{billRun.parked} 户没有出成，可逐户重新出账。</p> : <p className="text-ink-soft">没有卡住的帐户。</p>}
          </>
        ) : <p className="text-ink-soft">还没有出过账。</p>}
      </JobCard>
      <JobCard id="job-edge" title="变更到期生效" link={mayReadBilling && { href: "/billing/changes", label: "计费不符的变更" }}>
        <Progress label="变更生效进度" done={edge.done} of={edge.all} text={edge.all === 0 ? `${formatDay(edge.on)}没有要生效的变更` : `${formatDay(edge.on)}：${String(edge.done)} / ${String(edge.all)} 项已生效`} />
        <p className={edge.blocked > 0 ? "text-danger" : "text-ink-soft"}>{edge.blocked > 0 ? `${String(edge.blocked)} 项计费不符，等人核对。` : "没有计费不符的变更。"}</p>
        <p className="text-ink-soft">{formatDay(edge.nextOn)}将生效 {edge.next} 项。</p>
      </JobCard>
      <JobCard id="job-renew" title="预付费月扣费"><p>{renewals.due > 0 ? `${String(renewals.due)} 个产品等待扣费` : "本期已全部扣完"}</p></JobCard>
      <JobCard id="job-province" title="省计费系统同步" link={mayReadBilling && { href: "/billing/differences", label: "对账差异" }}>
        <p>{province.polledAt ? `最近同步 ${formatInstant(province.polledAt)}` : "还没有同步过"}</p>
        <p className="text-ink-soft">{province.comparedTo ? `已对账到 ${formatDay(dayOf(province.comparedTo))}` : "还没有对过账"}，{province.differences} 处差异未处理。</p>
        {province.failing > 0 && <p className="text-danger">对方暂时没有答复，自动重试中。</p>}
      </JobCard>
      <JobCard id="job-97" title="97 系统同步"><p>{messages97.waiting > 0 ? `${String(messages97.waiting)} 条等待对方确认` : "全部已确认"}</p>{messages97.oldestAt && <p className="text-ink-soft">最早一条 {formatInstant(messages97.oldestAt)}</p>}</JobCard>
      <JobCard id="job-requests" title="开通与销户" link={mayReadRequests && { href: "/requests", label: "开通请求" }}>
        <p>{requests.waiting} 个请求等应用方答复</p>
        <p className={requests.needPerson > 0 ? "text-danger" : "text-ink-soft"}>{requests.needPerson > 0 ? `${String(requests.needPerson)} 个需要人工处理` : "没有需要人工处理的"}，{closings.settling} 户正在销户结清。</p>
      </JobCard>
    </div>
  );
}
