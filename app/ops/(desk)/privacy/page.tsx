import type { Metadata } from "next";
import { PageHeader } from "@/components/patterns/page-header";
import { DataMapTable } from "@/components/privacy/data-map-table";
import { RetentionDays, RetentionTable } from "@/components/privacy/retention-table";
import { Stack } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { api, orLeave, signInPath } from "@/server/caller";
import { choiceOf } from "@/server/kernel/pagination";
import { type Purpose, dataMap, purposes } from "@/server/privacy/data-map.rules";

export const metadata: Metadata = { title: "个人信息清单" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PrivacyPage({ searchParams }: Props) {
  const query = await searchParams;
  const board = await orLeave((await api()).dataMap.retention({}), await signInPath(""));
  const view = choiceOf(query, "view", ["runs"]);
  const purpose = choiceOf(query, "purpose", Object.keys(purposes) as Purpose[]);
  return (
    <>
      <PageHeader title="个人信息清单" text="平台保存的每一项个人信息：为什么、凭什么、存多久、谁负责、到期怎样处理。计费原始数据至少保存 5 个月，帐单和费用不删除。" />
      <Tabs label="内容" tabs={[{ href: "/privacy", label: "清单", isCurrent: !view }, { href: "/privacy?view=runs", label: "到期处理", isCurrent: view === "runs" }]} />
      <div className="mt-5">
        {view === "runs" ? (
          <Stack gap="lg">
            <section aria-labelledby="steps"><h2 id="steps" className="mb-3 text-lg font-semibold">到期处理</h2><RetentionTable board={board} /></section>
            <section aria-labelledby="days"><h2 id="days" className="mb-3 text-lg font-semibold">近 30 天</h2><RetentionDays board={board} /></section>
          </Stack>
        ) : (
          <Stack>
            <Tabs label="按目的筛选" tabs={[{ href: "/privacy", label: "全部", isCurrent: !purpose }, ...Object.entries(purposes).map(([name, word]) => ({ href: `/privacy?purpose=${name}`, label: word, isCurrent: purpose === name }))]} />
            <DataMapTable fields={dataMap.filter((row) => !purpose || row.purpose === purpose)} allHref="/privacy" />
          </Stack>
        )}
      </div>
    </>
  );
}
