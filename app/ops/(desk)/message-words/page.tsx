import type { Metadata } from "next";
import { WordsTable } from "@/components/notices/words-table";
import { PageHeader } from "@/components/patterns/page-header";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf, withQuery } from "@/server/kernel/pagination";
import { provincesOnDuty } from "@/server/platforms/province.rules";

export const metadata: Metadata = { title: "消息文字" };

export default async function MessageWordsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = await searchParams;
  const caller = await api();
  const me = await orLeave(caller.console.me({}), await signInPath(""));
  const provinces = provincesOnDuty(me.dutyPlatformId, me.provinces);
  const provinceId = choiceOf(query, "province", provinces.map(({ id }) => id)) ?? provinces[0]?.id ?? "";
  const rows = await orLeave(caller.messageWords.list({ provinceId }), await signInPath(""));
  return (
    <>
      <PageHeader title="消息文字" text="发给企业的消息怎样写；每个省、每种语言可以有自己的文字。" />
      {provinces.length > 1 && <Tabs label="省份" tabs={provinces.map(({ id, name }) => ({ href: withQuery("/message-words", query, { province: id }), label: name, isCurrent: id === provinceId }))} />}
      <div className="mt-3"><WordsTable rows={rows} provinceId={provinceId} /></div>
    </>
  );
}
