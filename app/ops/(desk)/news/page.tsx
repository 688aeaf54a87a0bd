import type { Metadata } from "next";
import { NewsTable } from "@/components/news/news-table";
import { PageHeader } from "@/components/patterns/page-header";
import { ButtonLink } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { newsStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery } from "@/server/kernel/pagination";
import { newsStates } from "@/server/news/news.schema";

export const metadata: Metadata = { title: "公告" };

export default async function NewsDeskPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const [state, cursor] = [choiceOf(query, "state", newsStates), cursorOf(query)];
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.news.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) })]), await signInPath(""));
  const hrefOf = (changes: Record<string, string | null>) => withQuery("/news", query, { cursor: null, ...changes });
  return (
    <>
      <PageHeader title="公告" text="在网上营业厅首页和公告页展示，按范围和时间自动出现、自动消失。全国岗位写的公告各省都看得到。" actions={allows(me.roles, "news.write") ? <ButtonLink href="/news/new">写公告</ButtonLink> : undefined} />
      <Tabs label="公告状态" tabs={[{ href: hrefOf({ state: null }), label: "全部", isCurrent: state === undefined }, ...newsStates.map((one) => ({ href: hrefOf({ state: one }), label: newsStateWords[one].word, isCurrent: state === one }))]} />
      <div className="mt-3">
        <NewsTable page={page} platformId={me.dutyPlatformId} isFiltered={state !== undefined} clearHref={hrefOf({ state: null })} previousHref={cursor ? hrefOf({}) : null} nextHref={page.nextCursor ? hrefOf({ cursor: page.nextCursor }) : null} />
      </div>
    </>
  );
}
