import type { Metadata } from "next";
import { SuspensionTable } from "@/components/lifecycle/suspension-table";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "停复机复核" };

export default async function SuspensionsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const [me, page] = await orLeave(Promise.all([caller.console.me({}), caller.suspensionDesk.requests(cursor ? { cursor } : {})]), await signInPath(""));
  return (
    <>
      <LiveRefresh seconds={30} />
      <PageHeader title="停复机复核" text="运营商停机和复机由两位员工办理：一位在客户的产品页提出，另一位在这里复核，复核后立即执行。" />
      <SuspensionTable rows={page.rows} mayDecide={allows(me.roles, "suspension.decide")} />
      <Pagination previousHref={cursor ? withQuery("/suspensions", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/suspensions", query, { cursor: page.nextCursor }) : null} />
    </>
  );
}
