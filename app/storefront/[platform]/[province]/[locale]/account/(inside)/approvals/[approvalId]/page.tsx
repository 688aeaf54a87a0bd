import type { Metadata } from "next";
import { ApprovalPanel } from "@/components/approvals/approval-panel";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { api, orLeave } from "@/server/caller";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("审批订单") };
}

export default async function ApprovalPage({ params }: { params: Promise<{ platform: string; province: string; approvalId: string }> }) {
  const say = await getSay();
  const { approvalId, ...place } = await params;
  const base = accountBase(place);
  const approval = await orLeave((await api()).approval.byId({ approvalId }), `${base}/login`);
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("审批"), href: `${base}/approvals` }, { label: approval.orderNumber }]} />} title={say("审批订单")} />
      <ApprovalPanel base={base} approval={approval} />
    </>
  );
}
