import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { AppTabs } from "@/components/partners/app-tabs";
import { RunTable } from "@/components/partners/run-table";
import { StartCards } from "@/components/partners/start-run";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { ListRuns } from "@/server/partners/pack.schema";

export const metadata: Metadata = { title: "契约测试" };

export default async function TestsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const wanted = ListRuns.safeParse({ app: wordsOf(query, "app"), cursor: cursorOf(query) }).data ?? {};
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.partnerDesk.me({}), caller.partnerDesk.testRuns(wanted)]), await signInPath(""));
  return (
    <>
      <LiveRefresh seconds={5} />
      <PageHeader title="契约测试" text={`在沙箱里按接口版本 ${page.version} 逐项试您的系统：开通、变更、暂停、恢复、注销、席位、用量、心跳、进入和删除，以及重复、签名、版本、速度和负载。全部通过后，产品才能上架销售。`} />
      <Stack>
        <StartCards applications={page.applications} />
        <div>
          <AppTabs path="/tests" query={query} applications={me.applications} current={wanted.app} />
          <RunTable rows={page.rows} base="/tests" />
        </div>
        <Pagination previousHref={wanted.cursor ? withQuery("/tests", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/tests", query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
