import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { AppTabs } from "@/components/partners/app-tabs";
import { RequestList } from "@/components/partners/request-list";
import { PageHeader } from "@/components/patterns/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { ListRequests, requestTabs } from "@/server/partners/desk.schema";

export const metadata: Metadata = { title: "待办请求" };

export default async function RequestsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", requestTabs) ?? "stuck";
  // A mangled place or code is simply the first page of everything.
  const wanted = ListRequests.safeParse({ tab, app: wordsOf(query, "app"), after: wordsOf(query, "after") }).data ?? { tab };
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.partnerDesk.me({}), caller.partnerDesk.requests(wanted)]), await signInPath(""));
  const href = (name: string) => withQuery("/requests", query, { tab: name === "stuck" ? null : name, after: null });
  return (
    <>
      <LiveRefresh seconds={15} />
      <PageHeader title="待办请求" text="门户发往您系统、还没有办成的请求。门户按 1 分、5 分、30 分、2 小时、6 小时、24 小时自动重发；您的系统修复后，可以马上重发。" />
      <Tabs label="请求" tabs={[{ href: href("stuck"), label: "需要关注", isCurrent: tab === "stuck" }, { href: href("waiting"), label: "全部未办成", isCurrent: tab === "waiting" }]} />
      <AppTabs path="/requests" query={query} applications={me.applications} current={wanted.app} />
      <RequestList page={page} tab={tab} />
      <Pagination previousHref={wanted.after ? withQuery("/requests", query, { after: null }) : null} nextHref={page.next ? withQuery("/requests", query, { after: page.next }) : null} />
    </>
  );
}
