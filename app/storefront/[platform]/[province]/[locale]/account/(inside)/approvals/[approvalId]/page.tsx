import type { Metadata } from "next";
import { ApprovalPanel } from "@/components/approvals/approval-panel";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "审批订单" };

export default async function ApprovalPage({ params }: { params: Promise<{ platform: string; province: string; approvalId: string }> }) {
  const { approvalId, ...place } = await params;
  const base = accountBase(place);
  const approval = await orLeave((await api()).approval.byId({ approvalId }), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "审批", href: `${base}/approvals` }, { label: approval.orderNumber }]} />} title="审批订单" />
      <ApprovalPanel base={base} approval={approval} />
    </>
  );
}
