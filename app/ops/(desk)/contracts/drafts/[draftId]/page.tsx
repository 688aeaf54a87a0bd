import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ContractDraftActions, ContractDraftNotes, ContractDraftTab, contractDraftTabs } from "@/components/contracts/contract-draft";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Tabs } from "@/components/ui/tabs";
import { draftStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "协议草稿" };
type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const tabNames = ["text", "diff", "preview"] as const;

export default async function ContractDraftPage({ params, searchParams }: Props) {
  const draftId = z.uuid().safeParse((await params).draftId).data;
  if (!draftId) notFound();
  const query = await searchParams;
  const caller = await api();
  const [me, draft] = await orLeave(Promise.all([caller.console.me({}), caller.contractDesk.draft({ draftId })]), await signInPath(""));
  const tab = choiceOf(query, "tab", tabNames) ?? (draft.state === "open" ? "text" : "diff");
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/contracts", label: "服务协议" }, { href: "/contracts?tab=drafts", label: "草稿" }, { label: draft.note }]} />}
        title={draft.note} text={`以第 ${draft.basedOn} 版为底；编写：${draft.writers.join("、")}`} badges={<StateBadge state={draft.state} words={draftStateWords} />}
        actions={<ContractDraftActions draft={draft} roles={me.roles} />}
      />
      <ContractDraftNotes draft={draft} />
      <Tabs label="草稿内容" tabs={tabNames.map((one) => ({ href: withQuery(`/contracts/drafts/${draftId}`, query, { tab: one }), label: contractDraftTabs[one], isCurrent: tab === one }))} />
      <div className="mt-4"><ContractDraftTab tab={tab} draft={draft} roles={me.roles} /></div>
    </>
  );
}
