import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchFilter } from "@/components/patterns/search-filter";
import { CaseTable } from "@/components/tickets/case-table";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { ticketDeskGroupWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { provincesOf } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "服务单" };
const groups = ["active", "onTheWay", "yours", "ended"] as const;

export default async function TicketsDeskPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const all = provincesOf(me.dutyPlatformId);
  const provinces = all.filter(({ id }) => me.provinces.length === 0 || me.provinces.includes(id));
  const group = choiceOf(query, "state", groups);
  const provinceId = choiceOf(query, "province", provinces.map(({ id }) => id));
  const search = wordsOf(query, "q");
  const cursor = cursorOf(query);
  const page = await orLeave(caller.ticketDesk.list({ ...(group ? { group } : {}), ...(provinceId ? { provinceId } : {}), ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const path = "/tickets";
  const tabHref = (state: string | null) => withQuery(path, query, { state, cursor: null });
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title="服务单" text="企业在网上提交的和 10060 登记的服务单，最新的在前。受理和处理在 10060；这里可以查看全过程，并给企业加说明。" />
      <SearchFilter path={path} label="服务单号、企业名称或帐号" search={search ?? ""} provinces={provinces} provinceId={provinceId} keep={group ? { state: group } : {}} />
      <Tabs label="按状态筛选" tabs={[{ href: tabHref(null), label: "全部", isCurrent: !group }, ...groups.map((entry) => ({ href: tabHref(entry), label: ticketDeskGroupWords[entry], isCurrent: group === entry }))]} />
      <div className="mt-3">
        <CaseTable
          rows={page.rows}
          path={path}
          side="staff"
          whenEmpty={group ?? provinceId ?? search ? <NoMatch actions={<ButtonLink href={path} variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="还没有服务单" text="企业在网上提交或 10060 登记后，会出现在这里。" />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
