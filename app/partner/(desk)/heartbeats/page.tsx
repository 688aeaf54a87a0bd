import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { AppTabs } from "@/components/partners/app-tabs";
import { HeartbeatTable } from "@/components/partners/heartbeat-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { ListHeartbeats } from "@/server/partners/desk.schema";

export const metadata: Metadata = { title: "心跳记录" };

export default async function HeartbeatsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const wanted = ListHeartbeats.safeParse({ app: wordsOf(query, "app"), cursor: cursorOf(query) }).data ?? {};
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.partnerDesk.me({}), caller.partnerDesk.heartbeats(wanted)]), await signInPath(""));
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title="心跳记录" text="门户每 60 秒询问一次您的系统，连续 3 次没有应答记为故障；恢复应答后自动解除。这里是状态的每一次变化。" />
      <AppTabs path="/heartbeats" query={query} applications={me.applications} current={wanted.app} />
      <HeartbeatTable rows={page.rows} />
      <Pagination previousHref={wanted.cursor ? withQuery("/heartbeats", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/heartbeats", query, { cursor: page.nextCursor }) : null} />
    </>
  );
}
