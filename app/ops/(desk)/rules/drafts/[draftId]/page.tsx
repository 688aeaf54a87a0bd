import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { DraftHeaderActions, DraftStanding } from "@/components/rules/draft-standing";
import { DraftTab, draftTabs } from "@/components/rules/draft-tabs";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Tabs } from "@/components/ui/tabs";
import { draftStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "规则草稿" };
type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const tabNames = ["rules", "settings", "cases", "diff", "replay"] as const;

export default async function RuleDraftPage({ params, searchParams }: Props) {
  const draftId = z.uuid().safeParse((await params).draftId).data;
  if (!draftId) notFound();
  const query = await searchParams;
  const caller = await api();
  const [me, draft] = await orLeave(Promise.all([caller.console.me({}), caller.channelRule.draft({ draftId })]), await signInPath(""));
  const tab = choiceOf(query, "tab", tabNames) ?? (draft.state === "open" ? "rules" : "diff");
  const failing = draft.results.filter(({ isRight }) => !isRight).length;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/rules", label: "受理规则" }, { href: "/rules?tab=drafts", label: "草稿" }, { label: draft.title }]} />}
        title={draft.title} text={`以第 ${draft.basedOn} 版为底；编写：${draft.writers.join("、")}`} badges={<StateBadge state={draft.state} words={draftStateWords} />}
        actions={<DraftHeaderActions draft={draft} roles={me.roles} />}
      />
      <DraftStanding draft={draft} />
      <Tabs label="草稿内容" tabs={tabNames.map((one) => ({ href: withQuery(`/rules/drafts/${draftId}`, query, { tab: one }), label: draftTabs[one], isCurrent: tab === one, ...(one === "cases" && failing > 0 ? { count: failing } : {}) }))} />
      <div className="mt-4"><DraftTab tab={tab} draft={draft} roles={me.roles} platformId={me.dutyPlatformId} /></div>
    </>
  );
}
