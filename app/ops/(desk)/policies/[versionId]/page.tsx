import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { NewPolicyDraft, WithdrawPolicy } from "@/components/policies/policy-actions";
import { PolicyDetail } from "@/components/policies/policy-detail";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { policyNames, standingWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "政策版本" };

export default async function PolicyVersionPage({ params }: { params: Promise<{ versionId: string }> }) {
  const versionId = z.uuid().safeParse((await params).versionId).data;
  if (!versionId) notFound();
  const caller = await api();
  const [me, policy] = await orLeave(Promise.all([caller.console.me({}), caller.policyDesk.version({ versionId })]), await signInPath(""));
  const named = { versionId, version: policy.version };
  const title = `${policyNames[policy.kind]} 第 ${String(policy.version)} 版`;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/policies", label: "隐私政策和用户协议" }, { label: title }]} />}
        title={title} text={policy.note} badges={<StateBadge state={policy.standing} words={standingWords} />}
        actions={policy.mayChange ? <>
          {policy.standing === "waiting" && allows(me.roles, "policyText.release") && <WithdrawPolicy {...named} />}
          {allows(me.roles, "policyText.write") && <NewPolicyDraft {...named} />}
        </> : undefined}
      />
      <PolicyDetail policy={policy} where={policy.mayChange ? "全国" : "本平台"} />
    </>
  );
}
