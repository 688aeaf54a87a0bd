import type { Metadata } from "next";
import { EmptyState, NoMatch } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { QuoteTable } from "@/components/quotes/quote-table";
import { ButtonLink } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { quoteGroupWords } from "@/messages/zh-CN";
import { api, orLeave } from "@/server/caller";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { quoteGroups } from "@/server/quotes/quote.rules";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("报价") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function QuotesPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const group = choiceOf(query, "state", quoteGroups);
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.account.me(), caller.quote.list({ ...(group ? { group } : {}), ...(cursor ? { cursor } : {}) })]), `${base}/login`);
  const path = `${base}/quotes`;
  const begin = allows([me.role], "quote.ask") ? <ButtonLink href={`${path}/new`}>{say("询价")}</ButtonLink> : null;
  return (
    <>
      <PageHeader title={say("报价")} text={say("数量多或有特殊需求，可以先问价：报价在有效期内不变，满意就按报价下单。")} actions={begin} />
      <Tabs label={say("按状态筛选")} tabs={[{ href: path, label: say("全部"), isCurrent: !group }, ...quoteGroups.map((entry) => ({ href: `${path}?state=${entry}`, label: say.word(quoteGroupWords[entry]), isCurrent: group === entry }))]} />
      <div className="mt-5">
        <QuoteTable
          rows={page.rows}
          path={path}
          side="company"
          whenEmpty={group ? <NoMatch text={say("换一个状态看看。")} actions={<ButtonLink href={path} variant="secondary">{say("查看全部报价")}</ButtonLink>} /> : <EmptyState title={say("还没有询价")} text={say("一般 1 个工作日内答复。少量订购可以直接在线下单。")} actions={begin} />}
          foot={<Pagination previousHref={cursor ? withQuery(path, query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery(path, query, { cursor: page.nextCursor }) : null} />}
        />
      </div>
    </>
  );
}
