import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { PolicyDraftActions, PolicyDraftNotes, PolicyDraftTab, policyDraftTabs } from "@/components/policies/policy-draft";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Tabs } from "@/components/ui/tabs";
import { draftStateWords, policyNames } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "政策草稿" };
type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const tabNames = ["text", "diff", "preview"] as const;

export default async function PolicyDraftPage({ params, searchParams }: Props) {
  const draftId = z.uuid().safeParse((await params).draftId).data;
  if (!draftId) notFound();
  const query = await searchParams;
  const caller = await api();
  const [me, draft] = await orLeave(Promise.all([caller.console.me({}), caller.policyDesk.draft({ draftId })]), await signInPath(""));
  const tab = choiceOf(query, "tab", tabNames) ?? (draft.state === "open" ? "text" : "diff");
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/policies", label: "隐私政策和用户协议" }, { href: "/policies?tab=drafts", label: "草稿" }, { label: draft.note }]} />}
        title={draft.note} text={`${policyNames[draft.kind]}，${draft.basedOn === 0 ? "首版" : `以第 ${String(draft.basedOn)} 版为底`}；编写：${draft.writers.join("、")}`} badges={<StateBadge state={draft.state} words={draftStateWords} />}
        actions={<PolicyDraftActions draft={draft} roles={me.roles} />}
      />
      <PolicyDraftNotes draft={draft} />
      <Tabs label="草稿内容" tabs={tabNames.map((one) => ({ href: withQuery(`/policies/drafts/${draftId}`, query, { tab: one }), label: policyDraftTabs[one], isCurrent: tab === one }))} />
      <div className="mt-4"><PolicyDraftTab tab={tab} draft={draft} roles={me.roles} /></div>
    </>
  );
}
