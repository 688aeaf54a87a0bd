import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { NewContractDraft, WithdrawContract } from "@/components/contracts/contract-actions";
import { ContractDetail } from "@/components/contracts/contract-detail";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { standingWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { allows } from "@/server/kernel/permissions";

export const metadata: Metadata = { title: "协议版本" };

export default async function ContractVersionPage({ params }: { params: Promise<{ versionId: string }> }) {
  const versionId = z.uuid().safeParse((await params).versionId).data;
  if (!versionId) notFound();
  const caller = await api();
  const [me, version] = await orLeave(Promise.all([caller.console.me({}), caller.contractDesk.version({ versionId })]), await signInPath(""));
  const named = { versionId, version: version.version };
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/contracts", label: "服务协议" }, { label: `第 ${version.version} 版` }]} />}
        title={`第 ${version.version} 版`} text={version.note} badges={<StateBadge state={version.standing} words={standingWords} />}
        actions={<>
          {version.standing === "waiting" && allows(me.roles, "contractText.release") && <WithdrawContract {...named} />}
          {allows(me.roles, "contractText.write") && <NewContractDraft {...named} />}
        </>}
      />
      <ContractDetail version={version} />
    </>
  );
}
