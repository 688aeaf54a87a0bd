import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WordsForm } from "@/components/notices/words-form";
import { languageWords } from "@/components/notices/words-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery } from "@/server/kernel/pagination";
import { allows } from "@/server/kernel/permissions";
import { languages } from "@/server/notifications/template.rules";
import { isTemplateKind, templates } from "@/server/notifications/templates.rules";
import { provincesOnDuty } from "@/server/platforms/province.rules";
import { titleIn } from "@/server/notifications/name-words.rules";

export const metadata: Metadata = { title: "消息文字" };

type Props = { params: Promise<{ kind: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MessageWordsOfKindPage({ params, searchParams }: Props) {
  const [{ kind }, query] = [await params, await searchParams];
  if (!isTemplateKind(kind)) notFound();
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const provinces = provincesOnDuty(me.dutyPlatformId, me.provinces);
  const province = provinces.find(({ id }) => id === query.province) ?? provinces[0];
  const language = choiceOf(query, "language", languages) ?? "zh-CN";
  const place = { kind, provinceId: province?.id ?? "", language };
  const view = await orLeave(caller.messageWords.byKind(place), await signInPath(""));
  const title = titleIn(templates[kind]["zh-CN"].subject);
  return (
    <>
      <PageHeader title={title} text={province?.name} above={<Breadcrumb crumbs={[{ href: withQuery("/message-words", {}, { province: place.provinceId }), label: "消息文字" }, { label: title }]} />} />
      <Tabs label="语言" tabs={languages.map((one) => ({ href: withQuery(`/message-words/${kind}`, query, { language: one === "zh-CN" ? null : one }), label: languageWords[one], isCurrent: one === language }))} />
      <div className="mt-5"><WordsForm key={`${language}:${view.own?.id ?? ""}`} place={place} view={view} mayEdit={allows(me.roles, "messageWords.edit")} /></div>
    </>
  );
}
