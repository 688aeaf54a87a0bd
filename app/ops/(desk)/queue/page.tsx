import type { Metadata } from "next";
import { QueueTable } from "@/components/review/queue-table";
import { ReviewTimesLine } from "@/components/review/review-times";
import { PageHeader } from "@/components/patterns/page-header";
import { Tabs } from "@/components/ui/tabs";
import { ButtonLink } from "@/components/ui/link";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { choiceOf, cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { taskKinds, taskTabs } from "@/server/review/review.schema";

export const metadata: Metadata = { title: "待审队列" };

export default async function QueuePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const tab = choiceOf(query, "tab", taskTabs) ?? "open";
  const kind = choiceOf(query, "kind", taskKinds);
  const search = wordsOf(query, "q");
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const page = await orLeave(caller.review.list({ tab, ...(kind ? { kind } : {}), ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }), await signInPath(""));
  const times = await caller.review.times({});
  const tabHref = (name: string) => withQuery("/queue", query, { tab: name === "open" ? null : name, cursor: null });
  return (
    <>
      <LiveRefresh seconds={20} />
      <PageHeader title="待审队列" text="按时限先后排列，最急的在最上面。键盘：J、K 上下移动，Enter 打开。" actions={allows(me.roles, "review.decide") ? <ButtonLink href="/queue/bulk" variant="secondary">批量审核</ButtonLink> : null} />
      <ReviewTimesLine times={times} />
      <Tabs
        label="队列"
        tabs={[
          { href: tabHref("open"), label: "待处理", count: page.counts.open, isCurrent: tab === "open" },
          { href: tabHref("mine"), label: "我领取的", count: page.counts.mine, isCurrent: tab === "mine" },
          { href: tabHref("decided"), label: "已处理", isCurrent: tab === "decided" },
        ]}
      />
      <QueueTable page={page} tab={tab} query={query} isFiltered={Boolean(kind ?? search)} />
    </>
  );
}
