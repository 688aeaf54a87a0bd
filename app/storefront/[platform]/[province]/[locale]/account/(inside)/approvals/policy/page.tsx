import type { Metadata } from "next";
import { ApprovalPolicyForm } from "@/components/approvals/approval-policy-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";

export const metadata: Metadata = { title: "谁来审批" };

export default async function PolicyPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const base = accountBase(await params);
  const caller = await api();
  const [me, policy] = await orLeave(Promise.all([caller.account.me(), caller.approval.policy()]), `${base}/login`);
  const nameOf = (id: string | null, none: string) => policy.approvers.find(({ membershipId }) => membershipId === id)?.name ?? none;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: "审批", href: `${base}/approvals` }, { label: "谁来审批" }]} />} title="谁来审批" text="超过额度的订单先问谁，谁来代理，多少天内要有答复。" />
      {allows([me.role], "orderApproval.setUp") ? (
        <ApprovalPolicyForm policy={policy} />
      ) : (
        <Card><DescriptionList items={[{ term: "审批人", value: nameOf(policy.approverId, "所有可以审批的人") }, { term: "代理审批人", value: nameOf(policy.substituteId, "其他可以审批的人") }, { term: "多少天内处理", value: `${policy.answerDays} 天` }]} /></Card>
      )}
    </>
  );
}
