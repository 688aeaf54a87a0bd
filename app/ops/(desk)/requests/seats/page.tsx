import type { Metadata } from "next";
import { DriftTable } from "@/components/seats/drift-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Pagination } from "@/components/ui/pagination";
import { api, orLeave, signInPath } from "@/server/caller";
import { cursorOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "席位差异" };

export default async function SeatDriftPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const cursor = cursorOf(query);
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const page = await orLeave(caller.seatDesk.list(cursor ? { cursor } : {}), await signInPath(""));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "开通请求", href: "/requests" }, { label: "席位差异" }]} />} title="席位差异" text="门户分配的席位与应用方名单不一致的地方。系统定时核对，企业自己也能重发。" />
      {page.unread.map((row) => <div key={row.productId} className="mb-3"><Alert tone="warning" title={`${row.companyName} 的 ${row.productName} 没有核对成：${row.problem}`} /></div>)}
      <DriftTable page={page} mayRepair={allows(me.roles, "provisioning.repair")} foot={<Pagination previousHref={cursor ? withQuery("/requests/seats", query, { cursor: null }) : null} nextHref={page.nextCursor ? withQuery("/requests/seats", query, { cursor: page.nextCursor }) : null} />} />
    </>
  );
}
