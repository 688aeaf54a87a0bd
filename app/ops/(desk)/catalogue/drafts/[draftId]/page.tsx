import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ProductDraftActions, ProductDraftNotes, ProductDraftTab, draftSubtitle, productDraftTabs } from "@/components/catalogue/draft-view";
import { ProductDraftPreview } from "@/components/catalogue/draft-preview";
import { PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/state-badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Tabs } from "@/components/ui/tabs";
import { draftStateWords } from "@/messages/zh-CN";
import { api, orLeave, signInPath } from "@/server/caller";
import { locales } from "@/server/platforms/locale.rules";
import { choiceOf, dayIn, withQuery } from "@/server/kernel/pagination";

export const metadata: Metadata = { title: "产品草稿" };
type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
const tabNames = ["edit", "diff", "preview"] as const;

export default async function ProductDraftPage({ params, searchParams }: Props) {
  const draftId = z.uuid().safeParse((await params).draftId).data;
  if (!draftId) notFound();
  const query = await searchParams;
  const caller = await api();
  const [me, draft] = await orLeave(Promise.all([caller.console.me({}), caller.catalogueDraft.byId({ draftId })]), await signInPath(""));
  const tab = choiceOf(query, "tab", tabNames) ?? (draft.state === "submitted" ? "diff" : "edit");
  const preview = tab === "preview" ? await orLeave(caller.catalogueDraft.preview({ draftId, provinceId: choiceOf(query, "province", draft.facts.provinceIds) ?? draft.dutyProvinces?.[0] ?? draft.facts.provinceIds[0] ?? "", day: dayIn(query, "day") ?? draft.facts.today, locale: choiceOf(query, "locale", locales) ?? "zh-CN" }), await signInPath("")) : null;
  return (
    <>
      <PageHeader
        above={<Breadcrumb crumbs={[{ href: "/catalogue", label: "产品目录" }, { href: `/catalogue/${draft.specificationId}`, label: draft.productName }, { label: "草稿" }]} />}
        title={`${draft.productName}：草稿`} text={draftSubtitle(draft)} badges={<StateBadge state={draft.state} words={draftStateWords} />} actions={<ProductDraftActions draft={draft} roles={me.roles} />}
      />
      <ProductDraftNotes draft={draft} />
      <Tabs label="草稿内容" tabs={tabNames.map((one) => ({ href: withQuery(`/catalogue/drafts/${draftId}`, query, { tab: one, check: null, province: null, day: null, locale: null }), label: productDraftTabs[one], isCurrent: tab === one }))} />
      <div className="mt-4">{preview ? <ProductDraftPreview preview={preview} provinceIds={draft.facts.provinceIds} /> : <ProductDraftTab tab={tab === "diff" ? "diff" : "edit"} draft={draft} roles={me.roles} isChecked={query.check === "1"} />}</div>
    </>
  );
}
