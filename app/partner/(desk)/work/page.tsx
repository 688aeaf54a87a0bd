import type { Metadata } from "next";
import { AnnounceWorkForm } from "@/components/partners/announce-work";
import { AppTabs } from "@/components/partners/app-tabs";
import { WorkTable } from "@/components/partners/work-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Stack } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery, wordsOf } from "@/server/kernel/pagination";
import { ListWorks } from "@/server/partners/desk.schema";

export const metadata: Metadata = { title: "计划维护" };

export default async function WorkPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const wanted = ListWorks.safeParse({ app: wordsOf(query, "app"), cursor: cursorOf(query) }).data ?? {};
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.partnerDesk.me({}), caller.partnerDesk.works(wanted)]), await signInPath(""));
  return (
    <>
      <PageHeader title="计划维护" text="提前登记维护时间，期间使用这个应用的客户会看到“计划维护”和您写的说明，不会当作故障。" />
      <Stack>
        <AnnounceWorkForm applications={me.applications} now={me.now} />
        <div>
          <AppTabs path="/work" query={query} applications={me.applications} current={wanted.app} />
          <WorkTable rows={page.rows} />
        </div>
        <Pagination previousHref={wanted.cursor ? withQuery("/work", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/work", query, { cursor: page.nextCursor }) : null} />
      </Stack>
    </>
  );
}
