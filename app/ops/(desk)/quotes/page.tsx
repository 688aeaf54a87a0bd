import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchFilter } from "@/components/patterns/search-filter";
import { QuoteTable } from "@/components/quotes/quote-table";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { quoteTurnWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { provincesOf } from "@/server/platforms/province.rules";
import { quoteTurns } from "@/server/quotes/quote.rules";

export const metadata: Metadata = { title: "报价" };

export default async function QuotesDeskPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const provinces = provincesOf(me.dutyPlatformId).filter(({ id }) => me.provinces.length === 0 || me.provinces.includes(id));
  const turn = choiceOf(query, "turn", quoteTurns);
  const provinceId = choiceOf(query, "province", provinces.map(({ id }) => id));
  const search = wordsOf(query, "q");
  const cursor = cursorOf(query);
  const page = await orLeave(caller.quoteDesk.list({ ...(turn ? { turn } : {}), ...(provinceId ? { provinceId } : {}), ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const path = "/quotes";
  const tabHref = (entry: string | null) => withQuery(path, query, { turn: entry, cursor: null });
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title="报价" text="企业的询价，最新的在前。一个工作日内答复；低于标准价的方案由另一位同事核准后发给企业。" />
      <SearchFilter path={path} label="询价号、企业名称或帐号" search={search ?? ""} provinces={provinces} provinceId={provinceId} keep={turn ? { turn } : {}} />
      <Tabs label="按等谁筛选" tabs={[{ href: tabHref(null), label: "全部", isCurrent: !turn }, ...quoteTurns.map((entry) => ({ href: tabHref(entry), label: quoteTurnWords[entry], isCurrent: turn === entry }))]} />
      <div className="mt-3">
        <QuoteTable
          rows={page.rows}
          path={path}
          side="staff"
          whenEmpty={turn ?? provinceId ?? search ? <NoMatch actions={<ButtonLink href={path} variant="secondary">清除筛选</ButtonLink>} /> : <EmptyState title="还没有询价" text="企业在网上询价后，会出现在这里。" />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
