import type { Metadata } from "next";
import { WordSearch } from "@/components/accounts/word-search";
import { ChildTable } from "@/components/group/child-table";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("子帐号") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChildrenPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const search = wordsOf(query, "search") ?? "";
  const isClosed = wordsOf(query, "state") === "closed";
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.childAccount.list({ search, isClosed, ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  const path = `${base}/children`;
  const mayOpen = allows([me.role], "childAccount.open") && me.customer.parentAccountName === null && me.customer.state === "open";
  const open = mayOpen ? <><ButtonLink href={`${path}/join`} variant="secondary">{say("加入和离开")}</ButtonLink><ButtonLink href={`${path}/new`}>{say("开立子帐号")}</ButtonLink></> : null;
  return (
    <>
      {page.rows.some(({ stage }) => stage === "opening") && <LiveRefresh seconds={5} />}
      <PageHeader title={say("子帐号")} text={say("分公司、门店或部门各有自己的登录、订单和帐单，由本帐号统一管理。")} actions={open} />
      <Tabs label={say("按状态筛选")} tabs={[{ href: path, label: say("在用"), isCurrent: !isClosed }, { href: `${path}?state=closed`, label: say("已销户"), isCurrent: isClosed }]} />
      <div className="mt-5">
        <WordSearch path={path} search={search} label={say("查找子帐号")} hint={say("名称、帐号名或管理员")} keep={isClosed ? { state: "closed" } : {}} />
        <ChildTable
          rows={page.rows} path={path}
          whenEmpty={
            search !== "" ? <NoMatch title={say("没有找到“{search}”", { search })} actions={<ButtonLink href={path} variant="secondary">{say("查看全部子帐号")}</ButtonLink>} />
              : isClosed ? <EmptyState title={say("没有已销户的子帐号")} />
                : <EmptyState title={say("还没有子帐号")} text={me.customer.parentAccountName === null ? say("为分公司或部门开立子帐号后，它们可以自己订购，费用分开，您在这里都看得到。") : say("子帐号不能再开子帐号。")} actions={open} />
          }
          foot={<Pagination text={say("共 {total} 个", { total: page.total })} previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
