import type { Metadata } from "next";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { ApplicationCards } from "@/components/partners/application-cards";
import { PageHeader } from "@/components/patterns/page-header";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "我的应用" };

export default async function ApplicationsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const page = await orLeave((await api()).partnerDesk.applications({ ...(cursor ? { cursor } : {}) }), await signInPath(""));
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title="我的应用" text="每个应用现在的状态，以及在各省运行的业务和等待您系统办理的请求。" />
      <ApplicationCards rows={page.rows} />
      <Pagination previousHref={cursor ? withQuery("/", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/", query, { cursor: page.nextCursor }) : null} />
    </>
  );
}
