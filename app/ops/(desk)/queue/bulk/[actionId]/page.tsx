import type { Metadata } from "next";
import { BulkProgress } from "@/components/review/bulk-progress";
import { LiveRefresh } from "@/components/ordering/live-refresh";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave, signInPath } from "@/server/caller";

export const metadata: Metadata = { title: "批量审核结果" };

export default async function BulkActionPage({ params }: { params: Promise<{ actionId: string }> }) {
  const action = await orLeave((await api()).review.bulk(await params), await signInPath(""));
  return (
    <>
      {(action.state === "waiting" || action.state === "running") && <LiveRefresh seconds={2} />}
      <PageHeader above={<Breadcrumb crumbs={[{ label: "待审队列", href: "/queue" }, { label: "批量审核", href: "/queue/bulk" }, { label: "这一批" }]} />} title={`批量${action.kind === "approve" ? "通过" : "拒绝"} ${String(action.count)} 单`} text={`${action.staffName} 发起`} />
      <BulkProgress action={action} />
    </>
  );
}
