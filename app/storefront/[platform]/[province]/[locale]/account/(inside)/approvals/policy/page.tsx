import type { Metadata } from "next";
import { ApprovalPolicyForm } from "@/components/approvals/approval-policy-form";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { api, orLeave } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("谁来审批") };
}

export default async function PolicyPage({ params }: { params: Promise<{ platform: string; province: string }> }) {
  const say = await getSay();
  const base = accountBase(await params);
  const caller = await api();
  const [me, policy] = await orLeave(Promise.all([caller.account.me(), caller.approval.policy()]), `${base}/login`);
  const nameOf = (id: string | null, none: string) => policy.approvers.find(({ membershipId }) => membershipId === id)?.name ?? none;
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("审批"), href: `${base}/approvals` }, { label: say("谁来审批") }]} />} title={say("谁来审批")} text={say("超过额度的订单先问谁，谁来代理，多少天内要有答复。")} />
      {allows([me.role], "orderApproval.setUp") ? (
        <ApprovalPolicyForm policy={policy} />
      ) : (
        <Card><DescriptionList items={[{ term: say("审批人"), value: nameOf(policy.approverId, say("所有可以审批的人")) }, { term: say("代理审批人"), value: nameOf(policy.substituteId, say("其他可以审批的人")) }, { term: say("多少天内处理"), value: say("{answerDays} 天", { answerDays: policy.answerDays }) }]} /></Card>
      )}
    </>
  );
}
